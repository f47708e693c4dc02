"""The pages of a pair's life: the wizard, labour terms, members, the programme, the unmatched."""

import datetime
import io

import pytest
from django.urls import reverse

from mentoring.models import (
    LabourTerms,
    Pair,
    PairBan,
    ProgrammeItem,
    Replacement,
    UnmatchedNote,
)
from mentoring.unmatched import unmatched
from people.models import Consent
from people.spreadsheets import read_sheets
from people.workdays import add_working_days
from people.years import year_of
from reports.models import Document
from tests import factories as make

DAY = datetime.timedelta(days=1)


@pytest.fixture
def pair(ours, today):
    form = make.make_form(labour_terms_possible=True)
    return make.make_pair(ours, active=True, form=form, year=year_of(today),
                          starts_on=today - 60 * DAY, ends_on=today + 120 * DAY)  # fmt: skip


def at(name, *args):
    return reverse(f"admin:mentoring_{name}", args=args)


def wizard(pair):
    return at("pair_replace", pair.pk, pair.mentors[0].pk)


def test_the_wizard_leads_from_the_reason_to_the_draft_of_the_order(as_curator, ours, pair, today):
    successor = make.make_person(ours, post="учитель физики", surname="Белова", gender="f")
    make.make_bank(successor, year=pair.year)
    earliest = add_working_days(today, 3) + DAY
    reason = {"reason": "refusal", "noticed_on": today.isoformat(),
              "effective_on": earliest.isoformat()}  # fmt: skip

    second = as_curator.post(wizard(pair), reason, follow=True)
    third = as_curator.post(second.request["PATH_INFO"] + "?step=successor",
                            {"person": successor.pk}, follow=True)  # fmt: skip
    replacement = Replacement.objects.get()
    draft = as_curator.post(reverse("document-draft", args=["order-replacement"]),
                            {"subject": replacement.pk}, follow=True)  # fmt: skip

    assert [row.person for row in second.context["candidates"]] == [successor]
    assert "Согласие: обработка персональных данных" in third.content.decode()
    assert f"/papers/consent-adult/{successor.pk}/" in third.content.decode()
    assert draft.status_code == 200
    assert Document.objects.get().subject_ids == [replacement.pk]


def test_too_short_a_notice_is_said_on_the_page(as_curator, pair, today):
    answer = as_curator.post(wizard(pair), {
        "reason": "refusal", "noticed_on": today.isoformat(),
        "effective_on": (today + DAY).isoformat(),
    })  # fmt: skip

    assert answer.status_code == 400
    assert "должны пройти 3 рабочих дня" in answer.content.decode()
    assert not Replacement.objects.exists()


def test_the_wizard_gives_up_on_request(as_curator, curator, pair, today):
    Replacement.objects.create(leaving=pair.mentors[0], reason="conflict", started_on=today,
                               effective_on=today + 10 * DAY)  # fmt: skip

    as_curator.post(wizard(pair), {"act": "cancel"})

    assert Replacement.objects.get().cancelled_on == today
    assert [m.left_on for m in pair.members.all()] == [None, None]


def test_terms_are_kept_and_signed_and_show_in_the_legal_axis(as_curator, pair, today):
    member = pair.mentors[0]
    before = as_curator.get(at("pair_change", pair.pk)).context["agreements"][0].text
    as_curator.post(at("pair_labour", pair.pk, member.pk), {
        "content": "Помощь", "form": "очно", "starts_on": today.isoformat(),
        "ends_on": (today + 30 * DAY).isoformat(), "pay_kind": "percent", "pay_value": "12,5",
    })  # fmt: skip
    terms = LabourTerms.objects.get()
    unsigned = as_curator.get(at("pair_change", pair.pk)).context["agreements"][0].text
    as_curator.post(at("pair_sign", pair.pk, terms.pk),
                    {"number": "14", "agreed_on": today.isoformat()})  # fmt: skip
    signed = as_curator.get(at("pair_change", pair.pk)).context["agreements"][0]

    until = f"{today + 30 * DAY:%d.%m.%Y}"
    assert (str(terms.pay_value), before, unsigned) == (
        "12.50", "Условий работы наставника нет", "Доп. соглашение не подписано",
    )  # fmt: skip
    assert (signed.level, signed.text) == (
        "warn", f"Доп. соглашение № 14 от {today:%d.%m.%Y} до {until}",
    )  # fmt: skip


def test_the_programme_is_begun_edited_and_marked(as_curator, pair, today):
    as_curator.post(at("pair_programme_start", pair.pk), {"from": "nothing"})
    rows = {"rows-TOTAL_FORMS": "2", "rows-INITIAL_FORMS": "0", "rows-0-activity": "Открытый урок",
            "rows-0-due_on": (today - DAY).isoformat(), "rows-1-activity": ""}  # fmt: skip
    as_curator.post(at("pair_programme_edit", pair.pk), {"goal": "Вести уроки", **rows})
    item = ProgrammeItem.objects.get()
    late = as_curator.get(at("pair_programme", pair.pk)).content.decode()
    as_curator.post(at("pair_task", pair.pk, item.pk, "mark"),
                    {"done_on": today.isoformat(), "result": "урок прошёл"})  # fmt: skip
    done = as_curator.get(at("pair_programme", pair.pk))

    assert "Просрочено" in late
    assert (done.context["done"].done, done.context["done"].percent) == (1, 100)
    assert "Урок прошёл" in done.content.decode()


@pytest.mark.parametrize(("days", "warned"), [(0, False), (20, True)])
def test_a_programme_longer_than_its_pair_is_told_so(as_curator, pair, days, warned):
    make.make_programme(pair)
    until = pair.ends_on + days * DAY

    page = as_curator.post(at("pair_programme_version", pair.pk), {"ends_on": until.isoformat()},
                           follow=True).content.decode()  # fmt: skip

    assert "Новая версия действует" in page
    assert ("Программа длиннее пары" in page) is warned


def test_a_row_without_words_is_a_sentence_and_nothing_is_lost(as_curator, pair, today):
    make.make_programme(pair, rows=0)
    rows = {"rows-TOTAL_FORMS": "1", "rows-INITIAL_FORMS": "0", "rows-0-direction": "Методика"}

    answer = as_curator.post(at("pair_programme_edit", pair.pk), {"goal": "Новая цель", **rows})

    assert answer.status_code == 400
    assert "Напишите, что сделать" in answer.content.decode()
    assert "Новая цель" in answer.content.decode()


def test_another_schools_row_is_not_taken_into_the_programme(as_curator, pair, theirs):
    make.make_programme(pair, rows=0)
    foreign = make.make_programme(make.make_pair(theirs)).items.first()
    rows = {"rows-TOTAL_FORMS": "1", "rows-INITIAL_FORMS": "1", "rows-0-item": foreign.pk,
            "rows-0-activity": "Чужая"}  # fmt: skip

    answer = as_curator.post(at("pair_programme_edit", pair.pk), rows)

    assert answer.status_code == 400
    foreign.refresh_from_db()
    assert foreign.activity == "Задача 1"


def test_a_meeting_is_about_tasks_of_its_own_programme(client, mentor, ours, today):
    pair = make.make_pair(ours, mentor=mentor.membership.person, active=True,
                          year=year_of(today), starts_on=today - 60 * DAY,
                          ends_on=today + 120 * DAY)  # fmt: skip
    own = make.make_programme(pair).items.first()
    foreign = make.make_programme(make.make_pair(ours)).items.first()
    client.force_login(mentor)
    form = client.get(reverse("meeting-new", args=[pair.pk])).context["form"]
    sent = {"held": today.isoformat(), "stage": "working", "mode": "face_to_face", "minutes": "45",
            "next": "", "sending": str(form["sending"].value())}  # fmt: skip

    refused = client.post(reverse("meeting-new", args=[pair.pk]), sent | {"tasks": [foreign.pk]})
    client.post(reverse("meeting-new", args=[pair.pk]), sent | {"tasks": [own.pk]})

    assert refused.status_code == 400
    assert list(pair.meetings.get().tasks.all()) == [own]


def test_people_kept_apart_are_remembered_from_the_page(as_curator, pair, today):
    Pair.objects.filter(pk=pair.pk).update(closed_on=today, closing="ended_early")

    as_curator.post(at("pair_ban", pair.pk), {"reason": "не сработались"})
    banned = as_curator.get(at("pair_change", pair.pk)).context["is_banned"]
    as_curator.post(at("pair_lift", pair.pk))

    assert banned is True
    assert PairBan.objects.get().lifted_on == today


def test_those_without_a_pair_wait_with_reason_step_and_age(as_curator, ours, curator, today, pair):
    year = year_of(today)
    mentee = make.make_person(ours, surname="Соколов")
    row = make.make_bank(mentee, "mentee", year=year)
    row.entered_on = today - 12 * DAY
    row.save()
    make.make_bank(pair.mentees[0].person, "mentee", year=year)  # has a pair: must not wait
    address = at("unmatched_note", mentee.pk, "mentee")

    as_curator.post(address, {"reason": "no_mentor", "next_step": "спросить физика",
                              "until": (today + DAY).isoformat(),
                              "responsible": curator.membership.person_id})  # fmt: skip
    page = as_curator.get(at("unmatched"))

    (waiting,) = page.context["rows"]
    assert (waiting.person, waiting.days, waiting.reason) == (
        mentee, 12, "нет подходящего наставника",
    )  # fmt: skip
    assert UnmatchedNote.objects.get().responsible == curator.membership.person
    assert "Спросить физика" in page.content.decode()


def test_a_pair_that_never_worked_is_no_end_of_waiting(as_curator, ours, today, pair):
    year = year_of(today)
    closed = {"closed_on": today, "closing": "cancelled", "year": year}
    cancelled, worked = (make.make_pair(ours) for _ in range(2))
    Pair.objects.filter(pk=cancelled.pk).update(**closed)
    Pair.objects.filter(pk=worked.pk).update(
        **closed | {"closing": "completed", "confirmed_on": today, "basis": "приказ"}
    )
    for one in (cancelled, worked):
        row = make.make_bank(one.mentees[0].person, "mentee", year=year)
        row.entered_on = today - 12 * DAY
        row.save()

    rows = as_curator.get(at("unmatched")).context["rows"]

    assert [(row.person, row.days) for row in rows] == [
        (cancelled.mentees[0].person, 12), (worked.mentees[0].person, 0),
    ]  # fmt: skip


def test_waiting_is_counted_for_each_side_from_the_last_end(ours, today):
    year, days = year_of(today), (today - 20 * DAY, today - 5 * DAY, today - 9 * DAY)
    both = make.make_person(ours)
    for role in ("mentor", "mentee"):
        make.make_bank(both, role, year=year)
    make.make_pair(ours, both, year=year, confirmed_on=days[0], basis="приказ")
    for day in days:
        ended = make.make_pair(ours, mentees=[both], year=year, confirmed_on=days[0],
                               basis="приказ")  # fmt: skip
        Pair.objects.filter(pk=ended.pk).update(closed_on=day, closing="completed")

    rows = [row for row in unmatched(ours, year=year, on=today) if row.person == both]

    assert [(row.side, row.days) for row in rows] == [("mentee", 5)]


def test_who_withdrew_is_not_waited_for(as_curator, ours, today):
    gone, lacks, agreed = (make.make_person(ours) for _ in range(3))
    make.make_all_consents(gone, agreed)
    Consent.objects.filter(person=gone, kind="personal_data").update(withdrawn_on=today)
    for person in (gone, lacks, agreed):
        make.make_bank(person, "mentee", year=year_of(today))

    rows = unmatched(ours, year=year_of(today), on=today)
    _, _, offered = next(as_curator.get(at("pair_add")).context["form"].groups())

    assert {row.person: row.reason for row in rows} == {
        gone: "согласие отозвано", lacks: "ждём согласия", agreed: "",
    }  # fmt: skip
    assert {value: label.endswith(", согласие отозвано") for value, label, _ in offered} == {
        gone.pk: True, lacks.pk: False, agreed.pk: False,
    }  # fmt: skip


def test_the_spreadsheet_holds_the_side_that_is_shown(as_curator, ours, today):
    for role in ("mentor", "mentee"):
        make.make_bank(make.make_person(ours), role, year=year_of(today))
    shown = as_curator.get(at("unmatched"), {"side": "mentor"}).content.decode()

    def sides(query):
        sheet = read_sheets(as_curator.post(at("unmatched_export") + query).content)[0]
        return [row[0] for row in sheet.rows[1:]]

    assert f'{at("unmatched_export")}?side=mentor"' in shown
    assert sides("?side=mentor") == ["наставник"]
    assert sorted(sides("")) == sorted(sides("?side=nobody")) == ["наставляемый", "наставник"]


def test_the_queue_goes_into_a_spreadsheet(as_curator, ours, today):
    from openpyxl import load_workbook

    make.make_bank(make.make_person(ours, surname="=Соколов"), "mentee", year=year_of(today))

    answer = as_curator.post(at("unmatched_export"))

    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert [cell.value for cell in sheet[2]][:2] == ["наставляемый", "=Соколов Иван Петрович"] or (
        sheet.cell(2, 2).value.startswith("=Соколов") and sheet.cell(2, 2).data_type == "s"
    )


def test_the_queue_asks_a_constant_number_of_questions(
    as_curator, ours, today, django_assert_max_num_queries
):
    for _ in range(20):
        make.make_bank(make.make_pupil(ours), "mentee", year=year_of(today))
        make.make_bank(make.make_person(ours), year=year_of(today))

    with django_assert_max_num_queries(16):
        as_curator.get(at("unmatched"))


@pytest.mark.parametrize("name", ["pair_join", "pair_ban", "pair_programme", "pair_programme_edit"])
def test_another_schools_pair_is_not_found(as_curator, theirs, name):
    pair = make.make_pair(theirs, active=True)
    make.make_programme(pair)

    assert as_curator.get(at(name, pair.pk)).status_code == 404


def test_a_director_reads_the_programme_and_changes_nothing(as_director, pair):
    make.make_programme(pair)

    assert as_director.get(at("pair_programme", pair.pk)).status_code == 200
    assert as_director.get(at("pair_programme_edit", pair.pk)).status_code == 403
    assert as_director.get(wizard(pair)).status_code == 403
    assert as_director.get(at("unmatched")).status_code == 403


def test_a_pause_that_should_have_ended_is_on_the_home_page(as_curator, pair, today):
    Pair.objects.filter(pk=pair.pk).update(
        paused_on=today - 20 * DAY, returns_on=today - 2 * DAY, pause_reason="курсы"
    )

    page = as_curator.get(reverse("admin:index"))

    assert page.context["agenda"].returning == [pair]
