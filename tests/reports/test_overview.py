"""The municipality's overview: counts of its organizations, nobody's name, no change."""

import datetime

import pytest

from reports.overview import OverviewRow, overseen_by, overview_rows
from roadmaps.models import Occurrence
from tests import factories as make
from tests.factories import TODAY, YEAR


@pytest.fixture
def town(ours):
    town = make.make_organization(code="town", kind="municipality", short_name="Отдел")
    ours.parent = town
    ours.save()
    return town


@pytest.fixture
def official(town):
    return make.make_user("official", town, "municipality")


def test_the_row_of_a_school_counts_what_it_did(ours, theirs, official):
    roadmap = make.make_roadmap(ours)
    item = roadmap.items.get()
    Occurrence.objects.create(item=item, due_on=datetime.date(2026, 9, 1))
    Occurrence.objects.create(item=item, due_on=datetime.date(2026, 9, 2), done_on=TODAY)
    pair = make.make_pair(ours, active=True)
    make.make_meeting(pair)
    make.make_pair(ours)
    make.make_meeting(make.make_pair(theirs, active=True))
    make.make_event(ours, came=[make.make_person(ours)])
    make.make_event(ours)  # nobody has entered who came
    make.make_publication(ours)
    make.make_publication(ours, published_on=None, planned_on=TODAY)

    rows = overview_rows(overseen_by(official), year=YEAR, on=TODAY)

    assert rows == [
        OverviewRow(ours, roadmap, dates=3, done=1, overdue=1, pairs=1, participants=2, meetings=1,
                    events=1, publications=1)
    ]  # fmt: skip


def test_the_page_names_no_person(client, ours, official):
    pair = make.make_pair(ours, active=True)
    client.force_login(official)

    words = client.get("/", follow=True).content.decode()

    assert ours.short_name in words
    assert not any(member.person.surname in words for member in pair.members.all())


def test_figures_of_a_school_below_are_open_of_another_not(client, ours, theirs, official):
    client.force_login(official)

    assert client.get(f"/figures/?organization={ours.code}").status_code == 200
    assert client.get(f"/figures/?organization={theirs.code}").status_code == 404


def test_a_curator_has_no_overview(as_curator):
    assert as_curator.get("/overview/").status_code == 403


def test_an_administrator_oversees_every_school(ours, theirs, official):
    boss = make.make_user("boss", is_superuser=True)

    assert set(overseen_by(boss)) == {ours, theirs}


@pytest.mark.parametrize("schools", [1, 12])
def test_eight_queries_whatever_the_number_of_schools(
    town, official, schools, django_assert_num_queries
):
    for _ in range(schools):
        school = make.make_organization(parent=town)
        make.make_roadmap(school)
        make.make_pair(school, active=True)

    organizations = overseen_by(official)
    with django_assert_num_queries(8):
        overview_rows(organizations, year=YEAR, on=TODAY)
