"""Acts that a text names: «от 27.07.2006 № 152-ФЗ», «от 20 декабря 2019 г. № 236»."""

import datetime
import re
from dataclasses import dataclass

_MONTHS = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"
_MONTH = {word: n for n, word in enumerate(_MONTHS.split(), 1)}
_SPACE = r"[\s\u00a0\u202f]*"
_DASHES = "-\u2010\u2011\u2012\u2013\u2014"
_CITED = re.compile(
    rf"от{_SPACE}(?:(\d\d?)\.(\d\d?)\.(\d{{4}})|(\d\d?){_SPACE}({'|'.join(_MONTH)}){_SPACE}(\d{{4}}))"
    rf"{_SPACE}(?:г\.|года)?{_SPACE}(?:№|N){_SPACE}"
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
        day, month, year, day_too, word, year_too, number = match.groups()
        try:
            dated = datetime.date(
                int(year or year_too), int(month or _MONTH[word]), int(day or day_too)
            )
        except ValueError:
            continue
        found.append(Citation(dated, number, " ".join(match[0].split())))
    return found
