"""Sections of the analytical report about questionnaires: who answered, before and after, SWOT."""

from people.years import first_day
from reports.documents.pair_work import decimal
from surveys.comparison import FEWEST, comparable, compare, label_of
from surveys.models import Quadrant, SwotLine, Wave
from surveys.results import wave_results

SAID = 5  # open answers of a wave; the curator chose the others for SWOT or left them
RULED = 3


def surveys(organization, year, on):
    """Return the waves begun by that day, satisfaction, and the averages of repeated ones.

    Of fewer than FEWEST people only their number stands: the report goes out of the house.
    """
    waves = list(Wave.objects.filter(
        organization=organization, year=year, opens_on__lte=max(on, first_day(year))
    ).select_related("survey").order_by("opens_on", "pk"))  # fmt: skip
    if not waves:
        return {"lines": ["Опросов в этом учебном году не было."]}
    found = [wave_results(wave) for wave in waves]
    return {
        "tables": [
            {"widths": [46, 18, 14, 22], "headings": ["Опрос", "Начат", "Ответили", "Довольны"],
             "counted": True,
             "rows": [_row(result) for result in found]},
            *_repeated(waves),
        ],
        "lines": [
            "Доля довольных: оценки 7 и выше из 10 и ответы «да» на вопросы об удовлетворённости. "
            "Итоги опроса показаны с трёх ответов, без имён – с пяти.",
            *(_words(result.wave, entry) for result in found if result.answered >= FEWEST
              for entry in result.words),
        ],
    }  # fmt: skip


def swot(organization, year, on):
    """Return a line a field of the SWOT table; ruled lines while it is empty."""
    rows = list(SwotLine.objects.filter(organization=organization, year=year))
    if not rows:
        return {"ruled": [""] * RULED}
    fields = [(quadrant, [row.text for row in rows if row.quadrant == quadrant])
              for quadrant in Quadrant]  # fmt: skip
    return {"lines": [f"{field.label}: {'; '.join(said) or 'не отмечены'}."
                      for field, said in fields]}  # fmt: skip


def _row(result):
    share = result.satisfaction
    enough = share.whole and result.answered >= FEWEST
    told = f"{decimal(share.percent)} % ({share.part} из {share.whole})" if enough else "–"
    return [result.wave.title, f"{result.wave.opens_on:%d.%m.%Y}",
            result.progress, told]  # fmt: skip


def _repeated(waves):
    """Yield a table for every family asked more than once: first average, last one, difference."""
    for wave in {wave.survey.family: wave for wave in reversed(waves)}.values():
        own = [other for other in comparable(wave) if other in waves]
        rows = compare(own)[0] if len(own) > 1 and _enough(own) else []
        rows = [row for row in rows if row.difference is not None]
        if rows:
            yield {
                "widths": [52, 17, 17, 14],
                "headings": [wave.title, label_of(own[0]), label_of(own[-1]), "Разница"],
                "counted": True,
                "rows": [[row.text, decimal(row.means[0]), decimal(row.means[-1]),
                          f"{row.difference:+.1f}".replace(".", ",")] for row in rows],
            }  # fmt: skip


def _enough(waves):
    return all(wave.responses.count() >= FEWEST for wave in waves)


def _words(wave, entry):
    """Return the question with some of what was said, each once and without its full stop."""
    question = entry.question.text
    said = "; ".join(text.rstrip(". ") for text in list(dict.fromkeys(entry.words))[:SAID])
    return f"«{wave.title}». {question}{'' if question.endswith('?') else ':'} {said}."
