"""The order that changes an approved roadmap, and what registering it does."""

import pytest

from reports import actions
from reports.documents import KINDS, WrongSubject, kinds_for
from roadmaps.actions import change_approvals, edit_item, open_edition
from roadmaps.approvals import Approval
from roadmaps.models import Roadmap
from tests.reports.papers import ON, paper, words

KIND = "order-roadmap-changes"


def test_registering_the_order_lets_the_edition_take_over(school, curator):
    edition = school.edition()
    order = actions.draft(KIND, [edition], by=curator, on=ON)

    actions.register(order, number="163-ОД", dated=ON, by=curator, on=ON)

    edition.refresh_from_db()
    school.roadmap.refresh_from_db()
    assert edition.approved_basis == "приказ от 15.09.2026 № 163-ОД"
    assert school.roadmap.replaced_on == ON
    assert list(Roadmap.objects.current()) == [edition]
    assert "*" not in words(paper("roadmap", edition))


def test_the_order_changed_says_by_which(school, curator):
    school.roadmap.organization.refresh_from_db()
    first = actions.draft("order-roadmap", [school.roadmap], by=curator, on=ON)
    actions.register(first, number="142-ОД", dated=ON, by=curator, on=ON)
    school.roadmap.refresh_from_db()
    edition = open_edition(school.roadmap, by=curator)
    edit_item(edition.items.first(), cells={"activity": "Иначе"}, by=curator)

    order = actions.draft(KIND, [edition], by=curator, on=ON)
    actions.register(order, number="163-ОД", dated=ON, by=curator, on=ON)

    assert [row.words for row in first.amendments.all()] == [
        "изменён с 15.09.2026, приказ от 15.09.2026 № 163-ОД"
    ]
    assert list(order.amends.values_list("document", flat=True)) == [first.pk]
    assert not order.amendments.exists()


def test_an_edition_without_a_change_makes_no_order(school, curator):
    school.roadmap.approved_on, school.roadmap.approved_basis = ON, "приказ от 1"
    school.roadmap.save()
    edition = open_edition(school.roadmap, by=curator)

    with pytest.raises(WrongSubject, match="ничего не изменено"):
        KINDS[KIND].collect(edition, on=ON)
    assert [kind.code for kind in kinds_for(edition, on=ON) if kind.once] == [KIND]
    assert [kind.code for kind in kinds_for(school.roadmap, on=ON) if kind.once] == []


def test_changed_approvals_are_a_point_of_the_order(school, curator):
    school.roadmap.approved_on, school.roadmap.approved_basis = ON, "приказ от 1"
    school.roadmap.save()
    edition = open_edition(school.roadmap, by=curator)
    with pytest.raises(WrongSubject):
        change_approvals(edition, approvals=[Approval("order")], by=curator)
        KINDS[KIND].collect(edition, on=ON)

    council = Approval("accepted", "педагогическим советом", paper="протокол № 1")
    change_approvals(edition, approvals=[council], by=curator)
    edition.refresh_from_db()

    assert KINDS[KIND].collect(edition, on=ON)["points"] == [
        {"words": "Грифы изложить в редакции:",
         "quoted": "ПРИНЯТО: педагогическим советом, протокол №\xa01"},
    ]  # fmt: skip


def test_a_second_order_about_the_same_roadmap_is_the_first_one(school, curator):
    first = actions.draft("order-roadmap", [school.roadmap], by=curator, on=ON)

    assert actions.draft("order-roadmap", [school.roadmap], by=curator, on=ON) == first


def test_an_order_is_not_registered_with_words_that_changed_since(school, curator):
    order = actions.draft("order-roadmap", [school.roadmap], by=curator, on=ON)
    edit_item(school.roadmap.items.first(), cells={"activity": "Иначе"}, by=curator)

    with pytest.raises(actions.RegistrationRefused, match="строки дорожной карты изменились"):
        actions.register(order, number="1", dated=ON, by=curator, on=ON)

    actions.refresh(order, by=curator, on=ON)
    order.refresh_from_db()
    assert actions.register(order, number="1", dated=ON, by=curator, on=ON).is_registered


def test_an_order_about_an_edition_that_was_dropped_is_refused(school, curator):
    edition = school.edition()
    order = actions.draft(KIND, [edition], by=curator, on=ON)
    edition.delete()

    with pytest.raises(actions.RegistrationRefused, match="уже убрано"):
        actions.register(order, number="1", dated=ON, by=curator, on=ON)
