"""The cast: ours and theirs, curator, director, mentor; guards off where rows are flushed."""

import sqlite3

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.utils import timezone

from people.guards import remove
from tests import factories as make


@pytest.fixture(autouse=True)
def _data_of_its_own(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture(autouse=True, scope="session")
def _quick_passwords():
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def guards_off_at_the_end(transactional_db):
    """A flush deletes every row, also those the database guards; migrate puts the guards back."""
    yield
    for app in ("people", "reports"):
        remove(apps.get_app_config(app).module.apps.GUARDS)


@pytest.fixture
def database_file(transactional_db, tmp_path):
    """Move the test's database from memory into a file, where VACUUM and locks are real."""
    if connection.vendor != "sqlite":
        yield
        return
    in_memory, name = connection.connection, connection.settings_dict["NAME"]
    path = tmp_path / "database.sqlite3"
    in_file = sqlite3.connect(path)
    in_memory.backup(in_file)
    in_file.close()
    connection.connection, connection.settings_dict["NAME"] = None, str(path)
    connection.connect()
    yield
    connection.close()
    connection.connection, connection.settings_dict["NAME"] = in_memory, name


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def ours(db):
    return make.make_organization(code="ours", short_name="МБОУ «Наша школа»")


@pytest.fixture
def theirs(db):
    return make.make_organization(code="theirs", short_name="МБОУ «Чужая школа»")


@pytest.fixture
def curator(ours):
    person = make.make_person(
        ours, post="заместитель директора по учебно-воспитательной работе", surname="Мельникова",
        first_name="Наталья", patronymic="Андреевна", gender="f",
    )  # fmt: skip
    return make.make_user("curator", ours, "curator", person)


@pytest.fixture
def director(ours):
    return make.make_user("director", ours, "director", make.make_head(ours))


@pytest.fixture
def mentor(ours):
    person = make.make_person(ours, post="учитель математики", surname="Иванова",
                              first_name="Анна", patronymic="Петровна", gender="f")  # fmt: skip
    return make.make_user("mentor", ours, "mentor", person)


@pytest.fixture
def as_curator(client, curator):
    client.force_login(curator)
    return client


@pytest.fixture
def as_director(client, director):
    client.force_login(director)
    return client


@pytest.fixture
def as_mentor(client, mentor):
    client.force_login(mentor)
    return client
