"""What is always true of people, whoever writes them."""

import datetime

import pytest
from dateutil.relativedelta import relativedelta
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from people.models import (
    Candidate,
    Guardian,
    Headcount,
    Mentee,
    Mentor,
    Person,
    PositionPeriod,
)
from tests import factories as make

LATER = datetime.date(2126, 1, 1)
DAY = datetime.timedelta(days=1)


@pytest.mark.parametrize("text", ["ЕРЁМИН", "еремин артем", "ём арт", "артём ерёмин"])
def test_search_finds_any_part_in_any_case(ours, text):
    ours_found = make.make_person(ours, surname="Ерёмин", first_name="Артём")
    make.make_person(ours, surname="Еремеев", first_name="Иван")

    assert list(Person.objects.search(text)) == [ours_found]


def test_search_bears_what_no_keyboard_types(ours):
    found = make.make_person(ours, surname="Ерёмин")

    make.make_person(ours, surname="Горин")

    assert list(Person.objects.search("\0ерем\0")) == [found]


def test_search_column_is_kept_by_bulk_create(ours):
    person = Person(organization=ours, kind="employee", surname="Семёнова", first_name="Яна")

    Person.objects.bulk_create([person])

    assert Person.objects.get().search == "семенова яна"


def test_one_person_is_entered_once(ours):
    twice = {"surname": "Белова", "first_name": "Елена", "patronymic": "Львовна",
             "birth_on": datetime.date(1980, 1, 1)}  # fmt: skip
    make.make_person(ours, **twice)

    with pytest.raises(IntegrityError), transaction.atomic():
        make.make_person(ours, **twice)


def test_the_same_person_may_be_known_to_another_school(ours, theirs):
    twice = {"surname": "Белова", "birth_on": datetime.date(1980, 1, 1)}
    make.make_person(ours, **twice)

    make.make_person(theirs, **twice)

    assert Person.objects.count() == 2


def test_nobody_is_born_in_the_future(ours):
    person = make.make_person(ours, birth_on=LATER)

    with pytest.raises(ValidationError) as refusal:
        person.full_clean()

    assert refusal.value.message_dict == {
        "birth_on": ["Дата 01.01.2126 ещё не наступила. Вероятно, 01.01.2026."]
    }


def test_no_child_is_an_employee(ours):
    person = make.make_person(ours, birth_on=timezone.localdate() - relativedelta(years=14) + DAY)

    with pytest.raises(ValidationError, match="работником бывают с 14 лет"):
        person.full_clean()
    person.birth_on -= DAY
    person.full_clean()


@pytest.mark.parametrize(("model", "values", "wrong"), [
    (Candidate, {"source": "parents", "heard_on": LATER}, "heard_on"),
    (Mentor, {"recommended_on": LATER}, "recommended_on"),
    (Mentor, {"year": 3000}, "year"), (Mentee, {"year": 1900}, "year"),
])  # fmt: skip
def test_what_is_said_of_a_year_has_been_said_in_our_age(ours, model, values, wrong):
    row = model(person=make.make_person(ours), **{"year": make.YEAR} | values)

    with pytest.raises(ValidationError) as refusal:
        row.full_clean()

    assert list(refusal.value.message_dict) == [wrong]


def test_nobody_teaches_before_the_age_of_work(ours):
    person = make.make_person(ours, birth_on=datetime.date(2000, 3, 1))
    post = PositionPeriod(person=person, title="учитель", hired_on=datetime.date(1990, 9, 1))

    with pytest.raises(ValidationError, match="не было 14 лет"):
        post.full_clean()
    post.hired_on = datetime.date(2020, 9, 1)
    post.full_clean()


def test_a_guardian_is_another_person(ours):
    child = make.make_pupil(ours)

    with pytest.raises(IntegrityError), transaction.atomic():
        Guardian.objects.create(child=child, adult=child, relation="мать")


def test_a_guardian_is_of_age(ours):
    child, friend = make.make_pupil(ours, age=13), make.make_pupil(ours, age=16)

    with pytest.raises(ValidationError, match="моложе 18 лет"):
        Guardian(child=child, adult=friend, relation="брат").full_clean()


def test_a_guardian_belongs_to_the_same_school(ours, theirs):
    child, stranger = make.make_pupil(ours), make.make_person(theirs)

    with pytest.raises(ValidationError, match="в ту же организацию"):
        Guardian(child=child, adult=stranger, relation="мать").full_clean()


def test_a_post_covers_its_days(ours):
    person = make.make_person(ours)
    person.posts.create(title="учитель", ends_on=datetime.date(2026, 8, 31))
    person.posts.create(title="методист", starts_on=datetime.date(2026, 9, 1))

    titles = [person.title_on(datetime.date(2026, month, 1)) for month in (8, 9)]

    assert titles == ["учитель", "методист"]


def test_a_pupil_without_a_birth_date_is_asked_for_it(ours):
    named = {"organization": ours, "surname": "Белов", "first_name": "Глеб", "gender": "m"}

    with pytest.raises(ValidationError, match="Укажите дату рождения"):
        Person(kind="pupil", **named).full_clean()

    Person(kind="employee", **named).full_clean()


def test_nobody_is_counted_on_a_day_to_come(ours):
    future = Headcount(organization=ours, group="pupils", number=318, counted_on=LATER)

    with pytest.raises(ValidationError, match="ещё не наступил"):
        future.full_clean()
