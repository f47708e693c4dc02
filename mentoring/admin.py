"""Admin of pairs and meetings: two lists; the pages behind them are in admin_views."""

from functools import partial

from django.contrib import admin
from django.db.models import Count, Q
from django.urls import path
from django.utils import timezone
from django.utils.html import format_html, format_html_join

from mentoring.admin_banks import MenteeAdmin, MentorAdmin, TopicAdmin
from mentoring.admin_bans import PairBanAdmin
from mentoring.admin_catalogue import MentoringFormAdmin, MentoringKindAdmin
from mentoring.admin_partners import PartnerAdmin
from mentoring.admin_views import (
    diary,
    health,
    labour,
    members,
    mentor_links,
    pairs,
    programmes,
    replacement,
    steps,
    unmatched,
)
from mentoring.changelist import (
    AnswersFilter,
    FormFilter,
    MeetingList,
    PairList,
    PairStateFilter,
    state_with_phrase,
)
from mentoring.models import Meeting, Pair, PairMember
from people.admin_base import ReadOnlyAdmin
from people.models import Person
from people.names import normalise
from people.templatetags.words import day

__all__ = [
    "MeetingAdmin", "MenteeAdmin", "MentorAdmin", "MentoringFormAdmin", "MentoringKindAdmin",
    "PairAdmin", "PairBanAdmin", "PartnerAdmin", "TopicAdmin",
]  # fmt: skip


@admin.register(Pair)
class PairAdmin(ReadOnlyAdmin):
    """The pairs of the chosen year; only those no order has fixed can be ticked for one."""

    list_title = "Пары и группы"
    add_title = "Сформировать пару"
    empty_title = "Пар и групп пока нет"
    empty_icon = "rings"
    empty_text = (
        "Пара появится, когда вы выберете наставника и наставляемого. "
        "После согласий и приказа она начнёт работу."
    )
    accusative = "пару"
    actions = None
    list_display = ("action_checkbox", "people", "form_and_kind", "term", "state")
    list_display_links = ("people",)
    list_filter = (PairStateFilter, FormFilter)
    search_fields = ("direction",)
    search_help_text = "Фамилия наставника или наставляемого"
    ordering = ("-pk",)
    change_list_template = "mentoring/pair_list.html"
    change_form_template = "mentoring/pair.html"

    def has_add_permission(self, request):
        return request.user.has_perm("mentoring.add_pair")

    def get_changelist(self, request, **kwargs):
        return PairList

    def get_search_results(self, request, queryset, search_term):
        own = Person.objects.visible_to(request.user)
        for word in normalise(search_term).split():
            named = PairMember.objects.filter(person__in=own.search(word))
            queryset = queryset.filter(pk__in=named.values("pair"))
        return queryset, False

    def get_urls(self):
        own = [
            ("unmatched/", unmatched.queue, "mentoring_unmatched"),
            ("unmatched/xlsx/", unmatched.export, "mentoring_unmatched_export"),
            ("unmatched/<int:person>/<slug:side>/", unmatched.note, "mentoring_unmatched_note"),
            ("health/", health.rules, "mentoring_health_rules"),
            ("<int:pk>/concern/", health.concern, "mentoring_pair_concern"),
            ("<int:pk>/signal/<slug:rule>/", health.mark, "mentoring_pair_signal"),
            ("<int:pk>/step/<slug:name>/", steps.step, "mentoring_pair_step"),
            ("<int:pk>/join/", members.join, "mentoring_pair_join"),
            ("<int:pk>/leave/<int:member>/", members.leave, "mentoring_pair_leave"),
            ("<int:pk>/ban/", members.ban, "mentoring_pair_ban"),
            ("<int:pk>/ban/lift/", members.lift, "mentoring_pair_lift"),
            ("<int:pk>/partner/", members.partner, "mentoring_pair_partner"),
            ("<int:pk>/replace/<int:member>/", replacement.replace, "mentoring_pair_replace"),
            ("<int:pk>/link/<int:member>/", mentor_links.link, "mentoring_pair_link"),
            ("<int:pk>/labour/<int:member>/", labour.terms, "mentoring_pair_labour"),
            ("<int:pk>/labour/<int:terms>/sign/", labour.sign, "mentoring_pair_sign"),
            ("<int:pk>/labour/<int:terms>/notice/", labour.notice, "mentoring_pair_notice"),
            ("<int:pk>/programme/", programmes.programme, "mentoring_pair_programme"),
            ("<int:pk>/programme/start/", programmes.start, "mentoring_pair_programme_start"),
            ("<int:pk>/programme/edit/", programmes.edit, "mentoring_pair_programme_edit"),
            ("<int:pk>/programme/review/", programmes.review, "mentoring_pair_programme_review"),
            ("<int:pk>/programme/version/", programmes.version, "mentoring_pair_programme_version"),
            ("<int:pk>/programme/<int:item>/<slug:act>/", programmes.task, "mentoring_pair_task"),
        ]
        wrap = self.admin_site.admin_view
        pages = [path(at, wrap(partial(view, self)), name=name) for at, view, name in own]
        return [*pages, *super().get_urls()]

    def add_view(self, request, form_url="", extra_context=None):
        return pairs.new_pair(self, request)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        pair = self.get_object(request, object_id)
        context = pairs.pair_context(request, pair) if pair else {}
        return super().change_view(request, object_id, form_url, context | (extra_context or {}))

    @admin.display(description="", empty_value="")
    def action_checkbox(self, pair):
        if pair.closed_on:
            return ""
        return format_html(
            '<input type="checkbox" class="action-select" name="subject" value="{}" '
            'aria-label="Выбрать для приказа: {}">', pair.pk, pair,
        )  # fmt: skip

    @admin.display(description="наставник и наставляемые")
    def people(self, pair):
        mentors = ", ".join(member.person.full_name for member in pair.mentors)
        mentees = format_html_join(
            "", "<small>{}</small>", ((member.person.full_name,) for member in pair.mentees)
        )
        return format_html("{}{}", mentors, mentees)

    @admin.display(description="форма и вид", ordering="form__position")
    def form_and_kind(self, pair):
        return format_html("{}<small>{}</small>", pair.form, pair.kind)

    @admin.display(description="срок", ordering="ends_on")
    def term(self, pair):
        return f"по\u00a0{pair.ends_on:%d.%m.%Y}"

    @admin.display(description="состояние")
    def state(self, pair):
        return state_with_phrase(pair, timezone.localdate())


@admin.register(Meeting)
class MeetingAdmin(ReadOnlyAdmin):
    """The meetings of all pairs; they are recorded on the mentor's form and read here."""

    list_title = "Встречи"
    empty_title = "Встреч пока нет"
    empty_icon = "message"
    empty_text = "Наставники записывают их с телефона, вы – со страницы пары."
    list_display = ("when", "pair_names", "stage", "about", "lasted", "answers")
    list_filter = (AnswersFilter, "stage", "mode")
    search_fields = ("note",)
    search_help_text = "Фамилия участника"
    ordering = ("-held_on", "-pk")
    change_list_template = "mentoring/meeting_list.html"
    change_form_template = "mentoring/meeting_admin.html"

    def get_urls(self):
        wrap = self.admin_site.admin_view
        typed = path("diary/", wrap(partial(diary.diary, self)), name="mentoring_diary")
        return [typed, *super().get_urls()]

    def get_changelist(self, request, **kwargs):
        return MeetingList

    def get_queryset(self, request):
        came = Q(attendances__was_present=True)
        return (
            super().get_queryset(request)
            .prefetch_related("topics", "pair__members__person")
            .annotate(
                came=Count("attendances", came),
                answered=Count("attendances", came & Q(attendances__answered_at__isnull=False)),
            )
        )  # fmt: skip

    def get_search_results(self, request, queryset, search_term):
        for word in normalise(search_term).split():
            pairs = Pair.objects.filter(members__person__search__contains=word)
            queryset = queryset.filter(pair__in=pairs)
        return queryset, False

    def change_view(self, request, object_id, form_url="", extra_context=None):
        meeting = self.get_object(request, object_id)
        context = pairs.meeting_context(request, meeting) if meeting else {}
        return super().change_view(request, object_id, form_url, context | (extra_context or {}))

    @admin.display(description="день", ordering="held_on")
    def when(self, meeting):
        return day(meeting.held_on)

    @admin.display(description="пара")
    def pair_names(self, meeting):
        return str(meeting.pair)

    @admin.display(description="о чём")
    def about(self, meeting):
        return ", ".join(topic.name for topic in meeting.topics.all())

    @admin.display(description="минут", ordering="minutes")
    def lasted(self, meeting):
        return meeting.minutes

    @admin.display(description="ответы")
    def answers(self, meeting):
        return f"{meeting.answered} из {meeting.came}"
