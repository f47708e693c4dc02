"""What a table would do, row by row: new, changed, unchanged, refused, or a question."""

import datetime

from people.import_plan import counts, digest, plan
from people.import_words import sentences, shown_changes
from people.models import Mentor
from people.table_rows import read_people
from tests import factories as make
from tests.people import tables

ON = make.TODAY
TEACHER, PUPIL = tables.TEACHER, tables.PUPIL


def planned(organization, *rows, **decisions):
    read = read_people(tables.table(*rows), ON)
    return plan(read, organization=organization, year=2026, on=ON, decisions=decisions)


def known_teacher(organization, **values):
    return make.make_person(
        organization, post="учитель химии",
        **{"surname": "Белова", "first_name": "Елена", "patronymic": "Станиславовна",
           "gender": "f", "birth_on": datetime.date(1979, 3, 4)} | values,
    )  # fmt: skip


def test_an_unknown_person_is_new(ours):
    (row,) = planned(ours, TEACHER)

    assert (row.state, sentences(row, ON)) == ("new", ["Станет наставником."])


def test_a_new_pupil_says_who_signs(ours):
    own = {**PUPIL, "Представитель ФИО": "", "Кем приходится": ""}

    with_mother, alone = planned(ours, PUPIL, own | {"Фамилия": "Иной"})

    assert sentences(with_mother, ON)[1] == "Представитель: Захарова Ирина Олеговна, мать."
    assert sentences(alone, ON)[1] == "Подписывает родитель: представитель не указан."


def test_only_what_differs_changes(ours):
    teacher = known_teacher(ours, phone="8 (000) 000-00-01")
    Mentor.objects.create(person=teacher, year=2026)

    (row,) = planned(ours, TEACHER | {"Телефон": "8 (000) 000-00-02"})

    assert (row.state, row.person) == ("changed", teacher)
    assert shown_changes(row) == [("Телефон", "8 (000) 000-00-01", "8 (000) 000-00-02")]


def test_an_empty_cell_erases_nothing(ours):
    teacher = known_teacher(ours, phone="8 (000) 000-00-01")
    Mentor.objects.create(person=teacher, year=2026)

    (row,) = planned(ours, TEACHER)

    assert row.state == "unchanged"


def test_another_case_or_a_missing_yo_is_the_same_person(ours):
    make.make_person(ours, surname="Ерёмин", first_name="Артём", patronymic="Олегович",
                     birth_on=datetime.date(1990, 5, 6))  # fmt: skip
    row = {"Фамилия": "ЕРЕМИН", "Имя": "Артем", "Отчество": "Олегович", "Кто": "работник",
           "Дата рождения": datetime.date(1990, 5, 6)}  # fmt: skip

    assert [found.state for found in planned(ours, row)] == ["unchanged"]


def test_without_a_birth_date_the_only_namesake_is_meant(ours):
    teacher = known_teacher(ours)

    (row,) = planned(ours, TEACHER | {"Дата рождения": ""})

    assert row.person == teacher


def test_without_a_birth_date_two_namesakes_are_refused(ours):
    known_teacher(ours)
    known_teacher(ours, birth_on=datetime.date(1990, 1, 1))

    (row,) = planned(ours, TEACHER | {"Дата рождения": ""})

    assert row.messages == ["Людей с таким именем уже 2. Укажите дату рождения."]


def test_a_birth_date_is_added_to_somebody_known_without_one(ours):
    known_teacher(ours, birth_on=None)

    (row,) = planned(ours, TEACHER)

    assert shown_changes(row) == [("Дата рождения", "", "04.03.1979")]


def test_another_surname_with_the_same_birth_date_is_a_question(ours):
    known_teacher(ours)
    married = TEACHER | {"Фамилия": "Сорокина"}

    asked, same, other = (
        planned(ours, married, **decisions)[0] for decisions in ({}, {"2": "same"}, {"2": "other"})
    )

    assert (asked.state, asked.messages) == (
        "ask", ["Похож на «Белова Елена Станиславовна», та же дата рождения."]
    )  # fmt: skip
    assert (same.state, shown_changes(same)[0]) == ("changed", ("Фамилия", "Белова", "Сорокина"))
    assert other.state == "new"


def test_twins_are_no_question(ours):
    make.make_pupil(ours, surname="Захаров", first_name="Матвей", patronymic="Андреевич",
                    birth_on=datetime.date(2013, 2, 9))  # fmt: skip

    (row,) = planned(ours, PUPIL | {"Имя": "Глеб"})

    assert row.state == "new"


def test_a_namesake_with_another_birth_date_is_a_question(ours):
    known_teacher(ours)

    (row,) = planned(ours, TEACHER | {"Дата рождения": datetime.date(1997, 3, 4)})

    assert row.messages == [
        "Похож на «Белова Елена Станиславовна», дата рождения другая: 04.03.1979."
    ]


def test_a_namesake_that_stands_in_the_file_too_is_no_question(ours):
    known_teacher(ours)

    rows = planned(ours, TEACHER, TEACHER | {"Дата рождения": datetime.date(1997, 3, 4)})

    assert [row.state for row in rows] == ["changed", "new"]


def test_a_person_twice_in_the_file_is_refused(ours):
    first, second = planned(ours, TEACHER, TEACHER)

    assert first.state == "new"
    assert second.messages == ["Эта строка повторяет строку 2. Уберите одну из них."]


def test_people_of_another_school_are_not_looked_at(ours, theirs):
    known_teacher(theirs)

    (row,) = planned(ours, TEACHER)

    assert (row.state, row.person) == ("new", None)


def test_a_child_is_not_its_own_guardian(ours):
    (row,) = planned(ours, PUPIL | {"Представитель ФИО": "Захаров Матвей Андреевич"})

    assert row.messages == [
        "Представитель и ребёнок – это разные люди. Исправьте имя представителя."
    ]


def test_the_digest_tells_one_plan_from_another(ours):
    before = planned(ours, TEACHER)
    known_teacher(ours)
    after = planned(ours, TEACHER)

    assert digest(before) == digest(before)
    assert digest(before) != digest(after)
    assert counts(after)["changed"] == 1


def test_a_plan_costs_the_same_queries_for_one_row_and_for_many(
    ours, django_assert_max_num_queries
):
    known_teacher(ours)
    rows = [TEACHER | {"Имя": name} for name in ("Анна", "Мария", "Ольга", "Яна", "Елена")]

    with django_assert_max_num_queries(7):
        planned(ours, *rows)
