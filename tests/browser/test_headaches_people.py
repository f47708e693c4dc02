"""The curator's headaches about people, each cured on the screen as it would be at school."""

import datetime

from django.utils import timezone

from people.models import DeclensionCorrection, Person
from reports.documents.letterhead import listed, person_facts
from tests.browser.conftest import WIDTHS


def found(surname):
    return Person.objects.get(organization__code="school-4", surname=surname, kind="employee")


def test_headache_1_a_name_in_the_wrong_case_is_put_right_once_for_all_papers(visitor):
    person = found("Прохоренко")
    seat = visitor().sign_in("curator")
    page = seat.open(f"/admin/people/person/{person.pk}/change/").page
    for case in ("кого (нет)", "кому (поручить)", "кого (назначить)", "кем, с кем", "о ком"):
        assert page.get_by_text(case, exact=True).first.is_visible()
    page.get_by_role("link", name="Исправить падежи: имя").click()
    page.locator("#form-dative").fill("Прохоренке Геннадию Фомичу")
    page.get_by_role("button", name="Сохранить падежи").click()
    page.wait_for_load_state()

    assert page.get_by_text("Прохоренке Геннадию Фомичу").first.is_visible()
    facts = person_facts(person, on=timezone.localdate())
    assert facts["name"]["dative"] == "Прохоренке Геннадию Фомичу"
    page.get_by_role("link", name="Исправить падежи: имя").click()
    page.get_by_role("button", name="Вернуть как было").click()
    page.wait_for_load_state()
    assert DeclensionCorrection.objects.count() == 0
    assert (seat.troubles, seat.barriers(), seat.overflow()) == ([], [], 0)


def test_headache_2_a_surname_changes_and_the_old_papers_keep_the_old_one(visitor):
    person, today = found("Назарова"), timezone.localdate()
    seat = visitor().sign_in("curator")
    page = seat.open(f"/admin/people/person/{person.pk}/change/").page
    page.get_by_text("Другие действия").click()
    page.get_by_role("link", name="Сменить имя").click()
    page.get_by_label("Фамилия").fill("Кваша")
    page.get_by_label("С какого дня").fill(today.isoformat())
    page.get_by_label("Основание").fill("свидетельство о браке")
    page.get_by_role("button", name="Сменить имя").click()
    page.wait_for_load_state()

    person.refresh_from_db()
    yesterday = today - datetime.timedelta(days=1)
    assert person.surname == "Кваша"
    assert listed(person, on=yesterday)["name"].startswith("Назарова")
    assert page.get_by_text(f"по {yesterday:%d.%m.%Y} (свидетельство о браке)").is_visible()
    for typed in ("НАЗАРОВА", "кваша"):
        seat.open(f"/admin/people/person/?q={typed}")
        assert page.get_by_role("link", name="Кваша Алина Рустамовна").is_visible()
    assert seat.troubles == []


def test_somebody_entered_twice_is_made_one_and_two_again(visitor):
    person = found("Белова")
    twin = Person.objects.create(
        organization=person.organization, kind="employee", surname="Бeлова", first_name="Елена"
    )
    seat = visitor("phone").sign_in("curator")
    page = seat.open("/admin/people/person/duplicates/").page
    row = page.locator(".row").filter(has_text="Белова Елена Станиславовна")
    row.get_by_role("link", name="Сравнить и объединить").click()
    assert (seat.overflow(), seat.barriers()) == (0, [])
    page.get_by_role("button", name="Объединить").click()
    page.wait_for_load_state()
    assert not Person.objects.filter(pk=twin.pk).exists()

    seat.open("/admin/people/person/duplicates/")
    page.get_by_role("button", name="Разъединить").click()
    page.wait_for_load_state()

    assert Person.objects.filter(pk=twin.pk).exists()
    assert seat.troubles == []


def test_the_pages_of_people_fit_the_phone_and_the_dark(visitor):
    person = found("Крайнова")
    for theme, width in (("dark", "desk"), ("light", "phone")):
        seat = visitor(width, theme).sign_in("curator")
        for address in (
            f"/admin/people/person/{person.pk}/change/",
            f"/admin/people/person/{person.pk}/rename/",
            "/admin/people/person/declension/?post=учитель&case=dative",
            "/admin/people/person/import/tables/mentors/", "/admin/people/mentor/",
            "/admin/people/candidate/", "/admin/mentoring/topic/",
        ):  # fmt: skip
            seat.open(address)
            assert seat.overflow() == 0, (address, WIDTHS[width])
            assert seat.barriers() == [], address
        assert seat.troubles == []
