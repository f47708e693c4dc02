"""What the first and the last page of a very long list cost beside those of a short one."""

import functools
import itertools
import json

from scripts.figures import figure
from scripts.figures.apart import (
    fill_statistics,
    on_postgresql,
    on_sqlite,
    prepared,
    processor_seconds,
)

FEW, MANY, PAGE = 200, 100_000, 50  # pairs; each of two people of its own
LISTS = {"pairs": "admin:mentoring_pair_changelist", "people": "admin:people_person_changelist"}
PEOPLE_OF_A_PAIR = 2
BATCHES, REQUESTS = 5, 8
ENGINES = {"SQLite": on_sqlite, "PostgreSQL": on_postgresql}


def _growth(engine, name, page):
    costs = _costs(engine)
    return costs[f"many {name} {page}"] / costs[f"few {name} {page}"]


@functools.cache
def _costs(engine):
    """Return {"few pairs first": processor seconds of one request, …}."""
    return ENGINES[engine](__name__)


for engine, name, page in itertools.product(ENGINES, LISTS, ("first", "last")):
    number = MANY * (PEOPLE_OF_A_PAIR if name == "people" else 1)
    title = f"list of {number:,} {name}: its {page} page beside that of a short list, {engine}"
    figure(title, limit=1.2, unit="x", slow=True)(functools.partial(_growth, engine, name, page))


def measure():
    """Return what the four pages cost while there is a small school only, then a huge one."""
    prepared()
    costs = {}
    for size, pairs in (("few", FEW), ("many", MANY)):
        client = _client_of(_school(size, pairs))
        fill_statistics()
        _stay_in_one_process()
        for name in LISTS:
            rows = pairs * (PEOPLE_OF_A_PAIR if name == "people" else 1)
            for page, number in (("first", 1), ("last", rows // PAGE)):
                visit = functools.partial(_open, client, name, number)
                costs[f"{size} {name} {page}"] = min(_seconds(visit) for _ in range(BATCHES))
    return costs


def _seconds(visit):
    begin = processor_seconds()
    for _ in range(REQUESTS):
        visit()
    return (processor_seconds() - begin) / REQUESTS


def _open(client, name, number):
    from django.urls import reverse

    page = client.get(reverse(LISTS[name]), {"p": number})
    if page.status_code != 200 or page.content.count(b"/change/") < PAGE:
        raise RuntimeError(f"page {number} of {name} answers {page.status_code}")


def _client_of(organization):
    from django.test import Client

    from people.models import Membership, User

    user = User.objects.create_user(organization.code)
    Membership.objects.create(user=user, organization=organization, role="curator")
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(user)
    return client


def _school(code, number):
    """Return an organization with so many pairs at work, its people in the banks."""
    from django.utils import timezone

    from mentoring.models import MentoringForm, MentoringKind, Pair, PairMember
    from people.models import Mentee, Mentor, Organization, Person
    from people.years import first_day, last_day, year_of

    today = timezone.localdate()
    year = year_of(today)
    organization = Organization.objects.create(code=code, kind="school", full_name=code,
                                               short_name=code)  # fmt: skip

    def fill(model, rows):
        return model.objects.bulk_create(rows, batch_size=2000)

    people = fill(Person, [
        Person(organization=organization, kind="employee", surname=f"Белов{n:06}",
               first_name="Иван", gender="m")
        for n in range(PEOPLE_OF_A_PAIR * number)
    ])  # fmt: skip
    mentors, mentees = people[::2], people[1::2]
    fill(Mentor, [Mentor(person=person, year=year) for person in mentors])
    fill(Mentee, [Mentee(person=person, year=year) for person in mentees])
    form, kind = MentoringForm.objects.first(), MentoringKind.objects.first()
    pairs = fill(Pair, [
        Pair(organization=organization, year=year, starts_on=first_day(year), form=form, kind=kind,
             ends_on=last_day(year), agreed_on=today, confirmed_on=today, basis="приказ № 1")
        for _ in range(number)
    ])  # fmt: skip
    fill(PairMember, [
        PairMember(pair=pair, person=person, side=side, joined_on=pair.starts_on)
        for pair, mentor, mentee in zip(pairs, mentors, mentees, strict=True)
        for person, side in ((mentor, "mentor"), (mentee, "mentee"))
    ])  # fmt: skip
    _sign([*people[:FEW], *people[-FEW:]] if number > FEW else people, today)
    return organization


def _sign(people, day):
    from people.models import REQUIRED_KINDS, Consent

    Consent.objects.bulk_create(
        Consent(person=person, kind=kind, signed_on=day)
        for person in people for kind in REQUIRED_KINDS
    )  # fmt: skip


def _stay_in_one_process():
    """Keep PostgreSQL from helpers whose processor time nobody would count."""
    from django.db import connection

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET max_parallel_workers_per_gather = 0")


if __name__ == "__main__":
    print(json.dumps(measure()))
