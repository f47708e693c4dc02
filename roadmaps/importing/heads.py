"""What stands above the table: title, organisation, period. Suggestions, never facts."""

import re
from dataclasses import dataclass, field

from roadmaps.importing.cells import flat
from roadmaps.importing.stamps import (
    ANNEX,
    ORDER_WORD,
    OTHER_STAMP,
    STAMP,
    annex_of,
    approval_of,
    blocks_of,
    order_of,
)

_TITLE = re.compile(
    r"^\W*(?:дорожн\w+\s+карт|план(?:а)?\s+(?:мероприяти|работы|реализации|внедрения|по\s)"
    r"|план\s*$|план\s*[-–—(«\"]|комплекс\w+\s+план|календарн\w+\s+план|перспективн\w+\s+план"
    r"|муниципальн\w+\s+дорожн|региональн\w+\s+дорожн)",
    re.IGNORECASE,
)
_TITLE_ENDS = re.compile(
    r"^(?:\(далее|таблица\s+№?\s?\d|основные|цел[ьи]\b|задач|список|принят|пояснительн|раздел|[*•–—-]\s?\w|\*)",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"^(?:[а-яё(«\"]|МОУ|М[А-Я]{2,}|ГБ?ОУ|на\s+20\d\d)")
_SCHOOL_YEAR = re.compile(
    r"(20\d\d)\s*[-–—/]\s*(20\d\d|\d\d)\s*(?:уч\w*\.?\s*(?:год\w*|г\w*\.?))", re.I
)
_YEARS = re.compile(r"(20\d\d)\s*[-–—]\s*(20\d\d)\s*(?:г(?:оды|г)?\b\.?\s*г?\.?)", re.IGNORECASE)
_YEAR = re.compile(r"на\s+(20\d\d)\s*(?:год|г\.)", re.IGNORECASE)
_FULL_NAME = re.compile(
    r"(?:муниципальн|государственн|частн|автономн|бюджетн|казенн|казённ)\w+\s[^,;]*?учреждени\w+.*",
    re.IGNORECASE | re.DOTALL,
)
_SHORT_NAME = re.compile(
    r"\b[А-ЯЁ]{3,}(?:\s+[А-ЯЁ]{2,}){0,3}\s*(?:[«\"][^«»\"\n]+[»\"]|(?:[а-яА-ЯЁё.]+\s)?№\s?\d+"
    r"(?:\s+г\.\s?[А-ЯЁ][а-яё-]+)?)"
)
_ORGANISATION = re.compile(
    r"учреждени|школ|\bсад\b|центр|отдел|управлени|гимнази|лице|колледж", re.IGNORECASE
)
_LONGEST_ORDER = 6_000  # letters; an order that approves a roadmap has two thousand
_LONGEST_INTRO = 40  # lines
_ABBREVIATION = re.compile(r"^([А-ЯЁA-Z][А-ЯЁA-Zа-яё/-]{1,11})\s*[–—-]\s*(.+?)[.;]?$")


@dataclass
class Head:
    """The texts above the table, understood as far as possible."""

    title: str = ""
    subtitle: str = ""
    header: dict = field(default_factory=dict)
    order_text: str = ""
    intro: list[str] = field(default_factory=list)


def read_head(lines: list[str], table_text: str, *, own: int = 0) -> Head:
    """Return title and stamp of `lines` (above the table); `table_text` may hold a short name.

    Lines before `own` belong to another table: among them only a line like a title is one.
    """
    start, end = _title_lines(lines, own)
    title = "\n".join(line for line in lines[start:end] if line)
    subtitle = lines[end] if end < len(lines) and lines[end].startswith("(далее") else ""
    if not subtitle and end + 1 < len(lines) and lines[end + 1].startswith("(далее"):
        subtitle = lines[end + 1]
    above = lines[:start] if title else lines
    annex = annex_of(above)
    approval, order = approval_of(above), order_of(above, annex)
    if annex and not approval:
        approval = {"kind": "ПРИЛОЖЕНИЕ", "position": "", "name": "", "date_text": ""}
    full, short = _organisation(above, title, approval, annex, table_text)
    header = {
        "organisation": full,
        "organisation_short": short,
        "approval": approval,
        "order": order,
        "annex": annex,
        "period": period_of(title) or period_of(subtitle),
    }
    if blocks := blocks_of(above):
        header["blocks"] = blocks
    if abbreviations := _abbreviations(lines):
        header["abbreviations"] = abbreviations
    is_order = (approval or {}).get("kind") == "ПРИКАЗ"
    text = "\n".join(line for line in above if line)[:_LONGEST_ORDER] if is_order else ""
    intro = _intro(lines[end:], subtitle) if title else []
    return Head(title, subtitle, header, text, intro)


def _intro(lines: list[str], subtitle: str) -> list[str]:
    """Return what stands between the title and the table: aims, tasks, abbreviations."""
    return [line for line in lines if line and line != subtitle][:_LONGEST_INTRO]


def _title_lines(lines: list[str], own: int) -> tuple[int, int]:
    """Return where the title stands: its last beginning above the table and the lines after it."""
    starts = [at for at, line in enumerate(lines) if _TITLE.match(line) and len(line) < 300]
    if not starts:
        return _last_block(lines, own)
    start = starts[-1]
    while start and start - 1 in starts:
        start -= 1
    end = start + 1
    while end < len(lines):
        line = lines[end]
        if not line:
            below = lines[end + 1] if end + 1 < len(lines) else ""
            if not below or not _GOES_ON.match(below) or _TITLE_ENDS.match(below):
                break
        elif _TITLE_ENDS.match(line) or end - start > 9:
            break
        end += 1
    while end > start + 1 and not lines[end - 1]:
        end -= 1
    return start, end


def _last_block(lines: list[str], own: int) -> tuple[int, int]:
    """Return the last short paragraph above the table when no line begins like a title."""
    end = len(lines)
    while end > own and not lines[end - 1]:
        end -= 1
    start = end
    while start > own and lines[start - 1] and end - start < 4:
        start -= 1
    block = lines[start:end]
    stamped = any(STAMP.match(line) or ANNEX.match(line) or "___" in line for line in block)
    return (end, end) if stamped or len(" ".join(block)) > 300 else (start, end)


def _organisation(
    lines: list[str], title: str, approval: dict | None, annex: dict | None, table_text: str
) -> tuple[str, str]:
    """Return full and short name as written, genitive stays; "" when the file has none."""
    if found := _letterhead(lines):
        return found
    if annex:
        text = flat(annex["text"])
        found = re.search(
            r"к\s+(?:приказу|распоряжению|постановлению)\s+(.+?)\s+от\s+[«\"\d_]", text
        )
        if found:
            return found[1], _short_name(found[1])
    short = _short_name(title)
    if full := _FULL_NAME.search(title):
        name = re.split(r"\s+на\s+20\d\d", flat(full[0]))[0]
        return name, short or _abbreviated(name, table_text)
    if not short and approval:
        short = _short_name(approval["position"])
    return short, short


def _letterhead(lines: list[str]) -> tuple[str, str] | None:
    block: list[str] = []
    for line in lines[:14]:
        if STAMP.match(line) or OTHER_STAMP.match(line) or ANNEX.match(line):
            break
        if ORDER_WORD.match(line) or _TITLE.match(line):
            break
        short = re.fullmatch(r"\((.+)\)", line)
        if short and block and _ORGANISATION.search(" ".join(block)):
            return "\n".join(block), short[1]
        if line:
            block.append(line)
        elif block and _ORGANISATION.search(" ".join(block)):
            return "\n".join(block), _short_name(" ".join(block))
        else:
            block = []
    name = " ".join(block)
    return ("\n".join(block), _short_name(name)) if _FULL_NAME.search(name) else None


def _short_name(text: str) -> str:
    found = _SHORT_NAME.search(flat(text))
    return found[0].strip() if found else ""


def _abbreviated(full: str, table_text: str) -> str:
    """Return the short form of a full name that the table uses: the same quoted words."""
    quoted = re.search(r"[«\"]([^»\"]+)[»\"]", full)
    if not quoted:
        return ""
    wanted = re.sub(r"\s", "", quoted[1]).lower()
    for found in _SHORT_NAME.finditer(table_text):
        if wanted in re.sub(r"\s", "", found[0]).lower():
            return flat(found[0])
    return ""


def _abbreviations(lines: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    at = next((at for at, line in enumerate(lines) if re.search("сокращени", line, re.I)), None)
    for line in [] if at is None or len(lines[at]) > 80 else lines[at + 1 : at + 40]:
        if match := _ABBREVIATION.match(line):
            found[match[1]] = match[2]
        elif line and found:
            break
    return found


def period_of(text: str) -> dict | None:
    """Return the period a title names: an academic year, years, or one calendar year."""
    text = flat(text)
    if found := _SCHOOL_YEAR.search(text):
        last = int(found[2]) % 100 + 2000
        return _period(found[0], f"{found[1]}-09-01", f"{last}-08-31")
    if found := _YEARS.search(text):
        return _period(found[0], f"{found[1]}-01-01", f"{found[2]}-12-31")
    if found := _YEAR.search(text):
        return _period(found[0].removeprefix("на "), f"{found[1]}-01-01", f"{found[1]}-12-31")
    return None


def _period(text: str, start: str, end: str) -> dict | None:
    return {"text": text.strip(), "start": start, "end": end} if start < end else None
