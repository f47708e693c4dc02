"""What a new edition of a roadmap changes in the old one: rows and words. Pure."""

from dataclasses import dataclass, field

from roadmaps.headings import named


@dataclass(frozen=True)
class Word:
    """One cell: its heading, what stood there, what stands there now."""

    heading: str
    old: str
    new: str


@dataclass(frozen=True)
class RowChange:
    """One row that is `added`, `changed`, `moved` (to another section) or `removed`."""

    kind: str
    row: object
    words: list[Word] = field(default_factory=list)
    section: str = ""


def changes(old_items, new_items, columns):
    """Return the RowChanges of the new edition in its order, removed rows last.

    The items carry `replaces_id` and `section`; `columns` are those of the roadmap.
    """
    old_items, new_items = list(old_items), list(new_items)
    before = {item.pk: item for item in old_items}
    found, renamed = [], {(old, new) for old, new, _, _ in renamed_sections(old_items, new_items)}
    for item in new_items:
        old = before.pop(item.replaces_id, None)
        section = str(item.section or "")
        if old is None:
            found.append(RowChange("added", item, _words(None, item, columns), section))
        elif words := _words(old, item, columns):
            found.append(RowChange("changed", item, words, section))
        elif _moved(old, item, renamed):
            found.append(RowChange("moved", item, [], section))
    return found + [RowChange("removed", item) for item in before.values()]


def renamed_sections(old_items, new_items):
    """Return (old key, new key, old words, new words) of the sections that were named anew.

    Such a section keeps its rows together: none of them went elsewhere, none came from elsewhere.
    """
    rows = {item.pk: item for item in old_items}
    pairs = {}
    for item in new_items:
        old = rows.get(item.replaces_id)
        if old and old.section and item.section:
            pairs.setdefault((old.section, item.section), None)
    olds, news = [old for old, _ in pairs], [new for _, new in pairs]
    return [(old.pk, new.pk, str(old), str(new)) for old, new in pairs
            if str(old) != str(new) and olds.count(old) == 1 == news.count(new)]  # fmt: skip


def _moved(old, new, renamed):
    if (old.section_id, new.section_id) in renamed:
        return False
    return str(old.section or "") != str(new.section or "")


def is_reordered(old_items, new_items):
    """Say whether rows that both editions have stand in another order."""
    after = [item.replaces_id for item in new_items if item.replaces_id]
    kept = set(after)
    return [item.pk for item in old_items if item.pk in kept] != after


def _words(old, new, columns):
    """Return the cells that differ; of an added row those that are filled."""
    found = []
    for column in columns:
        field_name, heading = named(column)
        was, now = (_cell(row, field_name, heading) for row in (old, new))
        if was != now:
            found.append(Word(heading or field_name, was, now))
    return found


def _cell(row, name, heading):
    if row is None:
        return ""
    return (getattr(row, name) if name else row.other.get(heading, "")).strip()
