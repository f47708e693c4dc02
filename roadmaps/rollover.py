"""This year's roadmap as a draft of the next one: what moves, what stays, what is asked. Pure."""

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass

from people.years import short_title
from roadmaps import deadlines
from roadmaps.approvals import NEXT_PROTOCOL, of_next_year
from roadmaps.lint import LONGEST, Known, check, facts_of

WORDS = ("section", "stage", "activity", "result", "indicator")
PEOPLE = {"person-left", "post-unfilled"}
ASKED = {"other-school": "row", "other-year": "row", "outside-year": "deadline",
         "blank-target": "row", "placeholder": "row"}  # fmt: skip
DATED = ("exact", "until", "range", "month", "month_range", "quarter")
TWO_YEARS = re.compile(r"(?<!\d)(20\d\d)[ \t]?[-–—/][ \t]?(20\d\d|\d\d)(?!\d|\.\d)")
ONE_YEAR = re.compile(r"(?<![\d.])20\d\d(?=\s*(?:г\.|год))")
_ANOTHER_PAPER = re.compile(r"приказ|распоряж|постановл|закон|письм|протокол|№|\bот\s+\d", re.I)
STILL_NEEDED = "Похоже на разовое дело. Если в новом году оно не нужно, уберите строку."
PARTLY = "Часть строки похожа на разовое дело. Если оно больше не нужно, уберите эти слова."
GONE = "{what} в новом году. Укажите, кто отвечает теперь."

# What is made once and then holds: acts, forms, pages of a site.
_MAKING = r"(?:разработ|утвержд|утверд|издани|издать|принят|принять|созда|обнов|откры)\w*"
ONE_OFF = re.compile(
    rf"{_MAKING}.{{0,60}}(?:положени|локальн|нормативн|форм[ыау]\s|рубрик|раздел\w*\s.{{0,20}}сайт"
    r"|страниц|групп\w*\s.{0,20}сет)"
    r"|приказ\w*\s+[«\"]?об?\s+(?:внедрени|создани)"
    r"|назнач\w+\s+.{0,20}куратор",
    re.I | re.S,
)

_EVERY_YEAR = re.compile(r"закреплени|персонализированн|дорожн|план\w*\s+мероприят", re.I)


@dataclass(frozen=True)
class Rolled:
    """The draft of the next year in the shape of an imported roadmap, and what was done to it."""

    read: dict
    notes: list[str]


def roll_over(read: Mapping, *, year: int, known: Known | None = None) -> Rolled:
    """Return the roadmap `read` (of the academic year before `year`) as a draft for `year`.

    Written years move by one, months without a year and «далее ежегодно» stay, marks are taken
    off, the order of the old roadmap is forgotten. What cannot be decided is a doubt at its cell:
    work that is done once, people who left, another school's name, a year that stayed behind.
    """
    moved = shifted(read, 1)
    rows = [{**row, "mark": "", "doubts": []} for row in moved["rows"]]
    draft = moved | {"rows": rows, "header": _header(moved.get("header") or {})}
    for row in rows:
        if _looks_once(row):
            row["doubts"].append(["row", PARTLY if _comes_again(row) else STILL_NEEDED])
    asked = _ask(draft, year, known or Known())
    return Rolled(draft, _notes(read, draft, year, asked))


def is_once(row: Mapping) -> bool:
    """Say whether the row is still proposed to be dropped: nobody has corrected it meanwhile."""
    return ["row", STILL_NEEDED] in (row.get("doubts") or [])


def without_once(read: Mapping, drop: Container[int]) -> dict:
    """Return the draft without those proposed rows whose places are in `drop`.

    The other proposals are answered with it: those rows stay and are asked about no more.
    """
    rows = []
    for place, row in enumerate(read["rows"]):
        if not is_once(row):
            rows.append(row)
        elif place not in drop:
            kept = [doubt for doubt in row["doubts"] if doubt != ["row", STILL_NEEDED]]
            rows.append(dict(row) | {"doubts": kept})
    return dict(read) | {"rows": rows}


def shifted(read: Mapping, by: int) -> dict:
    """Return the table for a later year: written years move, months without a year stay."""
    header = dict(read.get("header") or {})
    header.pop("period", None)
    old = {part["title"]: _words(part["title"], by) for part in read.get("sections") or []}
    return dict(read) | {
        "title": _words(read.get("title") or "", by),
        "header": header,
        "sections": [
            part | {"title": old[part["title"]]} for part in read.get("sections") or []
        ],
        "rows": [
            row
            | {"deadline": deadlines.shift(row.get("deadline") or "", by)}
            | {name: _words(row.get(name) or "", by) for name in WORDS}
            for row in read["rows"]
        ],
    }  # fmt: skip


def _words(text: str, by: int) -> str:
    """Move «2023-2024» and «2023 год» in words; a line that names a paper keeps single years.

    Spans of several years («2024–2027») belong to a longer programme and stay.
    """
    lines = []
    for line in text.split("\n"):
        line = TWO_YEARS.sub(lambda found: _academic(found, by), line)
        if not _ANOTHER_PAPER.search(line):
            line = ONE_YEAR.sub(lambda found: str(int(found[0]) + by), line)
        lines.append(line)
    return "\n".join(lines)


def _academic(found: re.Match[str], by: int) -> str:
    first, second = found[1], found[2]
    if (int(first) + 1) % 100 != int(second) % 100:
        return found[0]
    between = found[0][len(first) : -len(second)]
    last = int(first) + 1 + by
    return f"{int(first) + by}{between}{last if len(second) == 4 else f'{last % 100:02}'}"


def _header(header: Mapping) -> dict:
    """Return the head without the order and its words: the new roadmap gets its own."""
    kept = {key: value for key, value in header.items() if key != "order_text"}
    stamp = kept.get("approval")
    if stamp:
        kept["approval"] = stamp | {"date_text": ""}
    if blocks := kept.get("blocks"):
        kept["blocks"] = [block | {"protocol": NEXT_PROTOCOL} for block in blocks]
    if "approvals" in kept:
        kept["approvals"] = of_next_year(kept["approvals"])
    return kept | {"order": {"number": None, "date": None, "text": ""}, "annex": None}


def _looks_once(row: Mapping) -> bool:
    """A thing that is made once, by one written day or month; «ежегодно» says otherwise."""
    rule = deadlines.parse(row.get("deadline") or "")
    return rule.kind in (*DATED, "inherit") and bool(
        ONE_OFF.search((row.get("activity") or "")[:LONGEST])
    )


def _comes_again(row: Mapping) -> bool:
    """Say whether the row holds, beside what is made once, what every year needs anew."""
    return any(_EVERY_YEAR.search(row.get(name) or "") for name in ("activity", "result"))


def _ask(draft: dict, year: int, known: Known) -> list[str]:
    """Put what the checks find into the doubts of the rows; return the rules that found it."""
    rules = []
    for finding in check(facts_of(draft, year=year), known=known):
        if finding.rule in PEOPLE:
            doubt = ["responsible", GONE.format(what=_start(finding.what))]
        elif finding.rule in ASKED:
            doubt = [ASKED[finding.rule], finding.sentence]
        else:
            continue
        for key in finding.keys:
            draft["rows"][key]["doubts"].append(doubt)
        rules.append(finding.rule)
    return rules


def _start(what: str) -> str:
    """Return «Белов И.П. больше не работает» of «Белов И.П. больше не работает, а отвечает»."""
    return what.rpartition(", а ")[0] or what


def _notes(old: Mapping, draft: dict, year: int, asked: list[str]) -> list[str]:
    once = sum(map(is_once, draft["rows"]))
    pairs = list(zip(old["rows"], draft["rows"], strict=True))
    dates = sum((row.get("deadline") or "") != new["deadline"] for row, new in pairs)
    stayed = sum(bool(new["deadline"]) and row["deadline"] == new["deadline"] for row, new in pairs)
    marks = sum(bool(row.get("mark")) for row, _ in pairs)
    gone = sum(rule in PEOPLE for rule in asked)
    school = asked.count("other-school")
    said = [
        (dates, f"Сроки с годом переведены на {short_title(year)} учебный год, строк: {dates}."),
        (stayed, f"Сроки без года остались как были, строк: {stayed}."),
        (marks, f"Отметки о выполнении сняты, строк: {marks}."),
        (once, f"Похожи на разовые дела, строк: {once}. Отметьте, что убрать."),
        (gone, f"Ответственных надо назвать заново, строк: {gone}."),
        (school, f"Названа другая организация, мест: {school}."),
    ]
    return [sentence for number, sentence in said if number]
