"""What the search for a person costs on PostgreSQL, among two thousand and two hundred thousand."""

import subprocess
import sys
import time
from pathlib import Path

import psycopg2

from scripts.figures import figure

ROOT = Path(__file__).parents[2]
FEW, MANY = 2_000, 200_000
ROUNDS = 15
FOUND = 20  # so many bear the name that is looked for, however many there are
NAMES = """
    SELECT 'человек' || g || CASE WHEN g %% (%(all)s / %(found)s) = 0 THEN 'семенов' ELSE '' END
           || ' иван ' || md5(g::text)
    FROM generate_series(1, %(all)s) g
"""


@figure("search among 200,000 persons / among 2,000, PostgreSQL", limit=3, unit="times", slow=True)
def search_grows():
    """Measure in a database of its own, made with the migrations of the project."""
    from scripts.postgresql import LOCAL, first_answering, own_database

    server = first_answering([LOCAL])
    if server is None:
        raise RuntimeError("PostgreSQL does not answer")
    address = own_database(f"{server}_search")
    name = address.rsplit("/", 1)[1]
    with _administrating(server, f'CREATE DATABASE "{name}"', f'DROP DATABASE "{name}"'):
        run = subprocess.run([sys.executable, "-m", __name__, address], cwd=ROOT,
                             capture_output=True, text=True)  # fmt: skip
        if run.returncode:
            raise RuntimeError(run.stderr)
        few, many = map(float, run.stdout.split())
    print(f"search: {1000 * few:.2f} ms of {FEW}, {1000 * many:.2f} ms of {MANY}", file=sys.stderr)
    return many / few


class _administrating:
    """Run one statement on the server at the beginning and one at the end."""

    def __init__(self, server, first, last):
        self.address = server.rsplit("/", 1)[0] + "/postgres"
        self.first, self.last = first, last

    def __enter__(self):
        self._run(self.first)

    def __exit__(self, *error):
        self._run(self.last)

    def _run(self, statement):
        connection = psycopg2.connect(self.address)
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(statement)
        connection.close()


def measure(address):
    """Return the seconds of one search among FEW and among MANY."""
    import os

    os.environ |= {"DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "mentoring.settings"}
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    return [_search(number) for number in (FEW, MANY)]


def _search(number):
    from django.db import connection

    from people.models import Organization, Person

    school = Organization.objects.create(code=f"school-{number}", kind="school",
                                         full_name="Школа", short_name="Школа")  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM people_person")
        cursor.execute(
            "INSERT INTO people_person (organization_id, kind, surname, first_name, patronymic,"
            " gender, workplace, email, phone, former, search)"
            f" SELECT {school.pk}, 'pupil', 'x', 'x', '', 'm', '', '', '', '', name"
            f" FROM ({NAMES}) AS names (name)", {"all": number, "found": FOUND},
        )  # fmt: skip
        cursor.execute("VACUUM ANALYZE people_person")
    seconds = []
    for _ in range(ROUNDS):
        begin = time.perf_counter()
        rows = list(Person.objects.filter(organization=school).search("СЕМЁНОВ").in_order()[:50])
        seconds.append(time.perf_counter() - begin)
        assert len(rows) == FOUND
    return min(seconds)


if __name__ == "__main__":
    print(*measure(sys.argv[1]))
