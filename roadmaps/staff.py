"""What an organization knows of itself and its staff on a day, as the checks take it."""

from datetime import date

from django.db.models import Exists

from people.models import Curator, Membership, PersonKind, PositionPeriod, Role, SchoolClass
from people.years import year_of
from roadmaps.lint import Known


def known_of(organization, on: date) -> Known:
    """Return names, posts and people who left, in one query; a municipality names many schools."""
    names = () if organization.is_municipality else (organization.short_name,
                                                    organization.full_name)  # fmt: skip
    held = (
        PositionPeriod.objects.filter(
            person__organization=organization, person__kind=PersonKind.EMPLOYEE
        )
        .select_related("person")
        .annotate(**_duties_held(organization, year_of(on)))
    )
    posts, working, all_people, unheld = set(), set(), {}, frozenset()
    for post in held:
        unheld = _unheld(post)
        all_people[post.person_id] = post.person
        if post.covers(on):
            posts.add(post.title.lower())
            working.add(post.person_id)
    same = {person.surname for key, person in all_people.items() if key in working}
    left = tuple((person.surname, person.short_name) for key, person in all_people.items()
                 if key not in working and person.surname not in same)  # fmt: skip
    place = "\n".join([organization.full_name, organization.place, organization.address])
    return Known(names=names, place=place, posts=frozenset(posts) or None, staff=frozenset(same),
                 left=left, unheld=unheld)  # fmt: skip


def _duties_held(organization, year):
    """Return the questions who has a duty this year, asked together with the posts."""
    classes = SchoolClass.objects.filter(organization=organization, year=year)
    accounts = Membership.objects.filter(organization=organization, role=Role.CURATOR)
    curators = Curator.objects.filter(person__organization=organization, year=year)
    return {
        "has_curator": Exists(curators) | Exists(accounts),
        "has_classes": Exists(classes),
        "has_class_teacher": Exists(classes.filter(teacher__isnull=False)),
    }


def _unheld(post):
    lacking = {"куратор наставничества"} if not post.has_curator else set()
    if post.has_classes and not post.has_class_teacher:
        lacking.add("классный руководитель")
    return frozenset(lacking)
