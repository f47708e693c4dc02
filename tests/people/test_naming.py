"""Names over time and their cases: history, corrections, posts that exclude each other."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from people import actions
from people.declension import corrections_of, declined_name, declined_post
from people.models import (
    DeclensionCorrection,
    JournalEntry,
    NamePeriod,
    Person,
    PositionPeriod,
    refuse_overlapping,
)
from people.names import prepositional
from reports.documents.letterhead import head_facts, listed, person_facts
from tests import factories as make
from tests.factories import TODAY

WEDDING = datetime.date(2026, 10, 5)


@pytest.fixture
def anna(ours):
    return make.make_person(
        ours, post="тьютор", surname="Семёнова", first_name="Анна", patronymic="Петровна",
        gender="f",
    )  # fmt: skip


def married(anna, curator, **values):
    wanted = {"surname": "Кваша", "first_name": "Анна", "patronymic": "Петровна",
              "since": WEDDING, "by": curator, "on": TODAY}  # fmt: skip
    return actions.change_name(anna, **wanted | values)


def test_a_new_surname_leaves_the_old_one_to_its_days(anna, curator):
    anna = married(anna, curator, basis="свидетельство о браке")

    assert anna.full_name == "Кваша Анна Петровна"
    before = anna.as_of(WEDDING - datetime.timedelta(days=1))
    assert (before.full_name, before.pk) == ("Семёнова Анна Петровна", anna.pk)
    assert anna.as_of(WEDDING) is anna
    assert listed(anna, on=datetime.date(2026, 9, 1))["name"] == "Семёнова Анна Петровна"
    assert person_facts(anna, on=WEDDING)["name"]["instrumental"] == "Квашей Анной Петровной"
    entry = JournalEntry.objects.get(action="change_name")
    assert (entry.text, entry.person) == ("Изменено имя с 05.10.2026", anna)


@pytest.mark.parametrize("text", ["КВАША", "кваша анна", "СЕМЕНОВА", "семёнова", "енов", "петр"])
def test_search_finds_both_names_in_any_letters(anna, curator, ours, text):
    married(anna, curator)
    make.make_person(ours, surname="Петухов", patronymic="Львович")

    assert anna in Person.objects.search(text)
    assert list(Person.objects.search("кваша семёнова")) == [anna]


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"since": TODAY + datetime.timedelta(days=1)}, "ещё не наступил"),
        ({"since": datetime.date(1970, 1, 1)}, "раньше рождения"),
        ({"surname": "Семёнова"}, "не отличается"),
    ],
)
def test_a_wrong_change_of_name_is_refused_with_a_sentence(anna, curator, values, sentence):
    with pytest.raises(actions.NameRefused, match=sentence):
        married(anna, curator, **values)

    anna.refresh_from_db()
    assert (anna.surname, anna.former, NamePeriod.objects.count()) == ("Семёнова", "", 0)


def test_a_change_is_taken_back(anna, curator):
    actions.take_name_back(married(anna, curator).names.get(), by=curator)

    anna.refresh_from_db()
    assert (anna.surname, anna.former, anna.search) == ("Семёнова", "", "семенова анна петровна")
    assert not Person.objects.search("кваша").exists()


def test_a_corrected_form_is_used_in_every_paper_and_taken_back(anna, curator, ours):
    make.make_head(ours, surname="Заяц", gender="f")
    full = "Семёнова Анна Петровна"
    actions.correct_form(organization=ours, person=anna, nominative=full, case="dative",
                         form="Семёновой Анне Петровне-Марии", by=curator)  # fmt: skip
    actions.correct_form(organization=ours, nominative="тьютор", case="accusative",
                         form="тьютора-куратора", by=curator)  # fmt: skip
    with corrections_of(ours):
        facts = person_facts(anna, on=TODAY)

    assert facts["name"]["dative"] == "Семёновой Анне Петровне-Марии"
    assert facts["name"]["genitive"] == "Семёновой Анны Петровны"
    assert facts["post"]["accusative"] == "тьютора-куратора"
    assert person_facts(anna, on=TODAY) == facts
    actions.restore_forms(organization=ours, person=anna, nominative=full, by=curator)
    assert declined_name(anna).forms["dative"] == "Семёновой Анне Петровне"
    assert declined_post("тьютор", ours).corrected == {"accusative"}


def test_the_heads_post_follows_the_correction(curator, ours):
    make.make_head(ours)
    actions.correct_form(organization=ours, nominative="директор", case="dative",
                         form="директору школы", by=curator)  # fmt: skip

    assert head_facts(ours, on=TODAY)["addressee"]["position"] == "Директору школы"


def test_corrections_of_others_do_not_reach_us(curator, ours, theirs):
    make.make_user("other", theirs, "curator")
    DeclensionCorrection.objects.create(organization=theirs, nominative="тьютор", case="dative",
                                        form="чужому тьютору")  # fmt: skip

    assert declined_post("тьютор", ours).forms["dative"] == "тьютору"


def test_a_paper_reads_all_corrections_in_one_query(anna, curator, ours, django_assert_num_queries):
    others = [make.make_person(ours, surname=f"Кит{n}") for n in range(3)]
    with django_assert_num_queries(1), corrections_of(ours):
        for person in [anna, *others]:
            declined_name(person)
            declined_post("учитель", ours)


@pytest.mark.parametrize(
    ("nominative", "dative", "expected"),
    [
        ("Иванова Анна Петровна", "Ивановой Анне Петровне", "Ивановой Анне Петровне"),
        ("Достоевский Юрий Ильич", "Достоевскому Юрию Ильичу", "Достоевском Юрии Ильиче"),
        ("Толстой Лев", "Толстому Льву", "Толстом Льве"),
        ("ЧЕРНЫХ ИГОРЬ", "ЧЕРНЫХ ИГОРЮ", "ЧЕРНЫХ ИГОРЕ"),
        ("педагог-психолог", "педагогу-психологу", "педагоге-психологе"),
        ("младший воспитатель", "младшему воспитателю", "младшем воспитателе"),
    ],
)
def test_the_sixth_case(nominative, dative, expected):
    assert prepositional(nominative, dative) == expected


def test_the_page_shows_six_cases_and_corrects_one(as_curator, anna):
    address = reverse("admin:people_person_change", args=[anna.pk])
    page = as_curator.get(address).content.decode()

    for form in ("Семёновой Анны Петровны", "Семёнову Анну Петровну", "тьютором", "тьюторе"):
        assert form in page
    answer = as_curator.post(reverse("admin:people_declension"),
                             {"person": anna.pk, "form_dative": "Семёновой Аннушке"})  # fmt: skip
    assert answer["Location"] == address
    assert "Семёновой Аннушке" in as_curator.get(address).content.decode()
    as_curator.post(reverse("admin:people_declension"), {"person": anna.pk, "restore": "1"})
    assert DeclensionCorrection.objects.count() == 0


def test_one_form_of_two_cases_is_corrected_in_both(as_curator, ours):
    ivan = make.make_person(ours, surname="Лапин", first_name="Пётр", patronymic="", gender="m")
    anna = make.make_person(ours, surname="Лапина", first_name="Анна", patronymic="", gender="f")
    address = reverse("admin:people_declension")

    def correct(person, **typed):
        forms = declined_name(person).forms
        as_curator.post(address, {"person": person.pk} | {
            f"form_{case}": typed.get(case, form) for case, form in forms.items()
        })  # fmt: skip
        now = declined_name(person).forms
        return now["genitive"], now["accusative"]

    assert correct(ivan, genitive="Лапи Петра") == ("Лапи Петра", "Лапи Петра")
    assert correct(ivan, accusative="Лапу Петра") == ("Лапи Петра", "Лапу Петра")
    assert correct(anna, genitive="Лапины Анны") == ("Лапины Анны", "Лапину Анну")


def test_a_correction_reached_from_a_paper_comes_back_to_it(as_curator, anna):
    address = reverse("admin:people_declension")
    page = as_curator.get(address, {"post": "тьютор", "case": "dative", "next": "/desk/"})

    assert 'value="тьютору" maxlength="250" autofocus' in page.content.decode()
    answer = as_curator.post(address, {"post": "тьютор", "form_dative": "тьюторам",
                                       "next": "https://foreign.example/"})  # fmt: skip
    assert answer["Location"] == reverse("admin:people_person_changelist")
    assert declined_post("тьютор", anna.organization).forms["dative"] == "тьюторам"


@pytest.mark.parametrize("wanted", [{}, {"person": "9" * 30}, {"post": "x" * 201}, {"person": "x"}])
def test_nobody_to_decline_is_not_found(as_curator, wanted):
    assert as_curator.get(reverse("admin:people_declension"), wanted).status_code == 404


def test_another_organizations_names_are_out_of_reach(as_curator, theirs):
    person = make.make_person(theirs)

    assert as_curator.get(reverse("admin:people_rename", args=[person.pk])).status_code == 404
    answer = as_curator.post(reverse("admin:people_declension"),
                             {"person": person.pk, "form_dative": "x"})  # fmt: skip
    assert (answer.status_code, DeclensionCorrection.objects.count()) == (404, 0)


def test_the_page_of_renaming(as_curator, anna):
    address = reverse("admin:people_rename", args=[anna.pk])
    refused = as_curator.post(address, {"surname": "Кваша", "first_name": "Анна", "since": "x"})
    assert "Такой даты нет" in refused.content.decode()
    as_curator.post(address, {"surname": "Кваша", "first_name": "Анна", "since": "2026-10-05",
                              "patronymic": "Петровна"})  # fmt: skip

    anna.refresh_from_db()
    assert anna.surname == "Кваша"
    page = as_curator.get(reverse("admin:people_person_change", args=[anna.pk])).content.decode()
    assert "Семёнова Анна Петровна, по 04.10.2026" in page


def post(**values):
    return PositionPeriod(**{"title": "учитель"} | values)


def test_two_main_posts_exclude_each_other():
    september, may = datetime.date(2026, 9, 1), datetime.date(2026, 5, 31)
    refuse_overlapping([post(ends_on=may), post(starts_on=september)])
    refuse_overlapping([post(), post(title="педагог-психолог", is_main=False)])
    for one, other in [({}, {}), ({"ends_on": september}, {"starts_on": september}),
                       ({"starts_on": may}, {"starts_on": may, "ends_on": september})]:  # fmt: skip
        with pytest.raises(ValidationError, match="Основная должность бывает одна"):
            refuse_overlapping([post(**one), post(title="тьютор", **other)])


def test_one_post_is_not_held_twice_on_a_day():
    september, may = datetime.date(2026, 9, 1), datetime.date(2026, 5, 31)
    refuse_overlapping([post(is_main=False, ends_on=may), post(is_main=False, starts_on=september)])

    with pytest.raises(ValidationError) as refusal:
        refuse_overlapping([post(is_main=False), post(title="Учитель", is_main=False)])

    assert refusal.value.messages == [
        "Должность «Учитель» записана дважды на одни и те же дни. Удалите одну из записей или "
        "исправьте даты."
    ]


def test_experience_counts_full_years():
    assert post(hired_on=datetime.date(2020, 11, 24)).experience(TODAY) == 5
    assert post(hired_on=datetime.date(2020, 11, 23)).experience(TODAY) == 6
    assert post().experience(TODAY) is None
    assert post(hired_on=TODAY).experience(TODAY) == 0
    assert post(hired_on=TODAY + datetime.timedelta(days=1)).experience(TODAY) is None
