"""What the matrix of consents costs with 500 participants on one page."""

import datetime
import functools

from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from people.models import Consent, Membership, Mentee, Organization, Person, User
from people.years import year_of
from scripts.figures import figure, site

PEOPLE = 500


@figure("matrix of 500 people: queries of its page", limit=15, unit="queries")
def matrix_queries():
    return _matrix()[0]


@figure("matrix of 500 people: size of its page", limit=300, unit="KB")
def matrix_size():
    return _matrix()[1]


@functools.cache
def _matrix():
    """Return (queries, kilobytes) of the page; the people are gone afterwards."""
    site.fill()
    with transaction.atomic():
        client = Client(headers={"host": "127.0.0.1"})
        client.force_login(_curator_of_many())
        with CaptureQueriesContext(connection) as queries:
            page = client.get(reverse("admin:consents"), {"long": 1})
        transaction.set_rollback(True)
    if page.status_code != 200 or page.content.count(b"name=person ") != PEOPLE:
        raise RuntimeError(f"the matrix answers {page.status_code}")
    return len(queries), len(page.content) / 1024


def _curator_of_many():
    today = timezone.localdate()
    school = Organization.objects.create(code="matrix", kind="school", full_name="Школа",
                                         short_name="Школа")  # fmt: skip
    people = Person.objects.bulk_create(
        Person(organization=school, kind="pupil", surname=f"Участников{number}", gender="m",
               first_name="Александр", patronymic="Александрович",
               birth_on=today - datetime.timedelta(days=4700 + number))
        for number in range(PEOPLE)
    )  # fmt: skip
    Mentee.objects.bulk_create(Mentee(person=person, year=year_of(today)) for person in people)
    Consent.objects.bulk_create(
        Consent(person=person, kind=kind, signed_on=today)
        for person in people
        for kind in ("personal_data", "image")
    )
    user = User.objects.create(username="matrix")
    Membership.objects.create(user=user, organization=school, role="curator")
    return user
