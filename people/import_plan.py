"""What a table of people would do to an organization, row by row; nothing is changed here."""

import datetime
import hashlib
import json
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from django.db import models

from people.models import Guardian, Person, PersonKind
from people.names import normalise
from people.participation import parts_elsewhere

NAME_PARTS = ("surname", "first_name", "patronymic")
OWN_FIELDS = (*NAME_PARTS, "gender", "birth_on", "kind", "phone", "email")
OF_POST = ("category", "contract_number", "contract_on")
COMPARED = (*OWN_FIELDS, "post", *OF_POST, "school_class")
ROLES = ("mentor", "mentee", "curator")
_CLOSE = 0.8


class RowState(models.TextChoices):
    NEW = "new", "Новый"
    CHANGED = "changed", "Изменится"
    UNCHANGED = "unchanged", "Без изменений"
    ASK = "ask", "Решите сами"
    REFUSED = "refused", "Не возьмём"


@dataclass
class PlannedRow:
    """One row and what will become of it; `person` is the one it changes, `twin` a look-alike.

    `changes` holds (field, old, new) as plain values; `adult` the Person or the name parts of
    the guardian to be linked.
    """

    row: int
    values: dict
    state: RowState = RowState.NEW
    messages: list[str] = field(default_factory=list)
    changes: list[tuple] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    person: Person | None = None
    twin: Person | None = None
    adult: Person | list[str] | None = None

    @property
    def name(self):
        return " ".join(filter(None, (self.values.get(part, "") for part in NAME_PARTS)))

    @property
    def below(self):
        """What stands under the name: the class or the post."""
        return self.values.get("school_class") or self.values.get("post") or ""


@dataclass
class People:
    """The persons an organization knows, found by name and by birth; read in five queries."""

    by_name: dict
    by_birth: dict
    roles: dict
    guardians: dict
    on: datetime.date
    claimed: set  # (name, birth date) of the rows of the file: no other row means these

    @classmethod
    def of(cls, organization, year, on, claimed):
        persons = list(
            Person.objects.filter(organization=organization)
            .select_related("school_class").prefetch_related("posts").in_order()
        )  # fmt: skip
        by_name, by_birth = defaultdict(list), defaultdict(list)
        for person in persons:
            by_name[person.search].append(person)
            if person.birth_on:
                by_birth[person.birth_on].append(person)
        guardians = defaultdict(set)
        links = Guardian.objects.filter(child__organization=organization)
        for child_id, name in links.values_list("child_id", "adult__search"):
            guardians[child_id].add(name)
        return cls(by_name, by_birth, roles_of(organization, year), guardians, on, claimed)


def roles_of(organization, year, among=None):
    """Return {person id: set of "mentor", "mentee", "curator"} of that year in three queries.

    `among` are the persons asked about; None means everybody.
    """
    found = defaultdict(set)
    for role in ROLES:
        rows = _participants(role).filter(person__organization=organization, year=year)
        if among is not None:
            rows = rows.filter(person__in=among)
        for person_id in rows.values_list("person_id", flat=True):
            found[person_id].add(role)
    return found


def parts_of(organization, year, among=None):
    """Return {person id: set of parts}: the banks of the year and the members of its pairs."""
    found = roles_of(organization, year, among)
    for person_id, parts in parts_elsewhere(organization, year, among).items():
        found[person_id] |= parts
    return found


def taking_part(organization, year, among=None):
    """Return the ids of the mentors and mentees of that year: whose consents are needed."""
    found = parts_of(organization, year, among)
    return {person_id for person_id, roles in found.items() if roles & {"mentor", "mentee"}}


def plan(rows, *, organization, year, on, decisions=None):
    """Return a PlannedRow for every row as `RowRead` left it: dicts of row, values, refusals.

    `decisions` maps a row number (as text) to "same" or "other", the answers about look-alikes.
    """
    fresh = [PlannedRow(read["row"], read["values"], messages=list(read["refusals"]))
             for read in rows]  # fmt: skip
    keys = [(normalise(found.name), found.values.get("birth_on")) for found in fresh]
    known = People.of(organization, year, on, set(keys))
    seen = {}
    for found, key in zip(fresh, keys, strict=True):
        if found.messages:
            found.state = RowState.REFUSED
        elif key in seen:
            _refuse(found, f"Эта строка повторяет строку {seen[key]}. Уберите одну из них.")
        else:
            seen[key] = found.row
            _settle(found, known, (decisions or {}).get(str(found.row)))
    return fresh


def counts(planned):
    """Return {state: number of rows} with every state."""
    found = Counter(row.state for row in planned)
    return {state.value: found[state] for state in RowState}


def digest(planned):
    """Return a fingerprint of the plan: what the curator saw is what she confirms."""
    told = [(row.row, row.state, row.changes, row.roles) for row in planned]
    return hashlib.sha256(json.dumps(told, default=str).encode()).hexdigest()


def _settle(found, known, decision):
    """Find whom the row means and what it changes."""
    same_name = known.by_name.get(normalise(found.name), [])
    born = found.values.get("birth_on")
    exact = [person for person in same_name if _iso(person.birth_on) == born] if born else same_name
    undated = [person for person in same_name if person.birth_on is None]
    if len(exact) > 1:
        _refuse(found, f"Людей с таким именем уже {len(exact)}. Укажите дату рождения.")
        return
    found.person = (exact or (undated if len(undated) == 1 else []) or [None])[0]
    if found.person is None:
        found.twin = _look_alike(found, known, same_name)
        if found.twin and decision is None:
            found.state = RowState.ASK
            found.messages.append(_likeness(found.twin, born))
            return
        if decision == "same":
            found.person = found.twin
    _settle_guardian(found, known)
    if found.state == RowState.REFUSED:
        return
    held = known.roles.get(found.person.pk, set()) if found.person else set()
    found.roles = [role for role in found.values.get("roles", []) if role not in held]
    if found.person:
        found.changes = _changes(found, known.on)
        touched = found.changes or found.roles or found.adult
        found.state = RowState.CHANGED if touched else RowState.UNCHANGED


def _settle_guardian(found, known):
    wanted = found.values.get("guardian")
    if not wanted:
        return
    name = normalise(" ".join(filter(None, wanted)))
    if name == normalise(found.name):
        _refuse(found, "Представитель и ребёнок – это разные люди. Исправьте имя представителя.")
        return
    if found.person and name in known.guardians.get(found.person.pk, ()):
        return
    adults = [person for person in known.by_name.get(name, []) if not person.is_learner]
    if len(adults) > 1:
        _refuse(found, f"Представителей с именем {adults[0]} уже {len(adults)}. "
                       "Укажите представителя на странице ученика.")  # fmt: skip
        return
    found.adult = adults[0] if adults else wanted


def _changes(found, on):
    person, post = found.person, found.person.post_on(on)
    old = {name: getattr(person, name) for name in OWN_FIELDS} | {
        "birth_on": _iso(person.birth_on),
        "school_class": person.school_class.name if person.school_class else "",
        "post": post.title if post else "",
        "category": post.category if post else "",
        "contract_number": post.contract_number if post else "",
        "contract_on": _iso(post.contract_on) if post else None,
    }
    changes = []
    for name in COMPARED:
        new = found.values.get(name)
        if not new or new == old[name] or _means_the_same(name, old[name], new):
            continue
        if name in OF_POST and not (post or found.values.get("post")):
            continue  # they belong to a post
        changes.append((name, old[name] or "", new))
    return changes


def _means_the_same(name, old, new):
    if name in NAME_PARTS or name == "post":
        return normalise(old) == normalise(new)  # ё or е, one space or two
    return name == "kind" and new == PersonKind.GUARDIAN  # a teacher may be a parent too


def _look_alike(found, known, same_name):
    """Return a person this row may mean: the same name, or nearly so with the same birth date."""
    born = found.values.get("birth_on")
    if not born:
        return None
    born_then = known.by_birth.get(datetime.date.fromisoformat(born), [])
    others = [*same_name, *(one for one in born_then if _is_close(found.values, one))]
    free = (one for one in others if (one.search, _iso(one.birth_on)) not in known.claimed)
    return next(free, None)


def _is_close(values, person):
    """Tell one misspelt or remarried person from twins, who differ in the first name."""
    first, surname, patronymic = (
        _alike(values.get(part, ""), getattr(person, part))
        for part in ("first_name", "surname", "patronymic")
    )
    return first and (surname or patronymic)


def _alike(one, other):
    one, other = normalise(one), normalise(other)
    return bool(one and other) and SequenceMatcher(None, one, other).ratio() >= _CLOSE


def _likeness(twin, born):
    if twin.birth_on is None:
        return f"Похож на «{twin}», дата рождения не указана."
    if _iso(twin.birth_on) == born:
        return f"Похож на «{twin}», та же дата рождения."
    return f"Похож на «{twin}», дата рождения другая: {twin.birth_on:%d.%m.%Y}."


def _participants(role):
    return Person._meta.get_field(f"{role}s").related_model.objects


def _refuse(found, sentence):
    found.state = RowState.REFUSED
    found.messages.append(sentence)


def _iso(day):
    return day.isoformat() if day else None
