"""«Что у меня» of those who see no roadmap: their own rows, their own marks, their calendar."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from people.models import Person
from people.years import year_of
from roadmaps import actions
from roadmaps.models import Evidence, Occurrence, Part
from roadmaps.reminders import reminders
from tests import factories as make

PAGE = "/my/tasks/"
PDF = b"%PDF-1.4 ..."
DAY = datetime.timedelta(days=1)


@pytest.fixture
def plan(ours, curator, today):
    """Make a function that brings in rows of (number, responsible, result), due in three days."""

    def make_plan(*rows, deadline=f"до {today + 3 * DAY:%d.%m.%Y}", organization=ours):
        names = ("number", "responsible", "result")
        read = {"title": "Карта", "columns": ["number", "activity", "deadline", "responsible"],
                "rows": [{"activity": f"Дело, {row[0]}", "deadline": deadline}
                         | dict(zip(names, row, strict=True)) for row in rows]}  # fmt: skip
        return actions.import_rows(read, organization=organization, year=year_of(today),
                                   by=curator)  # fmt: skip

    return make_plan


@pytest.fixture
def as_mentor(client, mentor):
    client.force_login(mentor)
    return client


@pytest.fixture
def bank(ours, mentor, today):
    """The mentor and a colleague of hers are in the bank of the year."""
    colleague = make.make_person(ours, post="учитель", surname="Лосева", gender="f")
    for person in (mentor.membership.person, colleague):
        make.make_bank(person, year=year_of(today))
    return colleague


def date_of(number):
    return Occurrence.objects.get(item__number=number)


def numbers(tasks):
    return [task.item.number for task in tasks]


def bring(client, number, today, **values):
    address = reverse("own-bring", args=[date_of(number).pk])
    return client.post(address, {"dated_on": today.isoformat(), "title": "", "link": ""} | values)


def test_she_sees_what_she_answers_for_and_nothing_of_others(
    as_mentor, mentor, bank, plan, theirs, curator
):
    plan(("1", "Иванова А.П.", "Отчёт"), ("2", "Наставники", ""), ("3", "Лосева И.П.", ""),
         ("4", "Куратор", ""))  # fmt: skip
    plan(("9", "Иванова А.П.", ""), organization=theirs)
    before = plan(("8", "Иванова А.П.", ""))
    before.year -= 1
    before.save()

    page = as_mentor.get(PAGE)

    assert numbers(page.context["now"]) == ["1", "2"]
    assert "Лосева" not in page.content.decode()
    for number in ("3", "4", "8", "9"):
        assert bring(as_mentor, number, timezone.localdate(), title="сделано").status_code == 404
    assert not Evidence.objects.exists()


def test_a_share_is_marked_with_a_file_and_taken_back(as_mentor, mentor, bank, plan, today):
    plan(("1", "Наставники", "Отчёты"))
    own = Part.objects.get(person=mentor.membership.person)

    answer = bring(as_mentor, "1", today, title="отчёт сдан",
                   file=SimpleUploadedFile("отчёт.pdf", PDF))  # fmt: skip

    assert answer.url == PAGE
    own.refresh_from_db()
    assert (own.done_on, own.note) == (today, "отчёт сдан")
    assert Part.objects.get(person=bank).done_on is None
    assert date_of("1").is_open
    proof = Evidence.objects.get()
    assert (proof.part, proof.added_by, proof.title) == (own, mentor, "отчёт сдан")
    sent = as_mentor.get(reverse("own-file", args=[proof.pk]))
    assert (sent.content, sent["Content-Type"]) == (PDF, "application/pdf")
    page = as_mentor.get(PAGE)
    assert (page.context["now"], numbers(page.context["done"])) == ([], ["1"])

    as_mentor.post(reverse("own-undo", args=[date_of("1").pk]))

    own.refresh_from_db()
    assert (own.done_on, Evidence.objects.count()) == (None, 0)


def test_a_share_needs_no_words_a_whole_row_does(as_mentor, mentor, bank, plan, today):
    plan(("1", "Наставники", ""), ("2", "Иванова А.П.", "Протокол"))

    assert bring(as_mentor, "1", today).status_code == 302
    refused = bring(as_mentor, "2", today)

    assert refused.status_code == 400
    assert "Напишите, что подтверждает выполнение" in refused.content.decode()
    assert date_of("2").is_open
    assert bring(as_mentor, "2", today, title="протокол № 3").status_code == 302
    date = date_of("2")
    assert (date.done_on, date.evidence.get().title) == (today, "протокол № 3")

    as_mentor.post(reverse("own-undo", args=[date.pk]))
    date = date_of("2")
    assert (date.is_open, date.evidence.count()) == (True, 0)


@pytest.mark.parametrize(
    ("values", "words"),
    [({"dated_on": "2999-01-01"}, "не наступил"), ({"link": "javascript:1"}, "Введите"),
     ({"file": SimpleUploadedFile("вирус.exe", b"MZ")}, "не подходит")],
)  # fmt: skip
def test_a_refusal_says_why_and_marks_nothing(as_mentor, bank, plan, today, values, words):
    plan(("1", "Наставники", ""))

    answer = bring(as_mentor, "1", today, **{"title": "готово"} | values)

    assert answer.status_code == 400
    assert words in answer.content.decode()
    assert not Part.objects.exclude(done_on=None).exists()


def test_what_the_curator_marked_is_the_curators_to_take_back(
    as_mentor, mentor, curator, bank, plan, today
):
    plan(("1", "Иванова А.П.", ""), ("2", "Наставники", ""), ("3", "Наставники", ""))
    bring(as_mentor, "3", today)
    for number in "123":
        actions.mark_done(date_of(number), note="сдано", by=curator, on=today)

    page = as_mentor.get(PAGE)
    for number in "123":
        as_mentor.post(reverse("own-undo", args=[date_of(number).pk]))

    assert page.content.decode().count("Отметил куратор") == 3
    assert not Occurrence.objects.filter(done_on=None).exists()
    assert not Part.objects.filter(done_on=None).exists()


def test_work_that_lasts_gets_a_proof_that_can_be_removed(as_mentor, mentor, plan, today):
    plan(("1", "Иванова А.П.", ""), deadline="в течение года")

    bring(as_mentor, "1", today, title="статья", link="https://school.example/1")

    proof = Evidence.objects.get()
    assert date_of("1").is_open
    assert numbers(as_mentor.get(PAGE).context["now"]) == ["1"]
    as_mentor.post(reverse("own-remove", args=[proof.pk]))
    assert not Evidence.objects.exists()


def test_the_proof_of_another_is_neither_sent_nor_removed(
    as_mentor, mentor, curator, plan, today, bank
):
    plan(("1", "Иванова А.П., Лосева И.П.", ""), deadline="в течение года")
    proof = actions.add_evidence(date_of("1"), kind="file", title="скан", on=today, by=curator)

    assert as_mentor.get(reverse("own-file", args=[proof.pk])).status_code == 404
    assert as_mentor.post(reverse("own-remove", args=[proof.pk])).status_code == 404
    assert "скан" not in as_mentor.get(PAGE).content.decode()
    assert Evidence.objects.get() == proof


@pytest.mark.parametrize("role", ["employee", "psychologist"])
def test_class_teachers_and_psychologists_have_the_page_too(client, ours, plan, today, role):
    person = make.make_person(ours, post="социальный педагог", surname="Рыбина", gender="f")
    make.make_person(ours, post="учитель", surname="Чужая", gender="f")
    plan(("1", "Социальный педагог", ""), ("2", "Куратор", ""))
    client.force_login(make.make_user("own", ours, role, person))

    page = client.get(PAGE)

    assert numbers(page.context["now"]) == ["1"]
    assert bring(client, "1", today, title="беседы проведены").status_code == 302
    assert date_of("1").done_on == today


def test_an_employee_sees_nothing_else(client, ours, plan):
    user = make.make_user("own", ours, "employee", make.make_person(ours, post="учитель"))
    roadmap = plan(("1", "Куратор", ""))
    pair = make.make_pair(ours, active=True)
    client.force_login(user)

    assert client.get("/").url == PAGE
    for name, args in [("paper", ["diary", pair.pk]), ("paper", ["figures", ours.pk]),
                       ("paper", ["roadmap", roadmap.pk]), ("blanks", []), ("mentor-home", []),
                       ("admin:roadmaps_roadmap_change", [roadmap.pk])]:  # fmt: skip
        assert client.get(reverse(name, args=args)).status_code in (302, 403, 404), name
    assert not Person.objects.visible_to(user).exists()


def test_a_curator_is_led_to_her_own_list(as_curator):
    assert as_curator.get(PAGE).url == reverse("admin:roadmaps_tasks")


def test_the_calendar_of_a_mentor_holds_her_dates_and_is_revoked(
    as_mentor, client, mentor, bank, plan, today
):
    plan(("1", "Наставники", ""), ("2", "Иванова А.П.", ""), ("3", "Куратор", ""))
    address = as_mentor.post(reverse("own-calendar", args=["new"])).context["address"]
    token = address.rpartition("/")[2]
    assert token not in as_mentor.get(PAGE).content.decode()
    client.cookies.clear()

    text = client.get(address).content.decode()

    assert text.count("BEGIN:VEVENT") == 2
    assert "Дело\\, 3" not in text
    assert "/my/tasks/" in text.replace("\r\n ", "")
    assert "/admin/" not in text.replace("\r\n ", "")
    client.force_login(mentor)
    client.post(reverse("own-calendar", args=["revoke"]))
    assert client.get(address).status_code == 410


def test_a_letter_leads_a_mentor_to_her_page(ours, mentor, plan, today):
    plan(("1", "Иванова А.П.", ""))

    [one] = reminders(ours, today)

    assert (one.person, one.path) == (mentor.membership.person, PAGE)


@pytest.mark.parametrize("number", [1, 40])
def test_the_page_asks_as_often_for_forty_rows(
    as_mentor, bank, plan, number, django_assert_max_num_queries
):
    plan(*((str(n), "Наставники, Иванова А.П.", "") for n in range(number)))

    with django_assert_max_num_queries(9):
        assert len(as_mentor.get(PAGE).context["now"]) == number
