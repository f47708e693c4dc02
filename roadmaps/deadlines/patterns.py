"""Parts from which the patterns of the lexicon are made, and the words that count."""

END = r"(?![а-яa-z])"
YEAR = r"(?:19|20|21)\d\d"
ENDING = r"(?:-?(?:ого|го|ое|е|ые|ых|х|му))?"
DAY = rf"(?P<d>\d{{1,2}}){ENDING}"
UNIT = r"(?:месяц|квартал|полугоди|четверт)[а-я]{0,2}"

_MONTHS = (
    r"янв(?:ар(?:ь|я|ю|е|ем))?",
    r"фев(?:р(?:ал(?:ь|я|ю|е|ем)?)?)?",
    r"март(?:а|у|е|ом)?|мар",
    r"апр(?:ел(?:ь|я|ю|е|ем))?",
    r"ма(?:й|я|ю|е|ем)",
    r"июн(?:ь|я|ю|е|ем)?",
    r"июл(?:ь|я|ю|е|ем)?",
    r"авг(?:уст(?:а|у|е|ом)?)?",
    r"сен(?:т(?:[яе]бр(?:ь|я|ю|е|ем)?)?)?",
    r"окт(?:[яе]бр(?:ь|я|ю|е|ем)?)?",
    r"ноя(?:б(?:р(?:ь|я|ю|е|ем)?)?)?",
    r"дек(?:аб(?:р(?:ь|я|ю|е|ем)?)?)?",
)
MONTH = "(?:" + "|".join(f"(?P<m{n}>{word})" for n, word in enumerate(_MONTHS, 1)) + rf"){END}\.?"

_YEAR_WORDS = (
    rf"(?: ?уч(?:ебн(?:ого|ый|ом|ых)|\.)? ?г(?:од(?:ов|а|у|ы)?|г)?{END}\.?"
    rf"| ?г(?:г|од(?:ов|а|у|ы)?)?{END}\.?(?: ?г{END}\.?)?)"
)
YEAR_WORD = rf"{_YEAR_WORDS}?"
YEAR_OF = (
    rf"(?:,? ?(?P<y>{YEAR}|\d\d(?= ?г(?:\.|од|{END})))(?!\.\d)"
    rf"(?:[-/](?P<y2>{YEAR}|\d\d)(?![\d.]))?{YEAR_WORD})?"
)
SCHOOL_YEAR = (
    rf"(?:(?P<y>{YEAR})(?:[-/](?P<y2>{YEAR}|\d\d)(?![\d.]))? ?уч(?:ебного|\.)? ?г(?:ода)?{END}\.?"
    rf"|(?P<y_>{YEAR})[-/](?P<y2_>{YEAR}|\d\d)(?![\d.]){YEAR_WORD}"
    rf"|(?:текущего |этого )?уч(?:ебного|\.)? ?г(?:ода)?{END}\.?)"
)

# Roman numerals also as typists make them from Cyrillic letters: П, Ш, ІУ, l.
_ORDINALS = {
    "iii": 3, "lll": 3, "ш": 3, "пi": 3, "iп": 3, "iv": 4, "iу": 4, "1v": 4, "lv": 4,
    "ii": 2, "ll": 2, "п": 2, "i": 1, "l": 1, "1": 1, "2": 2, "3": 3, "4": 4, "5": 5,
    "перв": 1, "втор": 2, "трет": 3, "четверт": 4, "пят": 5, "последн": -1,
}  # fmt: skip
ORDINAL = (
    r"(?P<ordinal>(?:iii|lll|пi|iп|ш|iv|iу|1v|lv|ii|ll|п|i|l)(?![а-яa-z])|[1-5](?!\d)"
    r"|(?:перв|втор|трет|четверт|пят|последн)(?=[а-я]{2,4}[ ,-]))(?:-?[а-я]{1,4}(?=[ ,-]))?"
)


WEEKDAY = r"(?P<weekday>понед|вторн|сред|четверг|пятн|суббот|воскр)[а-я]{0,9}"
_WEEKDAYS = ("понед", "вторн", "сред", "четверг", "пятн", "суббот", "воскр")


def weekday(stem: str) -> int:
    """Return the number of the day a WEEKDAY found, Monday 0."""
    return _WEEKDAYS.index(stem)


def ordinal(word: str) -> int:
    """Return the number an ORDINAL stands for; -1 is the last."""
    return _ORDINALS[word]


def month_in(groups: dict[str, str | None]) -> int:
    """Return the number of the month that a MONTH found."""
    return next(n for n in range(1, 13) if groups.get(f"m{n}"))
