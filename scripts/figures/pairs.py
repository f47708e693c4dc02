"""What a list of 100,000 pairs costs beside one of 200: its first page and its last."""

import functools
import time

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from people.models import Membership, Organization, Person, User
from people.years import first_day, last_day, year_of
from scripts.figures import figure, site

FEW, MANY, PAGE = 200, 100_000, 50
RUNS = 5


@figure("list of 100,000 pairs: first page beside 200 pairs", limit=1.2, unit="x", slow=True)
def first_page():
    few, many = _times()
    return many[0] / few[0]


@figure("list of 100,000 pairs: last page beside 200 pairs", limit=1.2, unit="x", slow=True)
def last_page():
    few, many = _times()
    return many[1] / few[1]


@functools.cache
def _times():
    """Return (first, last) seconds of the small list and of the big one, in two organizations."""
    site.fill()
    few, many = _curator("few"), _curator("many")
    _add_pairs(few, FEW)
    _add_pairs(many, MANY)
    pages = {few: FEW // PAGE, many: MANY // PAGE}
    best = {user: [float("inf")] * 2 for user in pages}
    for _ in range(RUNS):  # in turns, so that a busy moment of the machine meets both
        for user, last in pages.items():
            for n, number in enumerate((1, last)):
                best[user][n] = min(best[user][n], _seconds(user, number))
    return best[few], best[many]


def _curator(code):
    organization = Organization.objects.create(
        code=f"bench-{code}", kind="school", full_name=f"Школа {code}", short_name=f"Школа {code}"
    )
    user = User.objects.create_user(f"bench-{code}")
    Membership.objects.create(user=user, organization=organization, role="curator")
    return user


def _add_pairs(user, number):
    from mentoring.models import MentoringForm, MentoringKind, Pair, PairMember

    organization, today = user.memberships.get().organization, timezone.localdate()
    year = year_of(today)
    people = Person.objects.bulk_create(
        Person(organization=organization, kind="employee", surname=f"Белов{n}", first_name="Иван")
        for n in range(100)
    )
    form, kind = MentoringForm.objects.first(), MentoringKind.objects.first()
    pairs = Pair.objects.bulk_create(
        [
            Pair(organization=organization, year=year, starts_on=first_day(year),
                 ends_on=last_day(year), agreed_on=today, form=form, kind=kind)
            for _ in range(number)
        ],
        batch_size=2000,
    )  # fmt: skip
    PairMember.objects.bulk_create(
        [
            PairMember(pair=pair, person=people[(n + shift) % 100], side=side,
                       joined_on=pair.starts_on)
            for n, pair in enumerate(pairs)
            for shift, side in enumerate(("mentor", "mentee"))
        ],
        batch_size=2000,
    )  # fmt: skip


def _seconds(user, number):
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(user)
    address = reverse("admin:mentoring_pair_changelist")
    started = time.perf_counter()
    page = client.get(address, {"p": number})
    spent = time.perf_counter() - started
    if page.status_code != 200 or page.content.count(b"/change/") < PAGE:
        raise RuntimeError(f"page {number} answers {page.status_code}")
    return spent
