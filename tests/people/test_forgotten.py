"""A forgotten password: a link to the address in the account, and nothing said of who has one."""

import re

import pytest
from django.core import mail
from django.urls import reverse

from tests import factories as make

ASK = "/password/forgotten/"
NEW = {"new_password1": "верхне-озёрск-26", "new_password2": "верхне-озёрск-26"}


@pytest.fixture
def owner(ours):
    person = make.make_person(ours, email="card@school.example")
    return make.make_user("schukina", ours, "mentor", person, email="own@school.example")


def asked(client, address):
    return client.post(ASK, {"email": address}, follow=True)


def test_the_link_from_the_letter_sets_the_password(client, owner):
    page = asked(client, "Own@School.Example")

    (letter,) = mail.outbox
    assert page.redirect_chain == [(reverse("password_reset_done"), 302)]
    assert (letter.to, letter.subject) == (["own@school.example"],
                                           "Новый пароль для «Наставника»")  # fmt: skip
    assert "Ваш логин: schukina" in letter.body
    link = re.search(r"http://127\.0\.0\.1:8000(/invitation/\S+)", letter.body).group(1)
    client.post(client.get(link)["Location"], NEW)
    owner.refresh_from_db()
    assert owner.check_password("верхне-озёрск-26")


def test_nobody_learns_whether_an_address_is_known(client, owner):
    known, unknown = asked(client, "own@school.example"), asked(client, "else@school.example")

    assert known.content == unknown.content
    assert len(mail.outbox) == 1


def test_the_address_in_the_card_opens_no_account(client, owner):
    asked(client, "card@school.example")

    assert mail.outbox == []


def test_an_account_that_is_closed_or_waits_for_its_owner_gets_no_link(client, ours):
    make.make_user("closed", ours, "mentor", email="closed@school.example", is_active=False)
    invited = make.make_user("invited", ours, "mentor", email="invited@school.example")
    invited.set_unusable_password()
    invited.save()

    for name in ("closed", "invited"):
        asked(client, f"{name}@school.example")

    assert mail.outbox == []


def test_a_mail_server_that_is_down_is_no_error_of_the_page(client, owner, monkeypatch):
    def refuse(*args):
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)

    assert asked(client, "own@school.example").status_code == 200


def test_the_entrance_leads_there(client, db):
    assert f'href="{ASK}"' in client.get("/login/").content.decode()
