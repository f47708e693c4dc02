"""One school's year, page by page: from an empty folder to the printed figures."""

import datetime
import io
import re

import pytest
from django.core.management import call_command
from django.utils import timezone

from mentoring.models import Attendance, Meeting, MentoringForm, MentoringKind, Pair
from people.models import Consent, Curator, Headcount, JournalEntry, Person
from people.years import year_of
from reports.models import Document
from roadmaps.models import Roadmap
from tests import factories as make

HEADINGS = ["Фамилия", "Имя", "Отчество", "Пол", "Дата рождения", "Кто", "Должность", "Класс",
            "Роль", "Представитель ФИО", "Кем приходится"]  # fmt: skip


@pytest.fixture
def school(db):
    """A new school: its curator and director have accounts, nothing else is there."""
    call_command("loaddata", "catalogue", verbosity=0)
    school = make.make_organization(code="new", place="", address="")
    person = make.make_person(
        school, post="заместитель директора по воспитательной работе", surname="Устинова",
        first_name="Лариса", patronymic="Борисовна", gender="f",
    )  # fmt: skip
    Curator.objects.create(person=person, year=year_of(timezone.localdate()))
    make.make_user("curator", school, "curator", person)
    make.make_user("director", school, "director", make.make_head(school))
    return school


def people_xlsx(rows):
    from openpyxl import Workbook

    book = Workbook()
    for row in [HEADINGS, *rows]:
        book.active.append(row)
    kept = io.BytesIO()
    book.save(kept)
    return file("Люди.xlsx", kept.getvalue())


def roadmap_docx(year):
    from docx import Document as Word

    word = Word()
    word.add_paragraph(f"Дорожная карта наставничества на {year}–{year + 1} учебный год")
    table = word.add_table(rows=1, cols=5)
    header = ["№ п/п", "Наименование мероприятия", "Сроки", "Ответственный", "Результат"]
    for cell, text in zip(table.rows[0].cells, header, strict=True):
        cell.text = text
    for row in [
        ["1.", "Подготовка", "", "", ""],
        ["1.1", "Назначить куратора", f"До 05.09.{year} г.", "Директор", "Приказ"],
        ["1.2", "Сформировать пары", f"Сентябрь {year}", "Куратор", "Приказ"],
        ["2.", "Работа", "", "", ""],
        ["2.1", "Провести встречи", "В течение года", "Наставники", "Дневник"],
        ["2.2", "Подвести итоги", "Май", "Куратор", "Справка"],
    ]:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    kept = io.BytesIO()
    word.save(kept)
    return file("Дорожная карта.docx", kept.getvalue())


def file(name, content):
    from django.core.files.uploadedfile import SimpleUploadedFile

    return SimpleUploadedFile(name, content)


def sign_in(client, login):
    client.post("/logout/")
    answer = client.post("/login/", {"username": login, "password": "secret"}, follow=True)
    assert answer.status_code == 200
    return answer


def person(surname):
    return Person.objects.exclude(kind="guardian").get(surname=surname)


def test_a_year_of_a_new_school(client, school, today, tmp_path):
    year = year_of(today)
    child_born = datetime.date(today.year - 13, 1, 10)

    # 1. The home page teaches the first steps and shows which are done.
    home = sign_in(client, "curator")
    assert "Начнём учебный год" in home.content.decode()
    assert home.context["agenda"].done_steps == []
    client.post(
        f"/admin/people/organization/{school.pk}/change/",
        {**organization_form(client, school), "place": "с. Заречное", "address": "ул. Школьная, 3"},
    )
    assert client.get("/admin/").context["agenda"].done_steps == ["organization"]

    # 2. People come from a table: looked at first, saved after the yes, twice changes nothing.
    rows = [
        ["Гуляева", "Надежда", "Львовна", "", "03.02.1975", "работник", "учитель математики", "",
         "наставник", "", ""],
        ["Самойлова", "Вера", "Кирилловна", "", "05.06.1999", "работник", "учитель химии", "",
         "наставляемый", "", ""],
        ["Сычёва", "Ульяна", "Олеговна", "", f"{child_born:%d.%m.%Y}", "ученик", "", "7 «А»",
         "наставляемый", "Гончар Мария Ефимовна", "мать"],
        ["Кравец", "Богдан", "Юрьевич", "", f"{child_born:%d.%m.%Y}", "ученик", "", "7 «А»",
         "наставляемый", "Кравец Юлия Антоновна", "мать"],
        ["Седых", "Лидия", "Борисовна", "", f"{child_born:%d.%m.%Y}", "ученик", "", "7 «А»",
         "наставляемый", "Седых Анна Захаровна", "мать"],
        ["Зимин", "Лев", "Ильич", "", "31.02.2014", "ученик", "", "7 «А»", "", "", ""],
    ]  # fmt: skip
    preview = client.post("/admin/people/person/import/", {"file": people_xlsx(rows)}, follow=True)
    words = preview.content.decode()
    assert "31.02.2014" in words and "E7" in words
    assert not Person.objects.filter(surname="Гуляева").exists()
    confirm(client, preview)
    assert person("Сычёва").guardians.get().adult.surname == "Гончар"
    assert not Person.objects.filter(surname="Зимин").exists()
    before = sorted(Person.objects.values_list("pk", "surname"))
    again = client.post("/admin/people/person/import/", {"file": people_xlsx(rows)}, follow=True)
    assert (again.context["counts"]["new"], again.context["counts"]["changed"]) == (0, 0)
    assert sorted(Person.objects.values_list("pk", "surname")) == before

    # 3. The roadmap comes from Word, every word kept, dates beside it.
    check = client.post(
        "/admin/roadmaps/roadmap/import/", {"file": roadmap_docx(year), "year": year}, follow=True
    )
    assert "Назначить куратора" in check.content.decode()
    assert not Roadmap.objects.exists()
    client.post(check.redirect_chain[-1][0], {"step": "accept"})
    roadmap = Roadmap.objects.get()
    assert [stage.title for stage in roadmap.stages.all()] == ["Подготовка", "Работа"]
    assert [(item.deadline, item.deadline_kind) for item in roadmap.items.all()] == [
        (f"До 05.09.{year} г.", "until"), (f"Сентябрь {year}", "month"),
        ("В течение года", "continuous"), ("Май", "month"),
    ]  # fmt: skip

    # 5. A pair and a group are formed.
    mentor, young = person("Гуляева"), person("Самойлова")
    children = [person(surname) for surname in ("Кравец", "Седых", "Сычёва")]
    form_pair(client, mentor, [young], "teacher-teacher", "traditional", today)
    form_pair(client, mentor, children, "teacher-pupil", "group", today,
              limit_reason="опыт старшей вожатой")  # fmt: skip
    pair, group = Pair.objects.order_by("pk")
    assert [len(p.mentees) for p in (pair, group)] == [1, 3]

    # 4. Without consents nothing becomes active; the page says who lacks what and has the blank.
    page = client.get(f"/admin/mentoring/pair/{group.pk}/change/").content.decode()
    assert "Сычёва" in page and "/papers/consent-minor/" in page
    client.post("/documents/draft/order-pairs/", {"subject": [pair.pk, group.pk]})
    order = Document.objects.get()
    client.post(f"/documents/{order.pk}/send/")
    sign_in(client, "director")
    number = {"number": "16", "dated": f"{today:%d.%m.%Y}"}
    refusal = client.post(f"/desk/{order.pk}/register/", number)
    assert "Не хватает согласий" in refusal.content.decode()
    assert Pair.objects.filter(confirmed_on__isnull=False).count() == 0

    sign_in(client, "curator")
    for kind in ("personal_data", "participation"):
        answer = client.post(
            "/admin/people/person/consents/record/",
            {"person": [p.pk for p in (mentor, young, *children)], "kind": kind,
             "signed_on": f"{today:%d.%m.%Y}"},
        )  # fmt: skip
        assert answer.status_code == 302
    assert Consent.objects.count() == 10
    mother = Consent.objects.filter(person=children[0]).first().signatures.get()
    assert (mother.signer.full_name, mother.is_guardian) == ("Кравец Юлия Антоновна", True)

    # 6. The orders are drafted; the preview shows the printed sheets.
    client.post("/documents/draft/order-roadmap/", {"subject": roadmap.pk})
    plan = Document.objects.exclude(pk=order.pk).get()
    client.post(f"/documents/{plan.pk}/send/")
    shown = client.get(f"/admin/reports/document/{plan.pk}/change/")
    assert list(shown.context["pages"]) == list(range(1, len(shown.context["pages"]) + 1))
    sheet = client.get(f"/documents/{plan.pk}/1.png")
    assert sheet.content.startswith(b"\x89PNG")

    # 7. The director signs on paper, types number and date; everything follows.
    desk = sign_in(client, "director")
    assert set(desk.context["queue"]) == {order, plan}
    client.post(f"/desk/{plan.pk}/register/", {"number": "15", "dated": f"{today:%d.%m.%Y}"})
    taken = client.post(f"/desk/{order.pk}/register/", number | {"number": "15"})
    assert "уже занят" in taken.content.decode()
    client.post(f"/desk/{order.pk}/register/", number)
    roadmap.refresh_from_db()
    assert roadmap.approved_basis == f"приказ от {today:%d.%m.%Y} № 15"
    assert set(Pair.objects.active(on=today)) == {pair, group}
    assert Document.objects.get(pk=order.pk).sha256 != ""

    # 8. The mentor records a meeting on the phone; the mentee answers by a link, once.
    make.make_user("mentor", school, "mentor", mentor)
    sign_in(client, "mentor")
    asked = client.get(f"/my/{group.pk}/meeting/")
    form = {name: value for name, value in asked.context["form"].initial.items() if value}
    form |= {"progress": 8, "rapport": 9, "held": today.isoformat()}
    for _ in range(2):  # a form sent twice is one meeting
        recorded = client.post(f"/my/{group.pk}/meeting/", form, follow=True)
    assert recorded.status_code == 200
    meeting = Meeting.objects.get()
    assert Attendance.objects.filter(meeting=meeting).count() == 3
    link = re.search(r"/f/[\w:.-]+/", recorded.content.decode())[0]
    client.post("/logout/")
    opened = client.get(link, follow=True)
    assert opened.redirect_chain[-1][0] == "/feedback/"
    answers = {"usefulness": 9, "comfort": 8, "goal": "yes", "fit": "yes",
               "attendance": opened.context["form"]["attendance"].value()}  # fmt: skip
    client.post("/feedback/", answers)
    client.post("/feedback/", answers | {"usefulness": 1})
    assert list(
        Attendance.objects.filter(answered_at__isnull=False).values_list("usefulness", flat=True)
    ) == [9]

    # 9. The curator's home shows the day; every line opens the place that settles it.
    home = sign_in(client, "curator")
    agenda = home.context["agenda"]
    assert agenda.is_started and agenda.lacking == [] and agenda.waiting == []
    for address in set(re.findall(r'<a [^>]*href="(/[^"#]*)', home.content.decode())):
        assert client.get(address, follow=True).status_code == 200, address

    # 10. One page of figures, also as PDF.
    Headcount.objects.create(organization=school, group="teachers", counted_on=today, number=20)
    figures = client.get("/figures/").context["figures"]
    assert (figures.participants, figures.pairs, figures.meetings) == (5, 2, 1)
    assert {share.code: (share.part, share.whole) for share in figures.shares} == {
        "young": (0, None), "pupils": (3, None), "teachers": (2, 20), "consents": (5, 5),
        "feedback": (1, 3),
    }  # fmt: skip
    assert client.get(f"/papers/figures/{school.pk}/").content.startswith(b"%PDF")

    # The journal tells who did what.
    done = list(JournalEntry.objects.order_by("pk").values_list("action", "by__username"))
    assert ("register_document", "director") in done
    assert ("record_meeting", "mentor") in done
    assert ("answer", None) in done


def organization_form(client, school):
    """Return the fields of the organization's page as the browser would send them."""
    page = client.get(f"/admin/people/organization/{school.pk}/change/")
    form = page.context["adminform"].form
    data = {name: form[name].value() for name in form.fields if form[name].value() not in (None,)}
    for formset in page.context["inline_admin_formsets"]:
        management = formset.formset.management_form
        data |= {management[name].html_name: management[name].value() for name in management.fields}
        for row in formset.formset.forms:
            data |= {
                row[name].html_name: row[name].value()
                for name in row.fields
                if row[name].value() not in (None, False)
            }
    return {
        name: value.strftime("%d.%m.%Y") if isinstance(value, datetime.date) else value
        for name, value in data.items()
    }


def confirm(client, preview):
    address = preview.redirect_chain[-1][0]
    return client.post(f"{address}confirm/", {"seen": preview.context["seen"]}, follow=True)


def form_pair(client, mentor, mentees, form, kind, today, limit_reason=""):
    answer = client.post(
        "/admin/mentoring/pair/add/",
        {"mentor": mentor.pk, "mentees": [m.pk for m in mentees],
         "form": MentoringForm.objects.get(code=form).pk,
         "kind": MentoringKind.objects.get(code=kind).pk, "direction": "урок",
         "starts_on": today.isoformat(), "ends_on": (today + datetime.timedelta(200)).isoformat(),
         "limit_reason": limit_reason},
    )  # fmt: skip
    assert answer.status_code == 302, answer.context["form"].errors
