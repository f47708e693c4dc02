"""A mentor without an account: the link opens the own pairs and nothing else, and ends."""

import datetime
import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mentoring import actions
from mentoring.models import Meeting, MentorLink, PairMember
from people.models import JournalEntry
from tests import factories as make
from tests.mentoring.test_mentor_pages import at_work, filled, sentences


@pytest.fixture
def master(ours):
    return make.make_person(ours, kind="partner", surname="Кузнецова", gender="f")


@pytest.fixture
def pair(ours, master, today):
    return at_work(ours, today, mentor=master)


@pytest.fixture
def token(pair, master, curator, today):
    return actions.open_mentor_link(master, by=curator, on=today)[1]


@pytest.fixture
def phone(token):
    phone = Client()
    assert phone.get(reverse("mentor-link", args=[token])).url == reverse("mentor-home")
    return phone


def test_the_link_opens_the_own_pairs_alone(phone, ours, pair, today):
    colleague = at_work(ours, today)

    page = phone.get(reverse("mentor-home"))

    assert [card.pair for card in page.context["cards"]] == [pair]
    assert colleague.mentees[0].person.full_name not in sentences(page)
    assert phone.get(reverse("meeting-new", args=[colleague.pk])).status_code == 404
    assert phone.cookies["mentor"]["httponly"] and phone.cookies["mentor"]["samesite"] == "Lax"


def test_a_meeting_is_recorded_without_an_account(phone, pair, master, today):
    page = phone.post(reverse("meeting-new", args=[pair.pk]), filled(today), follow=True)

    meeting = Meeting.objects.get()
    assert (meeting.pair, meeting.recorded_by) == (pair, None)
    assert "Спросите, как прошло" in sentences(page)
    line = JournalEntry.objects.get(action="record_meeting")
    assert (line.by, line.person) == (None, master)
    assert line.text.endswith("по личной ссылке наставника")


def test_every_page_of_the_mentor_is_made_for_the_holder(phone, pair, today):
    meeting = make.make_meeting(pair, held_on=today)
    pages = [
        phone.get(reverse("mentor-home")), phone.get(reverse("my-meetings")),
        phone.get(reverse("meeting-new", args=[pair.pk])),
        phone.get(reverse("my-meeting", args=[meeting.pk])),
        phone.get(reverse("meeting-correct", args=[meeting.pk])),
    ]  # fmt: skip

    assert [page.status_code for page in pages] == [200] * 5
    for page in pages:
        links = re.findall(r'(?:href|action)="(/[^"#]*)"', page.content.decode())
        inside = [at for at in links if not at.startswith("/static/")]
        own = ("/my/meetings/", f"/my/{pair.pk}/meeting/", "/m/leave/")
        assert [at for at in inside if at != "/my/" and not at.startswith(own)] == []


def test_the_link_opens_nothing_else(phone, pair):
    closed = ["/", "/admin/", "/password/", "/blanks/", "/papers/my-portfolio/", "/my/tasks/"]
    for address in (*closed, f"/papers/diary/{pair.pk}/"):
        assert "/login/?next=" in phone.get(address).url, address


def test_only_a_digest_is_kept(token):
    row = MentorLink.objects.get()

    assert token not in str(vars(row)) and len(row.digest) == 64


def revoked(link, pair, curator, today):
    actions.revoke_mentor_link(link.person, by=curator, on=today)


def replaced_by_a_new_one(link, pair, curator, today):
    actions.open_mentor_link(link.person, by=curator, on=today)


def expired(link, pair, curator, today):
    MentorLink.objects.update(expires_on=today - datetime.timedelta(days=1))


def left(link, pair, curator, today):
    PairMember.objects.filter(person=link.person).update(left_on=today - datetime.timedelta(days=1))


def closed(link, pair, curator, today):
    actions.close_pair(pair, closing="completed", on=today, by=curator)


def withdrawn(link, pair, curator, today):
    actions.withdraw(link.person, kinds={"personal_data"}, withdrawn_on=today, by=curator, on=today)


@pytest.mark.parametrize("end", [revoked, replaced_by_a_new_one, expired, left, closed, withdrawn])
def test_the_link_ends_in_the_open_browser_and_at_the_door(end, phone, token, pair, curator, today):
    end(MentorLink.objects.get(), pair, curator, today)

    page = phone.post(reverse("meeting-new", args=[pair.pk]), filled(today))
    door = Client().get(reverse("mentor-link", args=[token]))

    assert (page.status_code, door.status_code) == (410, 410)
    assert "Ссылка больше не работает" in sentences(page)
    assert not Meeting.objects.exists()
    assert phone.get(reverse("mentor-home")).url.startswith(reverse("login"))


def test_the_data_of_the_mentor_are_destroyed_and_the_link_with_them(
    phone, token, pair, master, curator, today
):
    actions.close_pair(pair, closing="completed", on=today - datetime.timedelta(days=1), by=curator)

    actions.erase(master, surname="Кузнецова", ground="purpose", by=curator, on=today)

    assert not MentorLink.objects.exists()
    assert Client().get(reverse("mentor-link", args=[token])).status_code == 404


def test_an_altered_link_says_what_to_do(client, token):
    page = client.get(reverse("mentor-link", args=[token[:-2]]))

    assert page.status_code == 404
    assert "Ссылка не открылась" in sentences(page)


def test_who_has_signed_in_is_not_mixed_up_with_the_holder(as_curator, token):
    page = as_curator.get(reverse("mentor-link", args=[token]))

    assert page.status_code == 409
    assert "На этом устройстве уже вошли" in sentences(page)
    assert "mentor" not in as_curator.cookies


def test_leaving_forgets_the_link_in_this_browser(phone, token):
    left_page = phone.post(reverse("mentor-leave"))

    assert "Вы вышли" in sentences(left_page)
    assert phone.get(reverse("mentor-home")).url.startswith(reverse("login"))
    assert Client().get(reverse("mentor-link", args=[token])).status_code == 302


def test_the_curator_gives_a_link_prints_its_card_and_revokes_it(as_curator, pair):
    address = reverse("admin:mentoring_pair_link", args=[pair.pk, pair.mentors[0].pk])

    page = as_curator.post(address)
    card = as_curator.post(reverse("mentor-card"), {"token": page.context["token"]})
    opened = Client().get(page.context["address"])
    as_curator.post(address, {"revoke": "1"})

    assert "no-store" in page["Cache-Control"] and "no-store" in card["Cache-Control"]
    assert card.content.startswith(b"%PDF")
    assert opened.url == reverse("mentor-home")
    assert page.context["token"] not in sentences(as_curator.get(address))
    assert not MentorLink.objects.working(timezone.localdate()).exists()


def test_a_pair_that_waits_for_its_order_has_no_link(as_curator, ours):
    waiting = make.make_pair(ours)

    page = as_curator.post(
        reverse("admin:mentoring_pair_link", args=[waiting.pk, waiting.mentors[0].pk])
    )

    assert "Пара ещё не закреплена приказом" in sentences(page)
    assert not MentorLink.objects.exists()


def test_others_give_no_links_and_print_no_cards(as_mentor, client, theirs, token, pair):
    stranger = make.make_user("stranger", theirs, "curator", make.make_person(theirs))
    address = reverse("admin:mentoring_pair_link", args=[pair.pk, pair.mentors[0].pk])

    assert as_mentor.post(reverse("mentor-card"), {"token": token}).status_code == 403
    client.force_login(stranger)
    assert client.post(address).status_code == 404
    assert client.post(reverse("mentor-card"), {"token": token}).status_code == 404
    assert client.post(reverse("mentor-card"), {"token": "x"}).status_code == 404
