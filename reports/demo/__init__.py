"""The demo: one municipality with four organizations in the middle of a year.

Everything invented stands in fixtures/demo.json; here it is only brought to life, by the same
actions the pages call, relative to a given day.
"""

import json

from django.conf import settings
from django.db import transaction

from people.catalogue import load_shipped
from people.models import Membership, Organization, User
from reports.actions.letters import post_reminders
from reports.demo.banks import describe
from reports.demo.papers import prepare
from reports.demo.proofs import show_proofs
from reports.demo.school import School
from reports.demo.targets import reach_targets
from reports.demo.year import live_through
from roadmaps.demo import show
from surveys.demo import ask

PASSWORD = "nastavnik"
ADMINISTRATOR = "admin"


def read():
    """Return the invented organizations, people and accounts of fixtures/demo.json."""
    path = settings.ROOT / "fixtures" / "demo.json"
    return json.loads(path.read_text(encoding="utf-8"))


def accounts():
    """Return (role, login, password) of the demo's accounts that are in the database."""
    roles = dict(Membership._meta.get_field("role").choices)
    rows = [(roles[role], login, PASSWORD) for login, _, role, _ in read()["accounts"]]
    rows = [("администратор", ADMINISTRATOR, PASSWORD), *rows]
    present = set(User.objects.values_list("username", flat=True))
    is_demo = Organization.objects.filter(code="school-4").exists()
    return [row for row in rows if is_demo and row[1] in present]


def fill(*, on):
    """Fill the database with the demo as of that day; return False when it is there already."""
    load_shipped()
    demo = read()
    codes = [data["code"] for data in demo["organizations"]]
    if Organization.objects.filter(code__in=codes).exists():
        return False
    with transaction.atomic():
        User.objects.create_superuser(ADMINISTRATOR, password=PASSWORD, first_name="Администратор")
        schools = {data["code"]: School(data, on) for data in demo["organizations"]}
        municipality = schools["municipality"].organization
        Organization.objects.filter(code__in=codes).exclude(pk=municipality.pk).update(
            parent=municipality
        )
        for login, code, role, surname in demo["accounts"]:
            schools[code].add_account(login, role, surname, PASSWORD)
        for school in schools.values():
            describe(school)
            live_through(school)
        asking = schools["school-4"]
        ask(organization=asking.organization, year=asking.year, by=asking.curator, on=on)
        show(organization=asking.organization, year=asking.year, by=asking.curator, on=on)
        show_proofs(asking)
        prepare(asking)
        reach_targets(asking)
        reach_targets(schools["rural-school"])
        post_reminders(asking.organization, on=on)
    return True
