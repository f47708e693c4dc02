"""What an organization knows of itself, asked in one query."""

import datetime

from people.models import Curator, PersonKind, SchoolClass
from roadmaps.staff import known_of
from tests import factories as make
from tests.factories import TODAY, YEAR


def test_duties_of_the_year_that_nobody_has(ours, theirs, django_assert_num_queries):
    teacher = make.make_person(ours, post="учитель физики")
    SchoolClass.objects.create(organization=ours, year=YEAR, name="7 «А»")
    Curator.objects.create(person=make.make_person(theirs, post="методист"), year=YEAR)
    Curator.objects.create(person=teacher, year=YEAR - 1)
    SchoolClass.objects.create(organization=ours, year=YEAR - 1, name="6 «А»", teacher=teacher)

    with django_assert_num_queries(1):
        known = known_of(ours, TODAY)

    assert known.unheld == {"куратор наставничества", "классный руководитель"}


def test_duties_that_were_given_and_classes_that_are_not_there(ours, theirs, curator):
    teacher = make.make_person(theirs, post="учитель физики")
    assert known_of(ours, TODAY).unheld == frozenset()  # the curator's account, no classes

    SchoolClass.objects.create(organization=theirs, year=YEAR, name="7 «А»", teacher=teacher)
    Curator.objects.create(person=teacher, year=YEAR)

    assert teacher.kind == PersonKind.EMPLOYEE
    assert known_of(theirs, TODAY).unheld == frozenset()
    assert known_of(theirs, TODAY + datetime.timedelta(366)).unheld == {"куратор наставничества"}
