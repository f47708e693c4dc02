"""Names and posts in six cases, with the forms the organization has put right."""

from collections import defaultdict
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from people.models import DeclensionCorrection, GrammaticalCase
from people.names import CASES, decline_name, decline_position, prepositional

SIX = (*CASES, GrammaticalCase.PREPOSITIONAL.value)
_read = ContextVar("corrections read for what is being made", default=None)


@dataclass(frozen=True)
class Declined:
    """The forms by case, those that somebody has put right, and whether the rest needs a look."""

    forms: dict
    corrected: frozenset
    doubtful: bool


@contextmanager
def corrections_of(organization):
    """Read the corrections of the organization once for all that is declined inside."""
    rows = DeclensionCorrection.objects.filter(organization=organization)
    token = _read.set(_indexed(rows))
    try:
        yield
    finally:
        _read.reset(token)


def declined_name(person):
    """Return the Declined full name; people.names.GenderUnknown without a gender."""
    forms = decline_name(
        person.surname, person.first_name, person.patronymic, person.gender or None
    )
    return _corrected(forms, _own(DeclensionCorrection.objects.filter(person=person), person.pk,
                                  forms.nominative))  # fmt: skip


def declined_post(title, organization):
    """Return the Declined title of a post as this organization writes it."""
    forms = decline_position(title)
    rows = DeclensionCorrection.objects.filter(organization=organization, person=None)
    return _corrected(forms, _own(rows, None, forms.nominative))


def _own(rows, person, nominative):
    read = _read.get()
    if read is None:
        read = _indexed(rows.filter(nominative=nominative))
    return read.get((person, nominative), {})


def _indexed(rows):
    found = defaultdict(dict)
    for person, nominative, case, form in rows.values_list("person", "nominative", "case", "form"):
        found[person, nominative][case] = form
    return dict(found)


def _corrected(forms, own):
    ruled = forms.as_dict()
    ruled[SIX[-1]] = prepositional(forms.nominative, forms.dative)
    doubtful = forms.doubtful and not own.keys() >= set(CASES[1:])
    return Declined(ruled | own, frozenset(own), doubtful)
