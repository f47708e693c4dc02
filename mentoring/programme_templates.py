"""Ready-made programmes, one or more for each form (fixtures/programmes.json). Pure: no database.

Days of the rows are counted from the first day of the pair, so a template never grows old.
"""

import datetime
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PATH = Path(__file__).resolve().parent.parent / "fixtures" / "programmes.json"
WORDS = ("needs", "strengths", "goal", "tasks", "expected")


@dataclass(frozen=True)
class Row:
    direction: str
    activity: str
    planned: str
    due_on: datetime.date | None = None


@dataclass(frozen=True)
class Template:
    """A programme to begin with; `words` are its texts by the names of Programme's fields."""

    code: str
    title: str
    forms: tuple[str, ...]
    words: dict
    rows: tuple[dict, ...]

    def rows_from(self, starts_on, ends_on):
        """Return its Rows with days counted from the first, none after the last."""
        return [
            Row(row["direction"], row["activity"], row["planned"],
                min(starts_on + datetime.timedelta(days=row["day"]), ends_on))
            for row in self.rows
        ]  # fmt: skip


@cache
def templates():
    """Return all Templates in the order of the file."""
    return [
        Template(entry["code"], entry["title"], tuple(entry["forms"]),
                 {name: entry.get(name, "") for name in WORDS}, tuple(entry["rows"]))
        for entry in json.loads(PATH.read_text(encoding="utf-8"))
    ]  # fmt: skip


def templates_for(form_code):
    """Return the Templates of a form; of a form without its own, those meant for any."""
    return [t for t in templates() if form_code in t.forms] or [
        t for t in templates() if not t.forms
    ]
