"""Into which file an order goes: named once, printed under the signature and in the journal."""

from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from reports import actions
from reports.models import CaseFile
from tests import factories as make
from tests.reports.papers import ON, words


def file_of(organization, **values):
    return CaseFile.objects.create(
        organization=organization, **{"keeps": "core", "index": "01-05"} | values
    )


def order(organization, kind="order-council"):
    return actions.draft(kind, [organization], by=None, on=ON)


def registered(paper, number):
    return actions.register(paper, number=number, dated=ON, by=None, on=ON)


def test_an_order_names_its_file_under_the_signature(school):
    file_of(school.organization)
    file_of(make.make_organization(code="other"), index="99-99")

    text = words(actions.page_of(order(school.organization)))

    assert "Директор | О.В. Кудряшова\nВ дело № 01-05\n" in text


def test_the_file_of_a_kind_comes_before_that_of_its_series(school):
    file_of(school.organization)
    file_of(school.organization, keeps="order-curator", index="01-09")

    council, curator = order(school.organization), order(school.organization, "order-curator")

    assert (council.facts["case"], curator.facts["case"]) == ("01-05", "01-09")


def test_an_order_without_a_file_says_nothing_of_it(school):
    file_of(school.organization, keeps="personnel")

    assert "В дело" not in words(actions.page_of(order(school.organization)))


def test_a_registered_order_keeps_its_file_and_older_ones_get_todays(client, ours, curator):
    make.make_head(ours)
    before = registered(order(ours), "1-ОД")
    file = file_of(ours)
    with_file = registered(order(ours, "order-curator"), "2-ОД")
    file.index = "02-01"
    file.save()
    client.force_login(curator)

    page = client.get(reverse("journal") + "?year=2026").content.decode()
    book = load_workbook(BytesIO(client.post(reverse("journal-export") + "?year=2026").content))

    assert (before.facts.get("case"), with_file.facts["case"]) == (None, "01-05")
    assert 'data-label="В дело №">02-01<' in page and 'data-label="В дело №">01-05<' in page
    assert [row[7] for row in book.worksheets[0].values] == ["В дело №", "02-01", "01-05"]


@pytest.mark.parametrize(("keeps", "stored"), [("order-pairs", 1), ("core", 1), ("diary", 0)])
def test_the_curator_names_a_file_for_orders_only(client, ours, curator, keeps, stored):
    client.force_login(curator)

    client.post(reverse("admin:reports_casefile_add"), {"index": "01-05", "keeps": keeps})

    assert CaseFile.objects.filter(organization=ours, keeps=keeps).count() == stored
