"""A measurement in a process and a database of its own, on either engine."""

import contextlib
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg2

ROOT = Path(__file__).parents[2]
TICK = os.sysconf("SC_CLK_TCK")


def on_sqlite(module):
    """Run the module with a new SQLite file and return what it prints as JSON."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        return _run(module, DATA_DIR=folder)


def on_postgresql(module):
    """Run the module with a new database of the local server and return what it prints as JSON."""
    from scripts.postgresql import LOCAL, first_answering, own_database

    server = first_answering([LOCAL])
    if server is None:
        raise RuntimeError("PostgreSQL does not answer")
    address = own_database(f"{server}_{module.rpartition('.')[2]}")
    with _database(server, address.rpartition("/")[2]):
        return _run(module, DATABASE_URL=address)


def prepared():
    """Set Django up inside the process that measures: tables, catalogue and static files."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "mentoring.settings"
    import django

    django.setup()
    from scripts.prepare import prepare

    prepare(empty=True)


def fill_statistics():
    """Let the planner know the tables, as autovacuum and `manage.py daily` do on a site."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def processor_seconds():
    """Return the processor time of this process and of its PostgreSQL server process.

    The clock on the wall would measure whoever else works on the machine.
    """
    from django.db import connection

    spent = time.process_time()
    if connection.vendor == "postgresql":
        connection.ensure_connection()
        pid = connection.connection.info.backend_pid
        user, system = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]
        spent += (int(user) + int(system)) / TICK
    return spent


def _run(module, **environment):
    known = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    run = subprocess.run([sys.executable, "-m", module], cwd=ROOT, env=known | environment,
                         capture_output=True, text=True)  # fmt: skip
    if run.returncode:
        raise RuntimeError(run.stderr)
    return json.loads(run.stdout)


@contextlib.contextmanager
def _database(server, name):
    def administrate(statement):
        connection = psycopg2.connect(f"{server.rpartition('/')[0]}/postgres")
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(statement)
        connection.close()

    administrate(f'CREATE DATABASE "{name}"')
    try:
        yield
    finally:
        administrate(f'DROP DATABASE "{name}" WITH (FORCE)')
