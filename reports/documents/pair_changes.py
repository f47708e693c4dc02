"""The order that changes an order on pairs: what became of each row since, and the new annex."""

from mentoring.actions import StepRefused
from mentoring.models import Closing, Pair, Side
from reports.documents.kinds import WrongSubject, document
from reports.documents.letterhead import curator_of, letterhead, person_facts, year_label
from reports.documents.orders import fix_pairs, pair_row
from reports.models import Document

CODE = "order-pairs-changes"
ENDED = {
    Closing.COMPLETED: "программа выполнена",
    Closing.ENDED_EARLY: "работа прекращена досрочно",
}
WORDED = {"form": "форму", "kind": "вид", "direction": "направление"}


def _has_changed(paper, *, on):
    """Tell whether the annex differs from the pairs of today, or new pairs may be added to it."""
    if paper.kind != "order-pairs" or not paper.is_registered:
        return False
    return bool(_compared(paper, on)[1]) or waiting_pairs(paper).exists()


def waiting_pairs(paper):
    """Return the pairs of the order's year that no order has fixed and no draft is about."""
    drafted = Document.objects.filter(
        organization=paper.organization, kind="order-pairs", sha256=""
    ).values_list("subject_ids", flat=True)  # fmt: skip
    rows = Pair.objects.with_people().of_year(_year_of(paper)).awaiting_order()
    return (
        rows.filter(organization=paper.organization)
        .exclude(pk__in={key for keys in drafted for key in keys})
        .order_by("pk")
    )


def _year_of(paper):
    return Pair.objects.filter(pk__in=paper.subject_ids).values_list("year", flat=True).first()


def _fix_and_compare(orders, *, basis, on, by, pairs):
    """Fix the added pairs; refuse an annex that the pairs have left behind since the draft."""
    added = [row for row in pairs if row.get("added")]
    fix_pairs(list(Pair.objects.filter(pk__in=[row["key"] for row in added])), basis=basis, on=on,
              by=by, rows=added)  # fmt: skip
    now = [
        _essence(row) for row in _compared(orders[0], on)[0]
    ]  # by now the last edition is this one
    if now != [_essence(row) for row in pairs]:
        raise StepRefused(
            "После подготовки приказа состав пар изменился. Верните приказ куратору: он соберёт"
            " проект заново."
        )


@document(CODE, title="Приказ о внесении изменений в приказ о парах", subject=Document,
          applies=_has_changed, registered=_fix_and_compare, amends=list, draftable=True, once=True,
          decided=("pairs",))  # fmt: skip
def order_pairs_changes(paper, *, on, added=()):
    """Collect the points and the annex in its new edition; raises WrongSubject without a change.

    Compared are the rows of the last registered edition of the annex and the pairs of today;
    `added` are the keys of the new pairs that this order fixes.
    """
    if paper.kind != "order-pairs" or not paper.is_registered:
        raise WrongSubject("Изменения вносят в зарегистрированный приказ о закреплении пар.")
    added = [int(key) for key in added]
    if waiting_pairs(paper).filter(pk__in=added).count() < len(added):
        raise WrongSubject("Среди новых пар есть закреплённые или чужие. Отметьте пары заново.")
    rows, points, touched = _compared(paper, on, added)
    if not points:
        raise WrongSubject("Состав пар тот же, что в приказе. Вносить нечего.")
    year = _year_of(paper)
    curator = curator_of(paper.organization, year, on=on)
    return letterhead(paper.organization, on=on) | {
        "heading": f"О внесении изменений в {paper.basis}",
        "year": year_label(year),
        "order": paper.basis,
        "order_heading": paper.title,
        "annex_title": paper.facts.get("annex_title") or "Наставнические пары и группы",
        "points": points,
        "pairs": rows,
        "curator": curator and person_facts(curator, on=on),
        "acquainted": _acquainted(touched, curator, on),
    }


def _compared(paper, on, added=()):
    """Return the rows of the new annex, the points, and the persons they are about."""
    rows, points, touched = [], [], []
    before = last_edition(paper)
    found = Pair.objects.with_people().in_bulk([row["key"] for row in before])
    for number, old in enumerate(before, 1):
        pair = found.get(old["key"])
        if pair is None:
            continue
        if pair.closed_on and pair.closed_on <= on:
            points.append({"number": number, "ended": ENDED[pair.closing],
                           "on": pair.closed_on})  # fmt: skip
            touched += [member.person for member in (*pair.mentors, *pair.mentees)]
            continue
        new = pair_row(pair, on)
        found_points, persons = _points(number, old, new, pair, on)
        rows.append(new | {"changed": bool(found_points)})
        points += found_points
        touched += persons
    for pair in Pair.objects.with_people().filter(pk__in=added).order_by("pk"):
        rows.append(pair_row(pair, on) | {"changed": True, "added": True})
        points.append(_addition(pair, on))
        touched += [member.person for member in (*pair.mentors, *pair.mentees)]
    return rows, points, touched


def _addition(pair, on):
    """Return the point that fixes a new pair and adds its row."""
    return {
        "added": pair.pk,
        "mentors": [person_facts(member.person, on=on) for member in pair.mentors],
        "mentees": [person_facts(member.person, on=on) for member in pair.mentees],
        "since": pair.first_day(on),
        "until": pair.ends_on,
        "labour": pair.is_labour,
    }


def last_edition(paper):
    """Return the rows of the annex as the last registered order has left them."""
    later = Document.objects.registered().filter(kind=CODE, subject_ids=[paper.pk])
    last = later.order_by("-registered_on", "-pk").first()
    rows = (last or paper).facts["pairs"]
    keys = paper.subject_ids if last is None else [row["key"] for row in rows]
    return [row | {"key": key} for row, key in zip(rows, keys, strict=True)]


def _points(number, old, new, pair, on):
    """Return what has changed in one row, and whom it concerns."""
    points, touched = [], []
    for side in (Side.MENTOR, Side.MENTEE):
        joined, left = _moves(old, pair, side)
        if joined or left:
            points.append({
                "number": number, "side": side.value,
                "joined": [person_facts(m.person, on=on) for m in joined],
                "joined_on": min((m.joined_on for m in joined), default=None),
                "left": [person_facts(m.person, on=on) for m in left],
                "left_on": max((m.left_on for m in left), default=None),
            })  # fmt: skip
            touched += [member.person for member in (*pair.mentors, *pair.mentees, *left)]
    for name, word in WORDED.items():
        if (old.get(name) or "") != new[name]:
            points.append({"number": number, "what": word, "now": new[name]})
    if _days(old) != _days(new):
        points.append({"number": number, "what": "срок", "since": new["starts_on"],
                       "until": new["ends_on"]})  # fmt: skip
    return points, touched


def _moves(old, pair, side):
    """Return the members who have come to this side since, and those who have left it.

    A row registered before rows named their people has had those the pair began with.
    """
    first = [m.person_id for m in pair.members.all()
             if m.side == side and m.joined_on <= pair.starts_on]  # fmt: skip
    before = set(old["people"][side.value] if "people" in old else first)
    present = pair.mentors if side == Side.MENTOR else pair.mentees
    joined = [member for member in present if member.person_id not in before]
    now = {member.person_id for member in present}
    gone = {m.person_id: m for m in pair.members.all()
            if m.side == side and m.left_on and m.person_id in before - now}  # fmt: skip
    return joined, list(gone.values())


def _days(row):
    return str(row["starts_on"]), str(row["ends_on"])


def _essence(row):
    return row["key"], row["people"], _days(row), [row[name] for name in WORDED]


def _acquainted(touched, curator, on):
    persons = {p.pk: p for p in [*touched, *filter(None, [curator])] if p.kind == "employee"}
    ordered = sorted(persons.values(), key=lambda person: (person.search, person.pk))
    return [person.as_of(on).full_name for person in ordered]
