"""Every list of the admin asks the database as often for one row as for thirty."""

import datetime

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from people.history import record
from people.models import Curator
from reports import actions
from roadmaps.models import Item
from tests import factories as make
from tests.factories import TODAY, YEAR

MODELS = sorted(admin.site._registry, key=lambda model: model._meta.label)


def fill(organization, curator, rows, *, since=0):
    """Make so many rows of everything that has a list."""
    form, kind = make.make_form(), make.make_kind()
    for number in range(since, since + rows):
        child = make.make_pupil(organization)
        make.make_guardian(child)
        pair = make.make_pair(organization, mentees=[child], form=form, kind=kind, active=True)
        meeting = make.make_meeting(pair)
        meeting.topics.add(make.make_topic())
        mentor = pair.mentors[0].person
        make.make_bank(mentor)
        make.make_bank(child, "mentee")
        Curator.objects.create(person=make.make_head(organization), year=YEAR)
        day = datetime.date(2026, 1, 1) + datetime.timedelta(days=number)
        make.make_headcount(organization, counted_on=day)
        roadmap = make.make_roadmap(organization)
        Item.objects.filter(roadmap=roadmap).update(result="Приказ")
        actions.draft("order-roadmap", [roadmap], by=curator, on=TODAY)
        make.make_turnout(make.make_event(organization, came=[mentor]))
        make.make_publication(organization, persons=[child])
        record(organization=organization, by=curator, action="x", text="y", person=child)


def queries(client, model):
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"
    with CaptureQueriesContext(connection) as captured:
        page = client.get(reverse(name))
    return page.status_code, len(captured)


@pytest.mark.parametrize("login", ["curator", "administrator"])
def test_lists_ask_the_same_for_one_row_and_for_thirty(client, ours, curator, login):
    boss = make.make_user("administrator", is_superuser=True)
    client.force_login(curator if login == "curator" else boss)
    fill(ours, curator, 1)
    few = {model._meta.label: queries(client, model) for model in MODELS}
    fill(ours, curator, 29, since=1)

    many = {model._meta.label: queries(client, model) for model in MODELS}

    assert many == few
    assert {status for status, _ in many.values()} <= {200, 403}
    assert max(number for _, number in many.values()) <= 20
