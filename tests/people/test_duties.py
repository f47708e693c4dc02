"""Roles of a year besides the banks: entered on the person's page, filtered by, carried over."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from people.models import Curator, Duty, JournalEntry, SchoolClass
from tests import factories as make
from tests.factories import YEAR
from tests.people.test_admin import EMPTY_INLINES


def give(person, kind, **values):
    return Duty.objects.create(person=person, kind=kind, **{"year": YEAR} | values)


def test_several_roles_are_entered_on_the_page_of_the_person(as_curator, ours):
    person = make.make_person(ours, post="учитель")
    Curator.objects.create(person=person, year=YEAR)
    address = reverse("admin:people_person_change", args=[person.pk])
    rows = {"duties-TOTAL_FORMS": "3"}
    for number, (kind, words) in enumerate([("site", ""), ("other", "тьютор"), ("", "")]):
        rows |= {f"duties-{number}-year": YEAR, f"duties-{number}-kind": kind,
                 f"duties-{number}-words": words}  # fmt: skip

    as_curator.post(address, EMPTY_INLINES | rows | {
        "surname": person.surname, "first_name": "Иван", "kind": "employee", "gender": "m",
        "birth_on": "01.02.1980",
    })  # fmt: skip

    said = as_curator.get(address).content.decode()
    assert [duty.title for duty in person.duties.order_by("pk")] == [
        "ответственный за сайт и социальные сети", "тьютор",
    ]  # fmt: skip
    assert "куратор, тьютор, ответственный за сайт и социальные сети" in said


@pytest.mark.parametrize(
    ("values", "sentence"),
    [({"kind": "other"}, "Напишите, какая это роль, своими словами."),
     ({"kind": "site", "starts_on": datetime.date(2026, 11, 2),
       "ends_on": datetime.date(2026, 11, 1)},
      "Роль не может закончиться раньше, чем началась.")],
)  # fmt: skip
def test_a_role_without_sense_is_refused_with_a_sentence(ours, values, sentence):
    duty = Duty(person=make.make_person(ours), year=YEAR, **values)

    with pytest.raises(ValidationError) as refusal:
        duty.full_clean()
    assert refusal.value.messages == [sentence]


def test_the_list_of_people_is_filtered_by_the_role_of_the_year(as_curator, ours):
    teacher, member, former = (make.make_person(ours) for _ in range(3))
    SchoolClass.objects.create(organization=ours, year=YEAR, name="5 «А»", teacher=teacher)
    give(member, "council")
    give(former, "council", year=YEAR - 1)

    def shown(part):
        page = as_curator.get(reverse("admin:people_person_changelist") + f"?part={part}")
        return [row.pk for row in page.context["cl"].result_list]

    assert shown("council") == [member.pk]
    assert shown("class_teacher") == [teacher.pk]


def test_chosen_roles_go_on_in_the_next_year_once(as_curator, ours):
    stays, leaves = (give(make.make_person(ours), "council", ends_on=datetime.date(2027, 5, 31))
                     for _ in range(2))  # fmt: skip
    chosen = {"action": "carry_over", "_selected_action": [stays.pk]}
    for _ in range(2):
        as_curator.post(reverse("admin:people_duty_changelist"), chosen)

    carried = Duty.objects.filter(year=YEAR + 1)
    assert [(duty.person, duty.kind, duty.ends_on) for duty in carried] == [
        (stays.person, "council", None)
    ]
    assert leaves.person.duties.count() == 1
    assert JournalEntry.objects.filter(action="carry_duty").count() == 1


def test_an_empty_list_offers_nothing_to_carry_over(as_curator, ours):
    address = reverse("admin:people_duty_changelist")
    offered = 'value="carry_over"'

    assert offered not in as_curator.get(address).content.decode()

    give(make.make_person(ours), "council")
    assert offered in as_curator.get(address).content.decode()
