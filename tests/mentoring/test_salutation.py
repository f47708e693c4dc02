import pytest

from mentoring.models import PairMember
from mentoring.salutation import company, ordinal
from people.models import Person
from people.salutation import called


def member(name, gender="m", **values):
    surname, first_name, patronymic = [*name.split(), ""][:3]
    person = Person(surname=surname, first_name=first_name, patronymic=patronymic, gender=gender,
                    **{"kind": "employee"} | values)  # fmt: skip
    return PairMember(person=person)


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ([member("Соколов Дмитрий Игоревич")], "с Соколовым Дмитрием Игоревичем"),
        ([member("Скворцова Анна Львовна", "f")], "со Скворцовой Анной Львовной"),
        ([member("Щукин Иван Петрович")], "со Щукиным Иваном Петровичем"),
        (
            [member("Горин Иван Львович"), member("Белова Анна Львовна", "f")],
            "с Гориным Иваном и Беловой Анной",
        ),
        ([member("Горин Иван Львович")] * 5, "с группой из 5 человек"),
    ],
)
def test_with_whom_somebody_met(members, expected):
    assert company(members) == expected


def test_a_name_of_unknown_gender_stays_as_it_is():
    assert company([member("Ким Саша", "")]) == "с Ким Саша"


def test_adults_are_called_with_patronymic_and_pupils_without():
    teacher = member("Белова Анна Львовна", "f").person
    pupil = member("Белова Анна Львовна", "f", kind="pupil").person

    assert (called(teacher), called(pupil)) == ("Анна Львовна", "Анна")


def test_meetings_are_counted_in_words():
    assert [ordinal(1), ordinal(12), ordinal(13)] == ["первая", "двенадцатая", "13-я"]
