"""Pages on which a roadmap comes in: the file, the check of what was read, the ready-made ones."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from people.models import Upload, UploadKind
from people.years import short_title
from roadmaps import actions, drafts
from roadmaps.admin_views.frame import at_work, page
from roadmaps.forms import CellsForm, ColumnsForm, UploadForm, UploadHeadForm, YearForm
from roadmaps.importing import ImportRefused
from roadmaps.models import Roadmap
from roadmaps.rollover import is_once, shifted, without_once
from roadmaps.templates import CODES, built_in, catalogue

GONE = "Эта загрузка уже принята или отменена. Принятая карта стоит в списке."


@at_work("roadmaps.add_roadmap")
def upload(request):
    """Take a file or a pasted table and lead to its check; nothing is saved as a roadmap yet."""
    posted = request.method == "POST"
    form = UploadForm(*([request.POST, request.FILES] if posted else []), year=request.year)
    if posted and form.is_valid():
        kept = actions.keep_upload(form.content, name=form.name, by=request.user,
                                   organization=request.user.membership.organization)  # fmt: skip
        return redirect("admin:roadmaps_import_check", kept.pk)
    return page(request, "roadmaps/upload.html", {"form": form, "title": "Загрузка дорожной карты"})


@at_work("roadmaps.add_roadmap")
def check(request, pk):
    """Show what was read for correction; a POST does one of STEPS to it."""
    found = _uploads(request).filter(pk=pk).first()
    if found is None:
        return _gone(request, pk)
    if request.method == "POST":
        try:
            return _step(request, found)(request, found)
        except Upload.DoesNotExist:
            return _gone(request, pk)
    return _show(request, found)


@at_work("roadmaps.add_roadmap")
def templates(request):
    """Offer the ready-made roadmaps, preview one, take it for a year."""
    posted = request.method == "POST"
    code = (request.POST if posted else request.GET).get("code", "")
    form = YearForm(request.POST if posted else None, year=request.year)
    if posted and code in CODES and form.is_valid():
        own, year = request.user.membership.organization, form.cleaned_data["year"]
        roadmap = actions.take_built_in(code, organization=own, year=year, by=request.user)
        messages.success(request, "Готовая карта взята. Поправьте строки под себя и утвердите.")
        return redirect("admin:roadmaps_roadmap_change", roadmap.pk)
    context = {"form": form, "catalogue": catalogue(request.year), "title": "Готовые карты"}
    if code in CODES:
        context |= _preview(built_in(code, request.year), request.year)
    return page(request, "roadmaps/templates.html", context)


@require_POST
@at_work("roadmaps.add_roadmap")
def next_year(request, pk):
    """Prepare the next year's roadmap of this one and lead to its check."""
    roadmap = get_object_or_404(Roadmap.objects.visible_to(request.user), pk=pk)
    kept = actions.roll_over(roadmap, by=request.user)
    return redirect("admin:roadmaps_import_check", kept.pk)


def _show(request, found, **forms):
    content = found.content
    if content["read"] is None:
        width = max(map(len, content["cells"]), default=0)
        form = forms.get("form") or ColumnsForm(width=width)
        fields = list(form)
        return page(request, "roadmaps/columns.html", {
            "upload": found, "form": form, "fields": fields, "cells": content["cells"],
            "title": "Назовите столбцы"})  # fmt: skip
    read = content["read"]
    context = _preview(read, content["year"]) | {
        "upload": found, "title": "Проверьте дорожную карту", "show": request.GET.get("show", ""),
        "head": UploadHeadForm(year=content["year"], title=read.get("title") or ""),
        "behind": drafts.years_behind(content), "year_words": short_title(content["year"]),
        "once": sum(map(is_once, read["rows"])),
        "same": Roadmap.objects.visible_to(request.user).filter(year=content["year"]).first(),
    } | forms  # fmt: skip
    return page(request, "roadmaps/check.html", context | {"edited": _edited(request, context)})


def _preview(read, year):
    rows = drafts.rows(read, year)
    return {
        "read": read, "rows": rows, "headings": drafts.headings(read), "of_year": year,
        "doubtful": [row for row in rows if row.doubtful],
        "dateless": sum(not cell.when and bool(cell.doubts) for row in rows for cell in row.cells
                        if cell.field == "deadline"),
    }  # fmt: skip


def _edited(request, context):
    """Return the place of the row that stands open, -1: none."""
    index = request.GET.get("edit", "")
    return int(index) if index.isdecimal() and int(index) < len(context["rows"]) else -1


def _accept(request, found):
    try:
        roadmap = actions.accept_upload(found, by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect("admin:roadmaps_import_check", found.pk)
    messages.success(request, "Дорожная карта загружена. Подготовьте приказ об утверждении.")
    return redirect("admin:roadmaps_roadmap_change", roadmap.pk)


def _discard(request, found):
    actions.discard_upload(found)
    messages.success(request, "Загрузка отменена, ничего не сохранено.")
    return redirect("admin:roadmaps_import")


def _head(request, found):
    form = UploadHeadForm(request.POST, year=found.content["year"], title="")
    if not form.is_valid():
        return _show(request, found, head=form)
    title, year = form.cleaned_data["title"], form.cleaned_data["year"]
    actions.change_upload(
        found, lambda c: c | {"year": year, "read": c["read"] | {"title": title}}
    )  # fmt: skip
    return redirect("admin:roadmaps_import_check", found.pk)


def _shift(request, found):
    """Move the written years to the year of the import; a second click finds nothing to move."""

    def moved(content):
        behind = drafts.years_behind(content)
        return content | {"read": shifted(content["read"], behind)} if behind else content

    actions.change_upload(found, moved)
    messages.success(request, "Годы в сроках и названии переведены. Проверьте строки.")
    return redirect("admin:roadmaps_import_check", found.pk)


def _row(request, found):
    row = _row_of(request, found)
    cells = [(cell.field or cell.heading, cell.heading, cell.text) for cell in row.cells]
    form = CellsForm(request.POST, cells=cells)
    if not form.is_valid():
        raise Http404("Такого текста в ячейке быть не может.")
    actions.change_upload(
        found, lambda c: c | {"read": drafts.correct(c["read"], row.index, form.cells)}
    )  # fmt: skip
    return redirect(_at(found, row.index))


def _remove(request, found):
    index = _row_of(request, found).index
    actions.change_upload(found, lambda c: c | {"read": drafts.without(c["read"], index)})
    messages.success(request, "Строка убрана из загрузки.")
    return redirect(_at(found, max(index - 1, 0)))


def _columns(request, found):
    width = max(map(len, found.content["cells"]), default=0)
    form = ColumnsForm(request.POST, width=width)
    if not form.is_valid():
        return _show(request, found, form=form)
    return _again(request, found, table=found.content["table"], columns=form.columns)


def _table(request, found):
    wanted = request.POST.get("table", "")
    if wanted not in {str(table["index"]) for table in found.content["tables"]}:
        raise Http404("Такой таблицы в файле нет.")
    return _again(request, found, table=int(wanted))


def _again(request, found, **how):
    try:
        actions.change_upload(found, lambda c: drafts.take_again(c, found.name, **how))
    except ImportRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("admin:roadmaps_import_check", found.pk)


def _once(request, found):
    actions.change_upload(found, lambda c: c | {"read": without_once(c["read"]), "notes": []})
    messages.success(request, "Разовые строки убраны из загрузки.")
    return redirect("admin:roadmaps_import_check", found.pk)


STEPS = {
    "accept": _accept, "discard": _discard, "head": _head, "row": _row, "remove": _remove,
    "shift": _shift, "columns": _columns, "table": _table, "once": _once,
}  # fmt: skip


def _step(request, found):
    """Return the step asked for; while the columns are unnamed there is nothing to correct."""
    name = request.POST.get("step", "")
    possible = {*STEPS} - {"columns"} if found.content["read"] else {"columns", "discard"}
    if name not in possible:
        raise Http404("Такого действия нет.")
    return STEPS[name]


def _row_of(request, found):
    """Return the row a form speaks of; a table that was read anew meanwhile may lack it."""
    index = request.POST.get("row", "")
    rows = drafts.rows(found.content["read"], found.content["year"])
    if not index.isdecimal() or int(index) >= len(rows) or request.POST.get("of") != str(len(rows)):
        raise Http404("Такой строки в загрузке нет.")
    return rows[int(index)]


def _uploads(request):
    return Upload.objects.visible_to(request.user).filter(kind=UploadKind.ROADMAP)


def _gone(request, pk):
    """Another school's upload answers 404, one that was settled before leads to the list."""
    if Upload.objects.filter(pk=pk).exists():
        raise Http404("Такой загрузки среди ваших нет.")
    messages.info(request, GONE)
    return redirect("admin:roadmaps_roadmap_changelist")


def _at(found, index):
    return f"{reverse('admin:roadmaps_import_check', args=[found.pk])}#row-{index}"
