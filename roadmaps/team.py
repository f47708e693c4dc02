"""Who holds the duties a roadmap names, in one academic year."""

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from people.models import (
    Curator,
    Duty,
    DutyKind,
    Headship,
    Membership,
    Mentor,
    Organization,
    Person,
    PersonKind,
    PositionPeriod,
    Role,
    SchoolClass,
)
from people.years import first_day, last_day
from roadmaps.assignees import AssigneeKind, Named, is_plural

_HEAD = re.compile(
    r"(?:и\.?\s?о\.?\s+|врио\s+)?(?:директор|заведующ(?:ий|ая)|начальник|ректор)\b", re.I
)
_CURATORS = re.compile(r"(?:муниципальн\w+\s+)?(?:куратор|координатор)", re.I)
_MENTORS = re.compile(r"наставники\b", re.I)
_TEACHER_MENTORS = re.compile(r"(?:педагоги|учителя)[-–\s]+наставники", re.I)
_CLASS_TEACHERS = re.compile(r"классн\w+\s+руководител|классрук", re.I)
_ORGANIZATIONS = re.compile(
    r"\bОО\b|образовательн\w+\s+(?:организаци|учреждени)|директора\b|\bшкол\b", re.I
)
_BODIES = {
    re.compile(r"рабоч\w+\s+групп", re.I): DutyKind.GROUP_HEAD,
    re.compile(r"\bсовет\w*\s.{0,20}наставник", re.I): DutyKind.COUNCIL_HEAD,
}  # a body answers by its head
_STEM = 4  # letters of a surname or a duty that no case changes
_SHORT = {
    r"\bШ?МО\b": "методических объединений", r"\bУВР\b": "учебно-воспитательной",
    r"\bНМР\b": "научно-методической", r"\bУМР\b": "учебно-методической",
    r"\bУР\b": "учебной", r"\bВР\b": "воспитательной", r"\bМР\b": "методической",
    r"\bзам\.\s*": "заместитель ",
}  # fmt: skip
_IDLE = {"работе", "работа", "школы", "организации", "внедрения", "целевой", "модели",
         "наставничества", "ответственный", "ответственная", "ответственные"}  # fmt: skip


@dataclass
class Team:
    """The people of an organization in one year, as duties and names find them."""

    people: list[Person]
    posts: list[tuple[str, Person]] = field(default_factory=list)
    heads: list[Person] = field(default_factory=list)
    duties: list[Duty] = field(default_factory=list)
    curators: list[Person] = field(default_factory=list)
    mentors: list[Person] = field(default_factory=list)
    class_teachers: list[Person] = field(default_factory=list)
    schools: list[Organization] = field(default_factory=list)

    def person_of(self, named: Named) -> Person | None:
        """Return the one person these words mean this year; None when nobody or several fit."""
        if named.kind == AssigneeKind.PERSON:
            return _only(self._called(named.surname, named.initials))
        if named.kind == AssigneeKind.FREE_TEXT:
            surname = named.text.lower()
            return _only(one for one in self.people if one.surname.lower() == surname)
        if named.kind == AssigneeKind.BODY:
            return _only(self._heading(named.text))
        if named.kind != AssigneeKind.ROLE:
            return None
        if _HEAD.match(named.text) and not is_plural(named.text):
            return self.heads[0] if self.heads else None
        return _only(self._holding(named.text))

    def each_of(self, named: Named) -> list[Person | Organization]:
        """Return all who hold a duty named in the plural, each of whom has a share; else none."""
        if named.kind != AssigneeKind.ROLE or not is_plural(named.text):
            return []
        if self.schools and _ORGANIZATIONS.search(named.text):
            return list(self.schools)
        holding = self._holding(named.text)
        return holding if len(holding) > 1 else []

    def _holding(self, text):
        if _CLASS_TEACHERS.search(text):
            return self.class_teachers
        if _TEACHER_MENTORS.match(text):
            return [one for one in self.mentors if one.kind == PersonKind.EMPLOYEE]
        if _MENTORS.match(text):
            return self.mentors
        if _CURATORS.match(text):
            return self.curators
        if heading := self._heading(text):
            return heading
        stems = _stems(text)
        if not stems:
            return []
        named = [duty.person for duty in self.duties if stems <= _stems(duty.title)
                 and duty.kind not in _BODIES.values()]  # fmt: skip
        held = named or [one for title, one in self.posts if stems <= title]
        return list(dict.fromkeys(held))

    def _heading(self, text):
        kinds = [kind for words, kind in _BODIES.items() if words.search(text)]
        return [duty.person for duty in self.duties if duty.kind in kinds]

    def _called(self, surname, initials):
        same = [one for one in self.people if _fits(one, surname, initials)]
        exact = [one for one in same if one.surname == surname]
        return exact or same


def team_of(organization: Organization, *, year: int, on: datetime.date | None = None) -> Team:
    """Return the Team of the academic year, without those who had left before `on`.

    So many queries whatever the number of people: eight, nine for a municipality.
    """
    first, last = first_day(year), last_day(year)
    held = PositionPeriod.objects.filter(person__organization=organization).exclude(
        ends_on__lt=max(on or first, first)
    ).exclude(starts_on__gt=last)  # fmt: skip
    posts = list(held.select_related("person").order_by("person__search", "pk"))
    heads = Headship.objects.filter(organization=organization).exclude(
        ends_on__lt=max(on or first, first)
    ).exclude(starts_on__gt=last)  # fmt: skip
    by_account = list(Membership.objects.filter(
        organization=organization, role__in=(Role.CURATOR, Role.DIRECTOR), person__isnull=False
    ).select_related("person").order_by("pk"))  # fmt: skip
    duties = Duty.objects.filter(person__organization=organization, year=year).exclude(
        ends_on__lt=max(on or first, first)
    )
    curators = _people(Curator, organization, year)
    led = SchoolClass.objects.filter(organization=organization, year=year, teacher__isnull=False)
    return Team(
        people=list(Person.objects.filter(organization=organization, kind=PersonKind.EMPLOYEE)),
        posts=[(_stems(post.title), post.person) for post in posts],
        heads=[row.person for row in heads.select_related("person").order_by(
            "is_acting", "-starts_on", "-pk")] or _of_role(by_account, Role.DIRECTOR),
        duties=list(duties.select_related("person").order_by("person__search", "pk")),
        curators=curators or _of_role(by_account, Role.CURATOR),
        mentors=_people(Mentor, organization, year),
        class_teachers=list(dict.fromkeys(one.teacher for one in led.select_related("teacher"))),
        schools=list(Organization.objects.filter(parent=organization).order_by("short_name", "pk"))
        if organization.is_municipality else [],
    )  # fmt: skip


def _people(model, organization, year):
    rows = model.objects.filter(person__organization=organization, year=year)
    return [row.person for row in rows.select_related("person").order_by("person__search", "pk")]


def _of_role(memberships, role):
    return list(dict.fromkeys(row.person for row in memberships if row.role == role))


def _only(people: Iterable[Person]) -> Person | None:
    found = list(people)
    return found[0] if len(found) == 1 else None


def _fits(person, surname, initials):
    """Compare a surname in any case («Чуракову», «Чуракова») and the initials both have."""
    stem = max(min(len(person.surname), len(surname)) - 2, _STEM)
    own = person.first_name[:1] + person.patronymic[:1]
    return (
        person.surname[:stem].lower() == surname[:stem].lower()
        and abs(len(person.surname) - len(surname)) <= 2
        and all(a == b for a, b in zip(own, initials, strict=False))
    )


def _stems(text):
    """Return what of a duty or a post no case changes: the stems of its telling words."""
    text = text.split("(")[0]
    for short, whole in _SHORT.items():
        text = re.sub(short, whole, text, flags=re.I)
    words = re.findall(r"[а-яё]{4,}", text.lower())
    return frozenset(word[:-2] if len(word) > 6 else word[:_STEM] for word in words
                     if word not in _IDLE)  # fmt: skip
