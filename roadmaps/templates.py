"""The ready-made roadmaps: five kinds of organizations, in our own words, for any year."""

import json
from functools import cache
from pathlib import Path

CODES = ("school", "rural-school", "kindergarten", "municipality", "additional-education")
_FOLDER = Path(__file__).resolve().parent.parent / "fixtures" / "roadmaps"


def built_in(code: str, year: int) -> dict:
    """Return a ready-made roadmap for the academic year, in the shape an imported one has.

    Besides that shape it has `name` and `about`, the words of the choice. Raises KeyError for a
    code that is not in CODES.
    """
    text = _source(code).replace("{year}", str(year)).replace("{next}", str(year + 1))
    return json.loads(text) | {"code": code}


def catalogue(year: int) -> list[dict]:
    """Return all ready-made roadmaps in the order in which they are offered."""
    return [built_in(code, year) for code in CODES]


@cache
def _source(code: str) -> str:
    if code not in CODES:
        raise KeyError(code)
    return (_FOLDER / f"{code}.json").read_text(encoding="utf-8")
