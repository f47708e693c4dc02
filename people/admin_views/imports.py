"""People from Excel in two steps: a file is read, looked at, and written or left."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from people import actions
from people.admin_exports import xlsx_response
from people.admin_views.page import own_organization, page
from people.admin_views.taking import take_file, uploads_of
from people.duplicates import suspicions
from people.forms import UploadForm
from people.import_plan import RowState, counts, digest
from people.import_words import below, sentences, shown_changes
from people.models import HeadingMeaning, Upload, UploadKind
from people.spreadsheets import SpreadsheetRefused
from people.table_columns import COLUMNS
from people.table_template import template_xlsx
from people.tables import TABLES
from people.workbook import write_xlsx

may_import = permission_required("people.add_person", raise_exception=True)

ROWS_ON_A_PAGE = 100
TAGS = {RowState.NEW: "ok", RowState.CHANGED: "info", RowState.UNCHANGED: "idle",
        RowState.ASK: "warn", RowState.REFUSED: "bad"}  # fmt: skip
SHOWN = {
    "notable": set(RowState) - {RowState.UNCHANGED},
    "refused": {RowState.REFUSED},
    "ask": {RowState.ASK},
    "all": set(RowState),
}


@may_import
def choose_file(request):
    """Step 1: read the file; a file that cannot be read leaves nothing behind."""
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = UploadForm(data, files)
    kind = UploadKind.PEOPLE
    if form.is_valid():
        try:
            upload = take_file(request, kind, form.cleaned_data["file"])
        except SpreadsheetRefused as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect("admin:people_import_preview", upload.pk)
    known = HeadingMeaning.objects.filter(organization=own_organization(request), kind=kind)
    return page(request, "people/import.html", title="Загрузка из Excel", form=form,
                kind=kind.value, columns=COLUMNS, kinds=TABLES.values(), known=known.count(),
                **uploads_of(request, kind))  # fmt: skip


@may_import
def template(request):
    return xlsx_response(template_xlsx(), "Люди, образец.xlsx")


@may_import
def preview(request, pk):
    """Step 2: what will become of every row; after the yes, what became of them."""
    upload = _upload(request, pk)
    if upload.content["done"] is not None:
        return page(request, "people/import_done.html", title="Люди из файла записаны",
                    upload=upload, counts=upload.content["done"], alike=_alike(upload))  # fmt: skip
    today = timezone.localdate()
    planned = actions.plan_of(upload, today)
    total = counts(planned)
    wanted = request.GET.get("show")
    wanted = wanted if wanted in SHOWN else _first_view(total)
    rows = Paginator([row for row in planned if row.state in SHOWN[wanted]], ROWS_ON_A_PAGE)
    shown = rows.get_page(request.GET.get("page"))
    return page(
        request, "people/import_preview.html", title="Проверьте людей из файла", upload=upload,
        rows=[_row(row, today) for row in shown], shown=shown, counts=total, total=len(planned),
        seen=digest(planned), writes=total["new"] + total["changed"], show=wanted,
        left=total["refused"] + total["ask"], chips=_chips(total, wanted),
        kind=UploadKind.PEOPLE.value, columns=COLUMNS,
    )  # fmt: skip


@may_import
@require_POST
def answer(request, pk):
    row = request.POST.get("row", "")
    if row.isdecimal():
        actions.answer_look_alike(
            _upload(request, pk), row=int(row), answer=request.POST.get("answer")
        )
    return redirect("admin:people_import_preview", pk)


@may_import
@require_POST
def confirm(request, pk):
    try:
        actions.confirm_people(
            _upload(request, pk), seen=request.POST.get("seen", ""),
            by=request.user, on=timezone.localdate(),
        )  # fmt: skip
    except actions.UploadRefused as refusal:
        messages.error(request, refusal.message)
    return redirect("admin:people_import_preview", pk)


@may_import
@require_POST
def undo(request, pk):
    try:
        actions.undo_people(_upload(request, pk), by=request.user)
    except actions.UploadRefused as refusal:
        messages.error(request, refusal.message)
        return redirect("admin:people_import_preview", pk)
    messages.success(request, "Загрузка отменена: всё как до неё.")
    return redirect("admin:people_import")


@may_import
def notes(request, pk):
    """The table of rows with what was said about each, to correct the file by."""
    upload, today = _upload(request, pk), timezone.localdate()
    if upload.content["done"] is not None:
        return redirect("admin:people_import_preview", pk)
    rows = [
        [row.row, row.name, row.state.label, " ".join(sentences(row, today, declined=False))]
        for row in actions.plan_of(upload, today)
    ]
    headings = ["Строка", "Человек", "Что будет", "Пояснение"]
    return xlsx_response(write_xlsx([("Пометки", headings, rows)]), "Пометки к файлу.xlsx")


def _alike(upload):
    """Return how many new people of the file may be somebody who is known already."""
    new = set(upload.content.get("memory", {}).get("created", {}).get("person", ()))
    found = suspicions(upload.organization) if new else ()
    return sum(not new.isdisjoint((pair.one.pk, pair.other.pk)) for pair in found)


def _upload(request, pk):
    rows = Upload.objects.visible_to(request.user).filter(kind=UploadKind.PEOPLE)
    return get_object_or_404(rows.read().select_related("organization"), pk=pk)


def _row(row, today):
    return {
        "row": row, "below": below(row, today), "tag": TAGS[row.state], "word": row.state.label,
        "messages": sentences(row, today), "changes": shown_changes(row),
        "asks": row.state == RowState.ASK,
    }  # fmt: skip


def _first_view(total):
    notable = sum(total[state.value] for state in SHOWN["notable"])
    return "notable" if notable else "all"


def _chips(total, wanted):
    words = {"notable": "С изменениями и замечаниями", "refused": "Не возьмём",
             "ask": "Решите сами", "all": "Все строки"}  # fmt: skip
    numbers = {name: sum(total[state.value] for state in SHOWN[name]) for name in words}
    return [
        (name, title, numbers[name], name == wanted)
        for name, title in words.items()
        if numbers[name] or name in ("all", wanted)
    ]
