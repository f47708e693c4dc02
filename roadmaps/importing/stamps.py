"""The stamp above the table: who approves, which order, which annex. Suggestions only."""

import re
from datetime import date

from roadmaps.importing.cells import flat

STAMP = re.compile(r"^\W*(УТВЕРЖДАЮ|УТВЕРЖДЕН[АОЫ]?|УТВЕРЖДЁН[АОЫ]?)\b\W*(.*)$", re.IGNORECASE)
OTHER_STAMP = re.compile(r"^\W*(СОГЛАСОВАНО|ПРИНЯТО|ПРИНЯТА|РАССМОТРЕНО)\b", re.IGNORECASE)
_KINDS = {"СОГЛАСОВАН": "agreed", "ПРИНЯТ": "accepted", "РАССМОТРЕН": "reviewed"}
ORDER_WORD = re.compile(r"^П\s?Р\s?И\s?К\s?А\s?З\s*$")
ANNEX = re.compile(r"^\W*Приложение\s*(?:№\s*)?(\d+(?:\.\d+)*)?", re.IGNORECASE)
_NAME = re.compile(
    r"(?:[А-ЯЁ]\.\s?){1,2}\s?[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?"
    r"|[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?\s+[А-ЯЁ]\.\s?[А-ЯЁ]\."
)
_NUMBER = re.compile(r"№\s*(\d[\w/.-]*(?:\s?[-–/]\s?[\w]+)*|[\w-]+/\d+)")
_DAY_TEXT = r"(?:\d{1,2}\.\d{1,2}\.\d{2,4}|[«\"]?\s*\d{1,2}\s*[»\"]?\s+[а-я]+\s+\d{4})"
_DATED_NUMBER = re.compile(
    rf"(?:от\s+)?{_DAY_TEXT}\s*(?:г\.|года?)?\s*{_NUMBER.pattern}|{_NUMBER.pattern}\s+от\s+{_DAY_TEXT}",
    re.IGNORECASE,
)
_MONTHS = re.compile(
    "(январ)|(феврал)|(март)|(апрел)|(ма[йя])|(июн)"
    "|(июл)|(август)|(сентябр)|(октябр)|(ноябр)|(декабр)"
)
_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2}(?!\d))")
_WORDED_DAY = re.compile(r"[«\"]?\s*(\d{1,2})\s*[»\"]?\s+([а-я]+)\s+(\d{4})", re.IGNORECASE)
_PROTOCOL = re.compile("протокол", re.IGNORECASE)
_BLANK_DAY = re.compile(r"[«\"]\s*_*\s*[»\"]\s*_+|_{2,}\s*20\d{0,2}_*\s*г")


def approval_of(lines: list[str]) -> dict | None:
    for at, line in enumerate(lines):
        if found := STAMP.match(line):
            rest = [found[2].strip()] if found[2].strip() else []
            return _signed(found[1].upper(), rest + _stamp_lines(lines[at + 1 :]))
    if any(ORDER_WORD.match(line) for line in lines):
        return _signature_of_order(lines)
    return None


def blocks_of(lines: list[str]) -> list[dict]:
    """Return the bodies that agreed before the head approved: kind, body, protocol as written."""
    found = []
    for at, line in enumerate(lines):
        if stamp := OTHER_STAMP.match(line):
            rest = line[stamp.end() :].strip(" :")
            said = ([rest] if rest else []) + _block_lines(lines[at + 1 :])
            protocol = next((n for n, part in enumerate(said) if _PROTOCOL.search(part)), len(said))
            kind = next(kind for stem, kind in _KINDS.items() if stem in line.upper())
            found.append({"kind": kind, "body": " ".join(said[:protocol]),
                          "protocol": " ".join(said[protocol:])})  # fmt: skip
    return [block for block in found if block["body"] or block["protocol"]]


def _block_lines(lines: list[str]) -> list[str]:
    found: list[str] = []
    for line in lines[:4]:
        if not line or any(stamp.match(line) for stamp in (STAMP, OTHER_STAMP, ANNEX)):
            break
        found.append(line)
    return found


def _stamp_lines(lines: list[str]) -> list[str]:
    found: list[str] = []
    for line in lines:
        if OTHER_STAMP.match(line) or STAMP.match(line) or ANNEX.match(line) or len(found) > 6:
            break
        if line:
            found.append(line)
        dated = any(day_of(part) or _BLANK_DAY.search(part) for part in found)
        if not line and dated:
            break
    return found


def _signed(kind: str, lines: list[str]) -> dict:
    position: list[str] = []
    name = date_text = ""
    for line in lines:
        if _DATED_NUMBER.search(line) or re.search("приказ|протокол|распоряжени", line, re.I):
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


def annex_of(lines: list[str]) -> dict | None:
    starts = [at for at, line in enumerate(lines) if ANNEX.match(line) and len(line) < 200]
    if not starts:
        return None
    start = starts[-1]
    found: list[str] = []
    for line in lines[start : start + 14]:
        if STAMP.match(line) or OTHER_STAMP.match(line):
            break
        if line:
            found.append(line)
        if _NUMBER.search(line) and day_of(" ".join(found)):
            break
        if not line and len(found) > 3:
            break
    return {"number": ANNEX.match(lines[start])[1], "text": "\n".join(found)}


def order_of(lines: list[str], annex: dict | None) -> dict:
    """Return number and date of the order on the file: of its annex mark, stamp or own head."""
    order = {"number": None, "date": None, "text": ""}
    at = next((at for at, line in enumerate(lines) if ORDER_WORD.match(line)), None)
    if at is not None:
        return _own_order(lines[at + 1 :], order)
    mark = flat(annex["text"]) if annex else ""
    for text in [mark, *lines]:
        found = _DATED_NUMBER.search(text)
        if not found or not day_of(found[0]) or re.search("протокол", text, re.IGNORECASE):
            continue
        number = _tight(found[1] or found[2])
        shown = text[found.start() :] if text == mark else text
        return order | {"number": number, "date": day_of(found[0]), "text": shown}
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


def day_of(text: str) -> str | None:
    """Return the first real date of a text as ISO."""
    for found in _DAY.finditer(text):
        year = int(found[3]) + (2000 if len(found[3]) == 2 else 0)
        if day := _iso(year, int(found[2]), int(found[1])):
            return day
    for found in _WORDED_DAY.finditer(text):
        month = _MONTHS.match(found[2].lower())
        if month and (day := _iso(int(found[3]), month.lastindex, int(found[1]))):
            return day
    return None


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
