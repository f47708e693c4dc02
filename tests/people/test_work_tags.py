"""The choice between several memberships in the header."""

from people.templatetags.work import other_work
from tests.factories import make_organization, make_user


def test_one_membership_leaves_no_choice(db):
    user = make_user("curator", make_organization(), "curator")

    assert other_work(user) == []


def test_memberships_of_two_organizations_are_offered(db):
    user = make_user("curator", make_organization(), "curator")
    first = user.memberships.get()
    second = user.memberships.create(organization=make_organization(), role="director")

    assert other_work(user) == [first, second]
