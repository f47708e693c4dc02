"""What happens to the SWOT table of a year: sentences come in, are worded, ordered, taken out."""

from django.core.exceptions import ValidationError
from django.db import transaction

from people.history import record
from surveys.models import Quadrant, SwotLine, words_key

MOST_LINES = 100
LONGEST = SwotLine._meta.get_field("text").max_length


class SwotRefused(ValidationError):
    """The table cannot be changed so; the message says why."""


@transaction.atomic
def add_lines(organization, *, year, lines, by, are_answers=False):
    """Add sentences, pairs (quadrant, text), and return how many are new.

    What stands in its field already is left out, and of answers what was taken before, however it
    is worded now; a text too long is cut at a word.
    """
    rows = list(_lines(organization, year))
    known, taken = {(row.quadrant, row.text) for row in rows}, {row.said for row in rows} - {""}
    last = max((row.position for row in rows), default=0)
    fresh = []
    for quadrant, words in lines:
        said = words_key(words) if are_answers else ""
        text = _shortened(" ".join(words.replace("\0", "").split()))
        if quadrant not in Quadrant.values:
            raise SwotRefused("Выберите одно из четырёх полей таблицы.")
        if text and said not in taken and (quadrant, text) not in known:
            known.add((quadrant, text))
            place = last + len(fresh) + 1
            fresh.append(SwotLine(organization=organization, year=year, quadrant=quadrant,
                                  text=text, said=said, position=place))  # fmt: skip
    if len(known) > MOST_LINES:
        raise SwotRefused(f"В таблице помещается {MOST_LINES} строк. Объедините похожие.")
    SwotLine.objects.bulk_create(fresh)
    if fresh:
        _record(organization, by, f"В SWOT добавлено строк: {len(fresh)}")
    return len(fresh)


@transaction.atomic
def change_line(line, *, quadrant, text, by):
    """Word a sentence anew or put it into another field."""
    text = " ".join(text.replace("\0", "").split())
    if not text:
        raise SwotRefused("Напишите формулировку или уберите строку.")
    line.quadrant, line.text = quadrant, text
    line.save(update_fields=["quadrant", "text"])
    _record(line.organization, by, "Строка SWOT исправлена")


@transaction.atomic
def remove_line(line, *, by):
    organization = line.organization
    line.delete()
    _record(organization, by, "Строка SWOT убрана")


@transaction.atomic
def move_line(line, *, up, by):
    """Change places with the neighbour of the same field, if there is one."""
    rows = list(_lines(line.organization, line.year).filter(quadrant=line.quadrant))
    place = rows.index(line)
    other = place + (-1 if up else 1)
    if 0 <= other < len(rows):
        rows[place], rows[other] = rows[other], rows[place]
        for position, row in enumerate(rows):
            row.position = position
        SwotLine.objects.bulk_update(rows, ["position"])
        _record(line.organization, by, "Порядок строк SWOT изменён")


def _lines(organization, year):
    return SwotLine.objects.select_for_update(of=("self",)).filter(
        organization=organization, year=year
    )


def _shortened(text):
    if len(text) <= LONGEST:
        return text
    return text[: LONGEST - 1].rsplit(" ", 1)[0][: LONGEST - 1] + "…"


def _record(organization, by, text):
    record(organization=organization, by=by, action="change_swot", text=text)
