"""Orders about pairs at work: their programmes are approved, they end; what follows from each."""

import datetime

import pytest
from django.urls import reverse

from mentoring.actions import StepRefused
from mentoring.models import LabourTerms, Pair, PairState, Programme
from reports import actions
from reports.documents import KINDS, WrongSubject
from reports.models import Document, DocumentState
from reports.pdf import render_pdf
from tests import factories as make
from tests.reports.papers import outside, words

ON = datetime.date(2026, 11, 20)


@pytest.fixture
def pair(ours):
    make.make_head(ours)
    form = make.make_form(labour_terms_possible=True)
    return make.make_pair(ours, active=True, form=form)


def registered(kind, subjects, by, number="210-ОД", **choices):
    paper = actions.draft(kind, subjects, by=by, on=ON, **choices)
    return actions.register(paper, number=number, dated=ON, by=by, on=ON)


def test_the_order_ends_the_pair_its_pay_and_changes_the_order_before(ours, curator, director):
    make.make_head(ours)
    form = make.make_form(labour_terms_possible=True)
    mentor, mentee = (make.make_person(ours, post="учитель") for _ in range(2))
    make.make_all_consents(mentor, mentee)
    pair = make.make_pair(ours, mentor, [mentee], form=form)
    first = registered("order-pairs", [pair], director, number="209-ОД")
    terms = make.make_labour_terms(Pair.objects.get().mentors[0])

    paper = registered("order-termination", [pair], director, ground="refusal",
                       last_day="2026-11-26", noticed_on="2026-11-20")  # fmt: skip

    pair, terms = Pair.objects.get(), LabourTerms.objects.get(pk=terms.pk)
    assert (pair.closed_on, pair.closing) == (datetime.date(2026, 11, 26), "ended_early")
    assert pair.closing_reason == "наставник отказался от поручения"
    assert pair.state(ON) == PairState.ACTIVE
    assert (terms.ended_on, terms.notice_by, terms.noticed_on) == (
        datetime.date(2026, 11, 26), "employee", ON,
    )  # fmt: skip
    assert Document.objects.get(pk=first.pk).state == DocumentState.CHANGED
    text = words(KINDS["order-termination"].render(paper.facts))
    assert "На основании письменного отказа наставника от поручения (уведомление от 20.11" in text
    assert "Прекратить с 27.11.2026 выплату за выполнение работы наставника" in text


def test_the_decision_survives_collecting_anew(pair, curator):
    draft = actions.draft("order-termination", [pair], by=curator, on=ON, ground="request",
                          last_day="2026-11-30")  # fmt: skip

    draft = actions.refresh(draft, by=curator, on=ON) or Document.objects.get(pk=draft.pk)

    kept = Document.objects.get(pk=draft.pk).facts
    assert (kept["ground"], kept["last_day"]) == ("request", "2026-11-30")


@pytest.mark.parametrize(
    ("choices", "sentence"),
    [
        ({"ground": "refusal", "last_day": "2026-11-26"}, "Укажите дату письменного уведомления"),
        ({"ground": "employer", "last_day": "2026-11-24", "noticed_on": "2026-11-20"},
         "не раньше 25.11.2026"),
        ({"ground": "request", "last_day": "2026-09-01"}, "Исправьте последний день"),
    ],
)  # fmt: skip
def test_a_pair_does_not_end_against_the_law_or_its_dates(pair, curator, choices, sentence):
    with pytest.raises(StepRefused, match=sentence):
        actions.draft("order-termination", [pair], by=curator, on=ON, **choices)


def test_a_pair_that_met_later_does_not_end_before(pair, curator):
    make.make_meeting(pair, held_on=datetime.date(2026, 11, 18))

    with pytest.raises(StepRefused, match=r"встречалась 18\.11\.2026"):
        actions.draft("order-termination", [pair], by=curator, on=ON, last_day="2026-11-17")


def test_the_curator_is_asked_why_and_until_when(client, pair, curator):
    client.force_login(curator)
    address = reverse("document-draft", args=["order-termination"])

    asked = client.post(address, {"subject": pair.pk})
    wrong = client.post(address, {"subject": pair.pk, "decided": "yes", "ground": "refusal",
                                  "last_day": "2026-11-26"})  # fmt: skip
    done = client.post(address, {"subject": pair.pk, "decided": "yes", "ground": "dismissal",
                                 "last_day": "2026-11-26"})  # fmt: skip

    assert "Последний день работы" in asked.content.decode()
    assert wrong.status_code == 400
    assert "Укажите дату письменного уведомления" in wrong.content.decode()
    paper = Document.objects.get()
    assert done.url == reverse("admin:reports_document_change", args=[paper.pk])
    assert paper.facts["ground"] == "dismissal"


def test_the_order_approves_the_programmes_it_lists(pair, director):
    make.make_programme(pair)

    paper = registered("order-programmes", [pair], director)

    programme = Programme.objects.get()
    assert (programme.approved_on, programme.approved_basis) == (ON, paper.basis)
    with pytest.raises(WrongSubject, match="Утверждать нечего"):
        actions.draft("order-programmes", [pair], by=director, on=ON)


def test_the_programmes_themselves_may_be_the_annexes(school):
    make.make_programme(school.pair, tasks="Освоить планирование урока.")
    make.make_programme(school.group, goal="")
    pairs = [school.pair, school.group]

    facts = KINDS["order-programmes"].collect(pairs, on=ON, annex="texts")
    page = KINDS["order-programmes"].render(facts)

    text = words(page)
    assert (
        "наставник Иванова Анна Петровна, наставляемый Соколов Дмитрий Игоревич (приложение № 1); "
        "наставник Громова Светлана Юрьевна, наставляемые Захаров Матвей Андреевич, Лаптева Дарья "
        "Сергеевна (приложение № 2)."
    ) in text
    first, second = text.split("Приложение № ")[1:]
    assert first.startswith("1\nУТВЕРЖДЕНА\nприказом МБОУ СШ № 7")
    assert "ПЕРСОНАЛИЗИРОВАННАЯ ПРОГРАММА НАСТАВНИЧЕСТВА" in first
    assert "Задачи | Освоить планирование урока." in first
    assert second.startswith("2\nУТВЕРЖДЁН\nприказом МБОУ СШ № 7")
    assert "ИНДИВИДУАЛЬНЫЙ ПЛАН" in second
    assert "Тексты программ и планов хранятся" not in text
    assert outside(render_pdf(page)) == []


def test_the_curator_is_asked_what_to_annex(client, curator, pair):
    make.make_programme(pair)
    client.force_login(curator)
    address = reverse("document-draft", args=["order-programmes"])

    asked = client.post(address, {"subject": pair.pk}).content.decode()
    client.post(address, {"subject": pair.pk, "decided": "yes", "annex": "texts"})

    assert "Сами программы" in asked
    assert "Программы будут утверждены, когда приказ зарегистрируют." in asked
    paper = Document.objects.get()
    assert paper.facts["choices"]["annex"] == "texts"
    assert len(paper.facts["texts"]) == 1


def test_a_pair_is_not_fixed_twice(pair, curator):
    with pytest.raises(WrongSubject, match="Уже закреплены"):
        actions.draft("order-pairs", [pair], by=curator, on=ON)


def test_a_late_order_lets_its_pairs_begin_with_its_own_day(ours, director):
    mentor, mentee = (make.make_person(ours, post="учитель") for _ in range(2))
    make.make_all_consents(mentor, mentee)
    pair = make.make_pair(ours, mentor, [mentee], form=make.make_form(labour_terms_possible=True))
    make.make_labour_terms(pair.mentors[0])
    make.make_programme(pair)
    planned = pair.starts_on

    paper = registered("order-pairs", [pair], director)

    pair = Pair.objects.get()
    text = words(KINDS["order-pairs"].render(paper.facts))
    assert planned < ON and f"{planned:%d.%m.%Y}" not in text
    assert f"с {ON:%d.%m.%Y} по {pair.ends_on:%d.%m.%Y}" in text
    assert (pair.starts_on, pair.confirmed_on) == (ON, ON)
    assert {member.joined_on for member in pair.members.all()} == {ON}
    assert LabourTerms.objects.get().starts_on == Programme.objects.get().starts_on == ON
    assert KINDS["order-pairs-changes"].applies(paper, on=ON) is False


def test_an_order_is_not_registered_after_its_pairs_have_begun(ours, director):
    mentor, mentee = (make.make_person(ours, post="учитель") for _ in range(2))
    make.make_all_consents(mentor, mentee)
    pair = make.make_pair(ours, mentor, [mentee], starts_on=ON)
    paper = actions.draft("order-pairs", [pair], by=director, on=ON)
    actions.send_to_sign(paper, by=director, on=ON)
    later = ON + datetime.timedelta(days=3)

    with pytest.raises(StepRefused, match=r"начинает работу 20\.11\.2026, раньше даты приказа"):
        actions.register(paper, number="12", dated=later, by=director, on=later)
    assert Pair.objects.get().confirmed_on is None
    assert Document.objects.registered().count() == 0

    actions.refresh(paper, by=director, on=later)
    actions.register(paper, number="12", dated=later, by=director, on=later)
    assert (Pair.objects.get().starts_on, Pair.objects.get().confirmed_on) == (later, later)


@pytest.mark.parametrize(
    ("dated", "registered_on"),
    [(ON, ON + datetime.timedelta(days=3)), (ON - datetime.timedelta(days=63), ON)],
    ids=["signed in time, registered late", "written down from paper"],
)
def test_an_order_is_registered_under_its_own_date(dated, registered_on, ours, director):
    mentor, mentee = (make.make_person(ours, post="учитель") for _ in range(2))
    make.make_all_consents(mentor, mentee)
    pair = make.make_pair(ours, mentor, [mentee], starts_on=dated, agreed_on=ON)

    paper = actions.draft("order-pairs", [pair], by=director, on=ON)
    paper = actions.register(paper, number="12", dated=dated, by=director, on=registered_on)

    pair = Pair.objects.get()
    assert (pair.starts_on, pair.confirmed_on) == (dated, dated)
    assert f"с {dated:%d.%m.%Y} по" in words(KINDS["order-pairs"].render(paper.facts))


def test_a_pair_whose_term_is_over_gets_no_order(ours, curator):
    pair = make.make_pair(ours, ends_on=ON - datetime.timedelta(days=1))

    with pytest.raises(WrongSubject, match="Срок уже закончился"):
        actions.draft("order-pairs", [pair], by=curator, on=ON)
