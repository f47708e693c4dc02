"""What becomes of a registered paper: it is changed, ends, is cancelled; its text stays."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from reports import actions
from reports.documents.registers import register_orders
from reports.models import Amendment, Document, DocumentState
from tests import factories as make

ON = datetime.date(2026, 11, 20)
LATER = datetime.date(2026, 11, 21)


@pytest.fixture
def order(ours, curator, director):
    return registered(ours, curator, "140-ОД", ON)


@pytest.fixture
def later(ours, curator, director):
    return registered(ours, curator, "141-ОД", LATER)


def registered(organization, by, number, dated):
    paper = actions.draft("order-roadmap", [make.make_roadmap(organization)], by=by, on=dated)
    return actions.register(paper, number=number, dated=dated, by=by, on=dated)


def repeal(paper, curator, **values):
    known = {"change": "repealed", "since": LATER, "basis": "приказ отдела от 21.11.2026 № 9"}
    return actions.amend(paper, **known | values, by=curator)


def fresh(paper):
    return Document.objects.get(pk=paper.pk)


def test_a_later_order_ends_an_earlier_one(order, later, curator):
    row = repeal(order, curator, by_document=later, basis="")

    assert row.words == "утратил силу с 21.11.2026, приказ от 21.11.2026 № 141-ОД"
    assert fresh(order).state == DocumentState.REPEALED
    assert fresh(order).number == "140-ОД"
    assert list(Document.objects.in_force()) == [later]


def test_a_changed_order_is_still_in_force(order, curator):
    repeal(order, curator, change="changed")

    assert fresh(order).state == DocumentState.CHANGED
    assert list(Document.objects.in_force()) == [order]


def test_the_journal_says_it_and_keeps_the_number(order, later, curator, ours):
    repeal(order, curator, change="cancelled")

    [section] = register_orders(ours, on=LATER)["sections"]

    assert [(row["number"], row["remark"]) for row in section["rows"]] == [
        ("140-ОД", "отменён с 21.11.2026, приказ отдела от 21.11.2026 № 9"),
        ("141-ОД", ""),
    ]


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"basis": "  "}, "Выберите приказ или напишите, каким документом это сделано."),
        ({"since": ON - datetime.timedelta(days=1)},
         "Документ зарегистрирован 20.11.2026. Укажите день не раньше."),
    ],
)  # fmt: skip
def test_a_mark_needs_a_basis_and_a_day(order, curator, values, sentence):
    with pytest.raises(actions.AmendmentRefused, match=sentence):
        repeal(order, curator, **values)

    assert fresh(order).state == DocumentState.REGISTERED


def test_only_a_later_paper_of_the_same_school_changes_one(order, later, curator, theirs):
    stranger = make.make_user("stranger", theirs, "curator")
    foreign = registered(theirs, stranger, "1", LATER)

    for paper in (foreign, order):
        with pytest.raises(actions.AmendmentRefused):
            repeal(order, curator, by_document=paper)
    with pytest.raises(actions.AmendmentRefused, match="более поздний"):
        repeal(later, curator, by_document=order)


def test_an_ended_paper_ends_once(order, curator):
    repeal(order, curator)

    with pytest.raises(actions.AmendmentRefused, match="уже утратил силу"):
        repeal(order, curator, change="cancelled")
    with pytest.raises(IntegrityError), transaction.atomic():
        Amendment.objects.create(document=order, change="cancelled", since=LATER, basis="x")


def test_a_draft_is_simply_corrected(ours, curator):
    draft = actions.draft("order-roadmap", [make.make_roadmap(ours)], by=curator, on=ON)

    with pytest.raises(actions.AmendmentRefused, match="исправьте сам проект"):
        repeal(draft, curator)


def test_a_mistake_is_taken_back_but_not_what_an_order_did(order, later, curator):
    mistake = repeal(order, curator)
    actions.take_back(mistake, by=curator)
    kept = repeal(order, curator, by_document=later)

    with pytest.raises(actions.AmendmentRefused, match="новый приказ"):
        actions.take_back(kept, by=curator)
    assert list(Amendment.objects.all()) == [kept]


def test_the_curator_marks_a_paper_on_its_page(as_curator, order, later):
    address = f"/documents/{order.pk}/amend/"
    asked = as_curator.get(address).content.decode()
    answer = as_curator.post(
        address,
        {"change": "repealed", "since": "21.11.2026", "by_document": later.pk, "basis": ""},
        follow=True,
    )
    page = answer.content.decode()

    assert "от 21.11.2026 № 141-ОД" in asked
    assert "Документ утратил силу" in page
    assert f'href="/admin/reports/document/{later.pk}/change/"' in page
    assert (
        "Этим приказом утратил силу"
        in as_curator.get(f"/admin/reports/document/{later.pk}/change/").content.decode()
    )


def test_another_schools_order_is_no_basis(as_curator, order, theirs):
    stranger = make.make_user("stranger", theirs, "curator")
    foreign = registered(theirs, stranger, "1", LATER)

    answer = as_curator.post(
        f"/documents/{order.pk}/amend/",
        {"change": "repealed", "since": "21.11.2026", "by_document": foreign.pk},
    )

    assert answer.status_code == 400
    assert "Такого приказа в списке нет." in answer.content.decode()
    assert as_curator.get(f"/documents/{foreign.pk}/amend/").status_code == 404


def test_a_mark_of_ones_own_is_removed_by_a_button(as_curator, order, curator):
    row = repeal(order, curator)

    page = as_curator.post(f"/amendments/{row.pk}/remove/", follow=True).content.decode()

    assert "Отметка снята." in page
    assert not Amendment.objects.exists()


def test_the_director_reads_the_mark_and_changes_nothing(as_director, order, curator):
    row = repeal(order, curator)

    page = as_director.get(f"/admin/reports/document/{order.pk}/change/").content.decode()

    assert "Документ утратил силу" in page
    assert "Снять отметку" not in page
    assert as_director.post(f"/amendments/{row.pk}/remove/").status_code == 403
    assert as_director.get(f"/documents/{order.pk}/amend/").status_code == 403


def test_the_list_filters_by_what_became_of_papers(as_curator, order, later, curator):
    repeal(order, curator)

    page = as_curator.get("/admin/reports/document/", {"state": "repealed"})

    assert [row.pk for row in page.context["cl"].result_list] == [order.pk]
