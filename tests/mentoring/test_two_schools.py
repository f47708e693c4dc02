"""A mentor who works in two organizations sees each list alone and finds the way between them."""

import pytest
from django.utils import timezone

from people.models import Membership
from people.years import year_of
from tests import factories as make


@pytest.fixture
def both(ours, theirs, mentor):
    """Return {organization: the mentor's pair there}; the membership of ours is the first."""
    person = make.make_person(theirs, surname="Иванова")
    Membership.objects.create(user=mentor, organization=theirs, role="mentor", person=person)
    year = year_of(timezone.localdate())
    pupil, stranger = (
        make.make_pupil(ours, surname="Нашев"),
        make.make_pupil(theirs, surname="Чуев"),
    )
    return {
        ours: make.make_pair(ours, mentor.membership.person, [pupil], active=True, year=year),
        theirs: make.make_pair(theirs, person, [stranger], active=True, year=year),
    }


def text(page):
    return page.content.decode()


def work_in(client, mentor, organization, **values):
    own = mentor.memberships.get(organization=organization)
    return client.post("/membership/", {"membership": own.pk} | values, follow=True)


def test_each_list_holds_its_own_pairs_and_says_where(as_mentor, mentor, ours, theirs, both):
    first = text(as_mentor.get("/my/"))
    second = text(work_in(as_mentor, mentor, theirs))

    assert "Нашев" in first and "Чуев" not in first
    assert "Чуев" in second and "Нашев" not in second
    assert '<p class="lead">МБОУ «Чужая школа». ' in second


def test_a_link_of_the_other_school_offers_to_go_there(as_mentor, mentor, theirs, both):
    path = f"/my/{both[theirs].pk}/meeting/"

    page = as_mentor.get(path)
    there = work_in(as_mentor, mentor, theirs, next=path)

    assert page.status_code == 404
    assert f'name="next" value="{path}"' in text(page)
    assert "МБОУ «Чужая школа», наставник</button>" in text(page).split("<main")[1]
    assert (there.request["PATH_INFO"], there.status_code) == (path, 200)


def test_a_meeting_is_recorded_in_no_school_but_the_chosen_one(as_mentor, theirs, both):
    answer = as_mentor.post(f"/my/{both[theirs].pk}/meeting/", {})

    assert answer.status_code == 404
    assert "Вы работаете не только здесь" not in text(answer)
    assert not both[theirs].meetings.exists()


@pytest.mark.parametrize("place", ["//evil.example", "\\evil", "nonsense", ""])
def test_the_choice_leads_to_no_foreign_place(as_mentor, mentor, theirs, both, place):
    assert work_in(as_mentor, mentor, theirs, next=place).redirect_chain[0][0] == "/"


def test_with_one_membership_a_missing_page_offers_nothing(as_mentor):
    page = as_mentor.get("/my/999/meeting/")

    assert page.status_code == 404
    assert "Вы работаете не только здесь" not in text(page)
