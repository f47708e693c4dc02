"""Those without a pair: the queue, its spreadsheet, the note about one of them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST

from mentoring import actions
from mentoring.admin_views.frame import posted, refuse, show
from mentoring.member_forms import NoteForm
from mentoring.models import Side, UnmatchedNote
from mentoring.unmatched import unmatched
from people.admin_exports import xlsx_response
from people.history import record
from people.models import Person
from people.workbook import write_xlsx

HEADINGS = ("Сторона", "ФИО", "Должность или класс", "Запрос или чем поможет", "Ждёт с",
            "Дней", "Почему без пары", "Следующий шаг", "До", "Ответственный")  # fmt: skip


def queue(model_admin, request):
    """Show the queue; `side` narrows it to mentees or mentors."""
    rows, today, side = _rows(request), timezone.localdate(), _side(request)
    shown = [row for row in rows if not side or row.side == side]
    numbers = {own: sum(row.side == own for row in rows) for own in Side.values}
    return show(model_admin, request, "mentoring/unmatched.html", "Без пары", rows=shown,
                side=side, numbers=numbers, everybody=len(rows), today=today)  # fmt: skip


@method_decorator(require_POST)
def export(model_admin, request):
    """Answer with the queue as shown; the download is written into the journal."""
    side = _side(request)
    rows = [
        (row.side.label, row.person.full_name, row.title, row.about, row.since, row.days,
         row.reason, row.note.next_step if row.note else "", row.note.until if row.note else None,
         row.note.responsible.short_name if row.note and row.note.responsible else "")
        for row in _rows(request) if not side or row.side == side
    ]  # fmt: skip
    if request.user.membership is not None:
        record(
            organization=request.user.membership.organization, by=request.user,
            action="export_list", text=f"Выгружен список «Без пары»: {len(rows)} строк",
        )  # fmt: skip
    return xlsx_response(write_xlsx([("Без пары", HEADINGS, rows)]), "Без пары.xlsx")


def note(model_admin, request, person, side):
    """Take reason, next step, term and responsible for one person of the queue."""
    _check(request)
    if side not in Side.values:
        raise Http404("Такой стороны нет.")
    person = get_object_or_404(Person.objects.visible_to(request.user), pk=person)
    colleagues = Person.objects.visible_to(request.user).filter(kind="employee").in_order()
    known = UnmatchedNote.objects.filter(person=person, year=request.year, side=side).first()
    names = ("reason", "next_step", "until", "responsible")
    start = {name: getattr(known, name) for name in names} if known else {}
    form = NoteForm(posted(request), colleagues=colleagues, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            actions.note_unmatched(person, year=request.year, side=side, by=request.user,
                                   on=timezone.localdate(), **form.cleaned_data)  # fmt: skip
            messages.success(request, "Записано.")
            return redirect(reverse("admin:mentoring_unmatched"))
        except ValidationError as refusal:
            refuse(form, refusal, "until")
    return show(model_admin, request, "mentoring/unmatched_note.html", person.full_name,
                form=form, person=person)  # fmt: skip


def _side(request):
    wanted = request.GET.get("side", "")
    return wanted if wanted in Side.values else ""


def _rows(request):
    _check(request)
    if request.user.membership is None:
        return []
    return unmatched(request.user.membership.organization, year=request.year,
                     on=timezone.localdate())  # fmt: skip


def _check(request):
    if not request.user.has_perm("mentoring.change_unmatchednote"):
        raise PermissionDenied
