"""A calendar as text for telephones (RFC 5545). Pure."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

_OCTETS = 75  # a longer line is folded (section 3.1)
_ESCAPED = {"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": ""}


@dataclass(frozen=True)
class Entry:
    """One day of the calendar; `uid` stays the same as long as the thing is the same."""

    uid: str
    day: datetime.date
    summary: str
    description: str
    address: str


def calendar_text(entries: Iterable[Entry], *, name: str, stamp: datetime.datetime) -> str:
    """Return the whole calendar with CRLF line ends; `stamp` is the moment, in UTC."""
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Nastavnik//RU", "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH", f"X-WR-CALNAME:{_text(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:P1D", "X-PUBLISHED-TTL:P1D",
    ]  # fmt: skip
    for entry in entries:
        lines += [
            "BEGIN:VEVENT", f"UID:{_text(entry.uid)}", f"DTSTAMP:{stamp:%Y%m%dT%H%M%SZ}",
            f"DTSTART;VALUE=DATE:{entry.day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{entry.day + datetime.timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_text(entry.summary)}", f"DESCRIPTION:{_text(entry.description)}",
            f"URL:{entry.address}", "TRANSP:TRANSPARENT", "END:VEVENT",
        ]  # fmt: skip
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _text(words):
    """Escape a TEXT value (section 3.3.11); other control characters have no place in it."""
    clean = "".join(letter for letter in words if letter == "\n" or ord(letter) >= 32)
    return "".join(_ESCAPED.get(letter, letter) for letter in clean)


def _folded(line):
    """Fold a line at 75 octets, never inside a letter."""
    parts, rest = [], line.encode()
    room = _OCTETS
    while len(rest) > room:
        cut = room
        while rest[cut] & 0xC0 == 0x80:
            cut -= 1
        parts.append(rest[:cut])
        rest, room = rest[cut:], _OCTETS - 1
    return b"\r\n ".join([*parts, rest]).decode()
