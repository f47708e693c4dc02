"""The order that changes an order on pairs: made of the difference, edition after edition."""

import datetime

import pytest
from django.urls import reverse

from mentoring.actions import ConsentMissing, StepRefused, close_pair, join_pair, leave_pair
from mentoring.models import Pair
from reports import actions
from reports.checks import findings
from reports.documents import KINDS, WrongSubject, kinds_for
from reports.models import Document, DocumentState
from tests import factories as make
from tests.reports.papers import words

KIND = "order-pairs-changes"
FIRST = datetime.date(2026, 9, 15)
ON = datetime.date(2026, 11, 20)
LATER = datetime.date(2026, 12, 1)


@pytest.fixture
def group(ours):
    make.make_head(ours)
    mentor = make.make_person(ours, post="учитель", surname="Громова", gender="f",
                              first_name="Анна", patronymic="Львовна")  # fmt: skip
    pupils = [make.make_pupil(ours, 15, surname=name) for name in ("Захаров", "Лаптев")]
    make.make_all_consents(mentor, *pupils)
    return make.make_pair(
        ours, mentor, pupils, form=make.make_form(allows_group=True, mentee_is_learner=True)
    )


@pytest.fixture
def order(group, curator):
    paper = actions.draft("order-pairs", [group], by=curator, on=FIRST)
    return actions.register(paper, number="142-ОД", dated=FIRST, by=curator, on=FIRST)


def newcomer(pair, by, surname, on=ON):
    person = make.make_pupil(pair.organization, 15, surname=surname)
    make.make_all_consents(person)
    join_pair(pair, persons=[person], joined_on=on, on=on, by=by)


def text_of(order, on=ON):
    kind = KINDS[KIND]
    return words(kind.render(kind.collect(order, on=on)))


def offered(order, on=ON):
    return KIND in [kind.code for kind in kinds_for(order, on=on)]


def test_an_order_that_still_holds_needs_no_change(order):
    assert not offered(order)
    with pytest.raises(WrongSubject, match="Вносить нечего"):
        KINDS[KIND].collect(order, on=ON)


def test_who_came_and_who_left_stand_in_the_points_and_the_new_annex(order, group, curator):
    newcomer(group, curator, "Белов")
    leaving = group.members.get(person__surname="Захаров")
    leave_pair(leaving, left_on=ON, reason="переезд", on=ON, by=curator)

    text = text_of(order)

    assert offered(order)
    assert "1.1. Из строки 1 исключить Захарова Ивана " in text
    assert "последний день – 20.11.2026. Строку 1 дополнить с 20.11.2026 наставляемым Бел" in text
    assert "переезд" not in text
    [row] = [line for line in text.splitlines() if line.startswith("* 1 |")]
    assert "Белов" in row
    assert "Захаров" not in row


def test_the_next_change_compares_with_the_edition_before(order, group, curator):
    newcomer(group, curator, "Белов")
    change = actions.draft(KIND, [order], by=curator, on=ON)
    actions.register(change, number="201-ОД", dated=ON, by=curator, on=ON)
    assert Document.objects.get(pk=order.pk).state == DocumentState.CHANGED
    assert not offered(order)

    newcomer(group, curator, "Носов", LATER)

    text = text_of(order, LATER)
    assert "дополнить с 01.12.2026 наставляемым Носовым" in text
    assert "Беловым" not in text
    assert "Белов Иван" in text


def test_a_closed_pair_leaves_the_annex(order, group, curator):
    close_pair(Pair.objects.get(), closing="completed", on=ON, by=curator)

    text = text_of(order)

    assert "1.1. Строку 1 исключить: программа выполнена 20.11.2026." in text
    assert "Громова" not in text.split("(в новой редакции)")[1].split("Лист ознакомления")[0]


def test_a_pair_stands_in_the_annex_until_the_day_it_is_closed(order, group, curator):
    close_pair(Pair.objects.get(), closing="completed", on=LATER, by=curator)

    assert (offered(order), offered(order, LATER)) == (False, True)


def test_who_left_and_came_back_is_no_change(order, group, curator):
    leaving = group.members.get(person__surname="Захаров")
    leave_pair(leaving, left_on=ON, reason="больница", on=ON, by=curator)
    assert offered(order)

    join_pair(group, persons=[leaving.person], joined_on=LATER, on=LATER, by=curator)

    assert not offered(order, LATER)


def test_what_changed_after_the_draft_is_not_registered(order, group, curator):
    newcomer(group, curator, "Белов")
    change = actions.draft(KIND, [order], by=curator, on=ON)
    newcomer(group, curator, "Носов")

    with pytest.raises(StepRefused, match="состав пар изменился"):
        actions.register(change, number="201-ОД", dated=ON, by=curator, on=ON)


def test_an_order_of_before_rows_named_their_people_is_compared_too(group, curator):
    paper = actions.draft("order-pairs", [group], by=curator, on=FIRST)
    for row in paper.facts["pairs"]:
        del row["people"]
    paper.save()
    order = actions.register(paper, number="142-ОД", dated=FIRST, by=curator, on=FIRST)
    assert not offered(order)

    newcomer(group, curator, "Белов")

    assert "Строку 1 дополнить с 20.11.2026 наставляемым Бел" in text_of(order)


def another(ours, surname="Дроздов", consents=True):
    mentor = make.make_person(ours, post="учитель химии", surname="Носова", gender="f",
                              first_name="Вера", patronymic="Ильинична")  # fmt: skip
    pupil = make.make_pupil(ours, 15, surname=surname)
    if consents:
        make.make_all_consents(mentor, pupil)
    form = make.make_form(name="педагог – ученик", mentee_is_learner=True)
    return make.make_pair(ours, mentor, [pupil], form=form)


def test_a_new_pair_is_added_as_a_row_and_fixed(order, group, curator, ours):
    pair = another(ours)
    assert offered(order)

    change = actions.draft(KIND, [order], by=curator, on=ON, added=[str(pair.pk)])
    text = words(actions.page_of(change))
    actions.register(change, number="201-ОД", dated=ON, by=curator, on=ON)

    assert "1.1. Закрепить с " in text
    assert (
        "наставником Носову Веру Ильиничну, учителя химии, и дополнить приложение строкой." in text
    )
    [row] = [line for line in text.splitlines() if line.startswith("* 2 |")]
    assert "Носова Вера Ильинична" in row
    pair.refresh_from_db()
    assert (pair.confirmed_on, pair.basis) == (ON, "приказ от 20.11.2026 № 201-ОД")
    assert not offered(order)
    close_pair(pair, closing="completed", on=LATER, by=curator)
    assert "1.1. Строку 2 исключить: программа выполнена 01.12.2026." in text_of(order, LATER)


def test_a_new_pair_without_consents_stops_the_whole_order(order, group, curator, ours):
    pair = another(ours, consents=False)
    change = actions.draft(KIND, [order], by=curator, on=ON, added=[str(pair.pk)])

    assert [f.text for f in findings(change, on=ON) if "Нет согласия: Дроздов" in f.text]
    with pytest.raises(ConsentMissing):
        actions.register(change, number="201-ОД", dated=ON, by=curator, on=ON)

    pair.refresh_from_db()
    change.refresh_from_db()
    assert (pair.confirmed_on, change.is_registered) == (None, False)


def test_pairs_of_others_and_pairs_in_drafts_are_not_offered(order, group, curator, ours):
    drafted = another(ours)
    actions.draft("order-pairs", [drafted], by=curator, on=ON)
    theirs = another(make.make_organization(code="other"), "Чужих")

    assert not offered(order)
    for pair in (drafted, theirs):
        with pytest.raises(WrongSubject, match="закреплённые или чужие"):
            KINDS[KIND].collect(order, on=ON, added=[pair.pk])


def test_the_curator_ticks_the_new_pairs(client, order, group, curator, ours):
    pair = another(ours)
    client.force_login(curator)
    address = reverse("document-draft", args=[KIND])

    asked = client.post(address, {"subject": order.pk}).content.decode()
    client.post(address, {"subject": order.pk, "decided": "yes", "added": [pair.pk]})

    assert str(pair) in asked
    assert Document.objects.get(kind=KIND).facts["choices"]["added"] == [str(pair.pk)]
