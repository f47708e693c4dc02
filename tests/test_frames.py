"""Frames of pages: errors, the entrance, the admin; none carries inline style or script."""

import re

import pytest
from django.template.loader import render_to_string
from django.test import Client

from tests.factories import make_bank, make_organization, make_person, make_user

INLINE = re.compile(r'\sstyle=|<style|<script(?![^>]*\bsrc=)|\son[a-z]+="')


@pytest.fixture
def curator_client(client, db):
    client.force_login(make_user("curator", make_organization(), "curator"))
    return client


def test_unknown_address_gets_a_page_with_the_next_step(client, db):
    page = client.get("/nowhere/")

    assert page.status_code == 404
    assert "Такой страницы нет" in page.content.decode()
    assert 'href="/"' in page.content.decode()


def test_stale_form_is_explained(db):
    page = Client(enforce_csrf_checks=True).post("/login/", {"username": "a"})

    assert page.status_code == 403
    assert "Страница устарела" in page.content.decode()


@pytest.mark.parametrize("name", ["400.html", "403.html", "404.html", "500.html"])
def test_error_pages_need_no_request(name):
    assert "На главную страницу" in render_to_string(name)


def test_wrong_password_is_said_above_the_form(client, db):
    page = client.post("/login/", {"username": "nobody", "password": "nothing"}).content.decode()

    assert "<title>Ошибка: Вход" in page
    assert 'role="alert"' in page
    assert "Войти не получилось" in page


def test_list_of_the_admin_labels_its_cells_and_keeps_the_policy(curator_client):
    organization = make_organization()
    curator_client.force_login(make_user("other", organization, "curator"))
    make_bank(make_person(organization, post="учитель химии"))

    page = curator_client.get("/admin/people/mentor/").content.decode()

    assert 'data-label="Состояние"' in page
    assert "Показаны 1 из 1" in page
    assert INLINE.findall(page) == []


def test_form_of_the_admin_puts_save_first_and_links_to_the_error(curator_client):
    page = curator_client.post("/admin/people/person/add/", {"surname": ""}).content.decode()

    assert "<title>Ошибка: " in page
    assert 'href="#id_surname"' in page
    assert page.index('name="_save"') < page.index('name="_continue"')
    assert "_addanother" not in page
    assert INLINE.findall(page) == []
