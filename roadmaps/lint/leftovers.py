"""What was left over from a pattern: another school's name, another year, blanks to fill in."""

import re
from collections.abc import Iterable, Iterator

from people.years import short_title, title
from roadmaps.lint.facts import Facts, Finding, Known, Row, Severity, of_row
from roadmaps.lint.places import TOWN, foreign_districts, is_own_town

TWO_YEARS = re.compile(r"(?<!\d)(20\d\d)[ \t]?[-–—/][ \t]?((?:20)?\d\d)(?!\d|\.\d)")
ONE_YEAR = re.compile(r"(?<![\d.№–—/-])(20\d\d)(?![\d.–—/-])\s*(?:г\.|год)", re.I)
_OF_ANOTHER_PAPER = re.compile(
    r"приказ|распоряж|постановл|закон|письм|протокол|указ|стратеги|проект|концепци|программ\w*\s+развит"
    r"|итог|с\s+20\d\d|от\s+\d", re.I,
)  # fmt: skip
_NEXT = re.compile(r"следующ|проект|план|дорожн", re.I)
_KIND = r"(?:М|Г|К|Ч)(?:Б|К|А|Г)?(?:Д|П|В)?О[УО](?:[ \t]+ДО)?|Ч?ОУ|М(?:Б|К|А)У[ \t]+ДО"
_NAMED = re.compile(
    rf"(?<![А-ЯЁа-яё])(?P<kind>{_KIND})(?![А-ЯЁа-яё])[ \t]*(?P<name>«[^«»\n]{{2,80}}»"
    r"|[А-ЯЁ]{2,5}[ \t]*№[ \t]*\d+|№[ \t]*\d+)"
    rf"(?:[ \t]*{TOWN})?"
)
_BLANK_TARGET = re.compile(
    r"не\s+(?:менее|более|ниже)\s+(?:чем\s+)?(?:на\s+)?[_.…\s]*"
    r"(?=(?:%|процент|штук|раз\b|эксперт|человек|участник|педагог|занят|образоват|представит|публик"
    r"|выступл|встреч|наставник|учащ|обучающ|специалист|мероприят))", re.I,
)  # fmt: skip
_BRACKETS = re.compile(
    r"[(\[⟨<]\s*(?:название|наименование|указать|ссылк|ФИО|Ф\.\s?И\.\s?О|дата|вписать|пусто|№\s*_|имя)"
    r"[^()\[\]⟨⟩<>\n]{0,80}[)\]⟩>]?", re.I,
)  # fmt: skip
_LINE = re.compile(r"_{3,}|\.{6,}|…{2,}")
_ITSELF = re.compile(
    r"(?:разработ|состав|подготов)\w*\s.{0,20}(?:дорожн\w+\s+карт|план\w*\s+мероприяти)", re.I
)
_CELLS = ("activity", "deadline", "responsible", "result", "indicator")


def left_over(facts: Facts, known: Known) -> Iterator[Finding]:
    """Yield findings about words that stand in the roadmap by mistake."""
    yield from _year_of_title(facts)
    own = _own_names(facts, known)
    yield from _foreign_in_title(facts, own, known)
    yield from foreign_districts(facts, known)
    for row in facts.rows:
        yield from _foreign(row, own, known)
        yield from _old_year(row, facts.year)
        yield from _itself(row, facts.year)
        yield from _blanks(row)


def _year_of_title(facts: Facts) -> Iterator[Finding]:
    found = TWO_YEARS.search(facts.title)
    if found and not _covers(int(found[1]), _last(found), facts.year):
        yield Finding(
            "title-year", Severity.BAD, (),
            f"В названии стоит {found[0]}, а карта составлена на {short_title(facts.year)} "
            "учебный год.", "Исправить название или учебный год",
        )  # fmt: skip


def _old_year(row: Row, year: int) -> Iterator[Finding]:
    """A year before the roadmap's, unless the line names a paper or a result of that year."""
    for text in (row.activity, row.result, row.indicator, row.other):
        for line in text.split("\n"):
            pairs = [f[0] for f in TWO_YEARS.finditer(line) if _last(f) <= year]
            later = [f[0] for f in TWO_YEARS.finditer(line)
                     if int(f[1]) > year and not _NEXT.search(line)]  # fmt: skip
            single = [f[1] for f in ONE_YEAR.finditer(line) if not year <= int(f[1]) <= year + 1]
            found = pairs + later + (single if not _OF_ANOTHER_PAPER.search(line) else [])
            if found and not (pairs and _OF_ANOTHER_PAPER.search(line)):
                yield of_row("other-year", Severity.WARN, row, f"Назван другой год, {found[0]}",
                             "Исправить год в тексте строки")  # fmt: skip
                return


def _itself(row: Row, year: int) -> Iterator[Finding]:
    """A row that draws up the roadmap of its own year, though it stands in that roadmap."""
    found = TWO_YEARS.search(row.activity)
    if found and int(found[1]) == year and _ITSELF.search(row.activity):
        yield Finding(
            "draws-up-itself", Severity.HINT, (row.key,),
            f"Строка {row.label} поручает разработать карту на {title(year)} учебный год, то есть "
            "эту же карту.", f"Если речь о следующем годе, исправить строку {row.label}",
        )  # fmt: skip


def _blanks(row: Row) -> Iterator[Finding]:
    for name in _CELLS:
        text = getattr(row, name)
        if name in row.inherits:
            continue
        if blanks := [_said(text, found) for found in _BLANK_TARGET.finditer(text)]:
            yield Finding(
                "blank-target", Severity.WARN, (row.key,),
                f"В строке {row.label} не вписано число: {', '.join(blanks)}.",
                f"Вписать число в строку {row.label}",
            )  # fmt: skip
        placeholder = _BRACKETS.search(text) or _LINE.search(text)
        if placeholder:
            yield Finding(
                "placeholder", Severity.WARN, (row.key,),
                f"В строке {row.label} осталось место для заполнения: «{placeholder[0].strip()}».",
                f"Дописать строку {row.label}",
            )  # fmt: skip


def _said(text: str, found: re.Match[str]) -> str:
    """Return «не менее … экспертов»: the blank with the two words it is a number of."""
    after = re.split(r"[,.;:()\n]", text[found.end() :], maxsplit=1)[0].split()[:2]
    return f"«{' '.join([*found[0].strip(' _.…').split(), '…', *after])}»"


def _own_names(facts: Facts, known: Known) -> list[str]:
    """Return the organization's names as they are compared; none: nothing is compared."""
    names = known.names if known.names is not None else facts.names
    return [_core(name) for name in names if name]


def _foreign_in_title(facts: Facts, own: list[str], known: Known) -> Iterator[Finding]:
    for name in _others(facts.title, own, known):
        yield Finding("other-school", Severity.BAD, (),
                      f"В названии стоит другая организация: {name}.",
                      "Исправить название")  # fmt: skip


def _foreign(row: Row, own: list[str], known: Known) -> Iterator[Finding]:
    text = "\n".join([row.section, row.stage, row.words, row.responsible])
    for name in dict.fromkeys(_others(text, own, known)):
        yield Finding(
            "other-school", Severity.BAD, (row.key,),
            f"В строке {row.label} названа другая организация: {name}.", "Исправить название",
        )  # fmt: skip


def _others(text: str, own: list[str], known: Known) -> list[str]:
    if not own:
        return []
    return [
        found[0].strip()
        for found in _NAMED.finditer(text)
        if (core := _core(found["name"]))
        and not (_is_own(core, own) and is_own_town(found["town"] or "", known))
    ]


def organizations_besides(names: Iterable[str], text: str) -> list[str]:
    """Return the schools a text names that bear none of these names, each once."""
    own = [_core(name) for name in names if name]
    return list(dict.fromkeys(_others(text, own, Known())))


def _is_own(core: str, own: list[str]) -> bool:
    """A school with the same number is ours, however its kind is shortened («СОШ», «Школа»)."""
    number = re.search(r"№\d+", core)
    if number:
        return any(re.search(rf"{number[0]}(?!\d)", name) for name in own)
    return any(core in name for name in own)


def _core(name: str) -> str:
    """Return a name without its spaces, quotes and dots: «Детский сад № 5» is «детскийсад№5»."""
    return re.sub(r"[\s«»\"“”„.,-]+", "", name.lower().replace("ё", "е"))


def _covers(first: int, last: int, year: int) -> bool:
    """«2026-2027» is one academic year, «2024–2026» all that begin in these years."""
    return first == year if last == first + 1 else first <= year <= last


def _last(found: re.Match[str]) -> int:
    return int(found[2]) if len(found[2]) == 4 else int(found[1][:2] + found[2])
