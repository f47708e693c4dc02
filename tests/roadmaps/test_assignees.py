"""Who answers and what is expected, as cells word it; and whom a duty means this year."""

import pytest

from people.models import Curator, Duty, Headship, SchoolClass
from roadmaps import actions
from roadmaps.assignees import is_plural, named_in
from roadmaps.expected import expected_in
from roadmaps.models import Assignee, ExpectedResult, Target
from roadmaps.team import team_of
from tests import factories as make
from tests.factories import TODAY, YEAR

CELLS = [
    ("Директор МОУ СОШ №4 г.Ростова Сергеев С.В.\nКуратор Обморышева ИА.",
     ["person Сергеев С.В.", "person Обморышева ИА."]),
    ("Куратор внедрения модели – Сырыгина Н.М.", ["person Сырыгина Н.М."]),
    ("Климовских А.М. Сырыгина Н.М.", ["person Климовских А.М.", "person Сырыгина Н.М."]),
    ("И.О. Иванов, С. В. Петрова", ["person И.О. Иванов", "person С. В. Петрова"]),
    ("Директор И.О. Иванов", ["person И.О. Иванов"]),
    ("Иванова Анна Петровна", ["person Иванова Анна Петровна"]),
    ("директор, заместитель директора,", ["role директор", "role заместитель директора"]),
    ("Педагог-психолог куратор", ["role Педагог-психолог", "role куратор"]),
    ("директор и куратор", ["role директор", "role куратор"]),
    ("Заместитель директора по УВР, ВР", ["role Заместитель директора по УВР, ВР"]),
    ("Заведующий.", ["role Заведующий"]),
    ("Школьный методический совет наставников; ШМО учителей",
     ["body Школьный методический совет наставников", "body ШМО учителей"]),
    ("МКУ «ИМЦСО, ЛМО СК», руководители ОО",
     ["organization МКУ «ИМЦСО, ЛМО СК»", "role руководители ОО"]),
    ("Отдел образования", ["organization Отдел образования"]),
    ("родители", ["free_text родители"]),
    (",;\n –", []),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "expected"), CELLS, ids=[cell[:20] for cell, _ in CELLS])
def test_a_cell_is_parted_into_those_who_answer(cell, expected):
    assert [f"{one.kind} {one.text}" for one in named_in(cell)] == expected


def test_words_before_a_name_are_the_duty_and_brackets_a_note():
    (one, other) = named_in("Куратор Белова А.П. (по согласованию), Гор И. И. (отв.)")

    assert (one.role, one.surname, one.initials, one.note) == (
        "Куратор", "Белова", "АП", "по согласованию",
    )  # fmt: skip
    assert (one.is_main, other.is_main, other.initials) == (False, True, "ИИ")


@pytest.mark.parametrize("text", ["А." * 5_000, "(" * 3_000, "«Директор" * 900, "и " * 4_000])
def test_an_endless_cell_is_read_in_no_time(text):
    assert len(named_in(text)) <= 40
    assert len(expected_in(text)) <= 30


@pytest.mark.parametrize(
    ("words", "several"),
    [("Классные руководители 5–9 классов", True), ("руководители ШМО", True), ("Наставники", True),
     ("педагоги-наставники", True), ("Заместитель директора", False), ("Наставник", False)],
)  # fmt: skip
def test_a_plural_duty_is_told_from_a_single_one(words, several):
    assert is_plural(words) is several


RESULTS = [
    ("Приказ об утверждении дорожной карты, положение", ["order", "regulation"]),
    ("1. Приказ\n2. Положение\n3. Дорожная карта", ["order", "regulation", "plan"]),
    ("Анкеты, сводные таблицы", ["survey", "register"]),
    ("Анкеты проанализированы, сформированы пары, создание приказа о закреплении",
     ["survey", "order"]),
    ("Реестр педагогов, участвующих в программе", ["register"]),
    ("База наставляемых (сбор запросов; сбор согласий)", ["register"]),
    ("Ознакомление с приказом", ["acquaintance"]),
    ("Подписанные согласия", ["consents"]),
    ("Программа дня, публикация на сайте", ["programme", "publication"]),
    ("Сформированы наставнические пары", ["other"]),
    ("", []),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "kinds"), RESULTS, ids=[cell[:20] for cell, _ in RESULTS])
def test_a_cell_names_kinds_of_results(cell, kinds):
    assert [one.kind for one in expected_in(cell)] == kinds


@pytest.mark.parametrize(
    ("cell", "quantity"),
    [("Не менее 3 публикаций", 3), ("2 протокола", 2), ("Не менее 90 % анкет", None)],
)
def test_how_many_are_named(cell, quantity):
    assert [one.quantity for one in expected_in(cell)] == [quantity]


@pytest.fixture
def staff(ours):
    """People by the words that mean them."""
    head = make.make_head(ours)
    deputy = make.make_person(ours, post="Заместитель директора по учебно-воспитательной работе",
                              surname="Мохов")  # fmt: skip
    curator = make.make_person(ours, post="методист", surname="Сырыгина", first_name="Нина",
                               patronymic="Марковна")  # fmt: skip
    Curator.objects.create(person=curator, year=YEAR)
    return {"head": head, "deputy": deputy, "curator": curator}


@pytest.mark.parametrize(
    ("words", "who"),
    [("Директор", "head"), ("Зам. директора по УВР", "deputy"),
     ("Куратор наставничества", "curator"), ("Сырыгиной Н.М.", "curator"),
     ("СЫРЫГИНА", "curator"), ("методист", "curator"),
     ("Сырыгина А.А.", None), ("Библиотекарь", None), ("Педсовет", None)],
)  # fmt: skip
def test_words_mean_one_person_of_this_year(ours, theirs, staff, words, who):
    make.make_person(theirs, post="библиотекарь")
    (named,) = named_in(words)

    assert team_of(ours, year=YEAR, on=TODAY).person_of(named) == staff.get(who)


def test_two_who_fit_are_nobody_and_who_left_is_not_meant(ours):
    for _ in range(2):
        make.make_person(ours, post="методист")
    gone = make.make_person(ours, post="логопед")
    gone.posts.update(ends_on=TODAY.replace(month=10))
    team = team_of(ours, year=YEAR, on=TODAY)

    assert team.person_of(named_in("Методист")[0]) is None
    assert team.person_of(named_in("Логопед")[0]) is None


def test_an_acting_head_stands_behind_the_head(ours):
    head = make.make_head(ours)
    acting = make.make_person(ours, post="методист")
    Headship.objects.create(organization=ours, person=acting, is_acting=True)

    assert team_of(ours, year=YEAR).person_of(named_in("Директор")[0]) == head


@pytest.mark.parametrize(
    ("words", "kind"),
    [("Ответственный за сайт школы", "site"), ("Педагог-психолог", "psychologist"),
     ("секретарь", "clerk"), ("Рабочая группа", "group_head"),
     ("Методический совет наставников", "council_head"),
     ("Ответственный за школьный календарь", "other")],
)  # fmt: skip
def test_a_role_of_this_year_comes_before_a_post(ours, words, kind):
    for post in ("педагог-психолог", "секретарь"):
        make.make_person(ours, post=post)
    now, past, gone = (make.make_person(ours) for _ in range(3))
    own = "ответственный за школьный календарь" if kind == "other" else ""
    Duty.objects.create(person=now, year=YEAR, kind=kind, words=own)
    Duty.objects.create(person=past, year=YEAR - 1, kind=kind, words=own)
    Duty.objects.create(person=gone, year=YEAR, kind=kind, words=own,
                        ends_on=TODAY.replace(month=10))  # fmt: skip
    (named,) = named_in(words)

    assert team_of(ours, year=YEAR, on=TODAY).person_of(named) == now


def test_a_duty_of_one_is_not_every_responsible(ours):
    Duty.objects.create(person=make.make_person(ours), year=YEAR, kind="site")
    team = team_of(ours, year=YEAR, on=TODAY)

    assert [team.person_of(named_in(words)[0]) for words in ("Ответственный", "Руководитель")] == [
        None, None,
    ]  # fmt: skip


def test_class_teachers_are_those_of_the_year_each_once(ours):
    first, second = (make.make_person(ours, post="учитель", surname=n) for n in ("Ан", "Бор"))
    for name, teacher, year in [("5 «А»", first, YEAR), ("5 «Б»", first, YEAR),
                                ("6 «А»", second, YEAR),
                                ("7 «А»", make.make_person(ours), YEAR - 1)]:  # fmt: skip
        SchoolClass.objects.create(organization=ours, year=year, name=name, teacher=teacher)

    assert team_of(ours, year=YEAR).each_of(named_in("Классные руководители")[0]) == [first, second]


def test_the_people_of_a_year_come_in_eight_queries(ours, staff, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        team_of(ours, year=YEAR)


def test_a_roadmap_older_than_the_reading_is_read_once(ours, curator):
    make.make_bank(make.make_person(ours, post="учитель"))
    cells = {"number": "1", "activity": "Дело", "responsible": "Директор", "deadline": "май",
             "result": "Приказ", "indicator": "не менее 10 %"}  # fmt: skip
    read = {"title": "Карта", "columns": list(cells), "rows": [cells]}
    old = actions.import_rows(read, organization=ours, year=YEAR, by=curator)
    for model in (Assignee, ExpectedResult, Target):
        model.objects.all().delete()
    actions.import_rows(read | {"title": "Новая"}, organization=ours, year=YEAR, by=curator)

    assert actions.read_unread(on=TODAY) == [old]
    assert actions.read_unread(on=TODAY) == []

    item = old.items.get()
    found = [item.assignees.get().text, item.results.get().text, item.targets.get().goal]
    assert found == ["Директор", "Приказ", "не менее 10\xa0%"]
