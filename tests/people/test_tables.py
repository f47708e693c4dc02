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


def send_people(client, data):
    file = SimpleUploadedFile("л.xlsx", data)
    return client.post(reverse("admin:people_import"), {"file": file}, follow=True)


def preview(kind, pk):
    return reverse("admin:people_table_preview", args=[kind, pk])


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
        ("mentors", {"Компетенции": "Оценивание: 9"}, "уровень бывает от 1 до 3"),
        ("headcounts", {"На дату": "01.09.2126"}, "День 01.09.2126 ещё не наступил"),
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
    kept = page.context["upload"]
    assert kept.content["unknown"] == ["Коллега", "Ставка"]
    assert as_curator.get(preview("mentors", kept.pk)).status_code == 404

    page = as_curator.post(reverse("admin:people_table_explain", args=["mentors"]), {
        "heading": ["Коллега", "Ставка"], "key": ["person", ""], "upload": kept.pk,
    }, follow=True)  # fmt: skip

    assert list(HeadingMeaning.objects.values_list("organization", "heading", "key")) == [
        (ours.pk, "коллега", "person")
    ]
    assert page.context["writes"] == 1  # the file was not chosen again
    assert page.context["upload"].content["unknown"] == ["Ставка"]
    assert not Upload.objects.filter(pk=kept.pk).exists()
    assert send(as_curator, "mentors", xlsx(row)).context["writes"] == 1
    as_curator.post(reverse("admin:people_table_confirm",
                            args=["mentors", Upload.objects.get().pk]))  # fmt: skip
    assert "sheets" not in Upload.objects.get().content


def test_kept_cells_are_read_as_the_file_was(as_curator):
    data = xlsx({"Кого учим": "Орлова Вера Львовна", "ДР ребёнка": datetime.date(2014, 2, 3),
                 "Класс": "5а", "Сколько": 7.5, "Тел": 89000000000})  # fmt: skip
    page = send_people(as_curator, data)
    assert page.context["upload"].content["unknown"] == ["Кого учим", "ДР ребёнка", "Сколько"]

    page = as_curator.post(reverse("admin:people_table_explain", args=["people"]), {
        "heading": ["Кого учим", "ДР ребёнка"], "key": ["full_name", "birth_on"],
        "upload": page.context["upload"].pk,
    }, follow=True)  # fmt: skip

    (row,) = page.context["upload"].content["rows"]
    assert row["values"] == {
        "surname": "Орлова", "first_name": "Вера", "patronymic": "Львовна", "gender": "f",
        "birth_on": "2014-02-03", "kind": "pupil", "school_class": "5 «А»", "phone": "89000000000",
    }  # fmt: skip
    assert page.context["upload"].content["unknown"] == ["Сколько"]


def test_what_is_explained_still_too_little_says_so(as_curator):
    page = send_people(as_curator, xlsx({"Чего": "Орлова", "Кого": "Вера"}))

    page = as_curator.post(reverse("admin:people_table_explain", args=["people"]), {
        "heading": ["Чего"], "key": ["surname"], "upload": page.context["upload"].pk,
    }, follow=True)  # fmt: skip

    assert "В файле нет столбцов «Фамилия» и «Имя»" in page.content.decode()
    assert page.context["upload"].content["unknown"] == ["Кого"]  # asked on, the file is kept


def test_kept_cells_of_another_school_are_not_read(as_curator, theirs):
    kept = Upload.objects.create(organization=theirs, kind="people", name="л.xlsx", content={
        "done": None, "unknown": ["Кто"], "sheets": [{"rows": [["Кто"], ["Орлова Вера"]],
                                                      "formulas": []}]})  # fmt: skip

    page = as_curator.post(reverse("admin:people_table_explain", args=["people"]), {
        "heading": ["Кто"], "key": ["full_name"], "upload": kept.pk,
    }, follow=True)  # fmt: skip

    assert "Загрузите файл ещё раз" in page.content.decode()
    assert list(Upload.objects.values_list("organization", flat=True)) == [theirs.pk]


def test_the_last_written_table_can_be_undone_while_another_waits(as_curator, people):
    row = {"ФИО": "Смирнова Ольга Львовна", "Пожелания": "вечером"}
    page = send(as_curator, "mentors", xlsx(row))
    as_curator.post(reverse("admin:people_table_confirm",
                            args=["mentors", page.context["upload"].pk]))  # fmt: skip
    written = Upload.objects.get()
    send(as_curator, "mentors", xlsx(row | {"Пожелания": "утром"}))

    page = as_curator.get(reverse("admin:people_table", args=["mentors"]))

    assert page.context["written"] == written
    assert page.context["waiting"].content["rows"][0]["values"]["wishes"] == "утром"
    assert preview("mentors", written.pk) in page.content.decode()


def test_explained_headings_can_be_forgotten(as_curator, ours):
    HeadingMeaning.objects.create(organization=ours, kind="mentors", heading="коллега",
                                  key="person")  # fmt: skip
    address = reverse("admin:people_table", args=["mentors"])
    assert "ваш столбец" in as_curator.get(address).content.decode()

    page = as_curator.post(reverse("admin:people_table_forget", args=["mentors"]), follow=True)

    assert "ваш столбец" not in page.content.decode()
    assert not HeadingMeaning.objects.exists()


def test_foreign_headings_of_people_too(as_curator):
    data = xlsx({"Кого учим": "Орлова Вера Львовна", "ДР ребёнка": "03.02.2014", "Класс": "5а"})
    found = send_people(as_curator, data).context["upload"].content["unknown"]
    assert found == ["Кого учим", "ДР ребёнка"]

    as_curator.post(reverse("admin:people_table_explain", args=["people"]), {
        "heading": ["Кого учим", "ДР ребёнка"], "key": ["full_name", "birth_on"],
    })  # fmt: skip

    assert send_people(as_curator, data).context["counts"]["new"] == 1


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

    assert TABLES[kind].read(read_sheets(data), {})[1] == ()
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
