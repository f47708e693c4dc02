"""One organization of the demo: its people, posts, classes and accounts."""

import datetime

from dateutil.relativedelta import relativedelta
from django.db.models import Max

from people.models import (
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
from people.workdays import is_working
from people.years import first_day, year_of


class School:
    """An organization with its people by surname and its users by role."""

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
        for number, row in enumerate(data.get("pupils", [])):
            self._enrol(number, *row)
        for name, teacher in data.get("classes", {}).items():
            self.organization.classes.filter(year=self.year, name=name).update(
                teacher=self.people[teacher]
            )
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
        PositionPeriod.objects.create(
            person=person, title=post, hired_on=hired, starts_on=hired,
            contract_number=str(number + 1), contract_on=hired,
        )  # fmt: skip
        if part == "curator":
            Curator.objects.create(person=person, year=self.year)
        if part == "mentor":
            Mentor.objects.create(person=person, year=self.year, capacity=4)
        if part in ("young", "mentee"):
            Mentee.objects.create(person=person, year=self.year)

    def _enrol(self, number, full_name, gender, age, class_name, guardian, relation):
        school_class, _ = SchoolClass.objects.get_or_create(
            organization=self.organization, year=self.year, name=class_name
        )
        # the first turns 14 within a month: the consent of today will not be enough then
        birthday = self.on + datetime.timedelta(days=22 + 53 * number % 330)
        born = birthday - relativedelta(years=age + 1)
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

    @property
    def curator(self):
        return self.users.get("curator")

    @property
    def director(self):
        return self.users.get("director")

    def named(self, surnames):
        return [self.people[surname] for surname in surnames]

    def day(self, days):
        """Return a day of the year so many days after 1 September, but not after today."""
        return min(self.begin + datetime.timedelta(days=days), self.on)

    def last_working_day(self, pair):
        """Return the working day nearest before today on which the pair could have ended."""
        day = self.on
        while not is_working(day, organization=self.organization):
            day -= datetime.timedelta(days=1)
        met = pair.meetings.aggregate(last=Max("held_on"))["last"]
        return max(filter(None, (day, met, pair.confirmed_on)))

    def add_account(self, login, role, surname, password):
        person = self.people[surname]
        person.email = f"{login}@verhneozersk.example"
        person.save()
        user = User.objects.create_user(
            login, person.email, password, last_name=person.surname,
            first_name=f"{person.first_name} {person.patronymic}".strip(),
        )  # fmt: skip
        Membership.objects.create(
            user=user, organization=self.organization, role=role, person=person
        )
        self.users[role] = user
