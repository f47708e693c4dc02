"""The site: the admin, its title, its navigation and its home page."""

from django.contrib import admin
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from people.models import Role
from people.roles import STAFF_ROLES
from people.years import short_title
from reports.agenda import agenda
from reports.charts import strip, year_axis
from reports.errands import MANY, counters

# group, then: title, icon, address, permission, counter, does the counter burn
NAVIGATION = [
    ("", [
        ("Что сделать", "home", "admin:index", "reports.view_document", "home", True),
        ("Организации", "school", "overview", "people.oversee_organization", "", False),
    ]),
    ("Год", [
        ("Дорожная карта", "route", "admin:roadmaps_roadmap_changelist",
         "roadmaps.view_roadmap", "overdue", True),
        ("Что у меня", "list", "admin:roadmaps_tasks", "roadmaps.view_assignee", "", False),
        ("Что у меня", "list", "own-tasks", "", "", False),
        ("События", "calendar", "admin:roadmaps_event_changelist", "roadmaps.view_event",
         "to_count", True),
        ("Публикации", "report", "admin:roadmaps_content_plan", "roadmaps.view_publication",
         "to_remove", True),
    ]),
    ("Люди", [
        ("Банк наставников", "people", "admin:people_mentor_changelist",
         "people.view_mentor", "mentors", False),
        ("Возможные наставники", "megaphone", "admin:people_candidate_changelist",
         "people.view_candidate", "", False),
        ("База наставляемых", "person", "admin:people_mentee_changelist",
         "people.view_mentee", "mentees", False),
        ("Роли этого года", "checklist", "admin:people_duty_changelist", "people.view_duty", "",
         False),
        ("Все люди", "book", "admin:people_person_changelist", "people.view_person", "", False),
        ("Согласия", "shield-check", "admin:consents", "people.view_consent", "", False),
        ("Заметки психолога", "pencil", "admin:people_carenote_changelist",
         "people.view_carenote", "", False),
        ("Загрузка из Excel", "upload", "admin:people_import", "people.add_person", "", False),
    ]),
    ("Вместе", [
        ("Пары и группы", "rings", "admin:mentoring_pair_changelist",
         "mentoring.view_pair", "pairs", False),
        ("Без пары", "person", "admin:mentoring_unmatched",
         "mentoring.change_unmatchednote", "unmatched", False),
        ("Больше не объединять", "octagon", "admin:mentoring_pairban_changelist",
         "mentoring.view_pairban", "", False),
        ("Партнёры", "school", "admin:mentoring_partner_changelist",
         "mentoring.view_partner", "", False),
        ("Встречи", "message", "admin:mentoring_meeting_changelist",
         "mentoring.view_meeting", "", False),
        ("Опросы", "megaphone", "admin:surveys_wave_changelist", "surveys.view_wave", "", False),
        ("Анкеты", "checklist", "admin:surveys_survey_changelist",
         "surveys.view_survey", "", False),
        ("Письма", "mail", "admin:people_letters", "people.view_letter", "unsent", True),
    ]),
    ("Документы", [
        ("Приказы и бумаги", "file", "admin:reports_document_changelist",
         "reports.view_document", "waiting", False),
        ("Протоколы", "pencil", "admin:reports_protocol_changelist",
         "reports.view_protocol", "", False),
        ("Бланки и реестры", "print", "blanks", "reports.view_document", "", False),
        ("На подпись", "pencil", "desk", "reports.register_document", "waiting", True),
        ("Акты об уничтожении", "shield-check", "admin:people_erasure_changelist",
         "people.view_erasure", "", False),
        ("Журнал действий", "journal", "admin:people_journalentry_changelist",
         "people.view_journalentry", "", False),
    ]),
    ("Итоги", [
        ("Показатели", "bars", "figures", "people.view_headcount", "", False),
        ("Контингент", "school", "admin:people_headcount_changelist",
         "people.change_headcount", "", False),
    ]),
    ("Настройка", [
        ("Организация", "gear", "admin:people_organization_changelist",
         "people.change_organization", "", False),
        ("Классы", "flag", "admin:people_schoolclass_changelist",
         "people.change_schoolclass", "", False),
        ("Номенклатура дел", "file", "admin:reports_casefile_changelist",
         "reports.change_casefile", "", False),
        ("Темы", "book", "admin:mentoring_topic_changelist", "mentoring.change_topic", "", False),
        ("Формы согласий", "shield-check", "admin:people_consenttext_changelist",
         "people.change_consenttext", "", False),
        ("Рабочие дни", "calendar", "admin:people_calendarexception_changelist",
         "people.change_calendarexception", "", False),
        ("Учётные записи", "key", "admin:people_user_changelist", "people.view_user", "", False),
    ]),
]  # fmt: skip


class NastavnikSite(admin.AdminSite):
    """Django's admin as the curator's workplace, grouped by the work and not by app."""

    site_header = "Наставник"
    site_title = "Наставник"
    index_title = "Что сделать"
    enable_nav_sidebar = True

    def has_permission(self, request):
        user = request.user
        if not user.is_active or not user.is_authenticated:
            return False
        return user.is_superuser or (
            user.membership is not None and user.membership.role in STAFF_ROLES
        )

    def each_context(self, request):
        context = super().each_context(request)
        if not self.has_permission(request):
            return context
        membership = request.user.membership
        return context | {
            "organization": membership.organization if membership else None,
            "year": request.year,
            "year_title": short_title(request.year),
            "today": timezone.localdate(),
            "navigation": list(_navigation(request)),
        }

    def index(self, request, extra_context=None):
        """Show the curator's day; an administrator without a membership sees the sections."""
        membership = request.user.membership
        if membership is None:
            return super().index(request, extra_context)
        if membership.role == Role.MUNICIPALITY:
            return redirect("overview")
        if membership.role == Role.PSYCHOLOGIST:
            return redirect("admin:people_carenote_changelist")
        found = agenda(
            membership.organization, year=request.year, on=timezone.localdate(),
            reads_answers=request.user.has_perm("mentoring.view_attendance"),
        )  # fmt: skip
        request.counters = found.counters
        context = {
            "title": "Что сделать",
            "agenda": found,
            "year_chart": year_axis(
                [(row.due_on, _mark(state)) for row, state in found.occurrences if row.due_on],
                year=request.year, today=found.today, label="Сроки учебного года по месяцам",
            ),
            "health_chart": strip(found.health),
            "shares": [share for share in found.shares if share.whole],
        }  # fmt: skip
        return super().index(request, context | (extra_context or {}))


def _mark(state):
    """Return the mark of the axis: done, late, soon or ahead."""
    marks = {"done": "done", "done_late": "done", "overdue": "late", "soon": "soon"}
    return marks.get(state, "ahead")


def _navigation(request):
    """Yield the groups of the side menu with the items the user may open."""
    numbers = getattr(request, "counters", None)
    if numbers is None and request.user.membership is not None:
        numbers = counters(request.user.membership.organization, year=request.year,
                           on=timezone.localdate())  # fmt: skip
    here = _section(request.path)
    for title, items in NAVIGATION:
        allowed = [
            {
                "title": name, "icon": icon, "url": reverse(address), "is_hot": hot,
                "count": _shown((numbers or {}).get(counter)),
                "is_current": address == here,
            }
            for name, icon, address, permission, counter, hot in items
            if _may_open(request.user, address, permission)
        ]  # fmt: skip
        if allowed:
            yield {"title": title, "items": allowed}


def _may_open(user, address, permission):
    """Tell whether the item is shown; those who see no roadmap have a page of their own rows."""
    if address == "own-tasks":
        return user.membership is not None and not user.has_perm("roadmaps.view_assignee")
    return user.has_perm(permission)


def _shown(number):
    """Return the number as the narrow menu has room for it: «999+» where more wait."""
    return f"{MANY - 1}+" if number and number >= MANY else number


def _section(path):
    """Return the address of the item whose page this is: the longest one that begins the path."""
    addresses = [item[2] for _, items in NAVIGATION for item in items]
    within = [name for name in addresses if path.startswith(reverse(name))]
    home = reverse("admin:index")
    return max(
        (name for name in within if reverse(name) != home or path == home),
        key=lambda name: len(reverse(name)), default="",
    )  # fmt: skip
