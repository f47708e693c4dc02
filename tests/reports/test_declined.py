"""Declined words in the preview: which they are, where they stand, one correction for all."""

from urllib.parse import parse_qs, urlparse

import pytest

from people.actions import correct_form, restore_forms
from people.models import NamePeriod, Person
from reports import actions
from reports.declined import reformed
from reports.documents import KINDS
from reports.preview import preview_of
from tests import factories as make
from tests.reports.papers import ON, words

ORDERS = sorted(code for code, kind in KINDS.items() if kind.draftable)


@pytest.fixture
def draft(school):
    return actions.draft("order-pairs", [school.pair], by=None, on=ON)


def forms(document):
    return {word.form: word.cases for word in actions.declined_words(document)}


def test_the_words_of_an_order_are_found_with_their_cases(draft):
    assert forms(draft) == {
        "Иванову Анну Петровну": "винительный",
        "учителя математики": "родительный или винительный",
        "Соколова Дмитрия Игоревича": "родительный или винительный",
        "учителя физики": "родительный или винительный",
        "Ивановой Анне Петровне": "дательный",
        "Мельниковой Наталье Андреевне": "дательный",
        "заместителю директора по учебно-воспитательной работе": "дательный",
    }


def test_a_name_that_never_changes_can_be_corrected_too(school, draft):
    Person.objects.filter(pk=school.mentor.pk).update(surname="Дюма", first_name="Мари",
                                                      patronymic="")  # fmt: skip
    draft = actions.refresh(draft, by=None, on=ON)

    assert forms(draft)["Дюма Мари"] == ""


def test_one_correction_reaches_every_unsigned_paper_and_no_signed_one(school, draft):
    other = actions.draft("order-pairs", [school.pair], by=None, on=ON)
    order = actions.draft("order-curator", [school.organization], by=None, on=ON)
    order = actions.register(order, number="1", dated=ON, by=None, on=ON)
    held = actions.page_of(order)
    for person, nominative, case, form in (
        (school.mentor, "Иванова Анна Петровна", "accusative", "Иванову Анну свет-Петровну"),
        (None, "заместитель директора по учебно-воспитательной работе", "dative", "заму"),
    ):
        correct_form(organization=school.organization, person=person, nominative=nominative,
                     case=case, form=form, by=None)  # fmt: skip

    for paper in (draft, other):
        text = words(actions.page_of(paper))
        assert "Иванову Анну свет-Петровну, учителя математики," in text
        assert "Мельниковой Наталье Андреевне, заму," in text
        assert "Иванову Анну Петровну" not in text
    assert actions.page_of(order) == held
    restore_forms(organization=school.organization, person=school.mentor,
                  nominative="Иванова Анна Петровна", by=None)  # fmt: skip
    assert "Иванову Анну Петровну" in words(actions.page_of(draft))


def test_a_registered_paper_holds_the_corrected_form(school, draft):
    make.make_all_consents(school.mentor, school.mentee)
    correct_form(
        organization=school.organization, person=school.mentor, case="accusative",
        nominative="Иванова Анна Петровна", form="Иванову Анну ибн Петровну", by=None,
    )  # fmt: skip

    order = actions.register(draft, number="1", dated=ON, by=None, on=ON)

    assert order.facts["single"]["mentors"][0]["name"]["accusative"] == "Иванову Анну ибн Петровну"


def test_a_name_given_up_since_stays_as_it_was_drafted(school, draft):
    NamePeriod.objects.create(person=school.mentor, surname="Иванова", first_name="Анна",
                              patronymic="Петровна", ends_on=ON)  # fmt: skip
    Person.objects.filter(pk=school.mentor.pk).update(surname="Кваша", former="иванова")

    assert reformed(draft.facts, school.organization) == draft.facts


@pytest.mark.parametrize("code", ORDERS)
def test_every_order_keeps_its_facts_while_nothing_is_corrected(code, school):
    facts = KINDS[code].collect(school.subject_of(code), on=ON)

    assert reformed(facts, school.organization) == facts


def test_the_marks_lie_on_the_words(school, draft):
    found, sheets = preview_of(draft, back="/back/")

    marks = [(mark["word"].form, mark) for mark in sheets[0]["marks"]]
    assert {form for form, _ in marks} == {word.form for word, _ in found}
    assert {round(sheet["width"]) for sheet in sheets} == {595, 842}
    for form, mark in marks:
        assert mark["left"] >= 80 and mark["left"] + mark["width"] <= 595 - 20, form
        assert 12 <= mark["height"] <= 24, form
    address = urlparse(found[0][1])
    assert address.path == "/admin/people/person/declension/"
    assert parse_qs(address.query) == {
        "person": [str(school.mentor.pk)], "case": ["accusative"], "next": ["/back/"],
    }  # fmt: skip


def test_the_page_of_a_draft_leads_to_the_form_and_back(client, school, draft):
    client.force_login(make.make_user("curator", school.organization, "curator"))
    address = f"/admin/reports/document/{draft.pk}/change/"

    page = client.get(address)
    (word, link), *_ = page.context["words"]
    form = client.get(link)
    answer = client.post(urlparse(link).path, {
        "person": school.mentor.pk, "next": address, "form_accusative": "Иванову Аню Петровну",
    })  # fmt: skip

    assert (word.form, form.status_code, answer["Location"]) == (
        "Иванову Анну Петровну", 200, address,
    )  # fmt: skip
    assert "Иванову Аню Петровну" in client.get(address).content.decode()


def test_a_blank_shows_its_declined_words_and_leads_to_their_forms(client, school):
    client.force_login(make.make_user("curator", school.organization, "curator"))
    address = f"/papers/consent-minor/{school.pupil.pk}/look/"

    page = client.get(address)

    forms = [word.form for word, _ in page.context["words"]]
    assert "Захарова Матвея Андреевича" in forms
    [sheet] = page.context["sheets"]
    assert {mark["word"].form for mark in sheet["marks"]} == set(forms)
    link = {word.form: link for word, link in page.context["words"]}[forms[0]]
    assert parse_qs(urlparse(link).query)["next"] == [address]
    assert f"/papers/consent-minor/{school.pupil.pk}/1.png" in page.content.decode()


def test_the_sheets_of_a_blank_are_for_those_who_correct_its_forms(client, school, ours):
    address = f"/papers/consent-minor/{school.pupil.pk}/look/"
    for user, status in (
        (make.make_user("director", school.organization, "director"), 403),
        (make.make_user("stranger", ours, "curator"), 404),
    ):
        client.force_login(user)
        assert client.get(address).status_code == status
