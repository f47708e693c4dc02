"""The check page: what was read from a file is looked at, corrected, accepted or thrown away."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from people.models import Upload, UploadKind
from people.years import short_title
from roadmaps import actions, drafts
from roadmaps.admin_views.frame import at_work, page
from roadmaps.checks import review_read
from roadmaps.comparison import comparisons
from roadmaps.deadline_forms import AnswersForm
from roadmaps.forms import CellsForm, ColumnsForm, UploadHeadForm
from roadmaps.importing import ImportRefused
from roadmaps.models import Roadmap
from roadmaps.readings import Reading
from roadmaps.rollover import is_once, shifted, without_once
from roadmaps.stored import habits

LOADED = "Дорожная карта загружена. Подготовьте приказ об утверждении."
UPDATED = "Дорожная карта обновлена, отметки прежних строк сохранены."
CHANGES = "Проект изменений готов. Карта изменится с приказом о внесении изменений."
GONE = "Эта загрузка уже принята или отменена. Принятая карта стоит в списке."


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


def _show(request, found, **forms):
    content = found.content
    if content["read"] is None:
        form = forms.get("form") or ColumnsForm(cells=content["cells"])
        fields = list(form)
        return page(request, "roadmaps/columns.html", {
            "upload": found, "form": form, "fields": fields, "cells": content["cells"],
            "read": None, "title": "Назовите столбцы"})  # fmt: skip
    read, reading = content["read"], _reading(found)
    context = preview(read, reading) | {
        "upload": found, "title": "Проверьте дорожную карту", "show": request.GET.get("show", ""),
        "head": UploadHeadForm(year=content["year"], title=read.get("title") or ""),
        "behind": drafts.years_behind(content), "year_words": short_title(content["year"]),
        "answers": _answers_form(read, reading),
        "review": review_read(read, reading, found.organization, on=timezone.localdate()),
    } | forms  # fmt: skip
    context["once"] = [row for row in context["rows"] if is_once(read["rows"][row.index])]
    context |= _beside(found, context["rows"])
    return page(request, "roadmaps/check.html", context | {"edited": _edited(request, context)})


def preview(read, reading):
    """Return what the table of a read roadmap shows."""
    rows = drafts.rows(read, reading)
    return {
        "read": read, "rows": rows, "headings": drafts.headings(read),
        "of_year": reading.calendar.year, "doubtful": [row for row in rows if row.doubtful],
        "dateless": sum(not cell.when and bool(cell.doubts) for row in rows for cell in row.cells
                        if cell.field == "deadline"),
    }  # fmt: skip


def _beside(found, rows):
    """Return the stored roadmaps of that year and what the table changes in the chosen one."""
    content = found.content
    others = comparisons(found.organization, content["year"], content["read"])
    proposed = others[0].roadmap.pk if others and others[0].is_alike else None
    chosen = content.get("updates", proposed)
    beside = next((one for one in others if one.roadmap.pk == chosen), None)
    if beside is None:
        return {"others": others, "beside": None}
    rows = beside.shown(rows)
    return {"others": others, "beside": beside, "rows": rows,
            "doubtful": [row for row in rows if row.doubtful],
            "renewed": [row for row in rows if row.change]}  # fmt: skip


def _reading(found):
    """Return how the deadlines of an upload are read: as before, and as was answered here."""
    known = habits(found.organization)
    answers = known["answers"] | found.content.get("answers", {})
    return Reading.of(
        found.content["year"], teaching_end=known.get("teaching_end_on"), answers=answers,
        quarter_basis=known.get("quarter_basis", ""), terms=known.get("terms", ()),
    )  # fmt: skip


def _answers_form(read, reading, data=None):
    asked = drafts.asked(read, reading)
    return AnswersForm(data, asked=asked) if asked else None


def _edited(request, context):
    """Return the place of the row that stands open, -1: none."""
    index = request.GET.get("edit", "")
    return int(index) if index.isdecimal() and int(index) < len(context["rows"]) else -1


def _accept(request, found):
    updates = request.POST.get("updates", "")
    target = _known(found).filter(pk=updates).first() if updates.isdecimal() else None
    drop = {int(key) for key in request.POST.getlist("drop") if key.isdecimal()}
    if updates and target is None:
        raise Http404("Такой карты среди ваших нет.")
    try:
        roadmap = actions.accept_upload(found, by=request.user, updates=target, drop=drop)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect("admin:roadmaps_import_check", found.pk)
    messages.success(request, _said(target, roadmap))
    return redirect("admin:roadmaps_roadmap_change", roadmap.pk)


def _said(target, roadmap):
    if target is None:
        return LOADED
    return CHANGES if roadmap.is_edition else UPDATED


def _discard(request, found):
    actions.discard_upload(found)
    messages.success(request, "Загрузка отменена, ничего не сохранено.")
    return redirect("admin:roadmaps_import")


def _target(request, found):
    """Choose the roadmap of which this is a newer version, or a roadmap of its own."""
    wanted = request.POST.get("updates", "")
    if wanted and not (wanted.isdecimal() and _known(found).filter(pk=wanted).exists()):
        raise Http404("Такой карты среди ваших нет.")
    chosen = int(wanted) if wanted else None
    actions.change_upload(found, lambda c: c | {"updates": chosen})
    return redirect("admin:roadmaps_import_check", found.pk)


def _answer(request, found):
    """Keep the answers to deadlines with two readings; a question left out stays open."""
    form = _answers_form(found.content["read"], _reading(found), request.POST)
    if form is None or not form.is_valid():
        raise Http404("Такого ответа нет.")
    actions.change_upload(
        found, lambda c: c | {"answers": c.get("answers", {}) | form.answers}
    )  # fmt: skip
    messages.success(request, "Ответы записаны, даты пересчитаны.")
    return redirect("admin:roadmaps_import_check", found.pk)


def _head(request, found):
    form = UploadHeadForm(request.POST, year=found.content["year"], title="")
    if not form.is_valid():
        return _show(request, found, head=form)
    title, year = form.cleaned_data["title"], form.cleaned_data["year"]
    actions.change_upload(
        found, lambda c: _of_year(c, year) | {"read": c["read"] | {"title": title}}
    )  # fmt: skip
    return redirect("admin:roadmaps_import_check", found.pk)


def _of_year(content, year):
    """Another year has other roadmaps beside it: what was chosen of them is forgotten."""
    kept = content if content["year"] == year else {k: v for k, v in content.items()
                                                    if k != "updates"}  # fmt: skip
    return kept | {"year": year}


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
    form = ColumnsForm(request.POST, cells=found.content["cells"])
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
    """Drop the ticked ones of the rows that look like work done once; the others stay."""
    drop = {int(place) for place in request.POST.getlist("drop") if place.isdecimal()}

    def dropped(content):
        if request.POST.get("of") != str(len(content["read"]["rows"])):
            raise Http404("Строки загрузки уже другие. Откройте проверку заново.")
        return content | {"read": without_once(content["read"], drop), "notes": []}

    before = len(found.content["read"]["rows"])
    gone = before - len(actions.change_upload(found, dropped).content["read"]["rows"])
    messages.success(request, f"Убрано разовых строк: {gone}." if gone else "Строки оставлены.")
    return redirect("admin:roadmaps_import_check", found.pk)


STEPS = {
    "accept": _accept, "discard": _discard, "head": _head, "row": _row, "remove": _remove,
    "shift": _shift, "columns": _columns, "table": _table, "once": _once, "target": _target,
    "answer": _answer,
}  # fmt: skip


def _step(request, found):
    """Return the step asked for; while the columns are unnamed there is nothing to correct."""
    name = request.POST.get("step", "")
    possible = {*STEPS} - {"columns"} if found.content["read"] else {"columns", "table", "discard"}
    if name not in possible:
        raise Http404("Такого действия нет.")
    return STEPS[name]


def _row_of(request, found):
    """Return the row a form speaks of; a table that was read anew meanwhile may lack it."""
    index = request.POST.get("row", "")
    rows = drafts.rows(found.content["read"], _reading(found))
    if not index.isdecimal() or int(index) >= len(rows) or request.POST.get("of") != str(len(rows)):
        raise Http404("Такой строки в загрузке нет.")
    return rows[int(index)]


def _known(found):
    """Return the roadmaps the upload may renew."""
    return Roadmap.objects.filter(organization=found.organization, replaced_on=None)


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
