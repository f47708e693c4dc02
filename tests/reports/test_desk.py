"""The director's desk and the curator's document page, through the client."""

import datetime

import pytest

from reports import actions
from reports.models import Document
from reports.pdf import page_count
from tests import factories as make


@pytest.fixture
def paper(ours, curator, director, today):
    """An order on the roadmap, waiting for the signature."""
    draft = actions.draft("order-roadmap", [make.make_roadmap(ours)], by=curator, on=today)
    return actions.send_to_sign(draft, by=curator, on=today)


@pytest.fixture
def their_paper(theirs, today):
    stranger = make.make_user("stranger", theirs, "curator")
    draft = actions.draft("order-roadmap", [make.make_roadmap(theirs)], by=stranger, on=today)
    return actions.send_to_sign(draft, by=stranger, on=today)


def test_the_desk_shows_what_waits_and_nothing_of_others(as_director, paper, their_paper):
    page = as_director.get("/desk/")

    assert page.context["queue"] == [paper]
    assert page.context["paper"] == paper


def test_an_empty_desk_teaches(as_director):
    page = as_director.get("/desk/")

    assert page.status_code == 200
    assert "На подпись ничего нет" in page.content.decode()


def test_the_director_registers(as_director, paper, today):
    answer = as_director.post(
        f"/desk/{paper.pk}/register/",
        {"number": "140-ОД", "dated": f"{today:%d.%m.%Y}"},
        follow=True,
    )

    assert answer.redirect_chain == [("/desk/", 302)]
    assert list(Document.objects.registered().values_list("number", "registered_on")) == [
        ("140-ОД", today)
    ]
    assert "140-ОД" in answer.content.decode()


def test_registering_twice_counts_once(as_director, paper, today):
    data = {"number": "140-ОД", "dated": f"{today:%d.%m.%Y}"}
    as_director.post(f"/desk/{paper.pk}/register/", data)

    answer = as_director.post(f"/desk/{paper.pk}/register/", data, follow=True)

    assert "Уже зарегистрировано" in answer.content.decode()
    assert Document.objects.registered().count() == 1


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"number": "", "dated": "23.11.2026"}, "Введите номер из журнала регистрации."),
        ({"number": "1", "dated": "31.02.2026"}, "Введите дату цифрами"),
        ({"number": "1", "dated": "01.01.2099"}, "Дата приказа ещё не наступила"),
        ({}, "Введите дату из журнала регистрации."),
    ],
)
def test_a_wrong_entry_comes_back_with_its_sentence(as_director, paper, data, sentence):
    answer = as_director.post(f"/desk/{paper.pk}/register/", data)

    assert answer.status_code == 400
    assert sentence in answer.content.decode()
    assert Document.objects.registered().count() == 0


def test_the_next_number_is_proposed(as_director, paper, ours, curator, director, today):
    other = actions.draft("order-roadmap", [make.make_roadmap(ours)], by=curator, on=today)
    actions.register(other, number="201-ОД", dated=today, by=director, on=today)

    page = as_director.get("/desk/")

    assert page.context["form"].initial == {"number": "202-ОД", "dated": today}


def registered(organization, curator, director, number, dated):
    paper = actions.draft("order-roadmap", [make.make_roadmap(organization)], by=curator, on=dated)
    return actions.register(paper, number=number, dated=dated, by=director, on=dated)


def test_a_number_put_in_between_is_not_the_last(
    as_director, paper, ours, curator, director, today
):
    for number in ("201-ОД", "202-ОД", "201/1-ОД"):
        registered(ours, curator, director, number, today)

    page = as_director.get("/desk/")

    assert page.context["last"].number == "202-ОД"
    assert page.context["form"].initial["number"] == "203-ОД"


def test_a_taken_number_is_not_proposed(as_director, paper, ours, curator, director, today):
    """202 was entered late, with the day on which it was signed; 203 is of an earlier year."""
    yesterday, before = today - datetime.timedelta(days=1), datetime.date(today.year - 1, 12, 30)
    for number, dated in (("201-ОД", today), ("202-од", yesterday), ("203-ОД", before)):
        registered(ours, curator, director, number, dated)

    page = as_director.get("/desk/")

    assert page.context["last"].number == "202-од"
    assert page.context["form"].initial["number"] == "203-од"


def test_a_new_year_begins_its_numbers_anew(as_director, paper, ours, curator, director, today):
    before = datetime.date(today.year - 1, 12, 30)
    registered(ours, curator, director, "201-ОД", before)

    assert as_director.get("/desk/").context["form"].initial["number"] == ""


def test_returning_needs_words(as_director, paper):
    as_director.post(f"/desk/{paper.pk}/return/", {"remark": "  "})
    assert Document.objects.waiting().count() == 1

    as_director.post(f"/desk/{paper.pk}/return/", {"remark": "Исправьте срок"})

    assert Document.objects.get().remark == "Исправьте срок"


@pytest.mark.parametrize("address", ["/desk/{}/register/", "/desk/{}/return/"])
def test_another_school_is_not_found(as_director, their_paper, address):
    assert as_director.post(address.format(their_paper.pk), {"number": "1"}).status_code == 404


@pytest.mark.parametrize(
    "address", ["/documents/{}/pdf/", "/documents/{}/1.png", "/documents/{}/sheet/"]
)
def test_a_paper_of_another_school_is_not_shown(as_director, paper, their_paper, address):
    assert as_director.get(address.format(their_paper.pk)).status_code == 404
    assert as_director.get(address.format(paper.pk)).status_code == 200


def test_a_page_too_many_is_not_found(as_director, paper):
    assert as_director.get(f"/documents/{paper.pk}/99.png").status_code == 404


def test_a_curator_does_not_register(as_curator, paper, today):
    data = {"number": "1", "dated": f"{today:%d.%m.%Y}"}

    assert as_curator.post(f"/desk/{paper.pk}/register/", data).status_code == 403
    assert as_curator.get("/desk/").status_code == 403


def test_a_mentor_opens_no_paper(as_mentor, paper):
    assert as_mentor.get(f"/documents/{paper.pk}/pdf/").status_code == 403


def test_the_curator_drafts_from_chosen_rows(as_curator, ours, theirs):
    own, strange = make.make_pair(ours), make.make_pair(theirs)
    make.make_head(ours)

    refused = as_curator.post("/documents/draft/order-pairs/", {"subject": [own.pk, strange.pk]})
    made = as_curator.post("/documents/draft/order-pairs/", {"subject": [own.pk]})

    document = Document.objects.get()
    assert refused.status_code == 404
    assert document.subject_ids == [own.pk]
    assert made["Location"] == f"/admin/reports/document/{document.pk}/change/"


def test_nothing_ticked_is_told(as_curator):
    answer = as_curator.post("/documents/draft/order-pairs/", {}, follow=True)

    assert answer.redirect_chain == [("/admin/mentoring/pair/", 302)]
    assert "Отметьте в списке" in answer.content.decode()


def test_unknown_gender_is_told_before_anything_is_drafted(as_curator, ours):
    nameless = make.make_person(ours, post="учитель", gender="", surname="Цой", patronymic="")
    pair = make.make_pair(ours, mentor=nameless)

    answer = as_curator.post("/documents/draft/order-pairs/", {"subject": [pair.pk]})

    assert answer.status_code == 409
    assert "Укажите пол" in answer.content.decode()
    assert Document.objects.count() == 0


@pytest.mark.parametrize("kind", ["consent-adult", "no-such-kind"])
def test_only_papers_with_numbers_are_drafted(as_curator, ours, kind):
    person = make.make_person(ours)

    assert as_curator.post(f"/documents/draft/{kind}/", {"subject": person.pk}).status_code == 404


def test_a_blank_is_printed_for_ones_own_person_only(as_curator, ours, theirs):
    own = make.make_person(ours, post="учитель", birth_on=datetime.date(1990, 1, 1))
    strange = make.make_person(theirs, post="учитель")

    assert as_curator.get(f"/papers/consent-adult/{own.pk}/").content.startswith(b"%PDF")
    assert as_curator.get(f"/papers/consent-adult/{strange.pk}/").status_code == 404
    assert as_curator.get(f"/papers/nothing/{own.pk}/").status_code == 404


@pytest.fixture
def second(ours, curator, today):
    """Another order, of the personnel journal, waiting as well."""
    draft = actions.draft("order-curator", [ours], by=curator, on=today)
    return actions.send_to_sign(draft, by=curator, on=today)


def test_several_papers_get_consecutive_numbers(as_director, paper, second, today):
    data = {"number": "201-ОД", "dated": f"{today:%d.%m.%Y}", "paper": [second.pk, paper.pk]}

    page = as_director.post("/desk/several/", data, follow=True).content.decode()

    assert list(Document.objects.order_by("pk").values_list("number", flat=True)) == [
        "201-ОД",
        "202-ОД",
    ]
    assert "Зарегистрировано бумаг: 2. Номера: 201-ОД, 202-ОД." in page


def test_of_several_papers_all_or_none_are_registered(as_director, paper, second, today):
    day = f"{today:%d.%m.%Y}"
    data = {"number": "ОД-45", "dated": day, "paper": [second.pk, paper.pk]}

    answer = as_director.post("/desk/several/", data)

    assert answer.status_code == 400
    assert "Зарегистрируйте бумаги по одной." in answer.content.decode()
    assert not Document.objects.registered().exists()


def test_only_ticked_papers_of_ones_own_desk_are_registered(
    as_director, paper, second, their_paper, today
):
    data = {"number": "7", "dated": f"{today:%d.%m.%Y}", "paper": [second.pk, their_paper.pk]}

    as_director.post("/desk/several/", data)

    assert list(Document.objects.registered()) == [second]


def test_nothing_ticked_on_the_desk_is_told(as_director, paper, second, today):
    answer = as_director.post("/desk/several/", {"number": "7", "dated": f"{today:%d.%m.%Y}"})

    assert answer.status_code == 400
    assert "Отметьте бумаги, которые подписаны" in answer.content.decode()


def test_everything_that_waits_is_printed_at_once(as_director, paper, second, their_paper):
    sheets = sum(page_count(actions.pdf_of(each)) for each in (paper, second))

    answer = as_director.get("/desk/print/")

    assert page_count(answer.content) == sheets
    assert Document.objects.registered().count() == 0


def test_an_empty_desk_prints_nothing(as_director):
    assert as_director.get("/desk/print/")["Location"] == "/desk/"


def test_the_checks_are_those_of_the_typed_date(as_director, ours, curator, today):
    """Another head signed yesterday: with that date the paper is shown again, then taken."""
    yesterday = today - datetime.timedelta(days=1)
    make.make_head(ours)
    draft = actions.draft("order-roadmap", [make.make_roadmap(ours)], by=curator, on=today)
    actions.send_to_sign(draft, by=curator, on=today)
    deputy = make.make_person(ours, surname="Мельникова", first_name="Наталья", patronymic="")
    deputy.headships.create(organization=ours, position="директор", is_acting=True,
                            starts_on=yesterday, ends_on=yesterday)  # fmt: skip
    data = {"number": "1-ОД", "dated": f"{yesterday:%d.%m.%Y}", "checked": today.isoformat()}

    shown = as_director.post(f"/desk/{draft.pk}/register/", data)
    left = Document.objects.registered().count()
    again = data | {"checked": yesterday.isoformat()}
    as_director.post(f"/desk/{draft.pk}/register/", again)

    words = shown.content.decode()
    assert (shown.status_code, left) == (400, 0)
    assert f"На {yesterday:%d.%m.%Y} проверка нашла новое." in words
    assert shown.context["findings"][0].text.startswith("В день приказа подписывает и.о. директора")
    assert f'name="checked" value="{yesterday.isoformat()}"' in words and 'value="1-ОД"' in words
    assert Document.objects.registered().get().registered_on == yesterday


def test_what_several_papers_lack_is_said_once_before(as_director, paper, second, today):
    paper.facts |= {"roadmap_until": "2020-01-01"}
    paper.save()
    data = {"paper": [paper.pk, second.pk], "number": "141", "dated": f"{today:%d.%m.%Y}"}

    shown = as_director.post("/desk/several/", data)
    left = Document.objects.registered().count()
    as_director.post("/desk/several/", data | {"checked": today.isoformat()})

    assert (shown.status_code, left) == (400, 0)
    assert "Срок 01.01.2020 в тексте раньше даты приказа." in shown.content.decode()
    assert Document.objects.registered().count() == 2


def test_an_acting_head_of_today_is_asked_for(as_director, ours, curator, today):
    make.make_head(ours)
    draft = actions.draft("order-roadmap", [make.make_roadmap(ours)], by=curator, on=today)
    actions.send_to_sign(draft, by=curator, on=today)
    deputy = make.make_person(ours, surname="Мельникова", first_name="Наталья", patronymic="")
    deputy.headships.create(organization=ours, position="директор", is_acting=True, starts_on=today)

    before = as_director.get("/desk/").context["findings"]
    actions.refresh(draft, by=curator, on=today)
    after = as_director.get("/desk/").context["findings"]

    assert before[0].text == (
        "В день приказа подписывает и.о. директора Н.\xa0Мельникова, а на бумаге стоит "
        "директор О.В.\xa0Кудряшова. Соберите проект заново."
    )
    assert [finding.text for finding in after if "дписывает" in finding.text] == [
        "Подписывает и.о. директора Н.\xa0Мельникова"
    ]


def test_the_signer_is_compared_with_post_and_days(as_director, ours, curator, today):
    """The head of the paper acts today, and is nobody when the days have ended."""
    make.make_head(ours)
    draft = actions.draft("order-roadmap", [make.make_roadmap(ours)], by=curator, on=today)
    actions.send_to_sign(draft, by=curator, on=today)

    ours.headships.update(is_acting=True)
    acting = as_director.get("/desk/").context["findings"][0]
    ours.headships.update(ends_on=today - datetime.timedelta(days=1))
    nobody = as_director.get("/desk/").context["findings"][0]

    assert (acting.holds, nobody.holds) == (False, False)
    assert acting.text == (
        "В день приказа подписывает и.о. директора О.В.\xa0Кудряшова, а на бумаге стоит "
        "директор О.В.\xa0Кудряшова. Соберите проект заново."
    )
    assert nobody.text == (
        f"На {today:%d.%m.%Y} руководитель не указан, а на бумаге стоит О.В.\xa0Кудряшова. "
        "Проверьте дату приказа и дни руководителей на странице организации."
    )


def test_the_paper_registered_last_stands_first_among_the_recent(
    as_director, ours, curator, director, today
):
    """The order of drafting tells nothing: the first draft may lie longest."""
    drafts = [actions.draft("order-roadmap", [make.make_roadmap(ours)], by=curator, on=today)
              for _ in range(2)]  # fmt: skip
    for paper, number in zip(reversed(drafts), ("1-ОД", "2-ОД"), strict=True):
        actions.register(paper, number=number, dated=today, by=director, on=today)

    recent = as_director.get("/desk/").context["recent"]

    assert [paper.number for paper in recent] == ["2-ОД", "1-ОД"]
