"""Rows that may be one human entered twice: the same name written otherwise, the same birth."""

from collections import defaultdict
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.db.models import Q

from people.models import Distinction, Person
from people.names import normalise

CLOSE = 0.8
CROWD = 50  # namesakes of one birth date are compared pair by pair only up to this many


@dataclass(frozen=True)
class Suspicion:
    """Two persons who may be one, the one entered first before, and why one thinks so."""

    one: Person
    other: Person
    why: str


def suspicions(organization):
    """Return the Suspicions of an organization by name, but those decided to be two humans.

    Three look-ups whatever its size.
    """
    persons = list(
        Person.objects.filter(organization=organization)
        .select_related("school_class", "organization").prefetch_related("posts").order_by("pk")
    )  # fmt: skip
    apart = _told_apart(first__organization=organization)
    found = {}
    for group in _groups(persons):
        for number, one in enumerate(group):
            for other in group[:number]:
                why = likeness(other, one)
                if why and {one.pk, other.pk} not in apart:
                    found[other.pk, one.pk] = Suspicion(other, one, why)
    return sorted(found.values(), key=lambda pair: (pair.one.search, pair.one.pk, pair.other.pk))


def like(person):
    """Return the Suspicions about one person that has just been written down."""
    others = Person.objects.filter(organization=person.organization_id).exclude(pk=person.pk)
    namesakes = others.search(person.surname).filter(search__contains=normalise(person.first_name))
    near = [*namesakes[:CROWD]]
    if person.birth_on:
        near += others.filter(birth_on=person.birth_on)[:CROWD]
    apart = _told_apart(Q(first=person) | Q(second=person))
    near = [other for other in near if {other.pk, person.pk} not in apart]
    found = {other.pk: Suspicion(other, person, likeness(other, person)) for other in near}
    return [suspicion for suspicion in found.values() if suspicion.why]


def _told_apart(*wanted, **known):
    rows = Distinction.objects.filter(*wanted, **known)
    return {frozenset(pair) for pair in rows.values_list("first", "second")}


def likeness(one, other):
    """Return why two persons may be one, as a sentence, or "" when they are two.

    Twins share a birth date and a surname, never the first name.
    """
    dated = bool(one.birth_on and other.birth_on)
    if dated and one.birth_on != other.birth_on:
        return ""
    first, surname, patronymic = (_alike(one, other, part) for part in
                                  ("first_name", "surname", "patronymic"))  # fmt: skip
    spoken = one.patronymic and other.patronymic
    if dated and first and (surname or (spoken and patronymic)):
        return "Имя почти то же, дата рождения одна."
    exact = _bare(one) == _bare(other) and (not spoken or patronymic)
    if exact and bool(one.patronymic) != bool(other.patronymic):
        return "То же имя, у одного нет отчества."
    return "То же имя, дата рождения указана не у обоих." if exact else ""


def _groups(persons):
    by_name, by_birth = defaultdict(list), defaultdict(list)
    for person in persons:
        by_name[_bare(person)].append(person)
        if person.birth_on:
            by_birth[person.birth_on].append(person)
    return [group[:CROWD] for table in (by_name, by_birth) for group in table.values()]


def _bare(person):
    """Return surname and first name without anything that is typed one way or another."""
    return normalise(f"{person.surname} {person.first_name}").replace("-", " ")


def _alike(one, other, part):
    one, other = normalise(getattr(one, part)), normalise(getattr(other, part))
    return bool(one and other) and SequenceMatcher(None, one, other).ratio() >= CLOSE
