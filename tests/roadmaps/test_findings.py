"""The note of the checker on the page of a roadmap: what it says, how it is answered."""

from datetime import date

import pytest
from django.urls import reverse

from people.models import JournalEntry
from roadmaps import actions
from roadmaps.checks import review
from roadmaps.models import DismissedFinding, Item
from roadmaps.overview import course
from tests import factories as make
from tests.factories import TODAY, YEAR


def change(roadmap):
    return reverse("admin:roadmaps_roadmap_change", args=[roadmap.pk])


def said(roadmap):
    found = review(course(roadmap, on=TODAY), on=TODAY)
    return [finding.sentence for finding in found.findings + found.hints]


def table(ours, curator, *responsible, deadline="до 30.11.2026"):
    rows = [
        {"number": str(n), "activity": f"Дело {n}", "deadline": deadline, "responsible": who}
        for n, who in enumerate(responsible, 1)
    ]
    read = {"title": "Карта", "columns": ["number", "activity", "deadline", "responsible"],
            "sections": [], "rows": rows}  # fmt: skip
    return actions.import_rows(read, organization=ours, year=YEAR, by=curator)


@pytest.fixture
def roadmap(ours, curator):
    return table(ours, curator, "", "Куратор", "")


@pytest.fixture
def finding(roadmap):
    return review(course(roadmap, on=TODAY), on=TODAY).findings[0]


@pytest.fixture
def address(roadmap, finding):
    return reverse("admin:roadmaps_dismiss", args=[roadmap.pk, finding.token])


def test_a_finding_is_answered_with_a_reason_and_leaves_the_page(as_curator, roadmap, address):
    assert "Никто не отвечает: строки 1, 3." in as_curator.get(address).content.decode()

    page = as_curator.post(address, {"reason": "Назначит директор"}, follow=True).content.decode()

    assert said(roadmap) == []
    assert "Снятые замечания: 2" in page
    assert "Никто не отвечает: строка 3. Причина: Назначит директор" in page
    assert JournalEntry.objects.filter(action="dismiss_finding").count() == 1


def test_without_a_reason_nothing_is_dismissed(as_curator, roadmap, finding, address, curator):
    refused = as_curator.post(address, {"reason": "  "})
    with pytest.raises(actions.ReasonMissing, match="почему здесь всё верно"):
        actions.dismiss(roadmap, finding=finding, reason=" ", by=curator)

    assert refused.status_code == 400
    assert "Напишите, почему здесь всё верно." in refused.content.decode()
    assert said(roadmap) == ["Никто не отвечает: строки 1, 3."]


def test_an_answer_holds_for_its_rows_only(roadmap, finding, curator):
    actions.dismiss(roadmap, finding=finding, reason="Назначит директор", by=curator)

    actions.edit_item(roadmap.items.get(number="2"), cells={"responsible": ""}, by=curator)

    assert said(roadmap) == ["Никто не отвечает: строка 2."]


def test_another_sentence_is_said_again(ours, curator):
    roadmap = table(ours, curator, "Куратор", deadline="до 11.09.2023")
    (finding,) = review(course(roadmap, on=TODAY), on=TODAY).findings
    actions.dismiss(roadmap, finding=finding, reason="Так и было", by=curator)
    assert said(roadmap) == []

    actions.change_head(roadmap, title="Карта", year=YEAR + 1, period_start_on=None,
                        period_end_on=None, by=curator)  # fmt: skip
    roadmap.refresh_from_db()

    assert said(roadmap) == ["Срок вне 2027/28 учебного года: строка 1."]


def test_an_answer_can_be_taken_back(as_curator, roadmap, finding, curator):
    actions.dismiss(roadmap, finding=finding, reason="Назначит директор", by=curator)
    first = DismissedFinding.objects.first()

    as_curator.post(reverse("admin:roadmaps_bring_back", args=[first.pk]))

    assert said(roadmap) == ["Никто не отвечает: строка 1."]


def test_what_is_settled_leads_back_to_the_roadmap(as_curator, roadmap, address):
    Item.objects.update(responsible="Куратор")

    page = as_curator.get(address, follow=True)

    assert page.redirect_chain == [(change(roadmap), 302)]
    assert "Такого замечания уже нет" in page.content.decode()


def test_findings_of_another_school_are_not_found(as_curator, theirs, curator):
    roadmap = table(theirs, curator, "")
    (finding,) = review(course(roadmap, on=TODAY), on=TODAY).findings
    actions.dismiss(roadmap, finding=finding, reason="Так надо", by=curator)
    kept = DismissedFinding.objects.get()

    dismiss = reverse("admin:roadmaps_dismiss", args=[roadmap.pk, finding.token])
    back = reverse("admin:roadmaps_bring_back", args=[kept.pk])

    assert as_curator.post(dismiss, {"reason": "x"}).status_code == 404
    assert as_curator.post(back).status_code == 404
    assert DismissedFinding.objects.get() == kept


def test_a_director_may_answer_nothing(client, roadmap, address, ours):
    client.force_login(make.make_user("reader", ours, "director"))

    assert client.get(address).status_code == 403
    assert "Проверка нашла" not in client.get(change(roadmap)).content.decode()


def test_hints_alone_are_no_warning(as_curator, ours, curator):
    roadmap = table(ours, curator, "Куратор", deadline="до 12.09.2026")

    page = as_curator.get(change(roadmap)).content.decode()

    assert "Противоречий проверка не нашла." in page
    assert "Срок приходится на выходной: строка 1." in page


def test_it_knows_names_and_people_of_the_organization(ours, curator):
    gone = make.make_person(ours, post="методист", surname="Громов")
    gone.posts.update(ends_on=date(2026, 6, 30))
    make.make_person(ours, post="учитель физики", surname="Белов")
    roadmap = table(ours, curator, "Громов И.П.", "Белов И.П., методист", "Методист")
    Item.objects.filter(number="2").update(activity="Опыт МКОУ «Заречная ООШ»")
    Item.objects.filter(number="3").update(activity=f"Совет {ours.short_name}")

    assert said(roadmap) == [
        f"{gone.short_name} больше не работает, а отвечает: строка 1.",
        "В строке 2 названа другая организация: МКОУ «Заречная ООШ».",
        "Должность «методист» никто не занимает, а она отвечает: строки 2, 3.",
    ]


def test_a_municipality_may_name_all_its_schools(ours, curator):
    ours.kind = "municipality"
    ours.save()
    roadmap = table(ours, curator, "МКОУ «Заречная ООШ»")

    assert said(roadmap) == []
