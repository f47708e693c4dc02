"""Admin of the banks: mentors with competences and criteria, mentees with needs, the topics."""

from django.contrib import admin
from django.contrib.admin import ShowFacets
from django.core.exceptions import ValidationError
from django.db.models import Exists, Q
from django.forms.models import BaseInlineFormSet
from django.utils import timezone
from django.utils.html import format_html

from mentoring.changelist import LOOK, BankFilter
from mentoring.models import Competence, Criterion, CriterionCheck, Need, Side, Topic
from mentoring.standing import places, standings, with_load, with_room
from people.admin_base import ScopedForm, ScopedInline, ScopedModelAdmin
from people.admin_lists import KindFilter
from people.admin_parts import ParticipantAdmin
from people.models import Mentee, Mentor
from people.templatetags.look import pips, state
from people.templatetags.words import plural


class NamedFormSet(BaseInlineFormSet):
    """Names its fields by the model: a key that is unknown below gives no name of its own."""

    @classmethod
    def get_default_prefix(cls):
        return cls.model._meta.model_name


class TopicsInline(ScopedInline):
    extra = 1
    formset = NamedFormSet

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "topic":
            kwargs["queryset"] = Topic.objects.visible_to(request.user).choosable()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class CompetenceInline(TopicsInline):
    model = Competence
    fields = ("topic", "level", "evidence")


class NeedInline(TopicsInline):
    model = Need
    fields = ("topic", "severity", "source", "noted_on")


class ChecklistFormSet(NamedFormSet):
    """Begins with every criterion that is still to be looked at; left unticked, it is no row."""

    def __init__(self, *args, open_criteria=(), **kwargs):
        rows = [{"criterion": criterion, "is_met": False} for criterion in open_criteria]
        super().__init__(*args, initial=rows, **kwargs)
        self.extra = len(rows)


class CriterionInline(ScopedInline):
    """The checklist of domain 5.4; the criteria are those of the forms this mentor fits."""

    model = CriterionCheck
    formset = ChecklistFormSet
    fields = ("criterion", "is_met", "evidence")

    def get_formset(self, request, obj=None, **kwargs):
        request.bank_row = obj
        return super().get_formset(request, obj, **kwargs)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        row = getattr(request, "bank_row", None)
        if db_field.name == "criterion" and row is not None:
            kwargs["queryset"] = self.fitting(row.person)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def fitting(self, person):
        """Return the criteria of the forms in which such a person may be a mentor."""
        fits = Q(forms=None) | Q(forms__mentor_is_learner=person.is_learner)
        return Criterion.objects.filter(fits).distinct()


class BankAdmin(ParticipantAdmin):
    """What both banks share: topics and pairs of the rows of a page, read at once."""

    linked = None  # the model of topics, and the name of its field that leads here
    link = resource_name = side = ""
    list_filter = (BankFilter, KindFilter)
    show_facets = ShowFacets.ALWAYS

    def resource(self):
        from mentoring import resources  # slow import

        return getattr(resources, self.resource_name)()

    def get_changelist_instance(self, request):
        changes = super().get_changelist_instance(request)
        found = {}
        rows = self.linked.objects.filter(**{f"{self.link}__in": changes.result_list})
        for row in rows.select_related("topic").order_by("topic__position", "pk"):
            found.setdefault(getattr(row, f"{self.link}_id"), []).append(row)
        persons = [row.person for row in changes.result_list]
        standing = standings(persons, side=self.side, year=request.year, on=timezone.localdate())
        for row in changes.result_list:
            row.topics, row.standing = found.get(row.pk, []), standing[row.person_id]
        return changes

    def about(self, row, words):
        """Return the topics in one sentence and the own words below it."""
        topics = ", ".join(_small(each.topic.name) for each in row.topics)
        lines = [line[:1].upper() + line[1:] for line in (topics, words) if line]
        if not lines:
            return "–"
        return format_html("{}<small>{}</small>", *lines) if len(lines) > 1 else lines[0]

    @admin.display(description="состояние")
    def state_column(self, row):
        """Say what stands in the way first: consents, then the pair."""
        gaps = row.person.gaps or []
        lacking = [gap for gap in gaps if gap.ends_on is None]
        if lacking:
            return state("bad", "Нет согласия" if len(lacking) == 1 else "Нет согласий")
        own = row.standing.state
        tag = state(*LOOK[own]) if own else state("idle", self.free(row.person))
        if gaps:
            until = f"{gaps[0].ends_on:%d.%m.%Y}"
            return format_html('{}<span class="phrase">Согласие до {}</span>', tag, until)
        return tag

    def free(self, person):
        return "Без пары"


def _small(name):
    """Return a name as it stands inside a sentence; «ОГЭ» keeps its capitals."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


class MentorForm(ScopedForm):
    """Refuses a capacity smaller than the number of mentees the mentor leads already."""

    def clean_capacity(self):
        capacity = self.cleaned_data["capacity"]
        own = with_load(Mentor.objects.filter(pk=self.instance.pk), timezone.localdate())
        led = own.values_list("load", flat=True)
        if self.instance.pk and capacity < led[0] and "capacity" in self.changed_data:
            raise ValidationError(
                f"Сейчас ведёт {plural(led[0], 'наставляемого,наставляемых,наставляемых')}. "
                f"Поставьте {led[0]} или больше либо сначала передайте пару."
            )
        return capacity


@admin.register(Mentor)
class MentorAdmin(BankAdmin):
    form = MentorForm
    accusative = "наставника"
    delete_title = "Убрать из банка наставников"
    empty_title = "Наставников пока нет"
    empty_text = "Добавьте тех, кто готов помогать другим: педагогов, учеников, работодателей."
    linked, link, side = Competence, "mentor", Side.MENTOR
    resource_name = "MentorBank"
    list_display = ("name_column", "teaches", "led", "state_column")
    inlines = (CompetenceInline, CriterionInline)

    def get_formset_kwargs(self, request, obj, inline, prefix):
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        if isinstance(inline, CriterionInline) and obj.pk:
            kwargs.pop("initial", None)
            checked = CriterionCheck.objects.filter(mentor=obj).values("criterion")
            kwargs["open_criteria"] = inline.fitting(obj.person).exclude(pk__in=checked)
        return kwargs

    fieldsets = (
        ("Наставник", {"fields": ("person", "year", "capacity", "strengths", "achievements")}),
        ("Когда и с кем", {"fields": ("availability", "shift", "building", "wishes")}),
        ("Отбор", {"fields": ("recommended_by", "recommended_on")}),
    )

    def get_queryset(self, request):
        return with_load(super().get_queryset(request), timezone.localdate())

    def changelist_view(self, request, extra_context=None):
        """Say above the list how many may take one more."""
        own = super().get_queryset(request).filter(year=request.year)
        number, free = own.count(), with_room(own, timezone.localdate()).count()
        lead = (
            f"{plural(number, 'наставник,наставника,наставников')}, "
            f"у\u00a0{free} есть свободные места." if free else
            f"{plural(number, 'наставник,наставника,наставников')}, свободных мест нет."
        )  # fmt: skip
        context = {"lead": lead} if number else {}
        return super().changelist_view(request, context | (extra_context or {}))

    @admin.display(description="чему может научить")
    def teaches(self, row):
        return self.about(row, row.strengths)

    @admin.display(description="наставляемые", ordering="load")
    def led(self, row):
        return format_html("{} {}\u00a0из\u00a0{}", pips(row.load, row.capacity), row.load,
                           row.capacity)  # fmt: skip

    def free(self, person):
        return "Свободна" if person.gender == "f" else "Свободен"


@admin.register(Mentee)
class MenteeAdmin(BankAdmin):
    accusative = "наставляемого"
    delete_title = "Убрать из базы наставляемых"
    empty_title = "Наставляемых пока нет"
    empty_text = "Добавьте тех, кому нужна помощь, и напишите, в чём."
    linked, link, side = Need, "mentee", Side.MENTEE
    resource_name = "MenteeBank"
    list_display = ("name_column", "needs", "led_by", "state_column")
    inlines = (NeedInline,)
    fieldsets = (
        ("Наставляемый", {"fields": ("person", "year", "request")}),
        ("Когда и с кем", {"fields": ("availability", "shift", "building", "wishes")}),
    )

    def changelist_view(self, request, extra_context=None):
        """Say above the list how many have no pair yet."""
        own = super().get_queryset(request).filter(year=request.year)
        number = own.count()
        waiting = own.filter(~Exists(places(Side.MENTEE, timezone.localdate()))).count()
        people = plural(number, "наставляемый,наставляемых,наставляемых")
        words = f"без пары {waiting}" if waiting else "у каждого есть пара"
        context = {"lead": f"{people}, {words}."} if number else {}
        return super().changelist_view(request, context | (extra_context or {}))

    @admin.display(description="в чём нужна помощь")
    def needs(self, row):
        return self.about(row, row.request)

    @admin.display(description="наставник")
    def led_by(self, row):
        return ", ".join(mentor.short_name for mentor in row.standing.others) or "–"


@admin.register(Topic)
class TopicAdmin(ScopedModelAdmin):
    """The tree of topics: the shared ones are read, the own ones are written."""

    accusative = "тему"
    list_title = "Темы"
    list_display = ("name", "parent", "for_teachers", "for_learners", "is_own")
    list_select_related = ("parent",)
    list_filter = ("for_teachers", "for_learners")
    search_fields = ("name",)
    ordering = ("parent__position", "position", "pk")
    fields = ("name", "parent", "for_teachers", "for_learners")

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "parent":
            kwargs["queryset"] = Topic.objects.visible_to(request.user).groups()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and self._is_free(request, obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and self._is_free(request, obj)

    def _is_free(self, request, topic):
        return topic is None or topic.organization_id is not None

    @admin.display(description="своя", boolean=True)
    def is_own(self, topic):
        return topic.organization_id is not None
