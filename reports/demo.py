"""The demo: one municipality with four organizations in the middle of a year, through the actions.

Everything invented stands in fixtures/demo.json; here it is only brought to life by the same
actions the pages call, relative to a given day.
"""

import datetime
import json
import uuid

from django.conf import settings
from django.core.management import call_command
from django.db import transaction

from mentoring.actions import answer, close_pair, form_pair, pause_pair, record_meeting
from mentoring.models import Attendance, MentoringForm, MentoringKind, Pair, Topic
from people.actions import record_consent, withdraw_consent
from people.consent_gaps import signers_of
from people.models import (
    REQUIRED_KINDS,
    Consent,
    Curator,
    Guardian,
    Headcount,
    Headship,
    Membership,
    Mentee,
    Mentor,
    Organization,
    Person,
    PositionPeriod,
    SchoolClass,
    User,
)
from people.names import split_full
from people.years import first_day, year_of
from reports.actions import draft, register, send_to_sign
from roadmaps.actions import import_rows, mark_done
from roadmaps.models import Occurrence
from roadmaps.templates import built_in

PASSWORD = "nastavnik"
ADMINISTRATOR = "admin"
STAGES = ["acquaintance", "trial", "planning", "working"]
TEMPLATES = {
    "school-4": "school",
    "rural-school": "rural-school",
    "kindergarten-5": "kindergarten",
    "municipality": "municipality",
    "additional-education": "additional-education",
}


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
    call_command("loaddata", "catalogue", verbosity=0)
    demo = read()
    if Organization.objects.filter(code__in=TEMPLATES).exists():
        return False
    with transaction.atomic():
        User.objects.create_superuser(ADMINISTRATOR, password=PASSWORD, first_name="Администратор")
        schools = [_School(data, on) for data in demo["organizations"]]
        by_code = {school.organization.code: school for school in schools}
        municipality = by_code["municipality"].organization
        for school in schools:
            if school.organization != municipality:
                school.organization.parent = municipality
                school.organization.save(update_fields=["parent"])
        for login, code, role, surname in demo["accounts"]:
            by_code[code].add_account(login, role, surname)
        for school in schools:
            school.live()
    return True


class _School:
    """One organization while it is brought to life."""

    def __init__(self, data, on):
        self.data, self.on, self.year = data, on, year_of(on)
        self.begin = first_day(self.year)
        fields = {field.name for field in Organization._meta.fields}
        self.organization = Organization.objects.create(
            **{name: value for name, value in data.items() if name in fields}
        )
        self.people = {}
        self.users = {}
        for row in data["staff"]:
            self._employ(*row)
        for row in data.get("pupils", []):
            self._enrol(*row)
        for group, number in data.get("headcounts", {}).items():
            Headcount.objects.create(
                organization=self.organization, group=group, counted_on=self.begin, number=number
            )
        head = self.people[data["staff"][0][0].split()[0]]
        Headship.objects.create(organization=self.organization, person=head, position=data["head"])

    def _person(self, full_name, gender, kind, **values):
        surname, first, patronymic = split_full(full_name)
        person = Person.objects.create(
            organization=self.organization, kind=kind, surname=surname, first_name=first,
            patronymic=patronymic, gender=gender, **values,
        )  # fmt: skip
        self.people.setdefault(surname, person)  # a child comes before a parent of the name
        return person

    def _employ(self, full_name, gender, post, part=""):
        number = len(self.people)
        born = datetime.date(self.year - (25 if part == "young" else 34 + number), 3, 4 + number)
        person = self._person(full_name, gender, "employee", birth_on=born)
        hired = self.begin - datetime.timedelta(days=30 if part == "young" else 3000 + 90 * number)
        PositionPeriod.objects.create(person=person, title=post, hired_on=hired, starts_on=hired)
        if part == "curator":
            Curator.objects.create(person=person, year=self.year)
        if part == "mentor":
            Mentor.objects.create(person=person, year=self.year, capacity=3)
        if part in ("young", "mentee"):
            Mentee.objects.create(person=person, year=self.year)

    def _enrol(self, full_name, gender, age, class_name, guardian, relation):
        school_class, _ = SchoolClass.objects.get_or_create(
            organization=self.organization, year=self.year, name=class_name
        )
        # birthdays lie in the coming months, so that somebody is about to turn 14 or 18
        born = self.on.replace(year=self.on.year - age - 1, day=1) + datetime.timedelta(
            days=12 + 31 * (len(self.people) % 9)
        )
        child = self._person(full_name, gender, "pupil", birth_on=born, school_class=school_class)
        adult = self._person(
            guardian, "m" if relation == "отец" else "f", "guardian",
            phone="+7 900 000-00-00",
        )  # fmt: skip
        document = (
            "акт об установлении опеки" if relation == "опекун" else "свидетельство о рождении"
        )
        Guardian.objects.create(child=child, adult=adult, relation=relation, authority=document)
        part = Mentor if age >= 15 else Mentee
        part.objects.create(person=child, year=self.year)

    def add_account(self, login, role, surname):
        person = self.people[surname]
        user = User.objects.create_user(
            login, password=PASSWORD, last_name=person.surname,
            first_name=f"{person.first_name} {person.patronymic}".strip(),
        )  # fmt: skip
        Membership.objects.create(
            user=user, organization=self.organization, role=role, person=person
        )
        self.users[role] = user

    def live(self):
        """Let the year happen: roadmap, consents, pairs, orders, meetings, answers."""
        self.curator = self.users.get("curator")
        self.director = self.users.get("director")
        self._plan()
        self._collect_consents()
        pairs = [(self._pair(data), data) for data in self.data.get("pairs", [])]
        self._fix(pairs)
        for pair, data in pairs:
            if data["state"] in ("active", "paused", "closed"):
                self._meet(Pair.objects.get(pk=pair.pk), data)

    def _day(self, days):
        """Return a day of the year so many days after 1 September, but not after today."""
        return min(self.begin + datetime.timedelta(days=days), self.on)

    def _plan(self):
        read = built_in(TEMPLATES[self.organization.code], self.year)
        roadmap = import_rows(
            read, organization=self.organization, year=self.year, by=self.curator,
            title=read["title"], source_name="",
        )  # fmt: skip
        paper = draft("order-roadmap", [roadmap], by=self.curator, on=self._day(2))
        send_to_sign(paper, by=self.curator, on=self._day(3))
        if self.organization.code != "additional-education":  # one of them still waits
            register(paper, number=f"{112 + 3 * len(self.people) % 40}{self._suffix}",
                     dated=self._day(4), by=self.director, on=self.on)  # fmt: skip
        past = Occurrence.objects.filter(
            item__roadmap=roadmap, due_on__lt=self.on, due_on__gte=self.begin
        )
        for number, occurrence in enumerate(past.order_by("due_on", "pk")):
            if number % 6 != 4:  # every sixth is overdue
                day = max(occurrence.due_on - datetime.timedelta(days=2), occurrence.start_on
                          or occurrence.due_on - datetime.timedelta(days=2))  # fmt: skip
                mark_done(occurrence, note="протокол и лист регистрации", by=self.curator, on=day)

    def _named(self, surnames):
        return [self.people[surname] for surname in surnames]

    @property
    def _suffix(self):
        return self.data["series_suffix"]

    def _collect_consents(self):
        named = {n for p in self.data.get("pairs", []) for n in [*p["mentors"], *p["mentees"]]}
        named |= {m.person.surname for m in Mentee.objects.filter(person__in=self.people.values())}
        named |= set(self.data.get("withdrawn", []))
        for surname in sorted(named - set(self.data.get("without_consents", []))):
            person = self.people[surname]
            guardians = [row.adult for row in person.guardians.select_related("adult")]
            signed_on = self._day(3 + len(surname) % 5)
            for kind in REQUIRED_KINDS:
                wanted = signers_of(person, signed_on)
                signers = ([person] if "self" in wanted else []) + (
                    guardians[:1] if "guardian" in wanted else []
                )
                record_consent(person=person, kind=kind, signed_on=signed_on, signers=signers,
                               by=self.curator, on=self.on, shelf_mark="08-12")  # fmt: skip
        for surname in self.data.get("withdrawn", []):
            for consent in Consent.objects.filter(person=self.people[surname]):
                withdraw_consent(consent, withdrawn_on=self._day(60), by=self.curator, on=self.on)

    def _pair(self, data):
        topic = data["direction"]
        Mentor.objects.filter(person__in=self._named(data["mentors"])).update(strengths=topic)
        Mentee.objects.filter(person__in=self._named(data["mentees"])).update(request=topic)
        return form_pair(
            organization=self.organization, year=self.year,
            form=MentoringForm.objects.get(code=data["form"]),
            kind=MentoringKind.objects.get(code=data["kind"]),
            mentors=self._named(data["mentors"]),
            mentees=self._named(data["mentees"]),
            direction=data["direction"], starts_on=self._day(14),
            ends_on=datetime.date(self.year + 1, 5, 31), by=self.curator, on=self._day(10),
        )  # fmt: skip

    def _fix(self, pairs):
        """Register the order on the pairs at work; leave another one on the director's desk."""
        at_work = [pair for pair, data in pairs if data["state"] in ("active", "paused", "closed")]
        waiting = [pair for pair, data in pairs if data["state"] == "waiting"]
        if at_work:
            paper = draft("order-pairs", at_work, by=self.curator, on=self._day(12))
            send_to_sign(paper, by=self.curator, on=self._day(13))
            register(paper, number=f"{163 + len(self.people) % 20}{self._suffix}",
                     dated=self._day(14), by=self.director, on=self.on)  # fmt: skip
        if waiting:
            paper = draft("order-pairs", waiting, by=self.curator, on=self.on)
            send_to_sign(paper, by=self.curator, on=self.on)

    def _meet(self, pair, data):
        day, number = pair.confirmed_on + datetime.timedelta(days=2), 0
        last = self.begin + datetime.timedelta(days=14 + data.get("until", 400))
        topics = list(Topic.objects.filter(for_learners=data["form"] != "teacher-teacher")[:6])
        while day <= min(self.on, last):
            meeting = record_meeting(
                pair=pair, sending=uuid.uuid4(), held_on=day, stage=STAGES[min(number, 3)],
                minutes=[45, 30, 60, 40][number % 4],
                topics=[topics[number % len(topics)], topics[(number * 2 + 1) % len(topics)]],
                progress=6 + number % 4, rapport=7 + number % 4, by=self.curator, on=self.on,
                next_on=None,
            )  # fmt: skip
            for n, row in enumerate(Attendance.objects.filter(meeting=meeting).order_by("pk")):
                if (number + n) % 4 != 3:
                    answer(row, usefulness=7 + (number + n) % 4, comfort=8 + (number * n) % 3,
                           goal=["yes", "partly"][number % 3 == 1])  # fmt: skip
            day, number = day + datetime.timedelta(days=data["every"]), number + 1
        if data["state"] == "paused":
            pause_pair(pair, by=self.curator, on=self._day(70))
        if data["state"] == "closed":
            close_pair(pair, closing="completed", by=self.curator, on=self.on)
