"""Pages of the roadmap: from the file to the check, to its own page, to the marks of its rows."""

import io
from datetime import date

import docx
import pytest
from django.urls import reverse
from django.utils import timezone

from people.models import JournalEntry, Upload
from roadmaps import actions
from roadmaps.models import Assignee, Item, Occurrence, Roadmap
from tests import factories as make
from tests.factories import YEAR

LIST = "/admin/roadmaps/roadmap/"
IMPORT = "/admin/roadmaps/roadmap/import/"
TEMPLATES = "/admin/roadmaps/roadmap/templates/"
HEADER = ["№", "Мероприятие", "Срок", "Ответственный"]
ROWS = [
    ["1", "Назначить куратора", "до 10.09.2026", "Директор"],
    ["2", "Провести опрос", "когда-нибудь", "Куратор"],
    ["3", "Составить справку", "май", "Куратор"],
]


def word_file(*tables, name="карта.docx"):
    """Make a Word file with the tables; a table is a list of rows of texts."""
    document = docx.Document()
    document.add_paragraph("Дорожная карта наставничества")
    for rows in tables:
        table = document.add_table(rows=len(rows), cols=len(rows[0]))
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
        document.add_paragraph("")
    file = io.BytesIO()
    document.save(file)
    file.seek(0)
    file.name = name
    return file


def load(client, *tables, year=YEAR):
    """Upload a file and return the address of its check page."""
    tables = tables or ([HEADER, *ROWS],)
    answer = client.post(IMPORT, {"file": word_file(*tables), "text": "", "year": year})
    assert answer.status_code == 302, answer.context["form"].errors
    return answer.url


def step(client, address, name, **values):
    return client.post(address, {"step": name, **values})


def change(roadmap):
    return reverse("admin:roadmaps_roadmap_change", args=[roadmap.pk])


@pytest.fixture
def roadmap(ours):
    return make.make_roadmap(ours)


@pytest.fixture
def occurrence(roadmap):
    return Occurrence.objects.get(item__roadmap=roadmap)


@pytest.fixture
def municipality(theirs, ours):
    above = make.make_organization(code="district", kind="municipality")
    ours.parent = above
    ours.save()
    return above


def test_the_empty_list_teaches_both_ways_in(as_curator):
    page = as_curator.get(LIST).content.decode()

    assert "Загрузите план школы из Word или Excel" in page
    assert reverse("admin:roadmaps_import") in page
    assert reverse("admin:roadmaps_templates") in page


def test_a_word_file_is_shown_for_checking_and_nothing_is_saved(as_curator):
    page = as_curator.get(load(as_curator))

    text = page.content.decode()
    assert [row.title for row in page.context["rows"]] == [row[1] for row in ROWS]
    assert [heading for _, heading in page.context["headings"]] == HEADER
    assert "01.05.2027 – 31.05.2027" in text
    assert not Roadmap.objects.exists()


def test_a_deadline_nobody_understands_is_marked_at_its_cell(as_curator):
    page = as_curator.get(load(as_curator))

    doubtful = page.context["doubtful"]
    assert [row.index for row in doubtful] == [1]
    assert [cell.field for cell in doubtful[0].doubtful] == ["deadline"]
    assert page.content.decode().count("<textarea name=") == 1 + 1  # that cell and the title


def test_any_row_opens_for_correction_on_request(as_curator):
    page = as_curator.get(load(as_curator) + "?edit=0")

    assert 'name="cell-3" form="row-form-0"' in page.content.decode()


def test_a_correction_in_place_changes_only_its_cell(as_curator):
    address = load(as_curator)

    answer = step(as_curator, address, "row", row=1, of=3, **{"cell-2": "до 15.12.2026"})

    assert answer.url.endswith("#row-1")
    page = as_curator.get(address)
    assert [cell.text for cell in page.context["rows"][1].cells] == [
        "2", "Провести опрос", "до 15.12.2026", "Куратор",
    ]  # fmt: skip
    assert page.context["doubtful"] == []


def test_a_doubt_that_is_left_as_it_is_asks_no_more(as_curator):
    address = load(as_curator)

    step(as_curator, address, "row", row=1, of=3, **{"cell-2": "когда-нибудь"})

    assert as_curator.get(address).context["doubtful"] == []


def test_a_row_is_taken_out_once_however_often_it_is_sent(as_curator):
    address = load(as_curator)

    step(as_curator, address, "remove", row=1, of=3)
    again = step(as_curator, address, "remove", row=1, of=3)

    assert again.status_code == 404
    assert [row.title for row in as_curator.get(address).context["rows"]] == [
        "Назначить куратора", "Составить справку",
    ]  # fmt: skip


def test_title_and_year_are_corrected_before_saving(as_curator):
    address = load(as_curator)

    step(as_curator, address, "head", title="Наш план", year=YEAR + 1)

    page = as_curator.get(address)
    assert "01.05.2028 – 31.05.2028" in page.content.decode()
    step(as_curator, address, "accept")
    assert [(r.title, r.year) for r in Roadmap.objects.all()] == [("Наш план", YEAR + 1)]


def test_accepting_makes_the_roadmap_of_the_school_and_drops_the_upload(as_curator, ours):
    address = load(as_curator)
    step(as_curator, address, "row", row=1, of=3, **{"cell-2": "до 15.12.2026"})

    answer = step(as_curator, address, "accept")

    roadmap = Roadmap.objects.get()
    assert answer.url == change(roadmap)
    assert (roadmap.organization, roadmap.source_name) == (ours, "карта.docx")
    assert [item.deadline for item in roadmap.items.order_by("position")] == [
        "до 10.09.2026", "до 15.12.2026", "май",
    ]  # fmt: skip
    assert not Upload.objects.exists()


def test_accepting_twice_makes_one_roadmap_and_says_so(as_curator):
    address = load(as_curator)
    step(as_curator, address, "accept")

    again = as_curator.post(address, {"step": "accept"}, follow=True)

    assert Roadmap.objects.count() == 1
    assert again.redirect_chain == [(LIST, 302)]
    assert "уже принята" in again.content.decode()


def test_a_cancelled_upload_leaves_no_trace(as_curator):
    lines = JournalEntry.objects.count()
    address = load(as_curator)

    step(as_curator, address, "discard")

    assert not Upload.objects.exists()
    assert not Roadmap.objects.exists()
    assert JournalEntry.objects.count() == lines


def test_another_school_s_upload_does_not_exist_here(as_curator, theirs):
    their = make.make_user("their-curator", theirs, "curator")
    content = {"year": YEAR, "read": None, "cells": [["a"]], "tables": [], "table": 0}
    upload = actions.keep_upload(content, name="чужая.docx", organization=theirs, by=their)
    address = reverse("admin:roadmaps_import_check", args=[upload.pk])

    assert as_curator.get(address).status_code == 404
    assert step(as_curator, address, "accept").status_code == 404
    assert Upload.objects.filter(pk=upload.pk).exists()


def test_another_table_of_the_file_can_be_chosen(as_curator):
    other = [HEADER, ["1", "Провести праздник", "апрель", "Педагог-организатор"]]
    address = load(as_curator, [HEADER, *ROWS], other)
    tables = as_curator.get(address).context["upload"].content["tables"]
    assert len(tables) == 2

    step(as_curator, address, "table", table=tables[1]["index"])

    rows = as_curator.get(address).context["rows"]
    assert [row.title for row in rows] == ["Провести праздник"]


def test_without_a_header_the_curator_names_the_columns(as_curator):
    address = load(as_curator, [["а", "б", "в"], ["Собрать анкеты", "май", "Психолог"]])
    assert "Назовите столбцы" in as_curator.get(address).content.decode()

    twice = step(as_curator, address, "columns",
                 **{"column-0": "activity", "column-1": "activity", "column-2": ""})  # fmt: skip
    step(as_curator, address, "columns",
         **{"column-0": "activity", "column-1": "deadline", "column-2": "responsible"})  # fmt: skip

    assert "названы одинаково" in twice.content.decode()
    step(as_curator, address, "accept")
    assert ("Собрать анкеты", "май", "Психолог") in Item.objects.values_list(
        "activity", "deadline", "responsible"
    )


def test_a_table_pasted_from_word_is_read_too(as_curator):
    text = "\n".join("\t".join(row) for row in [HEADER, *ROWS])

    answer = as_curator.post(IMPORT, {"text": text, "year": YEAR}, follow=True)

    assert [row.title for row in answer.context["rows"]] == [row[1] for row in ROWS]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("план.docx", b"PK\x03\x04 broken", "повреждён"),
        ("план.pdf", b"%PDF-1.7 nothing", "Word"),
        ("план.docx", b"", "пуст"),
        ("план.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "docx"),
        ("заметка.txt", "Просто заметка без таблицы".encode(), "таблиц"),
        ("большой.docx", b"0" * (10 * 1024 * 1024 + 1), "10 МБ"),
    ],
)
def test_a_file_that_is_no_roadmap_gets_one_sentence(as_curator, name, content, words):
    file = io.BytesIO(content)
    file.name = name

    answer = as_curator.post(IMPORT, {"file": file, "text": "", "year": YEAR})

    assert answer.status_code == 400
    assert words in " ".join(answer.context["form"].errors["file"])
    assert not Upload.objects.exists()


@pytest.mark.parametrize("values", [{}, {"text": "  "}, {"text": "план", "file": True}])
def test_neither_or_both_ways_in_are_refused(as_curator, values):
    values = values | ({"file": word_file([HEADER, *ROWS])} if "file" in values else {})

    answer = as_curator.post(IMPORT, {"year": YEAR, **values})

    assert answer.status_code == 400
    assert answer.context["form"].non_field_errors()


def test_an_unknown_step_or_row_is_not_found(as_curator):
    address = load(as_curator)

    assert step(as_curator, address, "explode").status_code == 404
    assert step(as_curator, address, "row", row=99, of=3).status_code == 404
    assert step(as_curator, address, "table", table=99).status_code == 404
    assert step(as_curator, address, "row", row="²", of=3).status_code == 404
    assert step(as_curator, address, "columns").status_code == 404
    for wrong in ["99", "²", "-1", "нет"]:
        assert as_curator.get(address, {"edit": wrong}).status_code == 200


@pytest.mark.parametrize("name", ["accept", "head", "row", "remove", "shift", "table", ""])
def test_while_columns_are_unnamed_there_is_nothing_to_correct(as_curator, name):
    address = load(as_curator, [["а", "б"], ["Собрать анкеты", "май"]])

    answer = step(as_curator, address, name, row=0, of=0, title="План", year=YEAR, table=0)

    assert answer.status_code == 404
    assert not Roadmap.objects.exists()


def test_a_file_of_another_year_says_so(as_curator):
    text = "План на 2023-2024 учебный год\n" + "\n".join("\t".join(r) for r in [HEADER, *ROWS])
    address = as_curator.post(IMPORT, {"text": text, "year": YEAR}).url
    upload = Upload.objects.get()
    period = {"period": {"text": "2023-2024 учебный год", "start": "2023-09-01",
                         "end": "2024-08-31"}}  # fmt: skip
    upload.content["read"]["header"] = period
    upload.save()

    assert "2023-2024 учебный год" in as_curator.get(address).content.decode()


def test_old_years_are_moved_to_the_year_of_the_import(as_curator):
    rows = [HEADER, ["1", "Назначить куратора", "До 15.09.2023 г.", "Директор"]]
    address = load(as_curator, rows)
    upload = Upload.objects.get()
    upload.content["read"]["title"] = "План на 2023-2024 учебный год"
    upload.content["read"]["header"] = {"period": {"start": "2023-09-01", "end": "2024-08-31"}}
    upload.save()

    step(as_curator, address, "shift")

    step(as_curator, address, "accept")
    roadmap = Roadmap.objects.get()
    assert roadmap.title == "План на 2026-2027 учебный год"
    assert [row.due_on for row in Occurrence.objects.all()] == [date(2026, 9, 15)]


def test_a_ready_made_roadmap_is_looked_at_and_taken_once(as_curator, ours):
    seen = as_curator.get(TEMPLATES, {"code": "kindergarten"})
    assert len(seen.context["catalogue"]) == 5
    assert "Назначить куратора наставничества" in seen.content.decode()
    assert not Roadmap.objects.exists()

    for _ in range(2):
        taken = as_curator.post(TEMPLATES, {"code": "kindergarten", "year": YEAR})

    roadmap = Roadmap.objects.get()
    assert taken.url == change(roadmap)
    assert (roadmap.organization, roadmap.year) == (ours, YEAR)


def test_a_draft_offers_the_order_that_approves_it(as_curator, roadmap):
    page = as_curator.get(change(roadmap)).content.decode()

    assert reverse("document-draft", args=["order-roadmap"]) in page
    assert reverse("paper", args=["roadmap", roadmap.pk]) in page


def test_an_approved_roadmap_names_its_order_and_closes_its_words(as_curator, roadmap, curator):
    actions.approve(roadmap, basis="приказ от 01.09.2026 № 7", on=date(2026, 9, 1), by=curator)
    item = roadmap.items.get()

    page = as_curator.get(change(roadmap)).content.decode()
    row = as_curator.get(reverse("admin:roadmaps_item", args=[item.pk])).content.decode()
    refused = as_curator.post(reverse("admin:roadmaps_item", args=[item.pk]), {"cell-1": "Другое"})

    assert "Нажмите «Внести изменения»" in refused.text
    assert ">\nДругое</textarea>" in refused.text  # what was typed is still there
    assert "приказ от 01.09.2026 № 7" in page
    assert reverse("document-draft", args=["order-roadmap"]) not in page
    assert "Слова строки меняются новым приказом" in row
    item.refresh_from_db()
    assert item.activity == "Собрать согласия"


@pytest.mark.parametrize(
    ("responsible", "is_mine"),
    [
        ("Мельникова Н.А.", True), ("Директор, МЕЛЬНИКОВА", True), ("Куратор наставничества", True),
        ("Мельников А.Н.", False), ("Директор", False),
    ],
)  # fmt: skip
def test_my_rows_name_me_or_my_role(as_curator, curator, roadmap, responsible, is_mine):
    Item.objects.update(responsible=responsible)
    actions.resolve(roadmap, by=curator, on=timezone.localdate())

    page = as_curator.get(change(roadmap), {"show": "mine"})

    assert page.context["course"].counts["mine"] == is_mine
    assert bool(page.context["groups"]) == is_mine


def test_the_page_names_what_contradicts_itself_and_leads_there(as_curator, roadmap):
    item = roadmap.items.get()
    Item.objects.update(responsible="")

    page = as_curator.get(change(roadmap)).content.decode()

    assert "Никто не отвечает: строка 1.1." in page
    assert f'<a href="{reverse("admin:roadmaps_item", args=[item.pk])}">Назвать' in page


@pytest.mark.parametrize(
    ("show", "numbers"),
    [("", ["1", "2", "3"]), ("overdue", ["1"]), ("done", ["2"]), ("soon", []),
     ("odd", ["1", "2", "3"])],
)  # fmt: skip
def test_the_filters_show_their_rows(as_curator, ours, curator, show, numbers):
    roadmap = actions.import_rows(
        {
            "title": "Карта", "columns": ["number", "activity", "deadline"], "sections": [],
            "rows": [
                {"number": "1", "activity": "Давно", "deadline": "до 10.09.2020"},
                {"number": "2", "activity": "Сделано", "deadline": "до 11.09.2020"},
                {"number": "3", "activity": "Потом", "deadline": "до 10.09.2090"},
            ],
        },
        organization=ours, year=YEAR, by=curator,
    )  # fmt: skip
    second = Occurrence.objects.get(item__number="2")
    actions.mark_done(second, note="акт", by=curator, on=timezone.localdate())

    page = as_curator.get(change(roadmap), {"show": show})

    shown = [row.item.number for group in page.context["groups"] for row in group.shown]
    assert shown == numbers
    assert page.context["course"].counts == {
        "all": 3, "overdue": 1, "soon": 0, "done": 1, "mine": 0,
        "late": 1, "running": 0, "quiet": 0, "ahead": 1, "moved": 0, "cancelled": 0,
    }  # fmt: skip


def test_a_row_is_marked_from_the_table_and_unmarked(as_curator, roadmap, occurrence):
    Occurrence.objects.update(due_on=date(2020, 9, 1))
    page = as_curator.get(change(roadmap)).content.decode()
    mark = reverse("admin:roadmaps_date", args=[occurrence.pk, "mark"])
    assert mark in page
    assert f'id="item-{occurrence.item_id}"' in page

    answer = as_curator.post(mark, {"done_on": "2020-08-30", "note": "протокол № 3"})

    assert answer.url == f"{change(roadmap)}#item-{occurrence.item_id}"
    assert "30\xa0августа, протокол № 3" in as_curator.get(change(roadmap)).content.decode()
    as_curator.post(reverse("admin:roadmaps_unmark", args=[occurrence.pk]))
    occurrence.refresh_from_db()
    assert occurrence.done_on is None


@pytest.mark.parametrize(
    ("name", "values", "words"),
    [
        ("mark", {"done_on": "2999-01-01", "note": "акт"}, "ещё не наступил"),
        ("mark", {"done_on": "31.02.2026", "note": "акт"}, "Введите правильную дату"),
        ("mark", {"done_on": "2026-09-01", "note": ""}, "чем подтверждено"),
        ("postpone", {"until": "2020-01-01", "reason": "болезнь"}, "Новый срок должен быть"),
        ("cancel", {"reason": ""}, "Обязательное поле"),
    ],
)
def test_a_refused_mark_keeps_its_form_and_says_why(as_curator, occurrence, name, values, words):
    make.make_result(occurrence.item)

    answer = as_curator.post(reverse("admin:roadmaps_date", args=[occurrence.pk, name]), values)

    assert answer.status_code == 400
    assert words in answer.content.decode()
    occurrence.refresh_from_db()
    assert (occurrence.is_open, occurrence.planned_on) == (True, None)


def test_a_date_is_postponed_and_given_up_on_pages(as_curator, roadmap, occurrence):
    def act(name, **values):
        as_curator.post(reverse("admin:roadmaps_date", args=[occurrence.pk, name]), values)

    act("postpone", until="2999-01-01", reason="болезнь педагога")
    assert "перенесено на 01.01.2999" in as_curator.get(change(roadmap)).content.decode()
    act("cancel", reason="приказ отменён")
    assert "Не актуально" in as_curator.get(change(roadmap)).content.decode()


def test_the_words_of_a_draft_are_corrected_on_the_page_of_the_row(as_curator, roadmap):
    item = roadmap.items.get()
    address = reverse("admin:roadmaps_item", args=[item.pk])
    assert "Слова строки" in as_curator.get(address).content.decode()

    as_curator.post(address, {"cell-0": "1.1", "cell-1": "Собрать анкеты",
                              "cell-2": "до 15.12.2026", "cell-3": "Психолог"})  # fmt: skip

    item.refresh_from_db()
    assert (item.activity, item.deadline, item.responsible) == (
        "Собрать анкеты", "до 15.12.2026", "Психолог",
    )  # fmt: skip
    assert [row.due_on for row in item.occurrences.all()] == [date(2026, 12, 15)]


def test_rows_of_a_draft_are_added_moved_and_removed(as_curator, roadmap):
    def move(item, name):
        return as_curator.post(reverse("admin:roadmaps_move", args=[item.pk, name]))

    first = roadmap.items.get()
    move(first, "add")
    move(first, "down")
    assert [item.activity for item in roadmap.items.order_by("position")] == [
        "Новое мероприятие", "Собрать согласия",
    ]  # fmt: skip
    move(first, "remove")
    assert [item.activity for item in roadmap.items.all()] == ["Новое мероприятие"]
    assert move(roadmap.items.get(), "sideways").status_code == 404


def test_title_and_period_of_a_draft_are_changed(as_curator, roadmap):
    address = reverse("admin:roadmaps_head", args=[roadmap.pk])
    wrong = {"title": "План", "year": YEAR, "period_start_on": "2027-01-01",
             "period_end_on": "2026-01-01"}  # fmt: skip

    refused = as_curator.post(address, wrong)
    as_curator.post(address, wrong | {"period_end_on": "2027-05-31"})

    far = as_curator.post(address, wrong | {"year": 9999, "period_end_on": "2027-05-31"})
    assert far.status_code == 400
    assert "раньше, чем начался" in refused.content.decode()
    roadmap.refresh_from_db()
    assert (roadmap.title, roadmap.period_end_on) == ("План", date(2027, 5, 31))


@pytest.mark.parametrize("role", ["director", "municipality"])
def test_who_may_only_read_gets_no_button_and_no_change(client, role, roadmap, occurrence,
                                                        municipality, ours):  # fmt: skip
    home = municipality if role == "municipality" else ours
    client.force_login(make.make_user("reader", home, role))
    Occurrence.objects.update(due_on=date(2020, 9, 1))
    item = reverse("admin:roadmaps_item", args=[occurrence.item_id])

    page = client.get(change(roadmap))

    assert page.status_code == 200
    assert "Собрать согласия" in page.content.decode()
    assert "Отметить" not in page.content.decode()
    assert "Подготовить приказ" not in page.content.decode()
    assert client.get(item).status_code == 200
    client.post(item, {"cell-1": "Другое"})
    for name in ["roadmaps_date", "roadmaps_move"]:
        key = occurrence.pk if name == "roadmaps_date" else occurrence.item_id
        address = reverse(f"admin:{name}", args=[key, "mark" if name == "roadmaps_date" else "up"])
        assert client.post(address, {"note": "акт", "done_on": "2026-09-01"}).status_code == 403
    assert client.post(change(roadmap), {"title": "Другое"}).status_code == 403
    assert client.get(IMPORT).status_code == 403
    assert client.get(TEMPLATES).status_code == 403
    assert Item.objects.get().activity == "Собрать согласия"


def test_a_municipality_sees_whose_roadmap_it_is_and_not_the_rest(client, roadmap, municipality,
                                                                  theirs):  # fmt: skip
    client.force_login(make.make_user("district", municipality, "municipality"))
    stranger = make.make_roadmap(theirs)

    page = client.get(LIST)

    assert list(page.context["cl"].result_list) == [roadmap]
    assert "organization" in page.context["cl"].list_display
    assert client.get(change(stranger)).status_code in (302, 404)


def test_an_approved_roadmap_leads_to_the_next_year(as_curator, roadmap, curator):
    actions.approve(roadmap, basis="приказ № 7", on=date(2026, 9, 1), by=curator)
    address = reverse("admin:roadmaps_next", args=[roadmap.pk])
    assert address in as_curator.get(change(roadmap)).content.decode()

    check = as_curator.post(address, follow=True)

    assert [cell.text for cell in check.context["rows"][0].cells] == [
        "1.1", "Собрать согласия", "До 30.11.2027", "Куратор",
    ]  # fmt: skip
    assert as_curator.get(address).status_code == 405


def test_rows_of_single_works_leave_the_next_year_at_once(as_curator, roadmap, curator):
    second = actions.add_item(roadmap, after=None, by=curator)
    cells = {"activity": "Утвердить положение", "deadline": "до 15.09.2026"}
    actions.edit_item(second, cells=cells, by=curator)
    actions.approve(roadmap, basis="приказ № 7", on=date(2026, 9, 1), by=curator)
    address = as_curator.post(reverse("admin:roadmaps_next", args=[roadmap.pk])).url

    before = as_curator.get(address).content.decode()
    after = as_curator.post(address, {"step": "once", "drop": "1", "of": "2"}, follow=True)

    assert "Карта подготовлена на 2027/28 учебный год." in before
    assert "Сроки с годом переведены на 2027/28 учебный год, строк: 2." in before
    assert 'name="drop" value="1" checked' in before
    assert [row.title for row in after.context["rows"]] == ["Собрать согласия"]
    assert 'name="drop"' not in after.content.decode()
    again = as_curator.post(address, {"step": "once", "drop": "0", "of": "1"}, follow=True)
    assert [row.title for row in again.context["rows"]] == ["Собрать согласия"]
    assert as_curator.post(address, {"step": "once", "drop": "0", "of": "2"}).status_code == 404


def test_a_single_work_without_its_tick_stays_and_is_asked_about_no_more(
    as_curator, roadmap, curator
):
    second = actions.add_item(roadmap, after=None, by=curator)
    cells = {"activity": "Утвердить положение", "deadline": "до 15.09.2026"}
    actions.edit_item(second, cells=cells, by=curator)
    actions.approve(roadmap, basis="приказ № 7", on=date(2026, 9, 1), by=curator)
    address = as_curator.post(reverse("admin:roadmaps_next", args=[roadmap.pk])).url

    after = as_curator.post(address, {"step": "once", "of": "2"}, follow=True)

    assert [row.title for row in after.context["rows"]] == [
        "Собрать согласия", "Утвердить положение"
    ]  # fmt: skip
    assert 'name="drop"' not in after.content.decode()
    assert not any("разовое" in doubt for row in after.context["rows"]
                   for cell in row.cells for doubt in cell.doubts)  # fmt: skip


def test_nothing_of_another_school_is_found(as_curator, theirs):
    their = make.make_roadmap(theirs)
    item, day = their.items.get(), Occurrence.objects.get(item__roadmap=their)
    addresses = [
        reverse("admin:roadmaps_item", args=[item.pk]),
        reverse("admin:roadmaps_head", args=[their.pk]),
        reverse("admin:roadmaps_date", args=[day.pk, "mark"]),
    ]
    posts = [
        *addresses,
        reverse("admin:roadmaps_move", args=[item.pk, "remove"]),
        reverse("admin:roadmaps_unmark", args=[day.pk]),
        reverse("admin:roadmaps_next", args=[their.pk]),
    ]

    assert [as_curator.get(address).status_code for address in addresses] == [404] * 3
    assert [as_curator.post(address).status_code for address in posts] == [404] * 6
    assert as_curator.get(change(their)).status_code == 404
    assert Item.objects.filter(pk=item.pk).exists()


def _with_rows(ours, curator, number, title="Карта"):
    rows = [
        {
            "section": "Раздел",
            "number": str(n),
            "activity": f"Дело {n}",
            "deadline": "ежеквартально",
        }
        for n in range(number)
    ]
    return actions.import_rows(
        {"title": title, "columns": ["number", "activity", "deadline"],
         "sections": [{"number": "", "title": "Раздел"}], "rows": rows},
        organization=ours, year=YEAR, by=curator,
    )  # fmt: skip


def test_a_row_names_who_holds_the_role_this_year(as_curator, ours, curator):
    roadmap = _with_rows(ours, curator, 2)
    named, already = roadmap.items.all()
    holder = make.make_person(ours, surname="Мельникова", first_name="Наталья",
                           patronymic="Андреевна")  # fmt: skip
    for item, words in ((named, "Куратор"), (already, "Куратор Мельникова Н.А.")):
        Item.objects.filter(pk=item.pk).update(responsible=words)
        Assignee.objects.create(item=item, position=9, kind="role", text="Куратор", person=holder)

    page = as_curator.get(change(roadmap)).text

    assert page.count("<small>Мельникова\u00a0Н.А.</small>") == 1


@pytest.mark.parametrize("number", [1, 60])
def test_the_page_asks_the_database_ten_times_at_most(
    as_curator, ours, curator, number, django_assert_max_num_queries
):
    roadmap = _with_rows(ours, curator, number)
    as_curator.get(change(roadmap))  # a process asks once what the database can do

    with django_assert_max_num_queries(10):
        page = as_curator.get(change(roadmap))

    assert len(page.context["course"].rows) == number


@pytest.mark.parametrize("number", [1, 30])
def test_the_list_asks_as_often_for_one_roadmap_as_for_thirty(
    as_curator, ours, curator, number, django_assert_max_num_queries
):
    for n in range(number):
        _with_rows(ours, curator, 1, title=f"Карта {n}")

    with django_assert_max_num_queries(9):
        page = as_curator.get(LIST)

    assert len(page.context["cl"].result_list) == number


def test_the_check_of_two_hundred_rows_stays_light(as_curator):
    rows = [[str(n), f"Дело {n}", "до 10.09.2026", "Куратор"] for n in range(1, 201)]
    text = "\n".join("\t".join(row) for row in [HEADER, *rows])
    address = as_curator.post(IMPORT, {"text": text, "year": YEAR}).url

    page = as_curator.get(address)

    assert len(page.context["rows"]) == 200
    assert page.content.decode().count("<textarea") == 1
    assert len(page.content) < 200_000
