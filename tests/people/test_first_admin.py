"""The first administrator sets up an empty installation once, by a link that dies."""

import io
import re

import pytest
from django.contrib.auth.tokens import default_token_generator
from django.core.management import CommandError, call_command
from django.urls import reverse

from people import first_admin
from people.models import Membership, Organization, Person, User
from tests import factories as make

FORM = {
    "full_name": "Муниципальное бюджетное общеобразовательное учреждение «Школа № 9»",
    "short_name": "МБОУ «Школа № 9»", "kind": "school", "surname": "Мельникова",
    "first_name": "Наталья", "patronymic": "Андреевна", "username": "melnikova",
    "password": "верхне-озёрск-26", "again": "верхне-озёрск-26",
}  # fmt: skip
PAGE = "/first/"


def printed_link():
    out = io.StringIO()
    call_command("first_admin", stdout=out)
    return re.search(r"/first/\S+", out.getvalue()).group()


@pytest.fixture
def opened(client, db):
    """A browser that opened the link."""
    client.get(printed_link())
    return client


def test_the_link_leads_to_a_page_whose_address_shows_no_token(client, db):
    answer = client.get(printed_link())

    assert (answer.status_code, answer["Location"]) == (302, PAGE)
    assert client.get(PAGE).status_code == 200


def test_opening_uses_nothing_up(opened):
    opened.get(PAGE)
    opened.get(PAGE)

    assert User.objects.count() == 0
    assert first_admin.is_open()


def test_the_form_makes_organization_person_and_administrator(opened):
    page = opened.post(PAGE, FORM, follow=True)

    user = User.objects.get()
    membership = Membership.objects.get()
    assert (user.username, user.is_superuser) == ("melnikova", True)
    assert user.check_password(FORM["password"])
    assert (membership.user, membership.role) == (user, "curator")
    assert membership.person == Person.objects.get()
    assert (membership.person.full_name, membership.person.gender) == (
        "Мельникова Наталья Андреевна", "f"
    )  # fmt: skip
    assert Organization.objects.get().short_name == "МБОУ «Школа № 9»"
    assert page.redirect_chain[-1][0] == reverse("admin:index")


def test_the_link_is_dead_once_somebody_administers(opened, client):
    link = printed_link()
    opened.post(PAGE, FORM)

    client.get(link)

    assert client.get(PAGE).status_code == 410
    assert client.post(PAGE, FORM | {"username": "second"}).status_code == 410
    with pytest.raises(CommandError, match="Администратор уже есть"):
        call_command("first_admin")
    assert User.objects.count() == 1


def test_an_altered_or_old_link_is_dead(client, db, monkeypatch):
    client.get(printed_link()[:-3] + "xxx/")
    assert client.get(PAGE).status_code == 410

    link = printed_link()
    monkeypatch.setattr(first_admin, "LIFETIME", -1)
    client.get(link)
    assert client.get(PAGE).status_code == 410


def test_without_the_link_the_page_is_closed(client, db):
    assert client.get(PAGE).status_code == 410
    assert client.post(PAGE, FORM).status_code == 410
    assert User.objects.count() == 0


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"again": "другой"}, "Пароли не совпали."),
        ({"password": "123", "again": "123"}, "парол"),
        ({"username": "два слова"}, "Ошибка"),
        ({"kind": "x"}, "Ошибка"),
        ({"surname": ""}, "Ошибка"),
    ],
)
def test_wrong_values_make_nothing(opened, values, sentence):
    page = opened.post(PAGE, FORM | values)

    assert sentence in page.content.decode()
    assert (User.objects.count(), Organization.objects.count()) == (0, 0)


def test_a_municipal_department_begins_with_its_own_role(opened):
    opened.post(PAGE, FORM | {"kind": "municipality"})

    assert Membership.objects.get().role == "municipality"


def test_an_invited_mentor_sets_a_password_once(as_curator, client, ours):
    person = make.make_person(ours, surname="Щукина", first_name="Яна", patronymic="Юрьевна")
    page = as_curator.post(reverse("admin:people_invite", args=[person.pk]), {"role": "mentor"})
    link = page.context["link"].removeprefix("http://testserver")
    assert "schukina.yy" in page.content.decode()
    client.logout()

    first = client.get(link)
    assert "set-password" in first["Location"]
    new = {"new_password1": "верхне-озёрск-26", "new_password2": "верхне-озёрск-26"}
    client.post(first["Location"], new)

    user = User.objects.get(username="schukina.yy")
    assert user.check_password("верхне-озёрск-26")
    assert client.session["_auth_user_id"] == str(user.pk)
    assert "уже не действует" in client.get(link).content.decode()
    assert not default_token_generator.check_token(user, link.split("/")[-2])


def test_somebody_without_a_membership_is_told_whom_to_ask(client, db):
    client.force_login(make.make_user("nobody"))

    page = client.get("/")

    assert page.status_code == 403
    assert "Попросите куратора" in page.content.decode()
