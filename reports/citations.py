"""Acts that a text names: «от 27.07.2006 № 152-ФЗ», «от 20 декабря 2019 г. № 236»."""

import datetime
import re
from dataclasses import dataclass

_MONTHS = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"
_MONTH = {word: n for n, word in enumerate(_MONTHS.split(), 1)}
_SPACE = r"[\s\u00a0\u202f]*"
_DASHES = "-\u2010\u2011\u2012\u2013\u2014"
_DATE = rf"(?:(\d\d?)\.(\d\d?)\.(\d{{4}})|(\d\d?){_SPACE}({'|'.join(_MONTH)}){_SPACE}(\d{{4}}))"
_UNTIL = re.compile(rf"(?i)\b(?:до|по|к|позднее){_SPACE}{_DATE}")
_CITED = re.compile(
    rf"от{_SPACE}{_DATE}{_SPACE}(?:г\.|года)?{_SPACE}(?:№|N){_SPACE}"
    rf"([\wА-Яа-яЁё]+(?:[{_DASHES}/][\wА-Яа-яЁё]+)*)"
)


@dataclass(frozen=True)
class Citation:
    """An act as a text names it; `words` are the text's own."""

    dated: datetime.date
    number: str
    words: str


def citations(text: str) -> list[Citation]:
    """Return every date with a number in the text, in its order; impossible dates are left out."""
    found = []
    for match in _CITED.finditer(text):
        *date, number = match.groups()
        if dated := _day(*date):
            found.append(Citation(dated, number, " ".join(match[0].split())))
    return found


def deadlines(text: str) -> list[datetime.date]:
    """Return the days that follow «до», «по», «к», «не позднее», in the order of the text."""
    return [day for match in _UNTIL.finditer(text) if (day := _day(*match.groups()))]


def _day(day, month, year, day_too, word, year_too):
    try:
        return datetime.date(
            int(year or year_too), int(month or _MONTH[word.lower()]), int(day or day_too)
        )
    except ValueError:
        return None
