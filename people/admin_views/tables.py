"""Small tables from Excel: banks, headcounts, pairs; the headings of foreign tables explained."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from people import actions
from people.admin_exports import xlsx_response
from people.admin_views.page import own_organization, page
from people.admin_views.taking import HEADINGS_AT_ONCE, take_file, take_sheets, uploads_of
from people.forms import UploadForm
from people.import_plan import RowState
from people.models import HeadingMeaning, Upload, UploadKind
from people.spreadsheets import SpreadsheetRefused
from people.table_columns import COLUMNS, unpacked
from people.tables import TABLES

RIGHTS = {UploadKind.PEOPLE: "people.add_person", UploadKind.HEADCOUNTS: "people.add_headcount",
          UploadKind.MENTORS: "people.add_mentor", UploadKind.MENTEES: "people.add_mentee",
          UploadKind.PAIRS: "mentoring.add_pair"}  # fmt: skip
TAGS = {RowState.NEW: "ok", RowState.CHANGED: "info", RowState.UNCHANGED: "idle",
        RowState.REFUSED: "bad"}  # fmt: skip
ROWS_ON_A_PAGE = 100


def choose(request, kind):
    """Step 1: read the file and try its rows; a file that cannot be read leaves nothing."""
    table = _table(request, kind)
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = UploadForm(data, files)
    if form.is_valid():
        try:
            upload = take_file(request, kind, form.cleaned_data["file"])
        except SpreadsheetRefused as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect("admin:people_table_preview", kind, upload.pk)
    return page(request, "people/table.html", title=f"{table.title}: загрузка из Excel", form=form,
                kind=kind, table=table, columns=table.columns, kinds=_kinds(request),
                known=_meanings(request, kind).count(), **uploads_of(request, kind))  # fmt: skip


def template(request, kind):
    table = _table(request, kind)
    return xlsx_response(table.template(), f"{table.title}, образец.xlsx")


def preview(request, kind, pk):
    """Step 2: what will become of every row; after the yes, what became of them."""
    table, upload = _table(request, kind), _upload(request, kind, pk)
    done = upload.content["done"]
    lines = [] if done is not None else upload.content["lines"]
    texts = {row["row"]: row["values"] for row in upload.content.get("rows", [])}
    shown = Paginator(lines, ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    counts = done if done is not None else actions.counts(lines)
    return page(
        request, "people/table_preview.html", title="Проверьте строки" if done is None else
        "Таблица записана", kind=kind, table=table, upload=upload, done=done, counts=counts,
        shown=shown, writes=counts["new"] + counts["changed"], columns=table.columns,
        rows=[_row(line, texts[line["row"]], table) for line in shown],
    )  # fmt: skip


@require_POST
def confirm(request, kind, pk):
    _table(request, kind)
    try:
        actions.confirm_table(_upload(request, kind, pk), by=request.user,
                              on=timezone.localdate())  # fmt: skip
    except actions.UploadRefused as refusal:
        messages.error(request, refusal.message)
    return redirect("admin:people_table_preview", kind, pk)


@require_POST
def undo(request, kind, pk):
    _table(request, kind)
    try:
        actions.undo_table(_upload(request, kind, pk), by=request.user)
    except actions.UploadRefused as refusal:
        messages.error(request, refusal.message)
        return redirect("admin:people_table_preview", kind, pk)
    messages.success(request, "Загрузка отменена: всё как до неё.")
    return redirect("admin:people_table", kind)


@require_POST
def explain(request, kind):
    """Remember what the headings of a foreign table mean, and read its kept cells again."""
    columns = {column.key for column in _columns(request, kind)}
    pairs = zip(request.POST.getlist("heading"), request.POST.getlist("key"), strict=False)
    meanings = {heading: key for heading, key in list(pairs)[:HEADINGS_AT_ONCE]
                if heading.replace("\0", "").strip() and key in columns}  # fmt: skip
    kept = _kept(request, kind)
    if meanings:
        actions.explain_headings(organization=own_organization(request), kind=kind,
                                 meanings=meanings, by=request.user)  # fmt: skip
        messages.success(request, "Запомнили столбцы." if kept else
                         "Запомнили. Загрузите файл ещё раз: столбцы узнаем.")  # fmt: skip
    if not (meanings and kept):
        return _back(kind)
    try:
        upload = take_sheets(request, kind, kept.name, unpacked(kept.content["sheets"]))
    except SpreadsheetRefused as refusal:
        messages.error(request, str(refusal))
        return _back(kind)
    if kind == UploadKind.PEOPLE:
        return redirect("admin:people_import_preview", upload.pk)
    return redirect("admin:people_table_preview", kind, upload.pk)


@require_POST
def forget(request, kind):
    """Forget all the explained headings of this kind of table."""
    _columns(request, kind)
    _meanings(request, kind).delete()
    messages.success(request, "Заголовки забыты.")
    return _back(kind)


def _meanings(request, kind):
    return HeadingMeaning.objects.filter(organization=own_organization(request), kind=kind)


def _kept(request, kind):
    """Return the Upload whose cells were kept for the headings that are explained now, or None."""
    key = request.POST.get("upload", "")
    rows = Upload.objects.visible_to(request.user).filter(kind=kind, content__has_key="sheets")
    return rows.filter(pk=key).first() if key.isdecimal() and len(key) < 16 else None


def _back(kind):
    if kind == UploadKind.PEOPLE:
        return redirect("admin:people_import")
    return redirect("admin:people_table", kind)


def _row(line, values, table):
    state = RowState(line["state"])
    first, *rest = [values.get(column.key, "") for column in table.columns]
    return {"row": line["row"], "name": first, "below": ", ".join(filter(None, rest))[:200],
            "tag": TAGS[state], "word": state.label, "message": line["message"]}  # fmt: skip


def _kinds(request):
    return [table for kind, table in TABLES.items() if request.user.has_perm(RIGHTS[kind])]


def _table(request, kind):
    if kind not in TABLES:
        raise Http404("Такой таблицы нет.")
    if not request.user.has_perm(RIGHTS[kind]):
        raise PermissionDenied
    return TABLES[kind]


def _columns(request, kind):
    if kind == UploadKind.PEOPLE:
        if not request.user.has_perm(RIGHTS[kind]):
            raise PermissionDenied
        return COLUMNS
    return _table(request, kind).columns


def _upload(request, kind, pk):
    rows = Upload.objects.visible_to(request.user).filter(kind=kind)
    return get_object_or_404(rows.read().select_related("organization"), pk=pk)
