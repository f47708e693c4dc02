"""Who lacks a consent today: by the law, which stops a pair, and by its form, which does not."""

from dataclasses import dataclass
from itertools import groupby

from mentoring.legal import asked_by_form
from people.consent_gaps import gaps
from people.models import Person


@dataclass(frozen=True)
class Lacking:
    """A person and the consents that are missing or run out soon."""

    person: Person
    gaps: list

    @property
    def missing(self):
        return [gap for gap in self.gaps if gap.ends_on is None]

    @property
    def ending(self):
        return [gap for gap in self.gaps if gap.ends_on is not None]


def lacking_of(persons, on):
    grouped = groupby(gaps(persons, on), key=lambda gap: gap.person)
    rows = [Lacking(person, list(own)) for person, own in grouped]
    return sorted(rows, key=lambda row: not row.missing)


def unlawful_of(at_work, lacking, on):
    """Return the pairs at work with a member whose required consent is not in force."""
    without = {row.person.pk for row in lacking if row.missing}
    return [
        pair for pair in at_work
        if any(
            member.person_id in without and (member.left_on is None or member.left_on >= on)
            for member in pair.members.all() if member.joined_on <= on
        )
    ]  # fmt: skip


def asked_of(at_work, persons, lacking, on):
    """Return {person id: Gap} of those whose law is kept and whose form asks for a parent."""
    without = {row.person.pk for row in lacking if row.missing}
    found = asked_by_form(at_work, {person.pk: person for person in persons}, on)
    return {gap.person.pk: gap for gap in found if gap.person.pk not in without}


def gaps_of(at_work, unlawful, asked):
    """Return {pair id: 1} of the pairs at work that lack a consent by law or by their form."""
    lacking = {pair.pk for pair in unlawful}
    lacking |= {pair.pk for pair in at_work
                if any(member.person_id in asked for member in pair.mentees)}  # fmt: skip
    return dict.fromkeys(lacking, 1)


def together(lacking, asked):
    """Add what the forms ask for to what the law does."""
    known = [Lacking(row.person, [asked[row.person.pk], *row.gaps])
             if row.person.pk in asked else row for row in lacking]  # fmt: skip
    listed = {row.person.pk for row in lacking}
    known += [Lacking(gap.person, [gap]) for key, gap in asked.items() if key not in listed]
    return sorted(known, key=lambda row: not row.missing)


def consented(listed, lacking):
    """Return how many of the banks have every consent, and how many there are."""
    without = {row.person.pk for row in lacking if row.missing}
    return len(listed - without), len(listed)
