"""The doctor finds what an invariant forbids, each when it is planted past the actions."""

import datetime

import pytest
from django.core.management import call_command
from django.db import connection

from mentoring.models import Pair, PairMember
from people.models import Consent, Guardian
from reports import actions
from reports.doctor import examine
from reports.models import DocumentFile
from tests import factories as make
from tests.factories import TODAY


def troubles():
    """Return the names of the checks that fail, the machine's own left out."""
    machine = {"settings", "libraries", "disk"}
    return {verdict.name for verdict in examine(TODAY) if not verdict.ok} - machine


@pytest.fixture
def healthy(ours, curator, director):
    child = make.make_pupil(ours)
    mother = make.make_guardian(child)
    pair = make.make_pair(ours, active=True, mentees=[child])
    Consent.objects.filter(person=child).delete()
    for kind in ("personal_data", "participation"):
        make.make_consent(child, kind, signer=mother)
    paper = actions.draft("order-roadmap", [make.make_roadmap(ours)], by=curator, on=TODAY)
    actions.register(paper, number="1", dated=TODAY, by=director, on=TODAY)
    return pair


def test_a_healthy_school_has_no_troubles(healthy):
    assert troubles() == set()


def test_an_active_pair_without_consent_is_found(healthy):
    Consent.objects.filter(person=healthy.mentors[0].person).update(withdrawn_on=TODAY)

    assert troubles() == {"active_pairs"}


def test_a_childs_consent_without_the_guardian_is_found(healthy):
    child = healthy.mentees[0].person
    consent = Consent.objects.filter(person=child).first()
    consent.signatures.update(signer=child, is_guardian=False)

    assert troubles() == {"minors"}


def test_a_stranger_in_a_pair_is_found(healthy, theirs):
    stranger = make.make_person(theirs)
    PairMember.objects.create(
        pair=make.make_pair(healthy.organization), person=stranger, side="mentee",
        joined_on=datetime.date(2026, 9, 1),
    )  # fmt: skip

    assert troubles() == {"members"}


def test_a_guardian_of_another_school_is_found(healthy, theirs):
    Guardian.objects.update(adult=make.make_person(theirs, kind="guardian"))

    assert "owners" in troubles()


def test_changed_bytes_and_a_missing_guard_are_found(healthy):
    with connection.cursor() as cursor:
        name = "stored_bytes_never_change"
        on = "" if connection.vendor == "sqlite" else " ON reports_documentfile"
        cursor.execute(f"DROP TRIGGER {name}{on}")
    DocumentFile.objects.update(pdf=b"%PDF other")

    assert troubles() == {"guards", "bytes"}


def test_the_exit_status_tells(healthy, capsys):
    Pair.objects.filter(pk=healthy.pk).update(paused_on=None)
    Consent.objects.all().delete()

    with pytest.raises(SystemExit) as ended:
        call_command("doctor", json=True)

    assert ended.value.code == 1
    assert '"active_pairs", "ok": false' in capsys.readouterr().out
