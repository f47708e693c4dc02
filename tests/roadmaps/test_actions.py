"""What happens to roadmaps: rows come in, dates are marked, a draft's rows change."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from people.models import JournalEntry, Upload
from roadmaps import actions
from roadmaps.models import Occurrence, OccurrenceState, Roadmap
from tests import factories as make
from tests.factories import TODAY, YEAR

DAY = datetime.timedelta(days=1)


def read(*rows, sections=(), **values):
    """Make a table as the importer gives it; a row is (section, number, activity, deadline)."""
    return {
        "title": "Дорожная карта", "columns": ["number", "activity", "deadline", "responsible"],
        "sections": [{"number": number, "title": title} for number, title in sections],
        "rows": [
            {"section": section, "number": number, "activity": activity, "deadline": deadline,
             "responsible": "Куратор", "inherits": []}
            for section, number, activity, deadline in rows
        ],
    } | values  # fmt: skip


@pytest.fixture
def roadmap(ours, curator):
    return actions.import_rows(
        read(
            ("I. Начало", "1", "Назначить куратора", "до 10.09.2026"),
            ("I. Начало", "2", "Собрать согласия", "до 30.11.2026"),
            ("II. Итоги", "3", "Составить справку", ""),
            sections=[("I.", "Начало"), ("II.", "Итоги")],
        ),
        organization=ours, year=YEAR, by=curator,
    )  # fmt: skip


@pytest.fixture
def second(roadmap):
    return Occurrence.objects.get(item__roadmap=roadmap, item__number="2")


def rows_of(roadmap):
    return [
        (str(item.section), item.number, item.activity)
        for item in roadmap.items.select_related("section").order_by("position")
    ]


def dates_of(roadmap):
    rows = Occurrence.objects.filter(item__roadmap=roadmap).order_by("item__position", "due_on")
    return [(row.item.number, row.start_on, row.due_on) for row in rows.select_related("item")]


def test_rows_come_in_below_the_sections_they_name(roadmap):
    assert rows_of(roadmap) == [
        ("I. Начало", "1", "Назначить куратора"),
        ("I. Начало", "2", "Собрать согласия"),
        ("II. Итоги", "3", "Составить справку"),
    ]


def test_an_empty_deadline_takes_the_rule_of_the_row_above(roadmap):
    november = datetime.date(2026, 11, 30)

    assert dates_of(roadmap) == [
        ("1", None, datetime.date(2026, 9, 10)), ("2", None, november), ("3", None, november),
    ]  # fmt: skip


def test_a_row_whose_deadline_is_no_date_can_be_marked_too(ours, curator):
    roadmap = actions.import_rows(
        read(("", "1", "Обучить наставников", "по отдельному плану")),
        organization=ours, year=YEAR, by=curator,
    )  # fmt: skip

    assert dates_of(roadmap) == [("1", None, None)]


def test_the_same_table_twice_stays_one_roadmap(roadmap, ours, theirs, curator):
    table = read(("", "1", "Дело", "май"))
    first = actions.import_rows(table, organization=ours, year=YEAR, by=curator)
    again = actions.import_rows(table, organization=ours, year=YEAR, by=curator)
    elsewhere = actions.import_rows(table, organization=theirs, year=YEAR, by=curator)

    assert again == first
    assert elsewhere != first
    assert Roadmap.objects.count() == 3


def test_the_period_of_the_file_counts_only_in_its_own_year(ours, curator):
    period = {"period": {"start": "2026-09-01", "end": "2027-05-31"}}
    table = read(("", "1", "Дело", "май"), header=period)

    same = actions.import_rows(table, organization=ours, year=2026, by=curator)
    later = actions.import_rows(table, organization=ours, year=2027, by=curator)

    assert (same.period_start_on, same.period_end_on) == (
        datetime.date(2026, 9, 1), datetime.date(2027, 5, 31),
    )  # fmt: skip
    assert (later.period_start_on, later.period_end_on) == (None, None)


def test_a_mark_says_when_and_by_what(second, curator):
    actions.mark_done(second, note=" приказ № 7 ", by=curator, on=TODAY, done_on=TODAY - DAY)

    second.refresh_from_db()
    proof = second.evidence.get()
    assert second.done_on == TODAY - DAY
    assert (proof.kind, proof.title, proof.dated_on, proof.added_by) == (
        "note", "приказ № 7", TODAY - DAY, curator,
    )  # fmt: skip
    assert second.state(TODAY) is OccurrenceState.DONE
    assert JournalEntry.objects.filter(action="mark_done", by=curator).count() == 1


@pytest.mark.parametrize(
    ("note", "day", "words"),
    [
        ("  ", TODAY, "чем подтверждено"),
        ("протокол", TODAY + DAY, "ещё не наступил"),
        ("п" * 301, TODAY, "Слишком длинно"),
    ],
)
def test_a_mark_without_proof_or_ahead_is_refused(second, curator, note, day, words):
    make.make_result(second.item, "protocol")

    with pytest.raises(actions.MarkRefused, match=words):
        actions.mark_done(second, note=note, by=curator, on=TODAY, done_on=day)

    second.refresh_from_db()
    assert second.done_on is None


def test_a_date_is_not_done_before_it_begins(second, curator):
    Occurrence.objects.filter(pk=second.pk).update(start_on=TODAY)

    with pytest.raises(actions.MarkRefused, match="начинается"):
        actions.mark_done(second, note="акт", by=curator, on=TODAY, done_on=TODAY - DAY)


def test_a_mark_is_taken_back(second, curator):
    actions.mark_done(second, note="протокол", by=curator, on=TODAY)

    actions.unmark(second, by=curator)

    second.refresh_from_db()
    assert (second.done_on, second.is_open) == (None, True)
    assert not second.evidence.exists()


def test_a_postponed_date_keeps_the_first_one_and_the_reason(second, curator):
    until = TODAY + 30 * DAY

    actions.postpone(second, until=until, reason="болезнь педагога", by=curator, on=TODAY)

    second.refresh_from_db()
    assert (second.planned_on, second.due_on) == (datetime.date(2026, 11, 30), until)
    assert second.reason == "болезнь педагога"


@pytest.mark.parametrize(
    ("until", "reason"), [(TODAY - DAY, "болезнь"), (TODAY + DAY, " ")], ids=["past", "no reason"]
)
def test_a_date_is_not_postponed_into_the_past_or_without_reason(second, curator, until, reason):
    with pytest.raises(actions.MarkRefused):
        actions.postpone(second, until=until, reason=reason, by=curator, on=TODAY)


def test_a_postponement_is_taken_back(second, curator):
    actions.postpone(second, until=TODAY + 30 * DAY, reason="болезнь", by=curator, on=TODAY)

    actions.unmark(second, by=curator)

    second.refresh_from_db()
    assert (second.planned_on, second.due_on) == (None, datetime.date(2026, 11, 30))


def test_what_is_given_up_is_not_overdue(second, curator):
    late = datetime.date(2026, 12, 20)
    assert second in Occurrence.objects.overdue(late)

    actions.cancel(second, reason="приказ отменён", by=curator, on=TODAY)

    second.refresh_from_db()
    assert second not in Occurrence.objects.overdue(late)
    assert second.state(late) is OccurrenceState.CANCELLED


def test_a_done_date_is_neither_postponed_nor_given_up(second, curator):
    actions.mark_done(second, note="протокол", by=curator, on=TODAY)

    with pytest.raises(actions.MarkRefused, match="снимите отметку"):
        actions.postpone(second, until=TODAY + DAY, reason="болезнь", by=curator, on=TODAY)
    with pytest.raises(actions.MarkRefused, match="снимите отметку"):
        actions.cancel(second, reason="лишнее", by=curator, on=TODAY)


def test_an_edited_deadline_moves_its_open_dates_only(roadmap, second, curator):
    first = Occurrence.objects.get(item__roadmap=roadmap, item__number="1")
    actions.mark_done(first, note="приказ", by=curator, on=TODAY)

    actions.edit_item(second.item, cells={"deadline": "до 15.12.2026"}, by=curator)

    december = datetime.date(2026, 12, 15)
    assert dates_of(roadmap) == [
        ("1", None, datetime.date(2026, 9, 10)), ("2", None, december), ("3", None, december),
    ]  # fmt: skip
    assert first.evidence.get().title == "приказ"


def test_a_postponed_date_survives_the_edit_of_another_row(roadmap, second, curator):
    until = TODAY + 30 * DAY
    actions.postpone(second, until=until, reason="болезнь", by=curator, on=TODAY)

    actions.edit_item(roadmap.items.get(number="1"), cells={"activity": "Другое"}, by=curator)

    assert Occurrence.objects.get(pk=second.pk).due_on == until
    assert Occurrence.objects.filter(item=second.item).count() == 1


def test_a_foreign_column_is_edited_by_its_heading(roadmap, curator):
    item = roadmap.items.get(number="1")

    actions.edit_item(item, cells={"Примечание": "в кабинете 12"}, by=curator)

    item.refresh_from_db()
    assert item.other == {"Примечание": "в кабинете 12"}


def test_a_row_is_added_below_another(roadmap, curator):
    actions.add_item(roadmap, after=roadmap.items.get(number="1"), by=curator)

    assert rows_of(roadmap) == [
        ("I. Начало", "1", "Назначить куратора"),
        ("I. Начало", "", "Новое мероприятие"),
        ("I. Начало", "2", "Собрать согласия"),
        ("II. Итоги", "3", "Составить справку"),
    ]


def test_rows_change_places_and_at_the_edge_the_section(roadmap, curator):
    second = roadmap.items.get(number="2")

    actions.move_item(second, up=True, by=curator)
    assert [number for _, number, _ in rows_of(roadmap)] == ["2", "1", "3"]

    actions.move_item(roadmap.items.get(number="1"), up=False, by=curator)
    assert [row[:2] for row in rows_of(roadmap)] == [
        ("I. Начало", "2"), ("II. Итоги", "1"), ("II. Итоги", "3"),
    ]  # fmt: skip


def test_the_outermost_row_stays_where_it_is(roadmap, curator):
    before = rows_of(roadmap)

    actions.move_item(roadmap.items.get(number="1"), up=True, by=curator)

    assert rows_of(roadmap) == before


def test_a_row_is_removed(roadmap, curator):
    actions.remove_item(roadmap.items.get(number="2"), by=curator)

    assert [number for _, number, _ in rows_of(roadmap)] == ["1", "3"]


def test_another_year_moves_the_dates(ours, curator):
    roadmap = actions.import_rows(
        read(("", "1", "Провести опрос", "май")), organization=ours, year=YEAR, by=curator
    )

    actions.change_head(roadmap, title="Новая", year=2027, period_start_on=None,
                        period_end_on=None, by=curator)  # fmt: skip

    assert dates_of(roadmap) == [("1", datetime.date(2028, 5, 1), datetime.date(2028, 5, 31))]


def test_a_period_that_ends_before_it_starts_is_refused(roadmap, curator):
    with pytest.raises(ValidationError, match="раньше, чем начался"):
        actions.change_head(roadmap, title="Карта", year=YEAR, period_start_on=TODAY,
                            period_end_on=TODAY - DAY, by=curator)  # fmt: skip


def test_an_approved_roadmap_keeps_its_words(roadmap, curator):
    item = roadmap.items.get(number="1")
    actions.approve(roadmap, basis="приказ от 01.09.2026 № 1", on=TODAY, by=curator)
    before = rows_of(roadmap)
    changes = [
        lambda: actions.edit_item(item, cells={"activity": "Другое"}, by=curator),
        lambda: actions.add_item(roadmap, after=item, by=curator),
        lambda: actions.remove_item(item, by=curator),
        lambda: actions.move_item(item, up=False, by=curator),
        lambda: actions.approve(roadmap, basis="приказ № 2", on=TODAY, by=curator),
        lambda: actions.change_head(roadmap, title="Другая", year=YEAR, period_start_on=None,
                                    period_end_on=None, by=curator),
    ]  # fmt: skip

    for change in changes:
        with pytest.raises(actions.AlreadyApproved, match="уже утверждена"):
            change()

    assert rows_of(roadmap) == before


def test_an_upload_becomes_one_roadmap_and_disappears(ours, curator):
    content = {"year": YEAR, "read": read(("", "1", "Дело", "май"))}
    upload = actions.keep_upload(content, name="карта.docx", organization=ours, by=curator)

    roadmap = actions.accept_upload(upload, by=curator)

    assert (roadmap.year, roadmap.source_name) == (YEAR, "карта.docx")
    assert not Upload.objects.exists()
    with pytest.raises(Upload.DoesNotExist):
        actions.accept_upload(Upload(pk=upload.pk or 1), by=curator)


def test_an_upload_without_rows_is_no_roadmap(ours, curator):
    upload = actions.keep_upload({"year": YEAR, "read": read()}, name="пусто.docx",
                                 organization=ours, by=curator)  # fmt: skip

    with pytest.raises(actions.ImportIncomplete, match="ни одной строки"):
        actions.accept_upload(upload, by=curator)

    assert Upload.objects.count() == 1
    assert not Roadmap.objects.exists()


def test_the_next_year_moves_written_years_and_asks_about_the_rest(ours, curator):
    gone = make.make_person(ours, post="учитель химии", surname="Громов")
    gone.posts.update(ends_on=datetime.date(2027, 6, 30))
    make.make_person(ours, post="учитель физики", surname="Громова")
    table = read(
        ("Начало", "1", "Утвердить положение о наставничестве", "до 10.09.2026"),
        ("Начало", "2", "Составить план на 2026/2027 учебный год", "май"),
        sections=[("", "Начало")],
    )  # fmt: skip
    table["rows"][1]["responsible"] = "Громов И.П., Громова А.А."
    roadmap = actions.import_rows(table, organization=ours, year=YEAR, by=curator)

    upload = actions.roll_over(roadmap, by=curator)

    rows = upload.content["read"]["rows"]
    assert upload.content["year"] == YEAR + 1
    assert [(row["activity"], row["deadline"], [d[0] for d in row["doubts"]]) for row in rows] == [
        ("Утвердить положение о наставничестве", "до 10.09.2027", ["row"]),
        ("Составить план на 2027/2028 учебный год", "май", ["responsible"]),
    ]
    later = actions.accept_upload(upload, by=curator)
    assert [(later.year, later.is_approved), *rows_of(later)] == [
        (YEAR + 1, False),
        ("Начало", "1", "Утвердить положение о наставничестве"),
        ("Начало", "2", "Составить план на 2027/2028 учебный год"),
    ]
    assert rows_of(roadmap)[1][2] == "Составить план на 2026/2027 учебный год"


@pytest.mark.parametrize(
    "code", ["school", "rural-school", "kindergarten", "municipality", "additional-education"]
)
def test_a_ready_made_roadmap_comes_with_dates_of_its_year(code, ours, curator):
    roadmap = actions.take_built_in(code, organization=ours, year=2027, by=curator)

    dates = Occurrence.objects.filter(item__roadmap=roadmap)
    assert "2027/2028" in roadmap.title
    assert not roadmap.items.filter(deadline_kind="text").exists()
    assert not dates.filter(due_on__lt=datetime.date(2027, 8, 1)).exists()
    assert dates.filter(due_on__isnull=False).count() >= 10


def test_a_roadmap_from_the_factory_counts_as_a_draft(ours):
    assert not make.make_roadmap(ours).is_approved
