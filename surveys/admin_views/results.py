"""The results of a wave on screen and as a table to take away."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from people.admin_views.page import page
from people.history import record
from people.workbook import write_xlsx
from surveys.admin_views.frame import may_read, may_see
from surveys.charts import columns, dumbbells
from surveys.models import Moment, Wave
from surveys.results import comparable, compare, raw, wave_results

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DRAWN = ("scale10", "scale2", "frequency", "yes_no")  # short words fit under columns


@may_see
def results(request, pk):
    """Averages, distributions, shares; this wave beside the others of its family."""
    wave = get_object_or_404(_waves(request), pk=pk)
    found, waves = wave_results(wave), comparable(wave)
    rows, loyal = compare(waves) if len(waves) > 1 else ([], None)
    labels = [_label(other) for other in waves]
    changed = [row for row in rows if row.difference is not None]
    pairs = [(row.means[0] / row.top, row.means[-1] / row.top) for row in changed]
    pictures = [
        (result, columns(result.bars, label=result.question.text)
         if result.question.type in DRAWN else "")
        for result in found.questions
    ]  # fmt: skip
    return page(
        request, "surveys/results.html", title=f"Итоги: {wave.title}", wave=wave, found=found,
        pictures=pictures, waves=waves, labels=labels,
        rows=[(row, list(zip(labels, row.means, strict=True))) for row in changed], loyal=loyal,
        chart=dumbbells(pairs, label="Средние оценки до и после") if pairs else "",
        can_read=request.user.has_perm("surveys.view_response"),
    )  # fmt: skip


@require_POST
@may_read
def export(request, pk):
    """The raw answers as .xlsx; who took them stands in the journal."""
    wave = get_object_or_404(_waves(request), pk=pk)
    headings, rows = raw(wave)
    record(organization=wave.organization, by=request.user, action="export_answers", subject=wave,
           text=f"Выгружены ответы на опрос: {len(rows)}")  # fmt: skip
    answer = HttpResponse(write_xlsx([("Ответы", headings, rows), _averages(wave)]), XLSX)
    answer["Content-Disposition"] = f'attachment; filename="answers-{wave.pk}.xlsx"'
    return answer


def _label(wave):
    """Return how a column of the comparison is headed."""
    if wave.moment == Moment.NONE:
        return f"{wave.opens_on:%d.%m.%Y}"
    return str(wave.get_moment_display()).capitalize()


def _averages(wave):
    """Return the sheet of averages: a row a question."""
    rows = [
        [result.question.text, result.answered, round(result.mean, 2), result.top]
        for result in wave_results(wave).questions
        if result.mean is not None and result.top
    ]
    return "Средние", ["Вопрос", "Ответов", "Среднее", "Наибольшая оценка"], rows


def _waves(request):
    return Wave.objects.visible_to(request.user).select_related("survey", "organization")
