"""The page of blanks and registers, the papers on each page, and who may have them."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from mentoring.actions import erase
from mentoring.candidates import candidates
from mentoring.unmatched import unmatched
from people.models import Mentor, Organization
from people.years import year_of
from reports.documents import KINDS, WrongSubject, kinds_for
from reports.documents.registers import register_mentors
from reports.errands import counters
from reports.models import Document, Series
from reports.packs import PACKS
from tests import factories as make
from tests.factories import TODAY
from tests.reports.papers import ON, paper, words

OF_ORGANIZATION = sorted(
    code for code, kind in KINDS.items() if kind.subject is Organization and not kind.draftable
)
PERSONAL = [code for code in OF_ORGANIZATION if code not in ("figures", "regulation")]


def this_year(pair):
    """Move the pair and its mentor into the academic year of the clock."""
    year = year_of(timezone.localdate())
    pair.year = year
    pair.confirmed_on, pair.basis = timezone.localdate(), "приказ от 15.09.2026 № 1-ОД"
    pair.save()
    return make.make_bank(pair.mentors[0].person, year=year)


def test_the_page_offers_registers_and_orders_of_the_school(as_curator, ours):
    page = as_curator.get("/blanks/")

    assert [kind.code for kind, _ in page.context["printed"]] == [
        kind.code for kind in KINDS.values() if kind.subject is Organization and not kind.draftable
    ]
    assert {kind.code for kind, _ in page.context["drafted"]} == {
        "order-introduction", "order-curator", "order-council", "order-results",
        "order-commission", "order-regulation",
    }  # fmt: skip
    assert all(about for _, about in page.context["printed"] + page.context["drafted"])


def test_nobody_whose_data_are_destroyed_is_offered_again(as_curator, curator, ours):
    gone, kept = (make.make_person(ours, post="учитель", surname=surname)
                  for surname in ("Ушедшая", "Оставшаяся"))  # fmt: skip
    for person in (gone, kept):
        pair = make.make_pair(ours, mentor=person, active=True, closed_on=TODAY,
                              closing="completed")  # fmt: skip
        bank = this_year(pair)
    other = make.make_pair(ours, active=True)

    erase(gone, surname="Ушедшая", ground="purpose", by=curator, on=TODAY)

    year = bank.year
    assert [row.person for row in unmatched(ours, year=year, on=TODAY)] == [kept]
    assert [row.person for row in candidates(other, on=TODAY)] == [kept]
    assert list(as_curator.get("/blanks/").context["mentors"]) == [bank]
    assert list(Mentor.objects.visible_to(curator)) == [bank]
    assert len(PACKS["certificates"].leaves(ours, year=year, on=TODAY)) == 1
    assert len(register_mentors(ours, on=TODAY)["rows"]) == 1
    assert (Mentor.objects.count(), counters(ours, year=year, on=TODAY)["mentors"]) == (2, 1)


@pytest.mark.parametrize("code", OF_ORGANIZATION)
def test_a_register_of_an_empty_school_is_printed(code, as_curator, ours):
    answer = as_curator.get(f"/papers/{code}/{ours.pk}/")

    assert answer.status_code == 200
    assert answer.content.startswith(b"%PDF")


@pytest.mark.parametrize("code", PERSONAL)
def test_a_municipality_gets_no_paper_with_persons(code, client, ours):
    town = make.make_organization(kind="municipality")
    Organization.objects.filter(pk=ours.pk).update(parent=town)
    client.force_login(make.make_user("official", town, "municipality"))

    assert client.get(f"/papers/{code}/{ours.pk}/").status_code == 404
    assert client.get(f"/papers/{code}/{ours.pk}/docx/").status_code == 404
    assert client.get(f"/papers/figures/{ours.pk}/").status_code == 200


def test_who_reads_no_pairs_prints_none_of_their_papers(client, ours):
    pair = make.make_pair(ours, active=True)
    codes = ["diary", "programme", "mentor-report", "meeting-plan", "feedback-blank",
             "mentee-response", "cooperation-agreement"]  # fmt: skip
    seen = {}
    for role in ("psychologist", "director"):
        client.force_login(make.make_user(role, ours, role))
        addresses = [f"/papers/{code}/{pair.pk}/docx/" for code in codes]
        seen[role] = {client.get(address).status_code for address in addresses}

    assert seen == {"psychologist": {404}, "director": {200}}


@pytest.mark.parametrize("code", OF_ORGANIZATION)
def test_another_schools_register_is_not_found(code, as_curator, theirs):
    assert as_curator.get(f"/papers/{code}/{theirs.pk}/").status_code == 404


def test_a_director_prints_and_drafts_nothing(as_director, ours):
    page = as_director.get("/blanks/").content.decode()

    assert reverse("paper", args=["register-orders", ours.pk]) in page
    assert "document-draft" not in page and "/documents/draft/" not in page


def test_an_order_about_the_school_is_drafted(as_curator, ours):
    as_curator.post("/documents/draft/order-curator/", {"subject": [ours.pk]})

    document = Document.objects.get()
    assert (document.organization, document.subject_ids) == (ours, [ours.pk])
    assert document.series == Series.CORE


def test_an_order_of_thanks_goes_into_the_journal_of_personnel(as_curator, ours):
    mentor = this_year(make.make_pair(ours, active=True))

    shown = as_curator.get("/blanks/").context["mentors"]
    as_curator.post("/documents/draft/order-awards/", {"subject": [mentor.pk]})

    assert list(shown) == [mentor]
    assert Document.objects.get().series == Series.PERSONNEL


def test_an_order_of_thanks_for_nobody_leads_back_to_the_page(as_curator, ours):
    answer = as_curator.post("/documents/draft/order-awards/", {})

    assert answer["Location"] == "/blanks/"


def test_results_without_a_completed_pair_are_refused_with_the_next_step(as_curator, ours):
    make.make_pair(ours, active=True)

    answer = as_curator.post("/documents/draft/order-results/", {"subject": [ours.pk]})

    assert answer.status_code == 409
    assert "Закройте пару на её странице" in answer.content.decode()
    assert Document.objects.count() == 0


def test_the_page_of_a_mentor_offers_thanks_once_an_order_has_fixed_a_pair(as_curator, ours):
    mentor = this_year(make.make_pair(ours, active=True))
    idle = make.make_bank(make.make_person(ours), year=mentor.year)
    address = "/admin/people/mentor/{}/change/"

    busy_page = as_curator.get(address.format(mentor.pk)).content.decode()
    idle_page = as_curator.get(address.format(idle.pk)).content.decode()

    assert reverse("paper", args=["thanks", mentor.pk]) in busy_page
    assert reverse("paper", args=["thanks", idle.pk]) not in idle_page
    assert as_curator.get(f"/papers/thanks/{idle.pk}/").status_code == 409
    assert as_curator.get(f"/papers/thanks/{idle.pk}/1.png").status_code == 409


def test_the_page_of_a_pair_offers_its_diary(as_curator, ours):
    pair = make.make_pair(ours, active=True)

    page = as_curator.get(f"/admin/mentoring/pair/{pair.pk}/change/").content.decode()

    assert reverse("paper", args=["diary", pair.pk]) in page
    assert "/documents/draft/order-pairs/" not in page


def test_only_a_registered_order_has_a_sheet_of_acquaintance(school, ours):
    school.settle()

    assert [kind.code for kind in kinds_for(school.order, on=ON)] == ["acquaintance"]
    with pytest.raises(WrongSubject):
        paper("acquaintance", Document(organization=ours, facts={"acquainted": []}))


def test_a_register_keeps_members_who_left(school):
    school.settle()
    member = school.group.members.get(person=school.teen)
    member.left_on, member.leaving_reason = ON, "переезд"
    member.save()

    line = next(line for line in words(paper("register-participants", school.organization))
                .split("\n") if "Лаптева" in line)  # fmt: skip

    assert line.endswith("15.09.2026 | 15.09.2026 | переезд")


def test_a_diary_of_learners_prints_no_words_about_them(school):
    for pair in (school.pair, school.group):
        make.make_meeting(pair, held_on=ON, note="Трудный разговор")

    assert "Трудный разговор" in words(paper("diary", school.pair))
    assert "Трудный разговор" not in words(paper("diary", school.group))


def test_a_diary_names_the_rows_of_the_programme_a_meeting_was_about(school):
    first, second = make.make_programme(school.pair, rows=2).items.all()
    make.make_meeting(school.pair, held_on=ON).tasks.add(second)

    text = words(paper("diary", school.pair))

    assert second.activity in text
    assert first.activity not in text


def test_the_mentors_report_prints_no_answer_of_a_mentee(school):
    row = school.meeting.attendances.first()
    row.usefulness, row.comfort, row.goal = 3, 4, "no"
    row.message, row.answered_at = "Мне скучно", timezone.now()
    row.save()

    text = words(paper("mentor-report", school.group))

    assert "получено ответов – 1 из 2" in text
    assert "Мне скучно" not in text
    assert not {"3", "4"} & set(text.split())


def test_many_thanked_mentors_stand_in_an_annex(school):
    bank = [school.settle()]
    for _ in range(10):
        pair = make.make_pair(school.organization, active=True)
        bank.append(make.make_bank(pair.mentors[0].person))

    text = words(paper("order-awards", bank))

    assert "Объявить благодарность наставникам, указанным в приложении." in text
    assert "11 | " in text


def test_a_town_names_the_heads_of_its_organizations(school):
    roadmap = school.town()
    make.make_organization(parent=roadmap.organization, short_name="МБОУ без руководителя")

    text = words(paper("order-municipal", roadmap))

    assert "1 | МБОУ СШ № 7 | Кудряшова Ольга Викторовна, директор" in text
    assert "2 | МБОУ без руководителя\n" in text


def test_the_register_of_orders_shows_the_calendar_year(school):
    school.settle()
    kind = KINDS["register-orders"]

    this = words(kind.render(kind.collect(school.organization, on=ON)))
    next_one = words(kind.render(kind.collect(school.organization, on=datetime.date(2027, 2, 1))))

    assert "142-ОД" in this
    assert "142-ОД" not in next_one


def test_the_bank_of_a_year_knows_no_mentor_of_another(school):
    school.settle()
    Mentor.objects.filter(person=school.organizer).update(year=2025)

    text = words(paper("register-mentors", school.organization))

    assert "Громова" not in text
