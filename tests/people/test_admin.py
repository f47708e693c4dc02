"""The curator's lists and forms: plain words, own rows only, every change in the journal."""

import datetime

import pytest
from django.contrib import admin
from django.urls import reverse

from people.models import JournalEntry, Organization, Person, SchoolClass
from people.spreadsheets import read_sheets
from tests import factories as make

LISTS = ["person", "mentor", "mentee", "curator", "schoolclass", "headcount", "consent",
         "journalentry", "organization"]  # fmt: skip
EMPTY_INLINES = {
    f"{prefix}-{name}_FORMS": "0" for prefix in ("posts", "guardians", "duties", "absences")
    for name in ("TOTAL", "INITIAL")
}  # fmt: skip


def address(name, *args):
    return reverse(f"admin:people_{name}", args=args)


def new_person(**values):
    defaults = {"surname": "Жукова", "first_name": "Анна", "patronymic": "Львовна",
                "birth_on": "03.02.1980", "kind": "employee"}  # fmt: skip
    return defaults | EMPTY_INLINES | values


def texts(page):
    return page.content.decode()


@pytest.mark.parametrize("name", LISTS)
def test_every_list_opens(as_curator, curator, name):
    make.make_bank(curator.membership.person)
    make.make_bank(curator.membership.person, role="mentee")
    make.make_headcount(curator.membership.organization)
    make.make_consent(curator.membership.person)

    assert as_curator.get(address(f"{name}_changelist")).status_code == 200


def test_titles_stand_in_the_right_case(as_curator, ours):
    person = make.make_person(ours)
    bank = make.make_bank(person)

    pages = [
        as_curator.get(address("person_add")),
        as_curator.get(address("person_change", person.pk)),
        as_curator.get(address("mentor_change", bank.pk)),
        as_curator.get(address("mentor_changelist")),
    ]

    assert [page.context["title"] for page in pages] == [
        "Добавить человека", "Изменить человека", "Изменить наставника", "Банк наставников",
    ]  # fmt: skip


def test_every_own_admin_says_what_it_adds():
    silent = [
        model.__name__
        for model, site in admin.site._registry.items()
        if model._meta.app_label == "people"
        and not site.accusative
        and model.__name__ not in {"Consent", "Erasure", "JournalEntry"}
    ]

    assert silent == []


def test_a_person_is_saved_with_the_gender_proposed(as_curator, ours):
    page = as_curator.post(address("person_add"), new_person(), follow=True)

    person = Person.objects.get(surname="Жукова")
    assert (person.organization, person.gender) == (ours, "f")
    assert [str(message) for message in page.context["messages"]] == [
        f"Сохранено: {person.short_name}"
    ]
    line = JournalEntry.objects.get(action="add_person")
    assert (line.person, line.text) == (person, "Добавлено: человек")


def test_the_same_person_twice_is_told(as_curator):
    as_curator.post(address("person_add"), new_person())

    page = as_curator.post(address("person_add"), new_person(surname="ЖУКОВА"))

    assert "уже есть" in texts(page)
    assert Person.objects.filter(search="жукова анна львовна").count() == 1


def test_a_future_birth_date_is_told_with_a_guess(as_curator):
    page = as_curator.post(address("person_add"), new_person(birth_on="14.06.2067"))

    assert "Дата 14.06.2067 ещё не наступила. Вероятно, 14.06.1967." in texts(page)
    assert not Person.objects.filter(surname="Жукова").exists()


@pytest.mark.parametrize("values", [{"birth_on": "31.02.2014"}, {"gender": "x"}, {"kind": "x"}])
def test_impossible_values_are_refused(as_curator, values):
    page = as_curator.post(address("person_add"), new_person(**values))

    assert page.status_code == 200
    assert not Person.objects.filter(surname="Жукова").exists()


def test_the_form_shows_the_cases_of_name_and_post(as_curator, ours):
    person = make.make_person(ours, post="учитель математики", surname="Иванова",
                              first_name="Анна", patronymic="Петровна", gender="f")  # fmt: skip

    page = texts(as_curator.get(address("person_change", person.pk)))

    for form in ("Ивановой Анне Петровне", "учителю математики", "учителя математики"):
        assert f"<td>{form}</td>" in page
    assert page.count(">Исправить<") == 2


def test_two_main_posts_at_once_are_refused_with_a_sentence(as_curator):
    posts = {"posts-TOTAL_FORMS": "2", "posts-0-title": "учитель", "posts-0-is_main": "on",
             "posts-1-title": "тьютор", "posts-1-is_main": "on"}  # fmt: skip
    page = as_curator.post(address("person_add"), new_person(**posts))

    assert "Основная должность бывает одна" in texts(page)
    assert not Person.objects.filter(surname="Жукова").exists()
    as_curator.post(address("person_add"), new_person(**posts | {"posts-1-is_main": ""}))
    assert Person.objects.get(surname="Жукова").posts.count() == 2


def test_a_list_finds_any_part_of_a_name(as_curator, ours):
    found = make.make_person(ours, surname="Ерёмин", first_name="Артём")
    make.make_person(ours, surname="Горин")

    page = as_curator.get(address("person_changelist"), {"q": "АРТЕМ"})

    assert list(page.context["cl"].result_list) == [found]


def test_another_schools_people_are_nowhere(as_curator, theirs):
    their_person = make.make_person(theirs, surname="Чужих")
    their_bank = make.make_bank(their_person)
    their_class = SchoolClass.objects.create(organization=theirs, year=2026, name="1 «Щ»")

    for name, row in [("person", their_person), ("mentor", their_bank),
                      ("schoolclass", their_class), ("organization", theirs)]:  # fmt: skip
        assert as_curator.get(address(f"{name}_change", row.pk)).status_code == 404
        assert "Чужих" not in texts(as_curator.get(address(f"{name}_changelist")))
    assert as_curator.get(address("invite", their_person.pk)).status_code == 404
    answer = as_curator.post(address("person_add"), new_person(school_class=their_class.pk))
    assert answer.status_code == 200
    assert not Person.objects.filter(surname="Жукова").exists()


def test_a_class_named_twice_is_told(as_curator):
    values = {"name": "8 «Б»", "year": "2026", "teacher": ""}
    as_curator.post(address("schoolclass_add"), values)

    page = as_curator.post(address("schoolclass_add"), values)

    assert "Такой класс в этом учебном году уже есть." in texts(page)
    assert SchoolClass.objects.count() == 1


def test_a_curator_changes_the_own_organization_but_adds_and_deletes_none(as_curator, ours):
    assert as_curator.get(address("organization_change", ours.pk)).status_code == 200
    assert as_curator.get(address("organization_add")).status_code == 403
    assert as_curator.post(address("organization_delete", ours.pk)).status_code == 403
    as_curator.post(address("organization_change", ours.pk), {
        "full_name": "Новое имя", "short_name": "Новое", "kind": "school", "code": "theirs",
        "paper_standard": "gost-2025", "numbers_from": "journal",
        "headships-TOTAL_FORMS": "0", "headships-INITIAL_FORMS": "0",
    })  # fmt: skip
    ours.refresh_from_db()
    assert (ours.full_name, ours.code) == ("Новое имя", "ours")


def heads_page(*rows):
    """Return what the page of the organization sends: (person, acting, from, to) of each row."""
    values = {
        "full_name": "Новое имя", "short_name": "Новое", "kind": "school",
        "paper_standard": "gost-2025", "numbers_from": "journal",
        "headships-TOTAL_FORMS": str(len(rows)), "headships-INITIAL_FORMS": "0",
    }  # fmt: skip
    for number, (person, acting, since, until) in enumerate(rows):
        fields = {"person": person.pk, "position": "директор", "starts_on": since, "ends_on": until}
        fields |= {"is_acting": "on"} if acting else {}
        values |= {f"headships-{number}-{name}": value for name, value in fields.items()}
    return values


def test_heads_of_one_day_are_refused_and_an_acting_one_is_not(as_curator, ours):
    page = address("organization_change", ours.pk)
    head = make.make_person(ours, surname="Кудряшова")
    anna, olga = (
        make.make_person(ours, surname="Белова"),
        make.make_person(ours, surname="Крайнова"),
    )
    twice = heads_page((head, False, "", ""), (anna, True, "20.11.2026", "25.11.2026"),
                       (olga, True, "25.11.2026", ""))  # fmt: skip
    apart = heads_page((head, False, "", "30.11.2026"), (anna, True, "20.11.2026", "25.11.2026"),
                       (olga, True, "26.11.2026", ""), (olga, False, "01.12.2026", ""))  # fmt: skip

    refused = texts(as_curator.post(page, twice))
    left = ours.headships.count()
    as_curator.post(page, apart)

    assert (
        f"И {anna.short_name}, и {olga.short_name} подписывают в одни и те же дни. Укажите, по "
        "какой день подписывает первый, или исправьте даты."
    ) in refused
    assert (left, ours.headships.count()) == (0, 4)


def test_a_head_who_ends_before_the_first_day_is_refused_in_words(as_curator, ours):
    row = (make.make_person(ours), True, "30.11.2026", "20.11.2026")

    page = as_curator.post(address("organization_change", ours.pk), heads_page(row))

    assert "Последний день раньше первого. Проверьте обе даты." in texts(page)
    assert not ours.headships.exists()


def test_the_newer_head_signs_when_the_first_day_of_the_older_is_unknown(ours):
    make.make_head(ours)
    newer = make.make_person(ours)
    newer.headships.create(organization=ours, starts_on=datetime.date(2026, 11, 1))

    heads = ours.headships.on(datetime.date(2026, 11, 22))

    assert heads.first().person == newer


def test_a_director_reads_and_changes_nothing(as_director, ours):
    person = make.make_person(ours)

    page = as_director.post(address("person_change", person.pk), new_person())

    assert page.status_code == 403
    assert as_director.get(address("person_change", person.pk)).status_code == 200


def test_the_bank_shows_the_chosen_year(as_curator, ours):
    now = make.make_bank(make.make_person(ours))
    make.make_bank(make.make_person(ours), year=2020)

    page = as_curator.get(address("mentor_changelist"))

    assert list(page.context["cl"].result_list) == [now]


def test_the_list_says_who_lacks_a_consent(as_curator, ours):
    lacking, ready = make.make_person(ours), make.make_person(ours)
    make.make_bank(lacking)
    make.make_bank(ready)
    make.make_all_consents(ready)

    page = texts(as_curator.get(address("mentor_changelist")))

    assert page.count("Нет согласий") == 1
    assert page.count("Свободен</span>") == 1


@pytest.mark.parametrize("name", ["person", "mentor", "consent", "schoolclass", "journalentry"])
def test_a_list_asks_the_same_for_one_row_and_for_many(
    as_curator, ours, name, django_assert_max_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def grow():
        person = make.make_person(ours, post="учитель")
        make.make_bank(person)
        make.make_all_consents(person)
        SchoolClass.objects.create(
            organization=ours, year=2026, name=f"1 «{person.pk}»", teacher=person
        )
        JournalEntry.objects.create(organization=ours, action="x", text="x", person=person)

    def queries():
        with CaptureQueriesContext(
            connection,
        ) as captured:
            as_curator.get(address(f"{name}_changelist"))
        return len(captured)

    grow()
    few = queries()
    for _ in range(8):
        grow()

    assert queries() == few


@pytest.mark.parametrize("name", ["person", "mentor", "mentee", "consent", "headcount"])
def test_a_list_is_exported_as_shown(as_curator, ours, theirs, name):
    for organization, surname in [(ours, "=Наших"), (theirs, "Чужих")]:
        person = make.make_person(organization, surname=surname)
        make.make_bank(person)
        make.make_bank(person, role="mentee")
        make.make_consent(person)
        make.make_headcount(organization, number=41 if organization == theirs else 40)

    answer = as_curator.post(address(f"{name}_export"))

    (sheet,) = read_sheets(answer.content)
    shown = str(sheet.rows)
    assert "=Наших" in shown or "40" in shown
    assert "Чужих" not in shown and "41" not in shown
    assert sheet.formulas == frozenset()
    assert JournalEntry.objects.filter(action="export_list").count() == 1


def test_an_export_keeps_the_search(as_curator, ours):
    make.make_person(ours, surname="Ерёмин")
    make.make_person(ours, surname="Горин")

    answer = as_curator.post(address("person_export") + "?q=еремин")

    (sheet,) = read_sheets(answer.content)
    assert [row[0] for row in sheet.rows] == ["Фамилия", "Ерёмин"]


def test_an_export_is_no_get_and_not_for_everybody(as_curator, client, mentor):
    assert as_curator.get(address("person_export")).status_code == 405
    client.force_login(mentor)
    assert client.post(address("person_export")).status_code in (302, 403)


def test_deleting_asks_and_leaves_a_line(as_curator, ours):
    person = make.make_person(ours, birth_on=datetime.date(1980, 1, 1))

    as_curator.post(address("person_delete", person.pk), {"post": "yes"})

    assert not Person.objects.filter(pk=person.pk).exists()
    assert JournalEntry.objects.get(action="delete_person").subject_id == person.pk


# Django's own template of a read-only password asks for a variable that may be absent
@pytest.mark.ignore_template_errors
def test_an_administrator_manages_organizations_and_accounts(admin_client, ours, mentor):
    assert admin_client.get(address("organization_add")).status_code == 200
    assert admin_client.get(address("user_change", mentor.pk)).status_code == 200
    assert admin_client.get(address("user_changelist")).status_code == 200
    assert Organization.objects.count() == 1


def test_the_page_of_a_parent_names_the_children(as_curator, ours):
    child = make.make_pupil(ours, surname="Захаров")
    mother = make.make_guardian(child, surname="Захарова")
    link = f'<a href="{address("person_change", child.pk)}">{child.full_name}</a>, мать'

    assert link in texts(as_curator.get(address("person_change", mother.pk)))
    assert "Кого представляет" not in texts(as_curator.get(address("person_change", child.pk)))


def test_classes_stand_in_the_order_of_a_school(as_curator, ours):
    for name in ("10 «А»", "Солнышко", "9 «Б»", "9 «А»", "1 «А»", "11 «А»"):
        SchoolClass.objects.create(organization=ours, year=make.YEAR, name=name)

    shown = as_curator.get(address("schoolclass_changelist")).context["cl"].result_list

    assert [row.name for row in shown] == [
        "1 «А»", "9 «А»", "9 «Б»", "10 «А»", "11 «А»", "Солнышко",
    ]  # fmt: skip


def test_a_list_finds_a_word_in_any_letter_case(as_curator, ours):
    for name in ("5 «А»", "группа «Родник»"):
        SchoolClass.objects.create(organization=ours, year=make.YEAR, name=name)

    for asked in ("РОДНИК", "родник", "одни", "Группа РОДНИК"):
        found = as_curator.get(address("schoolclass_changelist"), {"q": asked}).context["cl"]
        assert [row.name for row in found.result_list] == ["группа «Родник»"]
    assert "Классы" in texts(as_curator.get(reverse("admin:index")))
