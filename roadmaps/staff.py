"""What an organization knows of itself and its staff on a day, as the checks take it."""

from datetime import date

from people.models import PersonKind, PositionPeriod
from roadmaps.lint import Known


def known_of(organization, on: date) -> Known:
    """Return names, posts and people who left, in one query; a municipality names many schools."""
    names = () if organization.is_municipality else (organization.short_name,
                                                    organization.full_name)  # fmt: skip
    held = PositionPeriod.objects.filter(
        person__organization=organization, person__kind=PersonKind.EMPLOYEE
    ).select_related("person")
    posts, working, all_people = set(), set(), {}
    for post in held:
        all_people[post.person_id] = post.person
        if post.covers(on):
            posts.add(post.title.lower())
            working.add(post.person_id)
    same = {person.surname for key, person in all_people.items() if key in working}
    left = tuple((person.surname, person.short_name) for key, person in all_people.items()
                 if key not in working and person.surname not in same)  # fmt: skip
    return Known(names=names, posts=frozenset(posts) or None, left=left)
