"""The declined names and posts of a paper: which words they are, and how they are put right.

A paper's facts hold every name and post as a dict of five cases; a name says whose it is
("person"), a post of which title it is made ("title"). Of a draft the forms follow what somebody
has corrected since, so that one correction reaches every paper that is not yet signed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.html import strip_tags

from people.declension import corrections_of, declined_name, declined_post
from people.models import GrammaticalCase, Person
from people.names import CASES

LABELS = dict(GrammaticalCase.choices)


@dataclass(frozen=True)
class DeclinedWord:
    """A form that stands in the paper; `cases` are those it may be, "" when it never changes."""

    form: str
    nominative: str
    cases: str
    query: str

    @property
    def changes(self):
        return self.form != self.nominative

    def address(self, back):
        """Return the page on which the form is put right, once and for all papers."""
        return f"{reverse('admin:people_declension')}?{self.query}&{urlencode({'next': back})}"


def persons_in(facts):
    """Return the keys of the persons whose declined names stand in the facts."""
    return {found["person"] for found in _forms_in(facts) if "person" in found}


def reformed(facts, organization):
    """Return the facts with the forms of today's corrections; `facts` stay as they are."""
    keys = persons_in(facts)
    persons = Person.objects.select_related("organization").in_bulk(keys) if keys else {}
    with corrections_of(organization):
        return _reformed(facts, persons, organization)


def words_in(facts, page) -> list[DeclinedWord]:
    """Return the declined words that stand in the rendered page, each form once, in its order."""
    text = _plain(strip_tags(page.partition("<body")[2]))
    found = {}
    for forms in _forms_in(facts):
        changing = [case for case in CASES[1:] if forms[case] != forms["nominative"]]
        for form in {forms[case]: None for case in changing or CASES[1:]}:
            place = re.search(rf"(?<!\w){re.escape(_plain(form))}(?!\w)", text)
            if form and place:
                cases = [case for case in CASES[1:] if forms[case] == form]
                labels = " или ".join(LABELS[case] for case in cases) if changing else ""
                word = DeclinedWord(form, forms["nominative"], labels, _query(forms, cases[0]))
                found.setdefault(form, (place.start(), word))
    return [word for _, word in sorted(found.values(), key=lambda entry: entry[0])]


def _forms_in(facts) -> Iterator[dict]:
    if isinstance(facts, list):
        for fact in facts:
            yield from _forms_in(fact)
    elif isinstance(facts, dict):
        if "nominative" in facts and ("person" in facts or "title" in facts):
            yield facts
        for fact in facts.values():
            yield from _forms_in(fact)


def _reformed(facts, persons, organization):
    if isinstance(facts, list):
        return [_reformed(fact, persons, organization) for fact in facts]
    if not isinstance(facts, dict):
        return facts
    facts = {name: _reformed(fact, persons, organization) for name, fact in facts.items()}
    if "nominative" in facts and "title" in facts:
        return facts | _post(facts, organization)
    if "nominative" in facts and facts.get("person") in persons:
        return facts | _name(facts, persons[facts["person"]])
    return facts


def _post(facts, organization):
    """Return the forms of the title with what follows it on this paper, the place of work."""
    rest = facts["nominative"].removeprefix(facts["title"])
    forms = declined_post(facts["title"], organization).forms
    return {case: forms[case] + rest for case in CASES}


def _name(facts, person):
    """Return the forms of the name; one that the person has given up since stays as it was."""
    if person.full_name != facts["nominative"] or not person.gender:
        return {}
    forms = declined_name(person).forms
    return {case: forms[case] for case in CASES}


def _query(forms, case):
    subject = {"person": forms["person"]} if "person" in forms else {"post": forms["title"]}
    return urlencode(subject | {"case": case})


def _plain(text):
    return re.sub(r"[\s\u00a0]+", " ", unescape(text).replace("\xad", ""))
