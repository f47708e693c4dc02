"""What is said about a draft before it is registered: terms, acts, who signs."""

import datetime
from pathlib import Path

import pytest
from django.core.management import call_command

from mentoring.models import Partner, Replacement
from people.models import Person
from reports import actions
from reports.checks import findings
from reports.citations import Citation, citations
from reports.models import Act
from tests import factories as make

ON = datetime.date(2026, 11, 20)
LAW = datetime.date(2006, 7, 27)


@pytest.mark.parametrize(
    ("text", "number", "dated"),
    [
        ("закон от 27.07.2006 № 152-ФЗ «О персональных данных»", "152-ФЗ", LAW),
        ("от 27.07.2006\u00a0г. №\u00a0152\u2011ФЗ", "152\u2011ФЗ", LAW),
        ("от 27 июля 2006 года N 152-ФЗ", "152-ФЗ", LAW),
        ("от 23.01.2020 № МР-42/02,", "МР-42/02", datetime.date(2020, 1, 23)),
        ("приказом от 15.09.2026 № 163", "163", datetime.date(2026, 9, 15)),
    ],
)
def test_an_act_is_read_from_the_words(text, number, dated):
    [found] = citations(text)

    assert (found.number, found.dated) == (number, dated)


@pytest.mark.parametrize("text", ["от 31.02.2026 № 1", "№ 152-ФЗ", "до 15.09.2026", ""])
def test_what_is_no_citation_stays_unread(text):
    assert citations(text) == []


def test_the_words_of_a_citation_are_kept():
    assert citations("от  1 мая 2020 г. № 7-р.") == [
        Citation(datetime.date(2020, 5, 1), "7-р", "от 1 мая 2020 г. № 7-р")
    ]


@pytest.fixture
def draft(ours, curator):
    """An order whose preamble names an act: the grounds of the organization are free text."""
    paper = actions.draft("order-introduction", [ours], by=curator, on=ON)
    return cite(paper, "от 27.07.2006 № 152-ФЗ")


def cite(paper, words):
    paper.facts = paper.facts | {"heading": f"О законе {words}"}
    paper.save()
    return paper


def law(**values):
    known = {"number": "152-ФЗ", "dated": LAW, "title": "Закон о данных", "in_force_on": LAW}
    return Act.objects.create(**known | values)


def failing(paper, on=ON):
    return [finding.text for finding in findings(paper, on=on) if not finding.holds]


def test_an_act_in_force_is_silent(draft):
    law()

    assert not any("Закон о данных" in text for text in failing(draft))


def test_an_act_that_has_ended_is_named_with_its_successor(draft):
    law(ended_on=datetime.date(2026, 3, 1), replaced_by="закон от 01.02.2026 № 9-ФЗ")

    assert (
        "Закон о данных от 27.07.2006 № 152-ФЗ: действует по 01.03.2026, "
        "вместо него закон от 01.02.2026 № 9-ФЗ."
    ) in failing(draft)


def test_an_act_that_has_not_begun_is_named(draft):
    law(in_force_on=datetime.date(2027, 1, 1))

    assert "Закон о данных от 27.07.2006 № 152-ФЗ: ещё не действует." in failing(draft)


def test_another_date_of_a_known_number_is_named(draft):
    law(dated=datetime.date(2006, 7, 28), in_force_on=datetime.date(2007, 1, 1))

    assert (
        "В тексте стоит «от 27.07.2006 № 152-ФЗ», а в списке актов – "
        "Закон о данных от 28.07.2006 № 152-ФЗ."
    ) in failing(draft)


def test_the_article_that_regulations_cite_wrongly_is_named(draft):
    words = "В Трудовом кодексе о работе наставника говорит статья 351.8, а в тексте стоит 358.1."

    assert words in failing(cite(draft, "по ст. 358.1 ТК РФ"))
    assert words not in failing(cite(draft, "по ст. 351.8 ТК РФ, пункт 358.1"))


def test_a_bare_number_of_one_school_is_no_act_of_the_ministry(draft):
    law(number="196", title="Приказ Минпросвещения")

    assert not any(
        "Приказ Минпросвещения" in t for t in failing(cite(draft, "от 01.09.2026 № 196"))
    )


def test_terms_that_have_passed_are_named(ours, curator):
    paper = actions.draft("order-introduction", [ours], by=curator, on=ON)
    term = datetime.date.fromisoformat(paper.facts["roadmap_until"])

    late = failing(paper, on=term + datetime.timedelta(days=1))

    assert f"Срок {term:%d.%m.%Y} в тексте раньше даты приказа. Соберите проект заново." in late
    assert not any("в тексте раньше" in text for text in failing(paper, on=term))


def test_a_passed_day_in_ones_own_words_is_named(draft, curator):
    """Own clauses are kept for later orders: last year's day would be printed again."""
    clauses = "Собрать согласия до 31 марта 2022 года.\nОтчитаться не позднее 01.12.2026."
    actions.reword_kind(draft, texts={"added": clauses}, by=curator)

    draft.refresh_from_db()

    assert [text for text in failing(draft) if "Срок" in text] == [
        "Срок 31.03.2022 в ваших словах раньше даты приказа. Измените формулировку."
    ]


def test_pairs_that_would_begin_before_their_order_are_named(ours, curator):
    pair = make.make_pair(ours, starts_on=ON, agreed_on=ON)
    paper = actions.draft("order-pairs", [pair], by=curator, on=ON)
    words = f"В тексте пары начинают работу {ON:%d.%m.%Y}, раньше даты приказа"

    late = failing(paper, on=ON + datetime.timedelta(days=1))
    actions.refresh(paper, by=curator, on=ON + datetime.timedelta(days=1))
    anew = failing(paper.__class__.objects.get(), on=ON + datetime.timedelta(days=1))

    assert any(text.startswith(words) for text in late)
    assert not any("начинают работу" in text for text in [*failing(paper, on=ON), *anew])


def test_another_school_in_the_text_is_named_and_partners_are_not(draft, ours):
    Partner.objects.create(organization=ours, name="МБОУ СОШ № 15")
    draft.facts |= {"heading": f"О школах {ours.short_name}, МБОУ СОШ № 15 и МБОУ СОШ №\u00a099"}

    assert [text for text in failing(draft) if "другая" in text] == [
        "В тексте названа другая организация: МБОУ СОШ № 99. Исправьте название."
    ]


def test_an_annex_has_no_number_but_the_orders(draft):
    assert not any("приложению даёт" in text for text in failing(draft))

    draft.facts |= {"heading": "Приложение № 2 к приказу школы от 01.09.2025 № 21/1. Всё."}

    assert (
        "В приложении стоит «от 01.09.2025 № 21/1», а номер и дату приложению даёт этот приказ. "
        "Уберите их из текста."
    ) in failing(draft)


@pytest.fixture
def order(ours, curator):
    pair = make.make_pair(ours, form=make.make_form(allows_group=True))
    return actions.draft("order-pairs", [pair], by=curator, on=ON), pair


def test_who_works_here_no_more_is_named(order):
    paper, pair = order
    mentor = pair.mentors[0].person
    mentor.posts.update(ends_on=ON - datetime.timedelta(days=1))

    said = f"{mentor.short_name} здесь больше не работает: последний день 19.11.2026."
    assert any(text.startswith(said) for text in failing(paper))
    assert not any("не работает" in t for t in failing(paper, ON - datetime.timedelta(days=1)))


def test_who_left_the_pair_since_is_noticed(order):
    paper, pair = order
    assert not any("состав изменился" in text for text in failing(paper))

    pair.members.filter(side="mentee").update(left_on=ON)

    assert f"{pair}: состав изменился. Соберите проект заново." in failing(paper)


def test_an_unknown_gender_is_named(order):
    paper, pair = order
    person = pair.mentors[0].person
    Person.objects.filter(pk=person.pk).update(gender="")

    assert f"Не указан пол, имя не поставить в падеж: {person.short_name}" in failing(paper)


def test_a_missing_consent_behind_a_row_is_named(order):
    paper, pair = order
    name = pair.mentees[0].person.short_name

    assert any(text.startswith(f"Нет согласия: {name}") for text in failing(paper))


def test_shipped_acts_load_and_none_is_listed_twice(db):
    call_command("loaddata", "acts", verbosity=0)
    call_command("loaddata", "acts", verbosity=0)

    assert Act.objects.count() == 23
    assert Act.objects.get(number="273-ФЗ").is_in_force(ON)
    assert not Act.objects.get(number="17").is_in_force(ON)


def test_our_own_papers_cite_acts_as_they_are(db):
    call_command("loaddata", "acts", verbosity=0)
    listed = {(act.number, act.dated): act for act in Act.objects.all()}
    cited = {
        (citation.number, citation.dated)
        for path in (Path(__file__).parent / "expected").glob("consent*.txt")
        for citation in citations(path.read_text(encoding="utf-8"))
    }

    assert ("152-ФЗ", LAW) in cited
    cited -= {("14", datetime.date(2015, 9, 1))}  # the labour contract of the expected papers
    assert cited <= set(listed)
    assert all(listed[key].is_in_force(ON) for key in cited)


def test_a_successor_without_consents_is_named_before_the_registration(ours, curator):
    pair = make.make_pair(ours, active=True)
    successor = make.make_person(ours, surname="Зимин", patronymic="Львович", post="учитель")
    row = Replacement.objects.create(
        leaving=pair.mentors[0], reason="dismissal", started_on=ON, successor=successor,
        effective_on=ON + datetime.timedelta(days=3),
    )  # fmt: skip
    make.make_consent(successor)

    def said():
        paper = actions.draft("order-replacement", [row], by=curator, on=ON)
        return [(one.holds, one.text.replace("\xa0", " ")) for one in findings(paper, on=ON)
                if "огласи" in one.text]  # fmt: skip

    assert said() == [(False, "Нет согласия: Зимин И.Л., участие в программе")]
    make.make_consent(successor, "participation")
    assert said() == [(True, "Согласия подписаны: Зимин И.Л.")]
