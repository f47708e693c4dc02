"""Rules for every kind of paper: its words, what it may lack, that it stays on its page."""

import json
import re
from contextlib import closing
from pathlib import Path

import pypdfium2
import pytest

from people.models import Curator, Mentor, Organization, Person
from reports import actions
from reports.documents import KINDS, WrongSubject, kinds_for
from reports.pdf import page_count, render_pdf
from tests import factories as make
from tests.reports.papers import ON, outside, paper, words

EXPECTED = Path(__file__).parent / "expected"
LONG = {"order-commission": 4, "order-regulation": 5, "order-regulation-roadmap": 6}  # pages
EVERY_KIND = pytest.mark.parametrize("code", sorted(KINDS))


@EVERY_KIND
def test_each_paper_says_what_was_read_and_approved(code, school):
    kind = KINDS[code]
    mark = {"number": "163-ОД", "date": "2026-09-15"} if kind.draftable else {}

    text = words(paper(code, school.subject_of(code), **mark))

    expected = EXPECTED / f"{code}.txt"
    if not expected.exists():
        expected.write_text(text, encoding="utf-8")
        pytest.fail(f"Written: {expected.name}. Read it as a head teacher would, then commit it.")
    assert text == expected.read_text(encoding="utf-8")


@EVERY_KIND
def test_each_paper_without_what_is_not_known_has_ruled_places(code, school):
    school.organization.headships.all().delete()
    Curator.objects.all().delete()
    for person in (school.pupil, school.teen):
        person.guardians.all().delete()
        person.posts.all().delete()
    for field in ("founder", "place", "address", "phone", "email", "okpo", "ogrn", "inn", "kpp"):
        setattr(school.organization, field, "")
    school.organization.save()

    text = words(paper(code, school.subject_of(code)))

    assert not re.search(r"None|\{\{|\(\)|, ,|\bnull\b", text)


@EVERY_KIND
def test_each_paper_becomes_a_pdf_that_stays_on_its_page(code, school):
    content = render_pdf(paper(code, school.subject_of(code)))

    assert page_count(content) <= LONG.get(code, 3)
    assert outside(content) == []


@EVERY_KIND
def test_facts_are_plain_and_survive_storage(code, school):
    kind = KINDS[code]
    facts = kind.collect(school.subject_of(code), on=ON)

    assert json.loads(json.dumps(facts)) == facts
    assert facts == kind.collect(school.subject_of(code), **facts["choices"])


@EVERY_KIND
def test_very_long_names_stay_on_the_page(code, school):
    subject = school.subject_of(code)
    long = ("Верхнеозёрскобогородско" * 3)[:60]
    for person in Person.objects.filter(kind__in=["employee", "pupil"]):
        Person.objects.filter(pk=person.pk).update(surname=f"{long[:-1]}{'аяов'[person.pk % 4]}")
    Organization.objects.update(
        full_name=("Муниципальное учреждение «Школа имени Героя " * 9)[:300],
        short_name="МБОУ «" + "Верхнеозёрская" * 8,
    )
    rows = subject if isinstance(subject, list) else [subject]
    rows = [type(row).objects.get(pk=row.pk) for row in rows]

    assert outside(render_pdf(paper(code, rows))) == []


def test_an_annex_without_a_row_is_refused_and_one_with_three_hundred_printed(school):
    school.roadmap.items.all().delete()
    with pytest.raises(WrongSubject, match="ни одной строки"):
        KINDS["order-roadmap"].collect(school.roadmap, on=ON)

    printed = render_pdf(paper("order-pairs", [school.pair, school.group] * 150))

    assert outside(printed) == []
    assert page_count(printed) > 20


def test_markup_in_a_name_is_printed_as_it_is(school):
    school.mentor.surname = "<b>О'Коннор</b>&"
    school.mentor.save()

    page = paper("consent-adult", school.mentor)

    assert "<b>О'" not in page
    assert "<b>О'Коннор</b>& Анна Петровна" in words(page)


def test_each_person_is_offered_the_papers_of_the_age(school):
    offered = {
        person.surname: [kind.code for kind in kinds_for(person, on=make.TODAY)]
        for person in (school.mentor, school.teen, school.pupil, school.guardian)
    }

    shown = ["consent-dissemination", "consent-image", "consent-withdrawal"]
    handed = [*shown[:2], "consent-transfer", *shown[2:]]
    assert offered == {
        "Иванова": ["consent-adult", "participation-mentor", "participation-mentee",
                    "consent-labour", *handed],
        "Лаптева": ["consent-teen", "participation-mentor", "participation-mentee",
                    "participation-parent", *shown],
        "Захаров": ["consent-minor", "participation-parent", *shown],
        "Захарова": ["consent-adult", "consent-withdrawal"],
    }  # fmt: skip


@pytest.mark.parametrize("code", ["labour-agreement", "consent-labour"])
def test_the_labour_contract_is_named_as_far_as_it_is_known(code, school):
    subject = school.subject_of(code)
    known = words(paper(code, subject))
    school.mentor.posts.update(contract_number="", contract_on=None)
    unknown = words(paper(code, KINDS[code].subject.objects.get(pk=subject.pk)))

    ruled = {"labour-agreement": "к трудовому договору от ________________ № ________\n",
             "consent-labour": "определённой трудовым договором, "}  # fmt: skip
    assert "договор" in known and "от 01.09.2015 № 14" in known
    assert ruled[code] in unknown


@pytest.mark.parametrize("code", ["certificate", "thanks"])
@pytest.mark.parametrize(("letters", "crowded"), [(1, False), (60, True)])
def test_what_hangs_on_a_wall_is_one_sheet_for_the_longest_names(school, code, letters, crowded):
    organization, mentor = school.organization, school.subject_of(code)
    if crowded:
        mentor.person.surname = ("Белозёрская-Климовская-" * 3)[:letters]
        mentor.person.save()
        organization.full_name = ("Учреждение с длинным наименованием " * 9)[:300]
        organization.founder = ("Управление образования " * 9)[:200]
        organization.save()
        school.mentor.posts.update(title=("заместитель директора по работе " * 7)[:200])

    page = paper(code, Mentor.objects.get(pk=mentor.pk))

    assert page_count(render_pdf(page)) == 1
    assert ('class="award crowded"' in page) == (crowded and code == "certificate")


def test_the_journal_of_orders_breaks_no_name_of_who_signed(school):
    """The name is held together by a space that does not break: it has to fit its column."""
    head = school.organization.headships.get().person
    head.surname, head.first_name, head.patronymic = "Преображенская", "Мария", "Юрьевна"
    head.save()
    order = actions.draft("order-council", [school.organization], by=None, on=ON)
    actions.register(order, number="1-ОД", dated=ON, by=None, on=ON)

    content = render_pdf(paper("register-orders", school.organization))

    with closing(pypdfium2.PdfDocument(content)) as pdf:
        text = pdf[0].get_textpage().get_text_bounded()
    assert "М.Ю. Преображенская" in text.replace("\xa0", " ")
