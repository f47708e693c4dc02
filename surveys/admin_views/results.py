"""The results of a wave on screen and as tables to take away; the wave beside its family."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from people.admin_views.page import page
from people.history import record
from people.workbook import write_xlsx
from surveys.actions import keep_needs, needs_told
from surveys.admin_views.frame import may_read, may_see
from surveys.charts import columns, dumbbell
from surveys.comparison import comparable, compare, groups, label_of
from surveys.models import Wave
from surveys.questions import DRAWN
from surveys.result_tables import all_sheets
from surveys.results import raw, wave_results

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@may_see
def results(request, pk):
    """Averages, distributions, shares; this wave beside the others of its family."""
    wave = get_object_or_404(_waves(request), pk=pk)
    found, waves = wave_results(wave), comparable(wave)
    rows, loyal = compare(waves) if len(waves) > 1 else ([], None)
    labels = [label_of(other) for other in waves]
    pictures = [
        (result, columns(result.bars, label=result.question.text)
         if result.question.type in DRAWN else "")
        for result in found.questions
    ]  # fmt: skip
    return page(
        request, "surveys/results.html", title=f"Итоги: {wave.title}", wave=wave, found=found,
        pictures=pictures, waves=waves, labels=labels,
        rows=[_shown(row, labels) for row in rows if row.difference is not None], loyal=loyal,
        can_read=request.user.has_perm("surveys.view_response"),
        needs=len(needs_told(wave)) if request.user.has_perm("mentoring.add_need") else 0,
    )  # fmt: skip


@may_see
def side_by_side(request, pk):
    """The waves of a family by block of questions, for everybody or one group of people."""
    wave = get_object_or_404(_waves(request), pk=pk)
    waves = comparable(wave)
    found = groups(waves) if len(waves) > 1 else []
    found = [group for group in found if group.blocks]
    wanted = request.GET.get("group", "")
    shown = next((group for group in found if group.code == wanted), found[0] if found else None)
    labels = [label_of(other) for other in waves]
    return page(
        request, "surveys/comparison.html", title=f"Сравнение: {wave.title}", wave=wave,
        found=found, shown=shown, labels=labels, width=len(labels) + 2,
        blocks=[(block, list(zip(labels, block.means, strict=True)),
                 [_shown(row, labels) for row in block.rows])
                for block in (shown.blocks if shown else [])],
    )  # fmt: skip


@require_POST
@permission_required("mentoring.add_need", raise_exception=True)
def needs(request, pk):
    """Write what people said they need into the base of mentees."""
    wave = get_object_or_404(_waves(request), pk=pk)
    try:
        number = keep_needs(wave, by=request.user, on=timezone.localdate())
        messages.success(request, f"В базу наставляемых записано потребностей: {number}.")
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect("admin:surveys_wave_results", pk)


@require_POST
@may_read
def export(request, pk):
    """The raw answers as .xlsx; who took them stands in the journal."""
    wave = get_object_or_404(_waves(request), pk=pk)
    headings, rows = raw(wave)
    record(organization=wave.organization, by=request.user, action="export_answers", subject=wave,
           text=f"Выгружены ответы на опрос: {len(rows)}")  # fmt: skip
    return _workbook([("Ответы", headings, rows), *all_sheets(wave)], f"answers-{wave.pk}")


@may_see
def tables(request, pk):
    """The tables of results as .xlsx: averages, distribution, comparison; no names, no words."""
    wave = get_object_or_404(_waves(request), pk=pk)
    return _workbook(all_sheets(wave), f"results-{wave.pk}")


def _workbook(sheets, name):
    answer = HttpResponse(write_xlsx(sheets), XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def _shown(row, labels):
    """Return (row, its strip, its averages, each with the head of its column)."""
    known = row.difference is not None
    strip = dumbbell(row.means[0], row.means[-1], row.top) if known else ""
    return row, strip, list(zip(labels, row.means, strict=True))


def _waves(request):
    return Wave.objects.visible_to(request.user).select_related("survey", "organization")
