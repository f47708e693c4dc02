"""What stands above the table: stamp, order, annex, title, period. Suggestions, never facts."""

import re
from dataclasses import dataclass, field
from datetime import date

from roadmaps.importing.cells import flat

_TITLE = re.compile(
    r"^\W*(?:дорожн\w+\s+карт|план(?:а)?\s+(?:мероприяти|работы|реализации|внедрения|по\s)"
    r"|план\s*$|план\s*[-–—(«\"]|комплекс\w+\s+план|календарн\w+\s+план|перспективн\w+\s+план"
    r"|муниципальн\w+\s+дорожн|региональн\w+\s+дорожн)",
    re.IGNORECASE,
)
_TITLE_ENDS = re.compile(
    r"^(?:\(далее|основные|цел[ьи]\b|задач|список|принят|пояснительн|раздел|[*•–—-]\s?\w|\*)",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"^(?:[а-яё(«\"]|МОУ|М[А-Я]{2,}|ГБ?ОУ|на\s+20\d\d)")
_STAMP = re.compile(r"^\W*(УТВЕРЖДАЮ|УТВЕРЖДЕН[АОЫ]?|УТВЕРЖДЁН[АОЫ]?)\b\W*(.*)$", re.IGNORECASE)
_OTHER_STAMP = re.compile(r"^\W*(СОГЛАСОВАНО|ПРИНЯТО|ПРИНЯТА|РАССМОТРЕНО)\b", re.IGNORECASE)
_ORDER_WORD = re.compile(r"^П\s?Р\s?И\s?К\s?А\s?З\s*$")
_ANNEX = re.compile(r"^\W*Приложение\s*(?:№\s*)?(\d+(?:\.\d+)*)?", re.IGNORECASE)
_NAME = re.compile(
    r"(?:[А-ЯЁ]\.\s?){1,2}\s?[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?"
    r"|[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?\s+[А-ЯЁ]\.\s?[А-ЯЁ]\."
)
_NUMBER = re.compile(r"№\s*(\d[\w/.-]*(?:\s?[-–/]\s?[\w]+)*|[\w-]+/\d+)")
_MONTHS = "январ феврал март апрел ма[йя] июн июл август сентябр октябр ноябр декабр".split()
_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2}(?!\d))")
_WORDED_DAY = re.compile(r"[«\"]?\s*(\d{1,2})\s*[»\"]?\s+([а-я]+)\s+(\d{4})", re.IGNORECASE)
_BLANK_DAY = re.compile(r"[«\"]\s*_*\s*[»\"]\s*_+|_{2,}\s*20\d{0,2}_*\s*г")
_SCHOOL_YEAR = re.compile(r"(20\d\d)\s*[-–—/]\s*(20\d\d|\d\d)\s*(?:уч\w*\.?\s*(?:год|г)\w*)", re.I)
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
_ABBREVIATION = re.compile(r"^([А-ЯЁA-Z][А-ЯЁA-Zа-яё/-]{1,11})\s*[–—-]\s*(.+?)[.;]?$")


@dataclass
class Head:
    """The texts above the table, understood as far as possible."""

    title: str = ""
    subtitle: str = ""
    header: dict = field(default_factory=dict)


def read_head(lines: list[str], table_text: str) -> Head:
    """Return title and stamp of `lines` (above the table); `table_text` may hold a short name."""
    start, end = _title_lines(lines)
    title = "\n".join(line for line in lines[start:end] if line)
    subtitle = lines[end] if end < len(lines) and lines[end].startswith("(далее") else ""
    if not subtitle and end + 1 < len(lines) and lines[end + 1].startswith("(далее"):
        subtitle = lines[end + 1]
    above = lines[:start] if title else lines
    annex = _annex(above)
    approval, order = _approval(above), _order(above, annex)
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
    if abbreviations := _abbreviations(lines):
        header["abbreviations"] = abbreviations
    return Head(title, subtitle, header)


def _title_lines(lines: list[str]) -> tuple[int, int]:
    """Return where the title stands: its last beginning above the table and the lines after it."""
    starts = [at for at, line in enumerate(lines) if _TITLE.match(line) and len(line) < 300]
    if not starts:
        return _last_block(lines)
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


def _last_block(lines: list[str]) -> tuple[int, int]:
    """Return the last short paragraph above the table when no line begins like a title."""
    end = len(lines)
    while end and not lines[end - 1]:
        end -= 1
    start = end
    while start and lines[start - 1] and end - start < 4:
        start -= 1
    block = lines[start:end]
    stamped = any(_STAMP.match(line) or _ANNEX.match(line) or "___" in line for line in block)
    return (end, end) if stamped or len(" ".join(block)) > 300 else (start, end)


def _approval(lines: list[str]) -> dict | None:
    for at, line in enumerate(lines):
        if found := _STAMP.match(line):
            rest = [found[2].strip()] if found[2].strip() else []
            return _signed(found[1].upper(), rest + _stamp_lines(lines[at + 1 :]))
    if any(_ORDER_WORD.match(line) for line in lines):
        return _signature_of_order(lines)
    return None


def _stamp_lines(lines: list[str]) -> list[str]:
    found: list[str] = []
    for line in lines:
        if _OTHER_STAMP.match(line) or _STAMP.match(line) or _ANNEX.match(line) or len(found) > 6:
            break
        if line:
            found.append(line)
        dated = any(day_of(line) or _BLANK_DAY.search(line) for line in found)
        if not line and dated:
            break
    return found


def _signed(kind: str, lines: list[str]) -> dict:
    position: list[str] = []
    name = date_text = ""
    for line in lines:
        if re.search(r"приказ|протокол|распоряжени", line, re.IGNORECASE):
            continue
        if not name and (found := _NAME.search(line)):
            name = found[0]
            rest = re.sub(r"[_/]+", " ", line[: found.start()]).strip(" ,\t")
            position += [rest] if rest else []
        elif day_of(line) or _BLANK_DAY.search(line):
            date_text = line
            break
        elif not name and line.strip("_ /"):
            position.append(re.sub(r"_+.*", "", line).strip())
        elif name:
            break
    return {
        "kind": kind,
        "position": " ".join(position),
        "name": name,
        "date_text": date_text,
    }


def _signature_of_order(lines: list[str]) -> dict:
    """Return who signed an order: a position and a name with initials after its points."""
    approval = {"kind": "ПРИКАЗ", "position": "", "name": "", "date_text": ""}
    texts = [line for line in lines if line]
    for at, line in enumerate(texts):
        found = _NAME.search(line)
        if not found or found.end() != len(line.rstrip()) or len(line) > 160:
            continue
        position = re.sub(r"[_\t]+|\s{3,}", " ", line[: found.start()]).strip()
        if not position and at:
            position = texts[at - 1].strip()
        if position and len(position) < 100:
            approval |= {"position": flat(position), "name": found[0]}
    return approval


def _annex(lines: list[str]) -> dict | None:
    starts = [at for at, line in enumerate(lines) if _ANNEX.match(line) and len(line) < 200]
    if not starts:
        return None
    start = starts[-1]
    found: list[str] = []
    for line in lines[start : start + 14]:
        if _STAMP.match(line) or _OTHER_STAMP.match(line):
            break
        if line:
            found.append(line)
        if _NUMBER.search(line) and day_of(" ".join(found)):
            break
        if not line and len(found) > 3:
            break
    return {"number": _ANNEX.match(lines[start])[1], "text": "\n".join(found)}


def _order(lines: list[str], annex: dict | None) -> dict:
    """Return number and date of the order on the file: of its annex mark, stamp or own head."""
    order = {"number": None, "date": None, "text": ""}
    at = next((at for at, line in enumerate(lines) if _ORDER_WORD.match(line)), None)
    if at is not None:
        return _own_order(lines[at + 1 :], order)
    texts = [line for line in lines if line]
    if annex:
        texts = [flat(annex["text"]), *texts]
    for text in texts:
        number = _NUMBER.search(text)
        begin = re.search(r"(?:приказ\w*\s+)?(?:от|№)\s", text, re.IGNORECASE)
        if not number or not day_of(text) or not begin:
            continue
        if re.search("протокол", text, re.IGNORECASE):
            continue
        shown = text
        if annex and text == flat(annex["text"]):
            dated = re.search(r"(?:от\s+[«\"\d]|№\s*\d).*$", text[len("Приложение № 1") :])
            shown = dated[0] if dated else text
            number = _NUMBER.search(shown) or number
        return order | {"number": _tight(number[1]), "date": day_of(text), "text": shown}
    return order


def _own_order(lines: list[str], order: dict) -> dict:
    found: list[str] = []
    for line in (line for line in lines[:8] if line):
        if not found and not (day_of(line) or _NUMBER.search(line)):
            continue
        if not (day_of(line) or _NUMBER.search(line)) or len(line) > 120:
            break
        found.append(line)
    text = "\n".join(found)
    number = _NUMBER.search(text)
    order |= {"number": _tight(number[1]) if number else None, "date": day_of(text), "text": text}
    for line in lines:
        basis = re.search(r"на основании приказа.*?(?=№)(.{0,120})", line, re.IGNORECASE)
        if basis and (of_basis := _NUMBER.search(basis[1])):
            order["basis"] = {"number": _tight(of_basis[1]), "date": day_of(basis[1])}
    return order


def _tight(number: str) -> str:
    return re.sub(r"\s", "", number).rstrip(".")


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
        if _STAMP.match(line) or _OTHER_STAMP.match(line) or _ANNEX.match(line):
            break
        if _ORDER_WORD.match(line):
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
    return None


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


def day_of(text: str) -> str | None:
    """Return the first real date of a text as ISO."""
    for found in _DAY.finditer(text):
        year = int(found[3]) + (2000 if len(found[3]) == 2 else 0)
        if day := _iso(year, int(found[2]), int(found[1])):
            return day
    for found in _WORDED_DAY.finditer(text):
        word = found[2].lower()
        month = next((at for at, m in enumerate(_MONTHS, 1) if re.match(m, word)), 0)
        if day := _iso(int(found[3]), month, int(found[1])):
            return day
    return None


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


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
