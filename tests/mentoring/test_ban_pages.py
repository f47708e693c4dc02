"""The list of everybody who is not to be joined again: found, set, lifted, downloaded."""

import pytest
from django.urls import reverse

from mentoring import actions
from mentoring.models import PairBan
from people.spreadsheets import read_sheets
from tests import factories as make

LIST = "admin:mentoring_pairban_changelist"


@pytest.fixture
def bans(ours, theirs, curator, today):
    """One standing, one lifted, one of another organization."""

    def ban(organization, *surnames, reason):
        one, other = (make.make_person(organization, surname=name) for name in surnames)
        return actions.ban_pair(one, other, reason=reason, on=today, by=curator)

    standing = ban(ours, "Котов", "Мышкина", reason="ссора")
    lifted = ban(ours, "Волков", "Зайцева", reason="=1+1")
    actions.lift_ban(lifted, on=today, by=curator)
    ban(theirs, "Котов", "Чужова", reason="чужое")
    return standing, lifted


def rows(client, **query):
    return client.get(reverse(LIST), query).context["cl"].result_list


def test_the_list_holds_the_own_bans_and_narrows_them(as_curator, bans):
    standing, lifted = bans

    assert list(rows(as_curator)) == [lifted, standing]
    assert list(rows(as_curator, standing="yes")) == [standing]
    assert list(rows(as_curator, standing="no")) == [lifted]
    assert list(rows(as_curator, q="КОТОВ")) == [standing]
    assert list(rows(as_curator, q="зайц волк")) == [lifted]


def test_a_ban_is_lifted_in_the_list(as_curator, bans, today):
    standing, _ = bans
    lift = reverse("admin:mentoring_pairban_lift", args=[standing.pk])
    offered = lift in as_curator.get(reverse(LIST)).content.decode()

    page = as_curator.post(lift, follow=True).content.decode()

    standing.refresh_from_db()
    assert offered and lift not in page
    assert standing.lifted_on == today
    assert "Запрет снят" in page


def test_another_organizations_ban_is_not_there_to_lift(as_curator, bans):
    foreign = PairBan.objects.get(reason="чужое")
    lift = reverse("admin:mentoring_pairban_lift", args=[foreign.pk])

    assert (as_curator.post(lift).status_code, as_curator.get(lift).status_code) == (404, 405)
    assert PairBan.objects.get(pk=foreign.pk).lifted_on is None


def test_the_download_keeps_the_filter_and_names_no_deed(as_curator, bans, today):
    export = reverse("admin:mentoring_pairban_export")

    sheet = read_sheets(as_curator.post(f"{export}?standing=no").content)[0]

    [heading, row] = sheet.rows
    assert heading == ["Кого", "Причина", "С", "Запрет"]
    assert [line.split()[0] for line in row[0].split("\n")] == ["Волков", "Зайцева"]
    assert row[1] == "=1+1"
    assert row[3].startswith("Снят\n")
    assert sheet.formulas == frozenset()


def test_two_people_who_never_were_a_pair_are_kept_apart(as_curator, ours, theirs, today):
    one, other = make.make_person(ours), make.make_person(ours)
    stranger = make.make_person(theirs)
    add, sent = reverse("admin:mentoring_pairban_add"), {"first": one.pk, "reason": "просьба семьи"}

    foreign = as_curator.post(add, sent | {"second": stranger.pk})
    same = as_curator.post(add, sent | {"second": one.pk})
    empty = as_curator.post(add, sent | {"second": other.pk, "reason": " "})
    before = PairBan.objects.count()
    done = as_curator.post(add, sent | {"second": other.pk})

    assert "Выберите человека из списка." in foreign.content.decode()
    assert "Выберите двух разных людей" in same.content.decode()
    assert "Напишите причину." in empty.content.decode()
    assert (before, done.status_code) == (0, 302)
    ban = PairBan.objects.get()
    assert ({ban.first, ban.second}, ban.reason, ban.banned_on, ban.lifted_on) == (
        {one, other}, "просьба семьи", today, None,
    )  # fmt: skip


@pytest.mark.parametrize("login", ["director", "mentor", "psychologist"])
def test_only_a_curator_reads_the_bans(client, ours, bans, login):
    client.force_login(make.make_user(login, ours, role=login, person=make.make_person(ours)))

    assert client.get(reverse(LIST)).status_code in (302, 403)
    assert client.get(reverse("admin:mentoring_pairban_add")).status_code in (302, 403)
