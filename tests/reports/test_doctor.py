"""The doctor finds what an invariant forbids, each when it is planted past the actions.

`LAWS` are the twelve of engineering.md, section 4, with the checks that ask about each.
"""

import contextlib
import datetime
import hashlib
import json

import pytest
from django.apps import apps
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.test import override_settings

from mentoring.actions import erase
from mentoring.models import Pair
from people.actions import confirm_people, plan_of, record_consent, take_people
from people.guards import install, missing, remove
from people.import_plan import digest
from reports import actions
from reports.doctor import CHECKS, examine, house, machine
from reports.models import Document, DocumentFile
from reports.pdf import render_pdf
from tests import factories as make
from tests.factories import TODAY

LAWS = {
    1: {"numbers", "gaps"},
    2: {"guards", "bytes", "facts"},
    3: {"annexes"},
    4: {"active_pairs"},
    5: {"minors"},
    6: {"members"},
    7: {"erased"},
    8: {"loadings"},
    9: {"once", "constraints"},
    10: {"owners", "publicity"},
    11: {"figures"},
    12: {"journal", "guards"},
}
MACHINE = {"settings", "libraries", "fonts", "migrations", "disk", "anonymity"}
BY = {"by": None, "on": TODAY}


def troubles():
    """Return the names of the checks that fail, those of this very machine left out."""
    outside = {"settings", "libraries", "disk"}
    return {verdict.name for verdict in examine(TODAY) if not verdict.ok} - outside


def sql(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


@contextlib.contextmanager
def guards_off():
    guards = [guard for app in ("people", "reports")
              for guard in apps.get_app_config(app).module.apps.GUARDS]  # fmt: skip
    remove(guards)
    yield
    install(guards)


@pytest.fixture
def healthy(ours, curator, director):
    """A school that has gone every way by its actions; return the pair of a child."""
    child = make.make_pupil(ours)
    mother = make.make_guardian(child)
    pair = make.make_pair(ours, mentees=[child], form=make.make_form(mentee_is_learner=True))
    for person, signer in ((child, mother), (pair.mentors[0].person, pair.mentors[0].person)):
        for kind in ("personal_data", "participation"):
            record_consent(person=person, kind=kind, signed_on=TODAY, signers=[signer], **BY)
    paper = actions.draft("order-roadmap", [make.make_roadmap(ours)], by=curator, on=TODAY)
    actions.register(paper, number="1", dated=TODAY, by=director, on=TODAY)
    order = actions.draft("order-pairs", [pair], by=curator, on=TODAY)
    actions.register(order, number="2", dated=TODAY, by=director, on=TODAY)
    meeting = make.make_meeting(pair, held_on=TODAY)
    pair.mentees[0].attendances.create(meeting=meeting)
    gone = make.make_person(ours, post="учитель", surname="Ушаков")
    erase(gone, surname="Ушаков", ground="purpose", by=curator, on=TODAY)
    _load(ours, curator)
    return Pair.objects.with_people().get(pk=pair.pk)


def _load(ours, curator):
    values = {"surname": "Новиков", "first_name": "Пётр", "patronymic": "", "kind": "employee"}
    upload = take_people(organization=ours, year=2026, name="x.xlsx", by=curator,
                         rows=[{"row": 2, "values": values, "refusals": []}])  # fmt: skip
    confirm_people(upload, seen=digest(plan_of(upload, TODAY)), by=curator, on=TODAY)


def test_every_law_has_its_check_and_every_check_its_fault():
    asked = {name for name, _, _ in CHECKS}

    assert set().union(*LAWS.values()) | MACHINE == asked
    assert set(FAULTS) | {"settings", "libraries", "disk"} == asked


def test_a_healthy_school_has_no_troubles(healthy):
    assert troubles() == set()


# each plants one fault past the actions, mostly by raw SQL


def numbers(pair, patch):
    with guards_off():
        sql("UPDATE reports_document SET number = '1', code = '' WHERE number = '2'")
        _render_again(Document.objects.get(kind="order-pairs"))


def gaps(pair, patch):
    sql("UPDATE people_organization SET numbers_from = 'program' WHERE code = 'ours'")
    with guards_off():
        sql("UPDATE reports_document SET serial = 1 WHERE number = '1'")
        sql("UPDATE reports_document SET serial = 3, number = '3', number_key = '3', code = '' "
            "WHERE number = '2'")  # fmt: skip
        _render_again(Document.objects.get(kind="order-pairs"))


def guards(pair, patch):
    on = "" if connection.vendor == "sqlite" else " ON reports_documentfile"
    sql(f"DROP TRIGGER stored_bytes_never_change{on}")


def changed_bytes(pair, patch):
    with guards_off():
        file = DocumentFile.objects.get(document__kind="order-pairs")
        sql("UPDATE reports_documentfile SET pdf = %s WHERE id = %s", bytes(file.pdf) + b" ",
            file.pk)  # fmt: skip


def facts(pair, patch):
    order = Document.objects.get(kind="order-pairs")
    with guards_off():
        sql("UPDATE reports_document SET facts = %s WHERE id = %s",
            json.dumps(order.facts | {"year": "2025/2026"}), order.pk)  # fmt: skip


def annexes(pair, patch):
    with guards_off():
        _render_again(Document.objects.get(kind="order-pairs"), number="7")


def _render_again(order, number=None):
    """Put other bytes under the order, with their right fingerprint."""
    page = actions.documents.KINDS[order.kind].render(
        order.facts, number=number or order.number, date=order.registered_on.isoformat()
    )
    pdf = render_pdf(page)
    sql("UPDATE reports_documentfile SET pdf = %s WHERE document_id = %s", pdf, order.pk)
    sql("UPDATE reports_document SET sha256 = %s WHERE id = %s", hashlib.sha256(pdf).hexdigest(),
        order.pk)  # fmt: skip


def active_pairs(pair, patch):
    sql("UPDATE people_consent SET valid_until = '2026-11-22', signed_on = '2026-11-01' "
        "WHERE person_id = %s", pair.mentors[0].person_id)  # fmt: skip


def minors(pair, patch):
    child = pair.mentees[0].person
    sql(
        "UPDATE people_consentsignature SET signer_id = %s, is_guardian = %s WHERE consent_id IN "
        "(SELECT id FROM people_consent WHERE person_id = %s)",
        child.pk,
        False,
        child.pk,
    )


def a_young_guardian(pair, patch):
    child = pair.mentees[0].person
    sql("UPDATE people_person SET birth_on = '2010-01-01' WHERE id = %s",
        child.guardians.get().adult_id)  # fmt: skip


def a_silent_teen(pair, patch):
    sql("UPDATE people_person SET birth_on = '2011-02-28' WHERE id = %s",
        pair.mentees[0].person_id)  # fmt: skip


def members(pair, patch):
    mentor = pair.mentors[0]
    sql("INSERT INTO mentoring_pairmember (pair_id, person_id, side, joined_on, left_on, "
        "leaving_reason) VALUES (%s, %s, 'mentee', %s, %s, '')",
        pair.pk, mentor.person_id, mentor.joined_on, mentor.joined_on)  # fmt: skip


def a_stranger(pair, patch):
    stranger = make.make_person(make.make_organization())
    sql("INSERT INTO mentoring_pairmember (pair_id, person_id, side, joined_on, left_on, "
        "leaving_reason) VALUES (%s, %s, 'mentee', '2026-12-01', NULL, '')",
        pair.pk, stranger.pk)  # fmt: skip


def erased(pair, patch):
    sql("UPDATE people_person SET phone = '+7 901 555-00-00' WHERE erased_on IS NOT NULL")


def a_post_of_the_erased(pair, patch):
    sql(
        "UPDATE people_positionperiod SET person_id = (SELECT id FROM people_person "
        "WHERE erased_on IS NOT NULL) WHERE person_id = %s",
        pair.mentors[0].person_id,
    )


def an_erasure_without_an_act(pair, patch):
    sql(
        "UPDATE people_person SET erased_on = '2026-11-23', first_name = '', patronymic = '', "
        "birth_on = NULL WHERE surname = 'Новиков'"
    )


def loadings(pair, patch):
    upload = pair.organization.uploads.get()
    sql(
        "UPDATE people_upload SET content = %s WHERE id = %s",
        json.dumps(upload.content | {"done": upload.content["done"] | {"new": 2}}),
        upload.pk,
    )


def constraints(pair, patch):
    sql("DROP INDEX member_has_one_place")


def once(pair, patch):
    table, rows = "mentoring_attendance", "SELECT * FROM mentoring_attendance"
    if connection.vendor == "sqlite":  # a table made of a query has no constraints
        sql(f"CREATE TABLE copied AS {rows}")
        sql(f"DROP TABLE {table}")
        sql(f"ALTER TABLE copied RENAME TO {table}")
        sql(f"CREATE UNIQUE INDEX copied_id ON {table} (id)")  # others lead here
    else:
        sql("SET CONSTRAINTS ALL IMMEDIATE")
        sql(f"ALTER TABLE {table} DROP CONSTRAINT attendance_marked_once")
    columns = "meeting_id, member_id, was_present, goal, fit, message, reader"
    sql(f"INSERT INTO {table} (id, {columns}) SELECT id + 1000, {columns} FROM {table}")


def owners(pair, patch):
    stranger = make.make_person(make.make_organization(), kind="guardian")
    sql("UPDATE people_guardian SET adult_id = %s", stranger.pk)


def a_foreign_class(pair, patch):
    child = make.make_pupil(make.make_organization())
    sql("UPDATE people_person SET school_class_id = %s WHERE id = %s", child.school_class_id,
        pair.mentees[0].person_id)  # fmt: skip


def publicity(pair, patch):
    make.make_publication(pair.organization, [pair.mentors[0].person])


def figures(pair, patch):
    """No row can make the count wrong, only the counting: here it counts places."""
    count = house.figures

    def places(*args, **kwargs):
        counted = count(*args, **kwargs)
        object.__setattr__(counted, "participants", counted.participants + 1)
        return counted

    patch.setattr(house, "figures", places)


def journal(pair, patch):
    sql("UPDATE mentoring_pair SET closed_on = '2026-11-23', closing = 'completed'")


def anonymity(pair, patch):
    from tests.whole_rows import Rows  # the only test that needs a whole survey

    invited = {
        "invitation": lambda made: made.of(apps.get_model("surveys.invitation")),
        "answered_at": datetime.datetime(2026, 11, 9, 12, tzinfo=datetime.UTC),
    }
    response = Rows([pair.organization, pair.mentors[0].person], {"surveys.response": invited}).of(
        apps.get_model("surveys.response")
    )
    sql("UPDATE surveys_wave SET is_anonymous = %s WHERE id = %s", True, response.wave_id)


def fonts(pair, patch):
    patch.setattr(finders, "find", lambda name: None)


def migrations(pair, patch):
    patch.setattr(MigrationExecutor, "migration_plan", lambda self, targets: ["0099"])


FAULTS = {
    "numbers": [numbers],
    "gaps": [gaps],
    "guards": [guards],
    "bytes": [changed_bytes],
    "facts": [facts],
    "annexes": [annexes],
    "active_pairs": [active_pairs],
    "minors": [minors, a_young_guardian, a_silent_teen],
    "members": [members, a_stranger],
    "erased": [erased, a_post_of_the_erased, an_erasure_without_an_act],
    "loadings": [loadings],
    "constraints": [constraints],
    "once": [once],
    "owners": [owners, a_foreign_class],
    "publicity": [publicity],
    "figures": [figures],
    "journal": [journal],
    "anonymity": [anonymity],
    "fonts": [fonts],
    "migrations": [migrations],
}
TOGETHER = {once: {"constraints"}, a_stranger: {"owners"}}


@pytest.mark.parametrize(
    ("name", "plant"),
    [(name, plant) for name, plants in FAULTS.items() for plant in plants],
    ids=lambda value: getattr(value, "__name__", value),
)
def test_a_planted_fault_is_found(healthy, monkeypatch, name, plant):
    plant(healthy, monkeypatch)

    assert troubles() == {name} | TOGETHER.get(plant, set())


def test_the_machine_itself_is_looked_at(healthy, monkeypatch):
    with override_settings(DEBUG=True):
        monkeypatch.setattr(machine, "LIBRARIES", ("libnowhere.so.0",))
        monkeypatch.setattr(machine, "LEAST_FREE", 2**70)
        found = {verdict.name for verdict in examine(TODAY) if not verdict.ok}

    assert found == {"settings", "libraries", "disk"}


def test_the_exit_status_tells(healthy, capsys):
    sql("DROP INDEX member_has_one_place")

    with pytest.raises(SystemExit) as ended:
        call_command("doctor", json=True)

    assert ended.value.code == 1
    assert '"constraints", "ok": false' in capsys.readouterr().out


IDLE = {
    "sqlite": [
        "DROP TRIGGER stored_bytes_never_change",
        "CREATE TRIGGER stored_bytes_never_change BEFORE UPDATE ON reports_documentfile"
        " BEGIN SELECT 1; END",
    ],
    "postgresql": [
        "CREATE OR REPLACE FUNCTION stored_bytes_never_change() RETURNS trigger"
        " LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
        "ALTER TABLE reports_amendment DISABLE TRIGGER amendments_stay_as_noted",
    ],
}


def test_a_guard_that_refuses_nothing_is_missing(db):
    """Who owns the tables may leave the trigger and take its refusal out, or switch it off."""
    with connection.cursor() as cursor:
        for statement in IDLE[connection.vendor]:
            cursor.execute(statement)

    found = missing(apps.get_app_config("reports").module.apps.GUARDS)

    idle = {"sqlite": [], "postgresql": ["amendments_stay_as_noted"]}[connection.vendor]
    assert found == [*idle, "stored_bytes_never_change"]
