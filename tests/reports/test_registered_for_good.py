"""A registered paper outlives whatever user, admin, shell and SQL try in the application's role.

Out of reach of any guard stays who owns the tables and drops the triggers themselves: that the
doctor finds (test_doctor.py).
"""

import hashlib

import pytest
from django.core import serializers
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.db.models import ProtectedError

from people.models import JournalEntry, Organization, Person, User
from reports import actions
from reports.models import Amendment, Document, DocumentFile
from tests import factories as make
from tests.factories import TODAY

GUARDED = (Document, DocumentFile, Amendment, JournalEntry)


@pytest.fixture
def order(ours, curator, director):
    """An order that a later one has changed; both are registered."""
    pair = make.make_pair(ours)
    make.make_all_consents(*[member.person for member in pair.members.all()])
    first = actions.draft("order-pairs", [pair], by=curator, on=TODAY)
    first = actions.register(first, number="163-ОД", dated=TODAY, by=director, on=TODAY)
    later = actions.draft("order-council", [ours], by=curator, on=TODAY)
    later = actions.register(later, number="164-ОД", dated=TODAY, by=director, on=TODAY)
    actions.amend(first, change="changed", since=TODAY, by_document=later, by=curator)
    return first


def held():
    """Return every guarded row as it is stored, and whether the bytes match their hash."""
    rows = [list(model.objects.order_by("pk").values_list()) for model in GUARDED]
    hashes = [
        hashlib.sha256(bytes(file.pdf)).hexdigest() == file.document.sha256
        for file in DocumentFile.objects.select_related("document")
    ]
    return [[tuple(map(_plain, row)) for row in table] for table in rows], hashes


def _plain(value):
    return bytes(value) if isinstance(value, memoryview) else value


def survives(attempt, *refusals):
    """Run the attempt; it must be refused and leave every guarded row as it was."""
    before = held()
    with pytest.raises((DatabaseError, ProtectedError, *refusals)), transaction.atomic():
        attempt()
        connection.check_constraints()  # what a commit does: foreign keys wait for it
    assert held() == before
    assert before[1] == [True, True]


COLUMNS = [(model._meta.db_table, field.column) for model in (Document, DocumentFile, Amendment)
           for field in model._meta.concrete_fields]  # fmt: skip
LINE = ["id", "organization_id", "at", "action", "subject_type", "subject_id", "text"]


@pytest.mark.parametrize(
    ("table", "column"), COLUMNS + [("people_journalentry", column) for column in LINE]
)
def test_no_column_is_changed_by_sql(order, table, column):
    other = f"(SELECT {column} FROM {table} ORDER BY id DESC LIMIT 1)"

    survives(lambda: sql(f"UPDATE {table} SET {column} = {other}"))


STATEMENTS = [
    "DELETE FROM reports_document",
    "DELETE FROM reports_documentfile",
    "DELETE FROM reports_amendment",
    "DELETE FROM people_journalentry",
    "DELETE FROM people_organization",
    "UPDATE reports_document SET sha256 = '', number = '', number_key = '', number_year = NULL,"
    " registered_on = NULL, registered_at = NULL",
    "UPDATE people_journalentry SET by_id = (SELECT max(id) FROM people_user)",
    "INSERT INTO reports_document SELECT * FROM reports_document",
    "INSERT INTO reports_documentfile SELECT * FROM reports_documentfile",
    "INSERT INTO reports_documentfile (id, document_id, pdf)"
    " SELECT id + 900, document_id, pdf FROM reports_documentfile",
]
OF_SQLITE = [
    "INSERT OR REPLACE INTO reports_document SELECT * FROM reports_document",
    "REPLACE INTO reports_documentfile SELECT id + 900, document_id, x'00'"
    " FROM reports_documentfile",
    "INSERT OR REPLACE INTO people_journalentry SELECT * FROM people_journalentry",
    "UPDATE OR REPLACE reports_document SET number_key = '163-од', number = '163-ОД'"
    " WHERE number = '164-ОД'",
    "INSERT INTO reports_documentfile SELECT * FROM reports_documentfile WHERE true"
    " ON CONFLICT DO UPDATE SET pdf = x'00'",
]
OF_POSTGRESQL = [
    "TRUNCATE reports_document CASCADE",
    "TRUNCATE reports_documentfile",
    "TRUNCATE reports_amendment",
    "TRUNCATE people_journalentry",
    "TRUNCATE people_organization CASCADE",
    "INSERT INTO reports_documentfile SELECT * FROM reports_documentfile"
    " ON CONFLICT (id) DO UPDATE SET pdf = ''",
    "MERGE INTO reports_document AS d USING reports_document AS s ON d.id = s.id"
    " WHEN MATCHED THEN UPDATE SET title = 'x'",
    "WITH gone AS (DELETE FROM reports_amendment RETURNING id) SELECT count(*) FROM gone",
]
ENGINES = {"sqlite": OF_SQLITE, "postgresql": OF_POSTGRESQL}


@pytest.mark.parametrize("statement", STATEMENTS)
def test_no_statement_of_sql_gets_through(order, statement):
    survives(lambda: sql(statement))


@pytest.mark.parametrize("statement", ENGINES[connection.vendor])
def test_no_statement_of_this_engine_gets_through(order, statement):
    survives(lambda: sql(statement))


def sql(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


def save_changed():
    document = Document.objects.get(number="163-ОД")
    document.title = "О другом"
    document.save()


def save_bytes():
    file = DocumentFile.objects.first()
    file.pdf = b"%PDF other"
    file.save()


def save_line():
    line = JournalEntry.objects.first()
    line.text = "Ничего не было"
    line.save()


def update_in_bulk():
    documents = list(Document.objects.registered())
    for document in documents:
        document.facts = {}
    Document.objects.bulk_update(documents, ["facts"])


def replace_in_bulk():
    Document.objects.bulk_create(
        Document.objects.registered(), update_conflicts=True, unique_fields=["id"],
        update_fields=["title", "facts"],
    )  # fmt: skip


SHELL = {
    "save": save_changed,
    "save bytes": save_bytes,
    "save line": save_line,
    "update": lambda: Document.objects.update(number="1"),
    "update sha": lambda: Document.objects.update(sha256="0" * 64),
    "update bytes": lambda: DocumentFile.objects.update(pdf=b""),
    "update amendment": lambda: Amendment.objects.update(change="cancelled"),
    "update line": lambda: JournalEntry.objects.update(text="x"),
    "bulk_update": update_in_bulk,
    "bulk_create": replace_in_bulk,
    "delete": lambda: Document.objects.all().delete(),
    "raw delete": lambda: Document.objects.all()._raw_delete("default"),
    "delete bytes": lambda: DocumentFile.objects.all().delete(),
    "delete amendment": lambda: Amendment.objects.all().delete(),
    "delete lines": lambda: JournalEntry.objects.all().delete(),
    "delete organization": lambda: Organization.objects.all().delete(),
    "delete organization raw": lambda: Organization.objects.all()._raw_delete("default"),
    "delete author": lambda: User.objects.all().delete(),
    "delete heads": lambda: Person.objects.filter(headships__isnull=False).delete(),
}


@pytest.mark.parametrize("name", SHELL)
def test_no_shell_gets_through(order, name):
    survives(SHELL[name])


def test_no_fixture_overwrites(order, tmp_path):
    for number, model in enumerate(GUARDED):
        rows = list(model.objects.all())
        for row in rows:
            for field in {"title", "basis", "text"} & {f.name for f in model._meta.fields}:
                setattr(row, field, "другое")
        path = tmp_path / f"{number}.json"
        path.write_text(serializers.serialize("json", rows), encoding="utf-8")

        survives(lambda path=path: call_command("loaddata", path, verbosity=0), CommandError)


def test_no_deed_of_the_application_gets_through(order, curator, director):
    amendment, file = Amendment.objects.get(), order.file

    survives(lambda: actions.take_back(amendment, by=curator), actions.AmendmentRefused)
    for act, more in (
        (actions.refresh, {"on": TODAY}), (actions.discard, {"on": TODAY}),
        (actions.send_to_sign, {"on": TODAY}), (actions.return_to_curator, {"remark": "нет"}),
        (actions.reword_kind, {"texts": {"preamble": "Иначе"}}),
        (actions.register, {"number": "9", "dated": TODAY, "on": TODAY}),
    ):  # fmt: skip
        survives(lambda act=act, more=more: act(order, by=director, **more), actions.NotADraft)
    assert bytes(file.pdf) == actions.pdf_of(order)


@pytest.mark.parametrize("model", [Document, DocumentFile, Amendment, JournalEntry, Organization])
def test_no_page_of_the_admin_gets_through(client, order, model):
    client.force_login(make.make_user("root", is_superuser=True))
    base = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
    before = held()

    for row in model.objects.all():
        fields = {field.name: "1" for field in model._meta.fields}
        client.post(f"{base}{row.pk}/change/", fields)
        client.post(f"{base}{row.pk}/delete/", {"post": "yes"})
    keys = list(model.objects.values_list("pk", flat=True))
    client.post(base, {"action": "delete_selected", "post": "yes", "index": "0",
                       "_selected_action": keys})  # fmt: skip

    assert held() == before


def test_a_deleted_account_leaves_its_lines(order, ours):
    clerk = make.make_user("clerk", ours, "curator")
    line = JournalEntry.objects.create(organization=ours, by=clerk, action="x", text="Сделано")

    clerk.delete()

    line.refresh_from_db()
    assert (line.by, line.text) == (None, "Сделано")
