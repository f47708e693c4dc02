"""Banks, headcounts and pairs from Excel: tried, shown, written, taken back; foreign headings."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mentoring.models import Competence, Need, Pair, PairMember
from people.models import Headcount, HeadingMeaning, Mentee, Mentor, Upload
from people.spreadsheets import read_sheets
from people.tables import TABLES
from people.workbook import write_xlsx
from tests import factories as make
from tests.factories import YEAR
from tests.people import tables

KINDS = ["headcounts", "mentors", "mentees", "pairs"]


def xlsx(*rows):
    headings = list(dict.fromkeys(heading for row in rows for heading in row))
    return write_xlsx([("Лист", headings, [[row.get(name, "") for name in headings]
                                           for row in rows])])  # fmt: skip


def send(client, kind, data):
    file = SimpleUploadedFile("таблица.xlsx", data)
    return client.post(reverse("admin:people_table", args=[kind]), {"file": file}, follow=True)


def press(client, button, page):
    upload = page.context["upload"]
    address = reverse(f"admin:people_table_{button}", args=[upload.kind, upload.pk])
    return client.post(address, follow=True)


def everything():
    models = (Headcount, Mentor, Mentee, Competence, Need, Pair, PairMember)
    return [list(model.objects.order_by("pk").values()) for model in models]


@pytest.fixture
def people(ours):
    make.make_topic(name="Оценивание")
    make.make_topic(name="Проект")
    make.make_form(name="педагог – педагог")
    make.make_kind(name="традиционное")
    return [make.make_person(ours, surname=surname, first_name="Ольга", patronymic="Львовна",
                             post="учитель", gender="f")
            for surname in ("Смирнова", "Кваша", "Белова")]  # fmt: skip


ROWS = {
    "headcounts": {"Группа": "Педагогические работники", "На дату": datetime.date(2026, 9, 1),
                   "Человек": 61},
    "mentors": {"ФИО": "СМИРНОВА Ольга Львовна", "Компетенции": "Оценивание: 3; Проект",
                "Сколько наставляемых может вести": 3, "Смена": "первая",
                "Когда свободен": "вторник"},
    "mentees": {"ФИО": "Кваша Ольга Львовна", "Потребности": "Проект – 1",
                "Откуда известно": "диагностика", "Запрос, дефицит": "нужна помощь"},
    "pairs": {"Наставник": "Смирнова Ольга Львовна",
              "Наставляемые": "Кваша Ольга Львовна; Белова Ольга Львовна",
              "Форма": "педагог-педагог", "С": "15.09.2026", "По": "31.05.2027"},
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_before_the_yes_then_all_twice_nothing_and_back(as_curator, people, kind):
    before = everything()
    wrong = dict.fromkeys(ROWS[kind], "чепуха")
    data = xlsx(ROWS[kind], wrong)

    page = send(as_curator, kind, data)

    assert everything() == before
    assert page.context["counts"] == {
        "new": 1, "changed": 0, "unchanged": 0, "ask": 0, "refused": 1
    }  # fmt: skip
    page = press(as_curator, "confirm", page)
    written = everything()
    assert written != before
    press(as_curator, "confirm", page)
    assert everything() == written
    again = send(as_curator, kind, data)
    assert (again.context["counts"]["unchanged"], again.context["writes"]) == (1, 0)
    assert press(as_curator, "undo", page).status_code == 200
    assert everything() == before
    assert not Upload.objects.filter(content__has_key="events").exists()


def test_what_the_rows_become(as_curator, people, ours):
    for kind in KINDS:
        press(as_curator, "confirm", send(as_curator, kind, xlsx(ROWS[kind])))

    mentor = Mentor.objects.get()
    assert (mentor.person, mentor.year, mentor.capacity, mentor.shift, mentor.availability) == (
        people[0], YEAR, 3, "first", "вторник",
    )  # fmt: skip
    assert sorted(Competence.objects.values_list("topic__name", "level")) == [
        ("Оценивание", 3), ("Проект", 2),
    ]  # fmt: skip
    assert list(Need.objects.values_list("topic__name", "severity", "source")) == [
        ("Проект", 1, "diagnostics")
    ]
    assert Mentee.objects.get().request == "нужна помощь"
    assert Headcount.objects.get().number == 61
    pair = Pair.objects.get()
    assert [m.person for m in pair.mentors] == [people[0]]
    assert {m.person for m in pair.mentees} == set(people[1:])


def test_a_changed_number_is_changed_and_comes_back(as_curator, ours):
    make.make_headcount(ours, number=40)
    page = send(as_curator, "headcounts", xlsx(ROWS["headcounts"]))
    page = press(as_curator, "confirm", page)
    assert Headcount.objects.get().number == 61

    press(as_curator, "undo", page)

    assert Headcount.objects.get().number == 40


@pytest.mark.parametrize(
    ("kind", "change", "sentence"),
    [
        ("mentors", {"ФИО": "Никто Никак"}, "нет в списке. Сначала загрузите людей"),
        ("mentors", {"Компетенции": "Полёты"}, "Добавьте её на странице «Темы»"),
        ("mentors", {"Смена": "третья"}, "первая или вторая"),
        ("mentees", {"Откуда известно": "сон"}, "Источник не понят"),
        ("headcounts", {"Человек": "много"}, "не целое число"),
        ("headcounts", {"На дату": "31.02.2026"}, "не существует"),
        ("pairs", {"Форма": "кто-то"}, "не найдена"),
        ("pairs", {"Наставляемые": "Смирнова Ольга Львовна"}, "не может стоять в паре дважды"),
        ("pairs", {"По": "01.09.2026"}, "раньше, чем начался"),
    ],
)
def test_a_wrong_row_says_why(as_curator, people, kind, change, sentence):
    page = send(as_curator, kind, xlsx(ROWS[kind] | change))

    assert sentence in page.content.decode()
    assert page.context["writes"] == 0


def test_foreign_headings_are_explained_once(as_curator, people, ours):
    row = {"Коллега": "Смирнова Ольга Львовна", "Ставка": "1"}
    page = send(as_curator, "mentors", xlsx(row))
    assert "Эти столбцы мы не узнали" in page.content.decode()
    assert list(page.context["unknown"]) == ["Коллега", "Ставка"]

    as_curator.post(reverse("admin:people_table_explain", args=["mentors"]),
                    {"heading": ["Коллега", "Ставка"], "key": ["person", ""]})  # fmt: skip

    assert list(HeadingMeaning.objects.values_list("organization", "heading", "key")) == [
        (ours.pk, "коллега", "person")
    ]
    assert send(as_curator, "mentors", xlsx(row)).context["writes"] == 1


def test_foreign_headings_of_people_too(as_curator):
    data = xlsx({"Кого учим": "Орлова Вера Львовна", "ДР ребёнка": "03.02.2014", "Класс": "5а"})
    send_people = lambda: as_curator.post(  # noqa: E731
        reverse("admin:people_import"), {"file": SimpleUploadedFile("л.xlsx", data)}, follow=True
    )
    assert list(send_people().context["unknown"]) == ["Кого учим", "ДР ребёнка", "Класс"]

    as_curator.post(reverse("admin:people_table_explain", args=["people"]), {
        "heading": ["Кого учим", "ДР ребёнка"], "key": ["full_name", "birth_on"],
    })  # fmt: skip

    assert send_people().context["counts"]["new"] == 1


@pytest.mark.parametrize("kind", KINDS)
def test_hostile_files_get_a_sentence(as_curator, kind):
    for data, sentence in [(tables.with_column_xfd(), "столбцов"), (b"x", "не файл Excel")]:
        assert sentence in send(as_curator, kind, data).content.decode()
    assert not Upload.objects.exists()


def test_a_formula_is_refused_with_its_cell(as_curator, people):
    import io

    from openpyxl import Workbook

    book, stream = Workbook(), io.BytesIO()
    book.active.append(["ФИО", "Пожелания"])
    book.active.append(['="Смирнова"', "x"])
    book.save(stream)

    page = send(as_curator, "mentors", stream.getvalue())

    assert "В ячейке A2 формула" in page.content.decode()


@pytest.mark.parametrize("kind", KINDS)
def test_the_template_is_understood(as_curator, people, kind):
    data = as_curator.get(reverse("admin:people_table_template", args=[kind])).content

    assert TABLES[kind].read(data, {})[1] == ()
    assert [sheet.rows[0][0] for sheet in read_sheets(data)] == [
        TABLES[kind].columns[0].heading, "Столбец",
    ]  # fmt: skip


def test_a_fixed_pair_is_not_taken_back(as_curator, people):
    page = press(as_curator, "confirm", send(as_curator, "pairs", xlsx(ROWS["pairs"])))
    Pair.objects.update(confirmed_on=datetime.date(2026, 9, 15), basis="приказ")

    answer = press(as_curator, "undo", page)

    assert "уже закрепили приказом" in answer.content.decode()
    assert Pair.objects.count() == 1


def test_only_who_may_and_only_ones_own(as_director, as_curator, client, theirs):
    upload = Upload.objects.create(organization=theirs, kind="mentors", name="x",
                                   content={"done": None, "lines": [], "rows": []})  # fmt: skip
    assert as_curator.get(
        reverse("admin:people_table_preview", args=["mentors", upload.pk])
    ).status_code == 404  # fmt: skip
    assert as_curator.get(reverse("admin:people_table", args=["nothing"])).status_code == 404
