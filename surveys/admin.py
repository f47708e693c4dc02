"""Admin of questionnaires and waves: two lists; the pages behind them are in admin_views."""

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Count
from django.urls import path
from django.utils import timezone
from django.utils.html import format_html

from people.admin_base import ReadOnlyAdmin
from people.templatetags.look import state
from people.templatetags.words import day, plural
from surveys.admin_views import questionnaires, results, swot, waves
from surveys.models import Survey, Wave
from surveys.results import progress


class NewestOnly(ChangeList):
    """Of every questionnaire the newest version; an own copy hides the built-in one."""

    def get_queryset(self, request, exclude_parameters=None):
        rows = super().get_queryset(request, exclude_parameters)
        return rows.filter(pk__in=[survey.pk for survey in rows.latest()])


class WavesOfYear(ChangeList):
    """The waves of the year chosen in the head of the page."""

    def get_queryset(self, request, exclude_parameters=None):
        return super().get_queryset(request, exclude_parameters).filter(year=request.year)


@admin.register(Survey)
class SurveyAdmin(ReadOnlyAdmin):
    """Words change on own pages and only while nobody has answered."""

    list_title = "Анкеты"
    empty_title = "Анкет пока нет"
    empty_text = "Готовые анкеты ставит администратор программы: manage.py loaddata surveys."
    list_display = ("title", "asked_of", "measure", "size", "whose")
    list_filter = ("audience", "moment")
    search_fields = ("title",)
    ordering = ("position", "pk")
    fields = ("title",)
    change_form_template = "surveys/survey.html"

    def get_changelist(self, request, **kwargs):
        return NewestOnly

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(size=Count("questions"))

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path("<int:pk>/copy/", wrap(questionnaires.copy), name="surveys_copy"),
            path("<int:pk>/head/", wrap(questionnaires.head), name="surveys_head"),
            path("<int:pk>/add/", wrap(questionnaires.add), name="surveys_add"),
            path("<int:pk>/ask/", wrap(waves.open_wave), name="surveys_ask"),
            path("question/<int:pk>/", wrap(questionnaires.question), name="surveys_question"),
            path("question/<int:pk>/<slug:step>/", wrap(questionnaires.move), name="surveys_move"),
            *super().get_urls(),
        ]

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        context |= questionnaires.survey_context(request, obj)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    @admin.display(description="для кого", ordering="audience")
    def asked_of(self, survey):
        return survey.get_audience_display()

    @admin.display(description="замер", ordering="moment")
    def measure(self, survey):
        return survey.get_moment_display()

    @admin.display(description="вопросов")
    def size(self, survey):
        return survey.size

    @admin.display(description="чья")
    def whose(self, survey):
        return "готовая" if survey.is_built_in else f"ваша, версия {survey.version}"


@admin.register(Wave)
class WaveAdmin(ReadOnlyAdmin):
    """Waves are opened from a questionnaire and followed here."""

    list_title = "Опросы"
    empty_title = "Опросов пока нет"
    empty_text = (
        "Выберите анкету и откройте по ней опрос: кого спросить, по какой день, с именами или без."
    )
    list_display = ("title", "term", "mode", "progress", "state")
    list_filter = ("moment", "is_anonymous")
    search_fields = ("title",)
    ordering = ("-opens_on", "-pk")
    fields = ("title",)
    change_form_template = "surveys/wave.html"
    change_list_template = "surveys/wave_list.html"

    def get_changelist(self, request, **kwargs):
        return WavesOfYear

    def get_queryset(self, request):
        rows = super().get_queryset(request).select_related("survey", "organization")
        return rows.annotate(
            invited=Count("invitations", distinct=True), came=Count("responses", distinct=True)
        )

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path("swot/", wrap(swot.table), name="surveys_swot"),
            path("swot/add/", wrap(swot.add), name="surveys_swot_add"),
            path("swot/<int:pk>/", wrap(swot.line), name="surveys_swot_line"),
            path("swot/<int:pk>/<slug:step>/", wrap(swot.move), name="surveys_swot_move"),
            path("<int:pk>/swot/", wrap(swot.pick), name="surveys_swot_pick"),
            path("<int:pk>/links/", wrap(waves.links), name="surveys_wave_links"),
            path("<int:pk>/paper/", wrap(waves.paper), name="surveys_wave_paper"),
            path("<int:pk>/mail/", wrap(waves.mail), name="surveys_wave_mail"),
            path("<int:pk>/close/", wrap(waves.close), name="surveys_wave_close"),
            path("<int:pk>/reopen/", wrap(waves.reopen), name="surveys_wave_reopen"),
            path("<int:pk>/results/", wrap(results.results), name="surveys_wave_results"),
            path("<int:pk>/compare/", wrap(results.side_by_side), name="surveys_wave_compare"),
            path("<int:pk>/needs/", wrap(results.needs), name="surveys_wave_needs"),
            path("<int:pk>/tables/", wrap(results.tables), name="surveys_wave_tables"),
            path("<int:pk>/answers/", wrap(results.export), name="surveys_wave_export"),
            *super().get_urls(),
        ]

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        context |= waves.wave_context(request, obj)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    @admin.display(description="срок", ordering="opens_on")
    def term(self, wave):
        return f"{day(wave.opens_on)} – {day(wave.closes_on)}"

    @admin.display(description="как")
    def mode(self, wave):
        return "без имён" if wave.is_anonymous else "с именами"

    @admin.display(description="ответили")
    def progress(self, wave):
        return progress(wave.came, wave.invited)

    @admin.display(description="состояние")
    def state(self, wave):
        today = timezone.localdate()
        if wave.is_open(today):
            left = plural((wave.closes_on - today).days, "день,дня,дней")
            return format_html("{}<small>осталось {}</small>", state("info", "Идёт"), left)
        if wave.closed_on is None and today < wave.opens_on:
            return state("idle", "Впереди")
        return state("ok", "Закончен")
