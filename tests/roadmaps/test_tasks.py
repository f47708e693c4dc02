"""«Что у меня», the proofs on the pages, and the calendar by a secret link."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from people.ics import Entry, calendar_text
from people.years import year_of
from roadmaps import actions
from roadmaps.models import Evidence, Feed, Item, Occurrence, Part, Proposal
from surveys.models import Response, Survey, Wave
from tests import factories as make

TASKS = "/admin/roadmaps/roadmap/mine/"
PDF = b"%PDF-1.4 ..."


@pytest.fixture
def year():
    return year_of(timezone.localdate())


@pytest.fixture
def plan(ours, curator, year):
    """Make a function that brings in rows of (number, responsible, result)."""

    def make_plan(*rows, deadline=f"до 30.06.{year + 1}", organization=ours):
        names = ("number", "responsible", "result")
        read = {"title": "Карта", "columns": ["number", "activity", "deadline", "responsible"],
                "rows": [{"activity": f"Дело, {row[0]}", "deadline": deadline}
                         | dict(zip(names, row, strict=True)) for row in rows]}  # fmt: skip
        return actions.import_rows(read, organization=organization, year=year, by=curator)

    return make_plan


def numbers(page):
    return [task.item.number for task in page.context["who"].tasks]


def date_of(number):
    return Occurrence.objects.get(item__number=number)


def test_everybody_sees_what_waits_for_them(as_curator, curator, plan):
    make.make_head(curator.membership.organization)
    plan(("1", "Куратор", ""), ("2", "Мельникова Н.А., директор", ""), ("3", "Педсовет", ""))

    own = as_curator.get(TASKS)

    assert numbers(own) == ["1", "2"]
    others = {one.name: one.key for one in own.context["others"]}
    assert set(others) == {"Кудряшова\xa0О.В.", "Педсовет"}
    assert numbers(as_curator.get(TASKS, {"who": others["Педсовет"]})) == ["3"]
    assert numbers(as_curator.get(TASKS, {"who": "p999999"})) == []


def test_a_director_looks_and_marks_nothing(as_director, plan):
    plan(("1", "Директор", ""))

    page = as_director.get(TASKS)

    assert numbers(page) == ["1"]
    assert "/mark/" not in page.content.decode()


def test_what_is_done_waits_for_nobody_and_other_schools_do_not_appear(
    as_curator, curator, plan, theirs
):
    plan(("1", "Куратор", ""), ("2", "Куратор", ""))
    plan(("9", "Мельникова Н.А.", ""), organization=theirs)
    actions.mark_done(date_of("1"), by=curator, on=timezone.localdate())

    assert numbers(as_curator.get(TASKS)) == ["2"]


def test_a_municipality_and_a_mentor_have_no_such_page(client, ours, mentor):
    town = make.make_organization(kind="municipality")
    for user in (mentor, make.make_user("official", town, "municipality")):
        client.force_login(user)
        assert client.get(TASKS).status_code in (302, 403)


@pytest.mark.parametrize("number", [1, 60])
def test_the_list_asks_as_often_for_sixty_rows_as_for_one(
    as_curator, plan, number, django_assert_max_num_queries
):
    plan(*((str(n), "Куратор", "") for n in range(number)))

    with django_assert_max_num_queries(12):
        assert len(numbers(as_curator.get(TASKS))) == number


def test_a_share_is_marked_by_one_tap_and_taken_back(as_curator, ours, plan, year):
    for surname in ("Лосева", "Мохова"):
        make.make_bank(make.make_person(ours, post="учитель", surname=surname), year=year)
    roadmap = plan(("1", "Наставники", ""))
    first = Part.objects.first()
    row = reverse("admin:roadmaps_item", args=[roadmap.items.get().pk])
    assert "Лосева" in as_curator.get(row).content.decode()

    answer = as_curator.post(reverse("admin:roadmaps_part", args=[first.pk, "done"]), {"next": row})

    assert answer.url == row
    first.refresh_from_db()
    assert first.done_on == timezone.localdate()
    as_curator.post(reverse("admin:roadmaps_part", args=[first.pk, "undo"]), {"next": "//evil.ru"})
    first.refresh_from_db()
    assert first.done_on is None


def attach(client, occurrence, **values):
    address = reverse("admin:roadmaps_date", args=[occurrence.pk, "evidence"])
    return client.post(address, {"dated_on": "2026-09-01", "title": "", "link": ""} | values)


def test_a_file_is_attached_and_comes_back_as_a_file(as_curator, plan):
    plan(("1", "", "Протокол"))
    answer = attach(as_curator, date_of("1"), file=SimpleUploadedFile("Протокол № 3.pdf", PDF))
    assert answer.status_code == 302, answer.context["form"].errors

    proof = Evidence.objects.get()
    sent = as_curator.get(reverse("admin:roadmaps_evidence_file", args=[proof.pk]))

    assert (proof.kind, proof.title) == ("file", "Протокол № 3")
    assert (sent.content, sent["Content-Type"]) == (PDF, "application/pdf")
    assert sent["Content-Disposition"].startswith("attachment")
    page = as_curator.get(reverse("admin:roadmaps_item", args=[date_of("1").item_id]))
    assert "Протокол № 3" in page.content.decode()
    as_curator.post(reverse("admin:roadmaps_evidence_remove", args=[proof.pk]))
    assert not Evidence.objects.exists()


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"file": SimpleUploadedFile("вирус.exe", b"MZ")}, "не подходит"),
        ({"file": SimpleUploadedFile("фото.png", b"<script>")}, "не то, что обещает"),
        ({"file": SimpleUploadedFile("скан.pdf", PDF + b" " * 5_300_000)}, "больше 5 МБ"),
        ({"file": SimpleUploadedFile("страница.html", b"<html>")}, "не подходит"),
        ({}, "выберите файл"),
        ({"title": "акт", "link": "javascript:alert(1)"}, "Введите"),
        ({"title": "акт", "dated_on": "2999-01-01"}, "ещё не наступила"),
    ],
    ids=["exe", "png", "large", "html", "nothing", "script", "ahead"],
)
def test_a_refused_proof_keeps_the_form_and_says_why(as_curator, plan, values, words):
    plan(("1", "", ""))

    answer = attach(as_curator, date_of("1"), **values)

    assert answer.status_code == 400
    assert words in answer.content.decode()
    assert not Evidence.objects.exists()


def test_proofs_of_another_school_are_not_found(client, ours, theirs, as_curator, plan, year):
    for surname in ("Лосева", "Мохова"):
        make.make_bank(make.make_person(theirs, post="учитель", surname=surname), year=year)
    their = make.make_user("their", theirs, "curator")
    plan(("1", "Наставники", ""), organization=theirs)
    client.force_login(their)
    attach(client, date_of("1"), file=SimpleUploadedFile("скан.pdf", PDF))
    proof, part = Evidence.objects.get(), Part.objects.first()
    client.force_login(make.make_user("again", ours, "curator"))

    assert client.get(reverse("admin:roadmaps_evidence_file", args=[proof.pk])).status_code == 404
    for name, args in [("evidence_remove", [proof.pk]), ("part", [part.pk, "done"]),
                       ("resolve", [date_of("1").item.roadmap_id]),
                       ("proposal", [date_of("1").item.roadmap_id, "yes"])]:  # fmt: skip
        assert client.post(reverse(f"admin:roadmaps_{name}", args=args)).status_code == 404
    assert attach(client, date_of("1"), title="акт").status_code == 404


@pytest.fixture
def wave(ours, year):
    survey = Survey.objects.create(organization=ours, code="own", title="Анкета",
                                   audience="mentors")  # fmt: skip
    today = timezone.localdate()
    return Wave.objects.create(organization=ours, survey=survey, title="Опрос педагогов", year=year,
                               opens_on=today, closes_on=today, is_anonymous=False)  # fmt: skip


def test_a_survey_is_offered_to_the_row_that_expects_it(as_curator, plan, wave):
    today = timezone.localdate()
    roadmap = plan(("1", "", "Анкеты"), ("2", "", "Приказ"), deadline=f"до {today:%d.%m.%Y}")
    page = as_curator.get(reverse("admin:roadmaps_roadmap_change", args=[roadmap.pk]))
    (offer,) = page.context["offers"]
    assert (offer.row.item.number, offer.title) == ("1", "Опрос педагогов")
    asked = {"date": offer.occurrence.pk, "kind": offer.kind, "key": offer.key}

    yes = reverse("admin:roadmaps_proposal", args=[roadmap.pk, "yes"])
    as_curator.post(yes, asked | {"key": "9" * 18})
    assert date_of("1").is_open
    as_curator.post(yes, asked)

    assert date_of("1").done_on == today
    assert as_curator.post(yes, asked, follow=True).status_code == 200
    page = as_curator.get(reverse("admin:roadmaps_roadmap_change", args=[roadmap.pk]))
    assert page.context["offers"] == []


@pytest.mark.parametrize(
    ("results", "ended", "answers", "expected"),
    [
        (["Анкеты", "Приказ"], 1, 1, {"1": "marked"}),
        (["Анкеты, протокол совета", "Приказ"], 1, 1, {"1": "proven"}),
        (["Анкеты", "Анкеты участников"], 1, 1, {}),  # a person says which one is meant
        (["Анкеты"], 1, 0, {}),  # nobody answered: there is no result
        (["Анкеты"], 0, 1, {}),
        (["Анкеты"], 2, 1, {}),  # taken back meanwhile, it does not come again by itself
    ],
)
def test_a_survey_that_ended_proves_its_row_the_next_day(
    plan, wave, results, ended, answers, expected
):
    today = timezone.localdate()
    day = today - datetime.timedelta(days=ended)
    Wave.objects.update(opens_on=day, closes_on=day, closed_on=day if ended == 1 else None)
    Response.objects.bulk_create(Response(wave=wave) for _ in range(answers))
    rows = [(str(n), "", result) for n, result in enumerate(results, 1)]
    plan(*rows, deadline=f"до {today:%d.%m.%Y}")

    proven = actions.prove_by_surveys(on=today)

    found = {proof.occurrence.item.number: "marked" if proof.occurrence.done_on else "proven"
             for proof in Evidence.objects.select_related("occurrence__item")}  # fmt: skip
    assert found == expected
    assert len(proven) == len(expected)
    assert [proof.key for proof in Evidence.objects.all()] == [wave.pk] * len(expected)
    assert actions.prove_by_surveys(on=today) == []


def test_a_declined_offer_is_not_made_again(as_curator, plan, wave):
    today = timezone.localdate()
    roadmap = plan(("1", "", "Анкеты"), deadline=f"до {today:%d.%m.%Y}")
    asked = {"date": date_of("1").pk, "kind": "wave", "key": wave.pk}

    as_curator.post(reverse("admin:roadmaps_proposal", args=[roadmap.pk, "no"]), asked)

    page = as_curator.get(reverse("admin:roadmaps_roadmap_change", args=[roadmap.pk]))
    assert page.context["offers"] == []
    assert (date_of("1").is_open, Proposal.objects.get().declined_on) == (True, today)


def test_a_survey_that_proved_one_date_of_a_row_is_not_offered_to_the_next(as_curator, plan, wave):
    today = timezone.localdate()
    soon = today + datetime.timedelta(days=10)
    words = f"до {today:%d.%m.%Y}, до {soon:%d.%m.%Y}"
    roadmap = plan(("1", "", "Анкеты"), deadline=words)
    first, second = Occurrence.objects.order_by("due_on")
    asked = {"date": first.pk, "kind": "wave", "key": wave.pk}

    as_curator.post(reverse("admin:roadmaps_proposal", args=[roadmap.pk, "yes"]), asked)

    first.refresh_from_db()
    assert (first.done_on, second.due_on) == (today, soon)
    page = as_curator.get(reverse("admin:roadmaps_roadmap_change", args=[roadmap.pk]))
    assert page.context["offers"] == []


def calendar_of(client):
    """Make a link on the page and return its address."""
    return client.post(reverse("admin:roadmaps_calendar", args=["new"])).context["address"]


def test_the_calendar_holds_ones_own_open_dates_only(as_curator, client, curator, plan, year):
    plan(("1", "Куратор", ""), ("2", "Педсовет", ""), ("3", "Куратор", ""))
    actions.mark_done(date_of("3"), by=curator, on=timezone.localdate())
    address = calendar_of(as_curator)
    client.logout()
    client.cookies.clear()

    answer = client.get(address)

    text = answer.content.decode()
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert not answer.cookies
    assert text.count("BEGIN:VEVENT") == 1
    assert f"UID:occurrence-{date_of('1').pk}@ours.nastavnik\r\n" in text
    assert f"DTSTART;VALUE=DATE:{year + 1}0630\r\n" in text
    assert "SUMMARY:1 Дело\\, 1\r\n" in text


def test_a_link_ends_when_revoked_replaced_or_the_account_is_closed(as_curator, client, curator):
    first = calendar_of(as_curator)
    second = calendar_of(as_curator)
    assert [client.get(link).status_code for link in (first, second)] == [410, 200]

    as_curator.post(reverse("admin:roadmaps_calendar", args=["revoke"]))
    assert client.get(second).status_code == 410
    third = calendar_of(as_curator)
    curator.is_active = False
    curator.save()

    client.logout()
    assert client.get(third).status_code == 410
    assert client.get(third[:-6] + "x.ics").status_code == 404


def test_the_link_itself_is_kept_nowhere(as_curator):
    token = calendar_of(as_curator).rpartition("/")[2].removesuffix(".ics")

    assert Feed.objects.get().digest != token
    assert token not in as_curator.get(TASKS).content.decode()


@pytest.mark.parametrize("number", [1, 40])
def test_the_calendar_asks_as_often_for_forty_rows(
    as_curator, client, plan, number, django_assert_num_queries
):
    plan(*((str(n), "Куратор", "") for n in range(number)))
    address = calendar_of(as_curator)
    client.logout()

    with django_assert_num_queries(4):
        assert client.get(address).content.count(b"BEGIN:VEVENT") == number


def test_a_calendar_is_folded_escaped_and_ends_its_lines_properly():
    day = datetime.date(2026, 12, 31)
    words = "Провести «Школу наставника»; обсудить, записать\\сохранить " * 4
    text = calendar_text(
        [Entry("a@b", day, words, "строка\nещё\x07", "https://x.ru/1")], name="Имя, название",
        stamp=datetime.datetime(2026, 11, 21, 8, 30, 5, tzinfo=datetime.UTC),
    )  # fmt: skip

    lines = text.split("\r\n")
    unfolded = text.replace("\r\n ", "").split("\r\n")
    assert max(len(line.encode()) for line in lines) <= 75
    assert "\n" not in text.replace("\r\n", "")
    assert lines[-1] == ""
    for line in ["X-WR-CALNAME:Имя\\, название", "DTSTAMP:20261121T083005Z",
                 "DTSTART;VALUE=DATE:20261231", "DTEND;VALUE=DATE:20270101",
                 "DESCRIPTION:строка\\nещё", "BEGIN:VEVENT", "END:VCALENDAR"]:  # fmt: skip
        assert line in unfolded
    summary = next(line for line in unfolded if line.startswith("SUMMARY:"))
    read = summary.removeprefix("SUMMARY:").replace("\\;", ";").replace("\\,", ",")
    assert read.replace("\\\\", "\\") == words


def test_people_are_found_anew_on_request(as_curator, curator, plan, ours):
    roadmap = plan(("1", "Логопед", ""))
    person = make.make_person(ours, post="логопед")

    as_curator.post(reverse("admin:roadmaps_resolve", args=[roadmap.pk]))

    item = Item.objects.get()
    assert item.assignees.get().person == person
    assert item.responsible == "Логопед"
