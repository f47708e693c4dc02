"""What the search for a person costs on PostgreSQL, among two thousand and two hundred thousand."""

import json
import sys
import time

from scripts.figures import figure
from scripts.figures.apart import on_postgresql, prepared

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
    few, many = on_postgresql(__name__)
    print(f"search: {1000 * few:.2f} ms of {FEW}, {1000 * many:.2f} ms of {MANY}", file=sys.stderr)
    return many / few


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
    prepared()
    print(json.dumps([_search(number) for number in (FEW, MANY)]))
