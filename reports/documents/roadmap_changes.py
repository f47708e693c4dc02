"""The order that changes an approved roadmap: what changes, and the new edition as its annex."""

from itertools import chain

from reports.documents.kinds import WrongSubject, document
from reports.documents.letterhead import curator_of, letterhead, person_facts, year_label
from reports.documents.orders import approve_roadmap
from reports.documents.roadmap_table import table_facts
from reports.documents.stamps import beside_facts, participle, stamp_facts, words_of
from reports.register import named
from roadmaps.approvals import approvals_of
from roadmaps.editions import changes, is_reordered, renamed_sections
from roadmaps.models import Roadmap

NAME_WORDS = 9  # of a row without a number


def _is_edition(roadmap, *, on):
    return roadmap.is_edition


def _earlier(roadmaps):
    """Return the orders that approved the editions these ones replace."""
    old = [roadmap.replaces for roadmap in roadmaps if roadmap.replaces]
    return [order for plan in old for order in named(plan.organization, plan.approved_basis)]


@document(
    "order-roadmap-changes",
    title="Приказ о внесении изменений в дорожную карту",
    subject=Roadmap,
    applies=_is_edition,
    registered=approve_roadmap,
    amends=_earlier,
    draftable=True,
    once=True,
)
def order_roadmap_changes(roadmap, *, on):
    """Collect what the edition changes; raises WrongSubject when it changes nothing."""
    if not roadmap.is_edition:
        raise WrongSubject("Изменения вносят в утверждённую карту. Этой нужен приказ о ней самой.")
    old = roadmap.replaces
    head = letterhead(roadmap.organization, on=on)
    found, points = _changes(old, roadmap), _head_points(old, roadmap, head)
    points += [{"words": f"Раздел «{was}» изложить в редакции:", "quoted": now}
               for _, _, was, now in renamed_sections(_items(old), _items(roadmap))]  # fmt: skip
    points += [_point(change) for change in found]
    if is_reordered(*(list(_items(plan)) for plan in (old, roadmap))):
        points.append({"words": "Строки изложить в порядке, указанном в приложении."})
    if not points:
        raise WrongSubject("В новой редакции ничего не изменено. Исправьте строки и повторите.")
    curator = curator_of(roadmap.organization, roadmap.year, on=on)
    return head | {
        "heading": f"О внесении изменений в дорожную карту, утверждённую {_basis(old)}",
        "year": year_label(roadmap.year),
        "old_basis": _basis(old),
        "points": points,
        "curator": curator and person_facts(curator, on=on),
        "roadmap": table_facts(
            roadmap, changed=[change.row.pk for change in found if change.kind != "removed"]
        ),
        "stamp": beside_facts(roadmap, head),
        "approved_word": participle(roadmap.title),
        "acquainted": [curator.full_name] if curator else [],
    }


def _changes(old, new):
    return changes(_items(old), _items(new), new.columns)


def _items(plan):
    return plan.items.select_related("section").order_by("position", "pk")


def _basis(old):
    """Return «приказом от 28.08.2026 № 142-ОД»."""
    words = old.approved_basis
    return f"приказом{words[6:]}" if words.lower().startswith("приказ ") else words


def _head_points(old, new, head):
    points = []
    if old.title != new.title:
        points.append({"words": "Наименование изложить в редакции:", "quoted": new.title})
    was, now = (approvals_of(plan.header, approved=True) for plan in (old, new))
    if was != now:
        words = words_of(stamp_facts(new, head))
        points.append({"words": "Грифы изложить в редакции:", "quoted": words} if words
                      else {"words": "Грифы над наименованием исключить."})  # fmt: skip
    return points


def _point(change):
    """Return one point: how it begins, then the cells of the row with their words."""
    name = _name(change.row)
    if change.kind == "removed":
        return {"words": f"Строку {name} исключить."}
    if change.kind == "moved":
        return {"words": f"Строку {name} перенести в раздел", "quoted": change.section}
    if change.kind == "added":
        return {
            "words": f"Дополнить строкой {name}" + _into(change.section),
            "cells": _cells(change),
        }
    return {"words": f"Строку {name} изложить в новой редакции:", "cells": _cells(change)}


def _into(section):
    return f" раздел «{section}»:" if section else ":"


def _cells(change):
    return [{"heading": word.heading, "old": word.old, "new": word.new} for word in change.words]


def _name(row):
    """Return the number of a row, or its first words in quotes when it has none."""
    if row.number:
        return row.number.rstrip(".")
    words = (row.activity or row.stage).split()
    short = " ".join(chain(words[:NAME_WORDS], ["…"] if len(words) > NAME_WORDS else []))
    return f"«{short}»"
