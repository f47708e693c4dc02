"""Guards inside the database: rows that no UPDATE or DELETE may touch, whoever sends it."""

from dataclasses import dataclass

from django.db import connections
from django.db.models.signals import post_migrate


@dataclass(frozen=True)
class Guard:
    """Refuse `event` («UPDATE», «DELETE», «UPDATE OF text, at») on `table` when `when` holds.

    `when` is SQL over OLD and NEW; it must read the same on SQLite and PostgreSQL. «TRUNCATE» is
    refused on PostgreSQL alone: SQLite has no such statement.
    """

    name: str
    table: str
    event: str
    when: str = "1 = 1"

    def is_of(self, vendor):
        return self.event != "TRUNCATE" or vendor != "sqlite"

    def statements(self, vendor):
        refusal = f"{self.name}: this row never changes"
        if vendor == "sqlite":
            yield f"DROP TRIGGER IF EXISTS {self.name}"
            yield (
                f"CREATE TRIGGER {self.name} BEFORE {self.event} ON {self.table} "
                f"WHEN {self.when} BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
            )
            return
        yield (
            f"CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{refusal}' "
            "USING ERRCODE = 'integrity_constraint_violation'; END $$"
        )
        each = "STATEMENT" if self.event == "TRUNCATE" else f"ROW WHEN ({self.when})"
        yield (
            f"CREATE OR REPLACE TRIGGER {self.name} BEFORE {self.event} ON {self.table} "
            f"FOR EACH {each} EXECUTE FUNCTION {self.name}()"
        )


def keep(guards, app):
    """Put the guards of an app back after every migration, which on SQLite drops them."""
    post_migrate.connect(lambda using, **_: install(guards, using), sender=app, weak=False)


def install(guards, using="default"):
    """Put the guards into the database, also in place of older ones."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for guard in guards:
            if guard.table in tables and guard.is_of(connection.vendor):
                for statement in guard.statements(connection.vendor):
                    cursor.execute(statement)


def remove(guards, using="default"):
    """Take the guards out; only the tests' flush of a whole database needs this."""
    connection = connections[using]
    with connection.cursor() as cursor:
        for guard in guards:
            on = "" if connection.vendor == "sqlite" else f" ON {guard.table}"
            cursor.execute(f"DROP TRIGGER IF EXISTS {guard.name}{on}")


def missing(guards, using="default"):
    """Return the names of the guards that the database lacks, has off, or has made idle.

    Who owns the tables may do that: a trigger that refuses nothing is as good as none.
    """
    connection = connections[using]
    query = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND sql LIKE '%RAISE(ABORT,%'"
        if connection.vendor == "sqlite"
        else "SELECT tgname FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid WHERE NOT"
        " tgisinternal AND tgenabled IN ('O', 'A') AND prosrc LIKE '%RAISE EXCEPTION%'"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        present = {name for (name,) in cursor.fetchall()}
    wanted = {guard.name for guard in guards if guard.is_of(connection.vendor)}
    return sorted(wanted - present)
