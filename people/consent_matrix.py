"""The page of consents: person × kind, with the state of each cell; seven queries in all."""

import datetime
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django.db import models

from people.consent_gaps import ONE_DAY, WARNING, signers_of
from people.import_plan import parts_of
from people.models import REQUIRED_KINDS, Consent, ConsentKind, ConsentText, Person, PersonKind
from people.signers import ADULT, TEEN, age_words, birthday, renewal_on

ROLE_WORDS = {
    "m": {"mentor": "наставник", "mentee": "наставляемый", "curator": "куратор"},
    "f": {"mentor": "наставник", "mentee": "наставляемая", "curator": "куратор"},
}
OWN = {"m": "сам", "f": "сама", "": "сам"}


class CellState(models.TextChoices):
    SIGNED = "signed", "есть"
    ENDING = "ending", "скоро перестанет действовать"
    RENEWAL = "renewal", "переоформить по возрасту"
    OUTDATED = "outdated", "устаревшая форма"
    EXPIRED = "expired", "больше не действует"
    MISSING = "missing", "нет"
    WITHDRAWN = "withdrawn", "отозвано"
    OPTIONAL = "optional", "не дано"
    UNNEEDED = "unneeded", "не нужно"


GIVEN = (CellState.SIGNED, CellState.ENDING, CellState.RENEWAL, CellState.OUTDATED)
LACKING = (CellState.MISSING, CellState.EXPIRED, CellState.WITHDRAWN)


@dataclass
class Cell:
    """One consent of one person: `day` is the day of signing, of the end or of the withdrawal."""

    kind: ConsentKind
    state: CellState
    day: datetime.date | None = None


@dataclass
class MatrixRow:
    """A person with the cells in the order of ConsentKind, who signs, and what stands below."""

    person: Person
    below: str
    signers: str
    cells: list[Cell] = field(default_factory=list)

    @property
    def lacks(self):
        """Something required is missing or withdrawn: the person may not start."""
        return any(cell.kind in REQUIRED_KINDS
                   and cell.state in LACKING
                   for cell in self.cells)  # fmt: skip

    @property
    def ends(self):
        return any(cell.state in (CellState.ENDING, CellState.RENEWAL) for cell in self.cells)

    def has(self, kind, state):
        """Tell whether a cell matches; "" matches every kind or state."""
        return any((not kind or cell.kind == kind) and (not state or cell.state == state)
                   for cell in self.cells)  # fmt: skip


def matrix(organization, *, year, on, everybody=False):
    """Return the MatrixRows of the year's participants by name; `everybody` adds the others.

    Parents are no participants: their signature stands with the child.
    """
    roles = parts_of(organization, year)
    persons = Person.objects.filter(organization=organization, erased_on=None).exclude(
        kind=PersonKind.GUARDIAN
    )
    if not everybody:
        wanted = [key for key, held in roles.items() if held & {"mentor", "mentee"}]
        persons = persons.filter(pk__in=wanted)
    persons = list(
        persons.select_related("organization", "school_class")
        .prefetch_related("posts", "guardians").in_order()
    )  # fmt: skip
    papers = _papers(persons)
    texts = ConsentText.objects.required(organization, on)
    return [_row(person, roles.get(person.pk, set()), papers, texts, on) for person in persons]


def row_of(person, *, year, on):
    """Return the MatrixRow of one person, or None for somebody who neither takes part nor signed.

    The person carries `organization`, `posts` and `guardians`, as the matrix fetches them.
    """
    roles = parts_of(person.organization, year).get(person.pk, set())
    papers = _papers([person])
    if not papers and not roles & {"mentor", "mentee"}:
        return None
    texts = ConsentText.objects.required(person.organization, on)
    return _row(person, roles, papers, texts, on)


def totals(rows):
    """Return the numbers above the table: all, given, lacking, ending, outdated…"""
    return Counter(
        all=len(rows),
        given=sum(any(cell.kind == ConsentKind.PERSONAL_DATA
                      and cell.state in GIVEN
                      for cell in row.cells) for row in rows),
        lacking=sum(row.lacks for row in rows),
        ending=sum(row.ends for row in rows),
        outdated=sum(row.has("", CellState.OUTDATED) for row in rows),
        withdrawn=sum(row.has("", CellState.WITHDRAWN) for row in rows),
        open=sum(row.lacks or row.ends for row in rows),
        pupils=sum(row.person.is_learner for row in rows),
    )  # fmt: skip


def signer_words(person, on):
    """Return «сама и мать», «отец, с 3.12 и сам»: who signs that day and, soon, from when on."""
    words = _who(person, on)
    if person.birth_on is None:
        return words
    for age in (TEEN, ADULT):
        day = birthday(person.birth_on, age)
        if on < day <= on + WARNING:
            later = _who(person, day) if age == ADULT else f"и {OWN[person.gender]}"
            return f"{words}, с {day.day}.{day.month:02} {later}"
    return words


def _papers(persons):
    found = defaultdict(list)
    rows = Consent.objects.filter(person__in=[person.pk for person in persons])
    rows = rows.select_related("text")
    for consent in rows.order_by("signed_on", "pk"):
        found[consent.person_id, consent.kind].append(consent)
    return found


def _row(person, roles, papers, texts, on):
    words = ROLE_WORDS[person.gender or "m"]
    parts = [" и ".join(words[role] for role in words if role in roles), person.title_on(on)]
    row = MatrixRow(person, ", ".join(filter(None, parts)), signer_words(person, on))
    row.cells = [
        _given(person, kind, papers[person.pk, kind], texts.get(kind), on)
        or _absent(person, kind, papers[person.pk, kind], roles)
        for kind in ConsentKind
    ]
    return row


def _given(person, kind, consents, text, on):
    """Return the cell of a consent in force, or None; `text` is the wording required by now."""
    valid = [consent for consent in consents if _is_valid(consent, on)]
    if not valid:
        return None
    best = max(valid, key=lambda consent: consent.valid_until or datetime.date.max)
    if best.valid_until and best.valid_until <= on + WARNING:
        grown = renewal_on(person.birth_on, best.signed_on)
        is_age = grown is not None and grown - ONE_DAY == best.valid_until
        return Cell(kind, CellState.RENEWAL if is_age else CellState.ENDING, best.valid_until)
    signed_under = best.text.required_from if best.text else best.signed_on
    if text is not None and signed_under < text.required_from:
        return Cell(kind, CellState.OUTDATED, best.signed_on)
    return Cell(kind, CellState.SIGNED, best.signed_on)


def _absent(person, kind, consents, roles):
    gone = [consent for consent in consents if consent.withdrawn_on]
    if gone:
        return Cell(kind, CellState.WITHDRAWN, gone[-1].withdrawn_on)
    ended = [consent.valid_until for consent in consents if consent.valid_until]
    if ended:
        return Cell(kind, CellState.EXPIRED, max(ended))
    if kind in REQUIRED_KINDS:
        return Cell(kind, CellState.MISSING)
    works_here = person.kind == PersonKind.EMPLOYEE
    wanted = {ConsentKind.LABOUR: works_here and "mentor" in roles,
              ConsentKind.TRANSFER: works_here}  # fmt: skip
    return Cell(kind, CellState.OPTIONAL if wanted.get(kind, True) else CellState.UNNEEDED)


def _is_valid(consent, on):
    return (
        consent.signed_on <= on
        and (consent.withdrawn_on is None or consent.withdrawn_on > on)
        and (consent.valid_until is None or consent.valid_until >= on)
    )


def _who(person, on):
    relations = dict.fromkeys(link.relation.lower() for link in person.guardians.all())
    words = {"self": OWN[person.gender], "guardian": " или ".join(relations) or "родитель"}
    return " и ".join(words[signer] for signer in signers_of(person, on))


def age_of(person, on):
    """Return «13 лет» of a learner whose birth date is known, else ""."""
    return age_words(person.birth_on, on) if person.is_learner and person.birth_on else ""
