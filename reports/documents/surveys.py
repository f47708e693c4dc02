"""Papers of questionnaires: results of a wave, measures side by side, the SWOT table of a year."""

from people.models import Organization
from people.years import year_of
from reports.documents.kinds import WrongSubject, document
from reports.documents.letterhead import curator_signature, letterhead, year_label
from reports.documents.pair_work import decimal
from surveys.comparison import comparable, groups, label_of
from surveys.models import Quadrant, SwotLine, Wave
from surveys.questions import DRAWN
from surveys.results import wave_results


@document("swot", title="SWOT-анализ программы наставничества", subject=Organization,
          permission="surveys.view_swotline", yearly=True)  # fmt: skip
def swot(organization, *, on, year=None):
    """Collect the four fields of the year of `on`, or of `year`; empty ones are a blank."""
    year = year_of(on) if year is None else year
    lines = list(SwotLine.objects.filter(organization=organization, year=year))
    fields = [
        {"title": quadrant.label, "lines": [row.text for row in lines if row.quadrant == quadrant]}
        for quadrant in Quadrant
    ]
    return letterhead(organization, on=on) | {
        "year": year_label(year), "made_on": on, "rows": [fields[:2], fields[2:]],
        "curator": curator_signature(organization, year, on=on),
    }  # fmt: skip


def _has_answers(wave, *, on):
    return wave.responses.exists()


def _stands_beside(wave, *, on):
    return len(comparable(wave)) > 1


@document("survey-results", title="Итоги анкетирования", subject=Wave, applies=_has_answers,
          permission="surveys.view_response")  # fmt: skip
def survey_results(wave, *, on):
    """Collect averages, bars, satisfaction and words, nobody named.

    Raises WrongSubject while there is nothing to show, or too few answers without names.
    """
    found = wave_results(wave)
    if found.is_hidden or not found.answered:
        raise WrongSubject(
            "Итоги печатаются, когда есть ответы; у опроса без имён – с пяти ответов, "
            "чтобы по ним нельзя было узнать человека."
        )
    share = found.satisfaction
    return _head(wave, on) | {
        "answered": found.answered, "invited": found.invited, "anonymous": wave.is_anonymous,
        "satisfaction": {"percent": decimal(share.percent), "part": share.part,
                         "whole": share.whole, "threshold": share.threshold},
        "total": decimal(found.total), "grade": found.grade,
        "questions": [_question(result) for result in found.questions if result.bars],
        "words": [{"text": result.question.text, "said": list(dict.fromkeys(result.words))}
                  for result in found.words],
    }  # fmt: skip


@document("survey-comparison", title="Сравнение замеров по вопросам и группам", subject=Wave,
          applies=_stands_beside, permission="surveys.view_wave")  # fmt: skip
def survey_comparison(wave, *, on):
    """Collect the waves of the family side by side, for everybody and for each group.

    Raises WrongSubject when there are no two measures with answers.
    """
    waves = comparable(wave)
    found = groups(waves) if len(waves) > 1 else []
    found = [group for group in found if group.blocks]
    if not found:
        raise WrongSubject("Нужны хотя бы два замера с ответами на одинаковые вопросы.")
    return _head(wave, on) | {
        "labels": [label_of(other) for other in waves],
        "groups": [{"title": group.title, "people": group.people and len(group.people),
                    "blocks": [_block(block) for block in group.blocks]} for group in found],
        "width": round(54 / (len(waves) + 1), 1),
    }  # fmt: skip


def _head(wave, on):
    organization = wave.organization
    return letterhead(organization, on=on) | {
        "year": year_label(wave.year), "made_on": on, "survey": wave.title,
        "opens_on": wave.opens_on, "closes_on": min(wave.closed_on or wave.closes_on, on),
        "curator": curator_signature(organization, wave.year, on=on),
    }  # fmt: skip


def _question(result):
    return {
        "text": result.question.text, "answered": result.answered, "mean": decimal(result.mean),
        "top": result.top, "drawn": result.question.type in DRAWN,
        "bars": [list(bar) for bar in result.bars],
    }  # fmt: skip


def _block(block):
    rows = [{"text": row.text, "means": [*map(decimal, row.means)],
             "difference": _signed(row.difference)} for row in block.rows]  # fmt: skip
    return {"title": block.title, "means": [*map(decimal, block.means)],
            "difference": _signed(block.difference), "rows": rows}  # fmt: skip


def _signed(number):
    return "" if number is None else f"{number:+.1f}".replace(".", ",").replace("-", "–")
