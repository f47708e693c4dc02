"""How a roadmap comes in: the rows read from a file, or one taken ready-made."""

import datetime
import hashlib
import json

from django.db import transaction

from people.history import record
from people.years import year_of
from roadmaps.actions.answering import derive
from roadmaps.actions.marks import plan_occurrences
from roadmaps.actions.targets import plan_targets
from roadmaps.headings import HEADINGS, columns_of
from roadmaps.models import FIELDS, Item, Roadmap, Stage
from roadmaps.stored import habits
from roadmaps.templates import built_in

AROUND = ("subtitle", "intro", "notes", "order_text")
NUMBER_LENGTH = Item._meta.get_field("number").max_length


@transaction.atomic
def import_rows(read, *, organization, year, by, title=None, source_name="", answers=None):
    """Save a read table (the JSON of roadmaps.importing) as a draft roadmap and return it.

    Every cell keeps its wording; the dates beside it are computed for the academic year. A
    deadline cell merged with the row above, or empty, takes the rule of that row. The same
    table brought in twice for one year stays one roadmap: the first comes back. `answers` are
    added to those the school gave before; its calendar is that of its last roadmap.
    """
    digest = digest_of(read, title)
    own = Roadmap.objects.filter(organization=organization, year=year, source_digest=digest)
    if (known := own.order_by("pk").first()) is not None:
        return known
    settings = habits(organization)
    settings["answers"] |= answers or {}
    start, end = period_of(read, year)
    roadmap = Roadmap.objects.create(
        organization=organization, year=year, source_name=source_name[:200],
        title=(title or read.get("title") or "Дорожная карта")[:300], source_digest=digest,
        columns=columns_of(read), header=header_of(read), layout=layout_of(read),
        period_start_on=start, period_end_on=end, **settings,
    )  # fmt: skip
    items = list(items_of(roadmap, read))
    Item.objects.bulk_create(items)
    plan_occurrences(roadmap, items)
    plan_targets(items)
    derive(roadmap, items)
    record(organization=organization, by=by, action="import_roadmap", subject=roadmap,
           text=f"Загружена дорожная карта, строк: {len(items)}")  # fmt: skip
    return roadmap


@transaction.atomic
def begin_roadmap(*, organization, year, title, columns, by):
    """Make a draft roadmap without rows; `columns` are fields of HEADINGS in table order."""
    found = [{"field": field, "heading": HEADINGS[field]} for field in columns]
    roadmap = Roadmap(organization=organization, year=year, title=title.strip(), columns=found,
                      **habits(organization))  # fmt: skip
    roadmap.full_clean(exclude=["columns", "header", "layout", "terms", "answers"])
    roadmap.save()
    record(organization=organization, by=by, action="begin_roadmap", subject=roadmap,
           text="Начата дорожная карта с пустой таблицы")  # fmt: skip
    return roadmap


@transaction.atomic
def take_built_in(code, *, organization, year, by):
    """Make a draft roadmap of a ready-made one and return it; KeyError for an unknown code."""
    return import_rows(built_in(code, year), organization=organization, year=year, by=by)


def items_of(roadmap, read):
    """Save the sections of a read table and yield its rows unsaved, each below its section.

    Equal titles are taken in order.
    """
    sections = read.get("sections") or []
    stages = Stage.objects.bulk_create(
        Stage(roadmap=roadmap, position=n, number=(section.get("number") or "")[:20],
              title=section["title"])
        for n, section in enumerate(sections)
    )  # fmt: skip
    current = -1
    for position, row in enumerate(read["rows"]):
        current = _section_of(row.get("section"), stages, current)
        cells = {cell: row.get(cell) or "" for cell in FIELDS}
        if len(cells["number"]) > NUMBER_LENGTH:  # no number at all: the words stay words
            cells["activity"] = "\n".join(filter(None, [cells["number"], cells["activity"]]))
            cells["number"] = ""
        yield Item(
            roadmap=roadmap, section=stages[current] if current >= 0 else None,
            position=position, inherits=row.get("inherits") or [], merged=row.get("merged") or [],
            other=row.get("other") or {}, emphasis=row.get("emphasis") or {}, **cells,
        )  # fmt: skip


def _section_of(words, stages, current):
    """Return the index of the stage a row names, searching on from the present one; -1: none."""
    if not words:
        return -1
    order = [*range(max(current, 0), len(stages)), *range(max(current, 0))]
    return next((n for n in order if words in (stages[n].title, str(stages[n]))), -1)


def header_of(read):
    """Return what stood around the table, for print."""
    around = {name: read[name] for name in AROUND if read.get(name)}
    return (read.get("header") or {}) | around


def layout_of(read):
    """Return how the table was drawn, for print."""
    return {"digit_row": bool((read.get("table") or {}).get("digit_row"))} | (
        read.get("layout") or {}
    )


def period_of(read, year):
    """Return start and end as the file names them, when they belong to the academic year."""
    period = (read.get("header") or {}).get("period") or {}
    try:
        days = [datetime.date.fromisoformat(period[key]) for key in ("start", "end")]
    except (KeyError, TypeError, ValueError):
        return None, None
    return days if days[0] <= days[1] and year_of(days[0]) == year else (None, None)


def digest_of(read, title=None):
    """Return what tells one table from another; a table loaded twice has one."""
    rows = [{name: row[name] for name in row if name != "emphasis"} for row in read["rows"]]
    facts = [title or read.get("title"), read["columns"], read.get("sections"), rows]
    return hashlib.sha256(json.dumps(facts, ensure_ascii=False).encode()).hexdigest()
