"""Signals on the pages: coloured, snoozed, closed, explained."""

import datetime

import pytest
from django.urls import reverse

from mentoring import health_rules
from mentoring.actions import answer, mark_signal, raise_concern
from mentoring.models import Attendance, Concern, SignalMark
from people.models import JournalEntry
from people.years import year_of
from tests import factories as make
from tests.people.test_admin import EMPTY_INLINES

RULES = "admin:mentoring_health_rules"


def silent_pair(organization, today, days=41):
    begun = today - datetime.timedelta(days=60)
    pair = make.make_pair(organization, active=True, year=year_of(today), starts_on=begun,
                          confirmed_on=begun,
                          ends_on=today + datetime.timedelta(days=120))  # fmt: skip
    make.make_meeting(pair, held_on=today - datetime.timedelta(days=days))
    return pair


@pytest.fixture
def pair(ours, today):
    return silent_pair(ours, today)


@pytest.fixture
def unfit(ours, today):
    """A pair that met today, and whose mentee says that they do not suit each other."""
    pair = silent_pair(ours, today)
    meeting = make.make_meeting(pair, held_on=today, stage="trial")
    row = Attendance.objects.create(meeting=meeting, member=pair.mentees[0])
    answer(row, usefulness=9, comfort=9, goal="yes", fit="no")
    return pair


def page_of(client, pair):
    return client.get(reverse("admin:mentoring_pair_change", args=[pair.pk]))


def signal_of(pair, rule):
    return reverse("admin:mentoring_pair_signal", args=[pair.pk, rule])


def sentences(response):
    return " ".join(response.content.decode().split())


def in_days(today, number):
    return today + datetime.timedelta(days=number)


def snooze(today, **values):
    return {"verdict": "snoozed", "until": in_days(today, 9).isoformat(),
            "reason": "наставник в отпуске"} | values  # fmt: skip


def test_an_open_signal_names_its_action_and_a_snoozed_one_does_not(as_curator, pair, today):
    action = health_rules.RULES["silence"].action

    before = sentences(page_of(as_curator, pair))
    decision = sentences(as_curator.get(signal_of(pair, "silence")))
    as_curator.post(signal_of(pair, "silence"), snooze(today))
    after = sentences(page_of(as_curator, pair))

    assert action in before and action not in after
    assert action in decision and health_rules.RULES["silence"].threshold in decision


def test_a_signal_is_snoozed_with_reason_and_day(as_curator, curator, pair, today):
    page = as_curator.post(signal_of(pair, "silence"), snooze(today), follow=True)

    mark = SignalMark.objects.get()
    assert (mark.pair, mark.rule, mark.verdict, mark.until, mark.reason, mark.marked_by) == (
        pair, "silence", "snoozed", in_days(today, 9), "наставник в отпуске", curator,
    )  # fmt: skip
    assert "Отложено до" in sentences(page)
    assert page.context["worst"] == "ok"
    assert JournalEntry.objects.get().text == f"Сигнал отложен до {in_days(today, 9):%d.%m.%Y}"


def test_a_snoozed_pair_is_not_red_in_the_list_nor_at_home(as_curator, curator, ours, pair, today):
    alarmed = silent_pair(ours, today)
    mark_signal(pair, rule="silence", verdict="snoozed", until=in_days(today, 9), reason="отпуск",
                on=today, by=curator)  # fmt: skip

    rows = as_curator.get(reverse("admin:mentoring_pair_changelist")).context["cl"].result_list
    agenda = as_curator.get(reverse("admin:index")).context["agenda"]

    assert [[s.is_open for s in row.signals if s.rule.code == "silence"] for row in rows] == [
        [True], [False],
    ]  # fmt: skip
    assert agenda.health == ["ok", "bad"]
    assert [row.pair for row in agenda.silent] == [alarmed]


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"verdict": ""}, "Выберите, что делать с сигналом."),
        ({"verdict": "maybe"}, "Выберите, что делать с сигналом."),
        ({"until": ""}, "Укажите день, до которого отложить"),
        ({"until": "2020-01-01"}, "позже сегодняшнего"),
        ({"until": "31.02.2026"}, "Такой даты нет."),
        ({"reason": " "}, "Напишите, почему откладываете"),
        ({"reason": "я" * 301}, "Сократите до 300 знаков."),
    ],
)
def test_a_wrong_decision_is_met_with_a_sentence(as_curator, pair, today, values, sentence):
    page = as_curator.post(signal_of(pair, "silence"), snooze(today, **values))

    assert page.status_code == 400
    assert sentence in sentences(page)
    assert not SignalMark.objects.exists()


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [("task", "Этого сигнала уже нет."), ("legal", "нельзя отложить: устраните причину")],
)
def test_only_a_signal_that_is_there_can_be_put_aside(as_curator, pair, today, rule, sentence):
    page = as_curator.post(signal_of(pair, rule), {"verdict": "problem"})

    assert sentence in sentences(page)
    assert not SignalMark.objects.exists()


def test_a_closed_signal_leaves_the_page(as_curator, pair, today):
    page = as_curator.post(signal_of(pair, "silence"), {"verdict": "false_alarm"}, follow=True)

    assert [s.rule.code for s in page.context["signals"]] == ["feedback"]
    assert "41 день без встречи" not in sentences(page)


def test_closing_the_quiet_request_settles_it(as_curator, unfit, today):
    assert "наставляемый ответил «не подходим»" in sentences(page_of(as_curator, unfit))

    page = as_curator.post(signal_of(unfit, "concern"), {"verdict": "problem"}, follow=True)

    assert Concern.objects.get().settled_on == today
    assert "не подходим" not in sentences(page)
    assert [line.text for line in JournalEntry.objects.filter(action="mark_signal")] == [
        "Сигнал закрыт"
    ]


def test_the_home_names_the_quiet_request_to_the_curator_alone(
    client, curator, director, unfit, today
):
    seen = {}
    for user in (curator, director):
        client.force_login(user)
        page = client.get(reverse("admin:index"))
        seen[user.username] = ("Тихие просьбы" in sentences(page), page.context["agenda"].health)

    assert seen == {"curator": (True, ["bad"]), "director": (False, ["ok"])}


def test_the_page_of_rules_tells_how_often_each_was_right(as_curator, curator, ours, theirs, today):
    for verdict in ("problem", "problem", "false_alarm"):
        mark_signal(silent_pair(ours, today), rule="silence", verdict=verdict, on=today,
                    by=curator)  # fmt: skip
    mark_signal(silent_pair(theirs, today), rule="silence", verdict="problem", on=today, by=None)

    page = as_curator.get(reverse(RULES))

    counted = {rule.code: (right, number) for rule, right, number in page.context["rules"]}
    assert counted["silence"] == (2, 3)
    assert counted["task"] == (0, 0)
    assert "2 из 3\xa0раз" in page.content.decode()


def test_the_director_reads_the_rules_but_decides_nothing(as_director, pair, today):
    assert as_director.get(reverse(RULES)).status_code == 200
    assert "Отложить или закрыть" not in sentences(page_of(as_director, pair))
    assert as_director.post(signal_of(pair, "silence"), snooze(today)).status_code == 403
    assert not SignalMark.objects.exists()


def test_the_pair_of_another_school_does_not_exist(as_curator, theirs, today):
    stranger = silent_pair(theirs, today)

    assert as_curator.post(signal_of(stranger, "silence"), snooze(today)).status_code == 404
    assert as_curator.get(signal_of(silent_pair(theirs, today), "nothing")).status_code == 404


def test_the_curator_writes_down_a_worry_that_only_she_reads(as_curator, curator, pair):
    address = reverse("admin:mentoring_pair_concern", args=[pair.pk])

    as_curator.post(address, {"note": "Плачет после встреч"})
    page = sentences(page_of(as_curator, pair))
    decision = sentences(as_curator.get(signal_of(pair, "concern")))

    assert "записана тревога о паре" in page
    assert "Плачет" not in page
    assert "Плачет после встреч" in decision
    line = JournalEntry.objects.get(action="raise_concern")
    assert line.text == "Записано наблюдение о паре"


def test_a_worry_without_words_is_met_with_a_sentence(as_curator, pair):
    address = reverse("admin:mentoring_pair_concern", args=[pair.pk])

    page = as_curator.post(address, {"note": " "})

    assert page.status_code == 400
    assert not Concern.objects.exists()


def test_nobody_but_the_curator_writes_or_reads_worries(as_director, curator, pair, today):
    raise_concern(pair, note="Плачет после встреч", on=today, by=curator)

    assert "тревог" not in sentences(page_of(as_director, pair)).lower()
    address = reverse("admin:mentoring_pair_concern", args=[pair.pk])
    assert as_director.post(address, {"note": "Что-то"}).status_code == 403


def test_an_absence_is_entered_on_the_page_of_the_person(as_curator, pair, today):
    person = pair.mentees[0].person
    form = EMPTY_INLINES | {"absences-TOTAL_FORMS": "1", "absences-0-starts_on": today}

    as_curator.post(reverse("admin:people_person_change", args=[person.pk]), form | {
        "surname": person.surname, "first_name": "Иван", "kind": "employee", "gender": "m",
        "birth_on": "01.02.1980",
    })  # fmt: skip

    assert [(row.starts_on, row.ends_on) for row in person.absences.all()] == [(today, None)]
    assert "Участник отсутствует" in sentences(page_of(as_curator, pair))
