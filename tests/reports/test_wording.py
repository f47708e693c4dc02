"""An organization's own words in its orders: safe, remembered, taken back."""

import datetime

import pytest

from people.models import Curator
from reports import actions
from reports.documents import KINDS
from reports.models import Document, Wording
from reports.wording import (
    WordingRefused,
    checked,
    fields,
    filled,
    places,
    plain_words,
    reword,
)
from tests import factories as make
from tests.reports.papers import paper, words

ON = datetime.date(2026, 11, 20)
PAGE = (
    '<p class="text" data-block="preamble">В целях <b>развития</b></p><ol>'
    '<li data-block="one">Первый.</li><li data-block="two">Второй.</li>'
    '<li data-block="control">Контроль.</li></ol>'
)


@pytest.fixture
def draft(ours, curator):
    make.make_head(ours)
    return actions.draft("order-introduction", [ours], by=curator, on=ON)


def text_of(document):
    return words(KINDS[document.kind].render(document.facts))


def test_the_places_of_an_order_in_plain_words():
    assert places(PAGE) == [
        ("preamble", "Преамбула", "В целях развития"),
        ("one", "Пункт 1", "Первый."),
        ("two", "Пункт 2", "Второй."),
        ("control", "Контроль", "Контроль."),
    ]


def test_a_clause_about_people_is_no_place_but_counts():
    page = PAGE.replace(' data-block="one"', "")

    assert [title for _, title, _ in places(page)] == ["Преамбула", "Пункт 2", "Контроль"]


def test_own_words_replace_leave_out_and_add():
    own = {
        "preamble": "На основании\nустава",
        "one": "",
        "two": "<b>Мой</b> & пункт",
        "added": "А.\n\nБ.",
    }

    page = reword(PAGE, own)

    assert page == (
        '<p class="text" data-block="preamble">На основании устава</p><ol>'
        '<li data-block="two">&lt;b&gt;Мой&lt;/b&gt; &amp; пункт</li>'
        "<li>А.</li>\n<li>Б.</li>\n"
        '<li data-block="control">Контроль.</li></ol>'
    )


def test_preamble_and_control_are_never_left_out():
    assert reword(PAGE, {"preamble": "", "control": ""}) == PAGE


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Смотри https://example.org/a", "не бывает ссылок"),
        ("Файл file:///etc/passwd", "не бывает ссылок"),
        ("Файл C:\\Users\\doc.docx", "не бывает ссылок"),
        ("Сообщество vk.com/school4", "не бывает ссылок"),
        ("Папка \\\\server\\share", "не бывает ссылок"),
        ("<img src=x>", "не бывает ссылок"),
        ("Знак\x07", "не бывает ссылок"),
        ("В {лето} году", "Поля «{лето}» нет"),
        ("{% include 'x' %}", "Поля «{% include 'x' %}» нет"),
        ("{{ year }}", "Поля «{ year }» нет"),
        ("Скобка } тут", "Лишняя фигурная скобка"),
        ("я" * 2001, "Слишком длинно: 2001"),
    ],
)
def test_what_no_order_may_hold_is_refused(text, sentence):
    with pytest.raises(WordingRefused) as refusal:
        checked(text)

    assert sentence in refusal.value.message


def test_fields_stand_for_facts_and_unknown_ones_are_ruled():
    facts = {"year": "2026/2027", "curator": {"name": {"dative": "Ивановой А.П."}}}

    assert filled("{куратору} за {год} год, {директор}", facts) == (
        "Ивановой А.П. за 2026/2027 год, ____________"
    )
    assert set(fields({}).values()) == {"____________", "на ____________"}


def test_own_words_are_printed_and_remembered(draft, curator, ours):
    actions.reword_kind(
        draft, texts={"introduce": "Начать работу в {год} учебном году.", "site": ""}, by=curator
    )
    later = actions.draft("order-introduction", [ours], by=curator, on=ON)

    for document in (Document.objects.get(pk=draft.pk), later):
        text = text_of(document)
        assert "1. Начать работу в 2026/2027 учебном году." in text
        assert "Реализовать в" not in text
        assert "официальный сайт" not in text


def test_other_kinds_and_other_schools_keep_our_words(draft, curator, theirs):
    actions.reword_kind(draft, texts={"introduce": "Начать."}, by=curator)
    stranger = make.make_user("stranger", theirs, "curator")

    theirs_too = actions.draft("order-introduction", [theirs], by=stranger, on=ON)

    assert "wording" not in theirs_too.facts
    assert "Реализовать в" in text_of(theirs_too)


def test_the_standard_words_come_back(draft, curator):
    before = text_of(draft)
    changed = actions.reword_kind(draft, texts={"introduce": "Начать."}, by=curator)

    back = actions.reword_kind(changed, texts={"introduce": None}, by=curator)

    assert text_of(back) == before
    assert not Wording.objects.exists()


def test_a_registered_order_keeps_its_words(draft, curator, director):
    actions.register(draft, number="1", dated=ON, by=director, on=ON)

    with pytest.raises(actions.NotADraft):
        actions.reword_kind(draft, texts={"introduce": "Начать."}, by=curator)


def test_collecting_anew_keeps_own_words(draft, curator):
    actions.reword_kind(draft, texts={"introduce": "Начать."}, by=curator)

    assert "1. Начать." in text_of(actions.refresh(draft, by=curator, on=ON))


def test_the_page_shows_both_and_saves(as_curator, draft):
    address = f"/documents/{draft.pk}/wording/"

    page = as_curator.get(address).content.decode()
    answer = as_curator.post(address, {"introduce-text": "Начать в {год} году.", "site-out": "on"})

    assert "Реализовать в 2026/2027 учебном году систему наставничества." in page
    assert answer["Location"] == address
    assert set(Wording.objects.values_list("block", "text")) == {
        ("introduce", "Начать в {год} году."),
        ("site", ""),
    }
    assert "Начать в {год} году." in as_curator.get(address).content.decode()


def test_a_refused_text_stays_in_its_field(as_curator, draft):
    answer = as_curator.post(f"/documents/{draft.pk}/wording/", {"introduce-text": "В {лето}"})

    assert answer.status_code == 400
    assert "Поля «{лето}» нет." in answer.content.decode()
    assert ">В {лето}</textarea>" in answer.content.decode()
    assert not Wording.objects.exists()


def test_everything_as_it_was_by_one_button(as_curator, draft, curator):
    actions.reword_kind(draft, texts={"introduce": "Начать.", "site": ""}, by=curator)

    as_curator.post(f"/documents/{draft.pk}/wording/", {"standard": "1", "introduce-text": "Иное"})

    assert not Wording.objects.exists()


def test_typed_words_are_shown_before_anything_is_kept(as_curator, draft):
    typed = {"look": "1", "introduce-text": "Начать в {год} году.", "site-out": "on",
             "added-text": "Провести <b>сбор</b>"}  # fmt: skip
    address = f"/documents/{draft.pk}/wording/"

    refused = as_curator.post(address, typed)
    answer = as_curator.post(address, typed | {"added-text": "Провести сбор."})

    assert refused.status_code == 400
    look = answer.context["look"]
    clauses = look["clauses"]
    assert look["preamble"] and clauses[0] == "Начать в 2026/2027 году."
    assert clauses[-2:] == ["Провести сбор.", "Контроль за исполнением приказа оставляю за собой."]
    assert not any("сайт" in clause for clause in clauses)
    [sheet] = look["sheets"]
    assert (sheet["number"], len(sheet["marks"])) == (1, 2)
    assert sheet["picture"].startswith("data:image/png;base64,iVBOR")
    assert ">Начать в {год} году.</textarea>" in answer.content.decode()
    assert not Wording.objects.exists()


@pytest.mark.parametrize("code", sorted(code for code, kind in KINDS.items() if kind.draftable))
def test_every_order_takes_own_words_in_each_place_and_gives_them_back(code, school):
    page = paper(code, school.subject_of(code))
    found = [place for place, _, _ in places(page)]

    own = {place: f"Слова {number}." for number, place in enumerate(found)}
    preamble, clauses = plain_words(reword(page, own | {"added": "Свой пункт."}))

    assert found[0] == "preamble" and "control" in found and len(found) == len(set(found))
    of_the_order = found[: found.index("control") + 1]  # behind it, rules of the regulation
    assert {own[place] for place in of_the_order} <= {preamble, *clauses}
    assert "Свой пункт." in clauses
    without = reword(page, dict.fromkeys(found, ""))
    kept = [place for place, _, _ in places(without)]
    assert kept == [place for place in found if place in ("preamble", "control")]
    assert reword(page, {}) == page


def test_another_schools_draft_is_not_found(as_curator, theirs):
    stranger = make.make_user("stranger", theirs, "curator")
    foreign = actions.draft("order-introduction", [theirs], by=stranger, on=ON)

    assert as_curator.get(f"/documents/{foreign.pk}/wording/").status_code == 404


def test_the_director_rewords_nothing(as_director, draft):
    assert as_director.get(f"/documents/{draft.pk}/wording/").status_code == 403


def test_a_rule_of_the_regulation_is_put_in_own_words(ours, curator):
    make.make_head(ours)
    draft = actions.draft("order-regulation", [ours], by=curator, on=ON)
    page = KINDS[draft.kind].render(draft.facts)
    titles = {code: title for code, title, _ in places(page)}
    assert titles["rule-5-5"] == "Положение, пункт 5.5"
    assert titles["control"] == "Контроль"

    actions.reword_kind(
        draft, texts={"rule-5-5": "Встречи в {организация} – по средам."}, by=curator
    )

    draft.refresh_from_db()
    assert "5.5. Встречи в МБОУ «Наша школа» – по средам." in text_of(draft)
    kind = KINDS["regulation"]
    assert "5.5. Встречи в МБОУ «Наша школа»" in words(kind.render(kind.collect(ours, on=ON)))


def test_the_next_regulation_puts_the_former_order_out_of_force(ours, curator, director):
    make.make_head(ours)
    first = actions.draft("order-regulation", [ours], by=curator, on=ON)
    actions.register(first, number="150-ОД", dated=ON, by=director, on=ON)

    second = actions.draft("order-regulation", [ours], by=curator, on=ON)
    assert "Признать утратившим силу приказ от 20.11.2026 № 150-ОД" in text_of(second)
    actions.register(second, number="151-ОД", dated=ON, by=director, on=ON)

    assert Document.objects.get(pk=first.pk).state == "repealed"
    assert Document.objects.get(pk=second.pk).state == "registered"


def test_the_control_is_laid_on_the_curator_in_the_accusative(ours, curator, draft):
    """«возложить на» takes another case than «обязанности»: of a woman the two differ."""
    person = make.make_person(ours, surname="Мельникова", gender="f")
    Curator.objects.create(person=person, year=2026)
    named = actions.refresh(draft, by=curator, on=ON)

    assert fields(draft.facts | {"curator": None})["на куратора"] == "на ____________"
    assert fields(named.facts)["на куратора"].startswith("на Мельникову ")
    assert fields(named.facts)["куратора"].startswith("Мельниковой ")
