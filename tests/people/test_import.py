"""People from Excel through the pages and the console: nothing before the yes, all or nothing."""

import datetime
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from people.duplicates import suspicions
from people.models import (
    Consent,
    Distinction,
    Guardian,
    JournalEntry,
    Mentee,
    Mentor,
    Person,
    PositionPeriod,
    SchoolClass,
    Upload,
)
from people.spreadsheets import read_sheets
from tests import factories as make
from tests.people import tables

TEACHER, PUPIL = tables.TEACHER, tables.PUPIL
WRONG = TEACHER | {"Фамилия": "Орлова", "Дата рождения": "31.02.1979"}


def send(client, data, name="люди.xlsx"):
    file = SimpleUploadedFile(name, data)
    return client.post(reverse("admin:people_import"), {"file": file}, follow=True)


def confirm(client, page):
    upload, seen = page.context["upload"], page.context["seen"]
    address = reverse("admin:people_import_confirm", args=[upload.pk])
    return client.post(address, {"seen": seen}, follow=True)


def state():
    """Return everything an import may touch, as plain values."""
    models = (Person, PositionPeriod, Guardian, SchoolClass, Mentor, Mentee)
    return [list(model.objects.order_by("pk").values()) for model in models]


def test_nothing_is_saved_before_the_yes(as_curator):
    before = state()

    page = send(as_curator, tables.table(TEACHER, PUPIL, WRONG))

    assert state() == before
    assert page.context["counts"] == {
        "new": 2, "changed": 0, "unchanged": 0, "ask": 0, "refused": 1
    }  # fmt: skip
    assert "Ничего ещё не сохранено." in page.content.decode()
    assert "31.02.1979 не существует. Исправьте ячейку E4." in page.content.decode()


def test_the_yes_writes_persons_posts_guardians_classes_and_roles(as_curator, ours):
    page = confirm(as_curator, send(as_curator, tables.table(TEACHER, PUPIL, WRONG)))

    assert "Не записано строк: 1." in page.content.decode()
    teacher = Person.objects.get(surname="Белова")
    assert (teacher.organization, teacher.gender, teacher.posts.get().title) == (
        ours, "f", "учитель химии"
    )  # fmt: skip
    pupil = Person.objects.get(surname="Захаров")
    mother = pupil.guardians.get()
    assert (pupil.kind, str(pupil.school_class)) == ("pupil", "8 «Б»")
    assert (mother.adult.full_name, mother.relation, mother.adult.gender) == (
        "Захарова Ирина Олеговна", "мать", "f"
    )  # fmt: skip
    assert Mentor.objects.get().person == teacher
    assert Mentee.objects.get().person == pupil
    assert JournalEntry.objects.get(action="import_people").text == (
        "Загружены люди из файла: новых 2, изменено 0"
    )


def test_the_same_file_twice_changes_nothing(as_curator):
    data = tables.table(TEACHER, PUPIL)
    confirm(as_curator, send(as_curator, data))
    before = state()

    page = send(as_curator, data)

    assert page.context["counts"]["unchanged"] == 2
    assert page.context["writes"] == 0
    confirm(as_curator, page)
    assert state() == before


def test_the_yes_sent_twice_counts_once(as_curator):
    page = send(as_curator, tables.table(TEACHER))
    confirm(as_curator, page)
    before = state()

    confirm(as_curator, page)

    assert state() == before
    assert JournalEntry.objects.filter(action="import_people").count() == 1


def test_one_guardian_of_two_children_is_entered_once(as_curator):
    brother = PUPIL | {"Имя": "Глеб", "Дата рождения": "10.10.2015"}

    confirm(as_curator, send(as_curator, tables.table(PUPIL, brother)))

    assert Guardian.objects.count() == 2
    assert Person.objects.filter(kind="guardian").count() == 1


def test_a_guardian_may_stand_in_a_row_of_her_own(as_curator):
    mother = {"Фамилия": "Захарова", "Имя": "Ирина", "Отчество": "Олеговна", "Кто": "родитель"}

    confirm(as_curator, send(as_curator, tables.table(PUPIL, mother)))

    assert Guardian.objects.get().adult == Person.objects.get(kind="guardian")


def test_a_new_post_ends_the_old_one(as_curator):
    confirm(as_curator, send(as_curator, tables.table(TEACHER)))

    confirm(as_curator, send(as_curator, tables.table(TEACHER | {"Должность": "методист"})))

    posts = list(PositionPeriod.objects.filter(person__surname="Белова").order_by("pk"))
    assert [post.title for post in posts] == ["учитель химии", "методист"]
    assert posts[0].ends_on is not None and posts[1].starts_on > posts[0].ends_on


CONTRACT = ("Номер трудового договора", "Дата трудового договора")


def test_a_labour_contract_is_kept_with_the_post_and_goes_on_with_the_next(as_curator):
    signed = {"Номер трудового договора": "14/2", "Дата трудового договора": "01.09.2015"}
    headings = (*tables.HEADINGS, *CONTRACT)
    confirm(as_curator, send(as_curator, tables.table(TEACHER)))
    again = send(as_curator, tables.table(TEACHER | signed, headings=headings))
    shown = again.content.decode()
    confirm(as_curator, again)
    moved = tables.table(TEACHER | {"Должность": "методист"}, headings=headings)
    confirm(as_curator, send(as_curator, moved))

    posts = PositionPeriod.objects.filter(person__surname="Белова").order_by("pk")
    assert "Дата трудового договора" in shown and "01.09.2015" in shown
    assert list(posts.values_list("title", "contract_number", "contract_on")) == [
        ("учитель химии", "14/2", datetime.date(2015, 9, 1)),
        ("методист", "14/2", datetime.date(2015, 9, 1)),
    ]


@pytest.mark.parametrize(
    "cells, sentence",
    [
        ({"Дата трудового договора": "31.02.2015"}, "31.02.2015 не существует. Исправьте ячейку"),
        ({"Дата трудового договора": "осень"}, "«осень» не понята"),
        ({"Номер трудового договора": "1" * 51}, "Слишком длинно: больше 50 знаков."),
    ],
)
def test_a_contract_that_cannot_be_is_refused_with_its_cell(as_curator, cells, sentence):
    page = send(as_curator, tables.table(TEACHER | cells, headings=(*tables.HEADINGS, *CONTRACT)))

    assert page.context["counts"]["refused"] == 1
    assert sentence in page.content.decode()


def test_people_that_changed_meanwhile_are_shown_again(as_curator, ours):
    page = send(as_curator, tables.table(TEACHER))
    make.make_person(ours, surname="Белова", first_name="Елена", patronymic="Станиславовна",
                     birth_on=TEACHER["Дата рождения"])  # fmt: skip

    answer = confirm(as_curator, page)

    assert "Проверьте ещё раз." in answer.content.decode()
    assert Mentor.objects.count() == 0


def test_a_look_alike_waits_for_the_answer(as_curator):
    confirm(as_curator, send(as_curator, tables.table(TEACHER)))
    page = send(as_curator, tables.table(TEACHER | {"Фамилия": "Сорокина"}))
    assert (page.context["counts"]["ask"], page.context["writes"]) == (1, 0)

    page = as_curator.post(
        reverse("admin:people_import_answer", args=[page.context["upload"].pk]),
        {"row": "2", "answer": "same"}, follow=True,
    )  # fmt: skip
    confirm(as_curator, page)

    assert not Person.objects.filter(surname="Белова").exists()
    assert Person.objects.get(surname="Сорокина").search.startswith("сорокина")


def test_the_answer_that_it_is_another_is_remembered_and_the_file_comes_again(as_curator, ours):
    confirm(as_curator, send(as_curator, tables.table(TEACHER)))
    table = tables.table(TEACHER | {"Фамилия": "Сорокина"})
    page = send(as_curator, table)
    page = as_curator.post(
        reverse("admin:people_import_answer", args=[page.context["upload"].pk]),
        {"row": "2", "answer": "other"}, follow=True,
    )  # fmt: skip
    confirm(as_curator, page)

    assert suspicions(ours) == []
    assert send(as_curator, table).context["counts"]["unchanged"] == 1
    decided = Distinction.objects.get()
    assert {decided.first.surname, decided.second.surname} == {"Белова", "Сорокина"}
    decided.delete()
    assert len(suspicions(ours)) == 1


def test_undo_brings_everything_back(as_curator):
    confirm(as_curator, send(as_curator, tables.table(TEACHER)))
    before = state()
    changed = TEACHER | {"Должность": "методист", "Телефон": "8 (000) 000-00-09"}
    page = confirm(as_curator, send(as_curator, tables.table(changed, PUPIL)))
    assert state() != before

    as_curator.post(reverse("admin:people_import_undo", args=[page.context["upload"].pk]))

    assert state() == before


def test_undo_keeps_people_who_signed_meanwhile(as_curator):
    page = confirm(as_curator, send(as_curator, tables.table(TEACHER)))
    make.make_consent(Person.objects.get(surname="Белова"))

    answer = as_curator.post(
        reverse("admin:people_import_undo", args=[page.context["upload"].pk]), follow=True
    )

    assert "уже дал согласие" in answer.content.decode()
    assert Consent.objects.count() == 1


def test_undo_keeps_people_who_are_in_a_pair(as_curator, ours):
    page = confirm(as_curator, send(as_curator, tables.table(TEACHER)))
    make.make_pair(ours, mentor=Person.objects.get(surname="Белова"))

    answer = as_curator.post(
        reverse("admin:people_import_undo", args=[page.context["upload"].pk]), follow=True
    )

    assert "уже в паре" in answer.content.decode()
    assert Mentor.objects.count() == 1


def test_the_read_rows_are_forgotten_after_the_yes(as_curator):
    confirm(as_curator, send(as_curator, tables.table(TEACHER)))

    assert "Белова" not in json.dumps(Upload.objects.get().content, ensure_ascii=False)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"not a spreadsheet", "Это не файл Excel."),
        (tables.with_column_xfd(), "В таблице занято столбцов: 16384"),
        (tables.zip_bomb(), "после распаковки больше 150"),
    ],
)
def test_a_wrong_file_gets_one_sentence_and_leaves_nothing(as_curator, data, sentence):
    page = send(as_curator, data)

    assert page.status_code == 200
    assert sentence in page.content.decode()
    assert Upload.objects.count() == 0


def test_a_table_of_something_else_waits_to_be_explained(as_curator, ours):
    page = send(as_curator, tables.table({"Блюдо": "Каша"}, headings=["Блюдо"]))

    assert "В файле нет столбцов" in page.content.decode()
    assert Upload.objects.get().content == {
        "done": None, "unknown": ["Блюдо"],
        "sheets": [{"rows": [["Блюдо"], ["Каша"]], "formulas": []}],
    }  # fmt: skip
    preview = reverse("admin:people_import_preview", args=[Upload.objects.get().pk])
    assert as_curator.get(preview).status_code == 404


def test_no_file_and_an_empty_file_are_told(as_curator):
    nothing = as_curator.post(reverse("admin:people_import"), {})
    empty = send(as_curator, b"")

    assert "Выберите файл." in nothing.content.decode()
    assert "Файл пустой." in empty.content.decode()


def test_a_formula_in_the_file_is_told_with_its_cell(as_curator):
    page = send(as_curator, tables.with_formula())

    assert "В ячейке A2 формула." in page.content.decode()


def test_a_file_with_bad_rows_says_that_only_the_good_ones_are_written(as_curator):
    mixed = send(as_curator, tables.table(TEACHER, WRONG)).content.decode()
    good = send(as_curator, tables.table(TEACHER)).content.decode()

    sentence = "Запишем только строки без ошибок."
    assert (sentence in mixed, sentence in good) == (True, False)


def test_template_and_notes_are_spreadsheets(as_curator):
    upload = send(as_curator, tables.table(TEACHER, WRONG)).context["upload"]

    template = as_curator.get(reverse("admin:people_template"))
    notes = as_curator.get(reverse("admin:people_import_notes", args=[upload.pk]))

    assert len(read_sheets(template.content)) == 2
    (sheet,) = read_sheets(notes.content)
    assert [row[2] for row in sheet.rows] == ["Что будет", "Новый", "Не возьмём"]


def test_another_schools_upload_is_not_found(as_curator, theirs):
    upload = Upload.objects.create(organization=theirs, kind="people", name="чужой.xlsx",
                                   content={"year": 2026, "rows": [], "decisions": {},
                                            "done": None})  # fmt: skip

    for name in ("preview", "notes"):
        address = reverse(f"admin:people_import_{name}", args=[upload.pk])
        assert as_curator.get(address).status_code == 404
    for name in ("confirm", "undo", "answer"):
        address = reverse(f"admin:people_import_{name}", args=[upload.pk])
        assert as_curator.post(address, {"row": "2"}).status_code == 404


def test_who_may_not_add_people_may_not_import(as_director):
    assert as_director.get(reverse("admin:people_import")).status_code == 403


def run(tmp_path, capsys, *rows, **options):
    """Run the command; return (exit status or 0, JSON answer, standard error)."""
    path = tmp_path / "люди.xlsx"
    path.write_bytes(tables.table(*rows))
    status, sentence = 0, ""
    try:
        call_command("import_people", str(path), organization="ours", json=True, **options)
    except CommandError as wrong:
        status, sentence = wrong.returncode, str(wrong)
    return status, json.loads(capsys.readouterr().out), sentence


def test_the_command_writes_and_answers_in_json(ours, tmp_path, capsys):
    status, answer, _ = run(tmp_path, capsys, TEACHER)

    assert (status, answer) == (0, {
        "created": 1, "changed": 0, "unchanged": 0, "refused": 0,
        "rows": [{"row": 2, "state": "new", "name": "Белова Елена Станиславовна",
                  "messages": ["Станет наставником."]}],
    })  # fmt: skip
    assert Person.objects.get().surname == "Белова"


def test_the_command_twice_changes_nothing(ours, tmp_path, capsys):
    run(tmp_path, capsys, TEACHER, PUPIL)
    before = state()

    status, answer, _ = run(tmp_path, capsys, TEACHER, PUPIL)

    assert (status, answer["unchanged"], state()) == (0, 2, before)


def test_a_dry_run_changes_nothing(ours, tmp_path, capsys):
    status, answer, _ = run(tmp_path, capsys, TEACHER, WRONG, dry_run=True)

    assert (status, answer["created"], answer["refused"]) == (0, 1, 1)
    assert Person.objects.count() == 0


def test_one_refused_row_stops_the_whole_command(ours, tmp_path, capsys):
    status, answer, sentence = run(tmp_path, capsys, TEACHER, WRONG)

    assert (status, answer["created"], answer["refused"]) == (2, 0, 1)
    assert sentence == (
        "Ничего не сохранено: строка 3: Дата рождения 31.02.1979 не существует. "
        "Исправьте ячейку E3."
    )
    assert Person.objects.count() == 0


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["нет.xlsx", "--organization", "ours"], "не открывается"),
        (["manage.py", "--organization", "ours"], "Это не файл Excel"),
        (["нет.xlsx"], "Команда не понята"),
    ],
)
def test_wrong_arguments_end_with_one_sentence(ours, arguments, sentence):
    with pytest.raises(CommandError, match=sentence) as refusal:
        call_command("import_people", *arguments)

    assert refusal.value.returncode == 2
    assert "\n" not in str(refusal.value)


def test_an_unknown_organization_is_named(db, tmp_path):
    path = tmp_path / "люди.xlsx"
    path.write_bytes(tables.table(TEACHER))

    with pytest.raises(CommandError, match="Организации с кодом «nowhere» нет"):
        call_command("import_people", str(path), "--organization", "nowhere")


def test_new_people_who_may_be_known_already_are_told(as_curator, ours):
    make.make_person(ours, surname="Белова", first_name="Анна", patronymic="Львовна")
    page = send(as_curator, tables.table({"Фамилия": "Белова", "Имя": "Анна"},
                                         {"Фамилия": "Кваша", "Имя": "Инна"}))  # fmt: skip

    page = confirm(as_curator, page)

    assert "Похожи на внесённых раньше: 1" in page.content.decode()
    assert reverse("admin:people_duplicates") in page.content.decode()
