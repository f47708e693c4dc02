"""The terms of ст. 351.8 ТК РФ on the page of a pair: written, changed, followed by others."""

import datetime
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from mentoring.legal import agreements
from mentoring.models import LabourTerms, Pair
from people.years import year_of
from tests import factories as make

DAY = datetime.timedelta(days=1)


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def pair(ours, today):
    form = make.make_form(labour_terms_possible=True)
    return make.make_pair(ours, active=True, form=form, year=year_of(today),
                          starts_on=today - 60 * DAY, ends_on=today + 120 * DAY)  # fmt: skip


def write(client, pair, **values):
    member = pair.mentors[0]
    given = {"content": "Помощь", "form": "очно", "starts_on": member.joined_on.isoformat(),
             "ends_on": pair.ends_on.isoformat(), "pay_kind": "sum"}  # fmt: skip
    address = reverse("admin:mentoring_pair_labour", args=[pair.pk, member.pk])
    return client.post(address, given | values, follow=True).content.decode()


def test_a_sum_is_taken_as_an_accountant_writes_it(as_curator, pair):
    write(as_curator, pair, pay_value="3 500,50")

    assert LabourTerms.objects.get().pay_value == Decimal("3500.50")


def test_what_belongs_to_the_duties_needs_no_agreement_and_can_be_changed(as_curator, pair):
    page = write(as_curator, pair, pay_kind="duties", pay_basis="должностная инструкция, п. 3.7")

    assert "доп. соглашение не нужно" in page
    assert reverse("admin:mentoring_pair_labour", args=[pair.pk, pair.mentors[0].pk]) in page
    assert "Отметить подпись" not in page


def test_the_agreement_in_force_stands_beside_the_one_that_follows(pair, today):
    member = pair.mentors[0]
    until = today + 20 * DAY
    make.make_labour_terms(member, ends_on=until, agreement_number="12", agreed_on=today)
    make.make_labour_terms(member, starts_on=until + DAY)
    fetched = Pair.objects.with_people().get(pk=pair.pk)

    assert [(found.level, found.text) for found in agreements(fetched, today)] == [
        ("ok", f"Доп. соглашение № 12 до {until:%d.%m.%Y}"),
        ("warn", "Доп. соглашение не подписано"),
    ]
    assert [found.text for found in agreements(fetched, until + DAY)] == [
        "Доп. соглашение не подписано"
    ]
