"""Pages of events and publications: the curator works, the director reads, others see nothing."""

import datetime
import io

import pytest
from openpyxl import load_workbook

from people.models import Consent, Organization
from people.years import year_of
from roadmaps.models import Event, Evidence, Occurrence, Publication
from tests import factories as make

EVENTS, PUBLICATIONS = "/admin/roadmaps/event/", "/admin/roadmaps/publication/"
LINK = "https://example.ru/news/7"


@pytest.fixture
def event(ours, today):
    return make.make_event(ours, held_on=today, year=year_of(today))


@pytest.fixture
def publication(ours, today):
    return make.make_publication(ours, published_on=today)


def text_of(answer):
    return answer.content.decode()


def test_an_event_goes_from_its_form_to_its_attendance(as_curator, ours, today):
    guest = make.make_person(ours, surname="Гостев")
    answer = as_curator.post(f"{EVENTS}add/", {
        "kind": "council", "title": "Педсовет", "held_on": today.isoformat(), "level": "own"},
        follow=True)  # fmt: skip
    event = Event.objects.get()
    assert "Педсовет" in text_of(answer)
    assert (event.organization, event.year) == (ours, year_of(today))

    found = as_curator.post(f"{EVENTS}{event.pk}/call/", {"find": "гостев", "look": "1"})
    assert "Гостев" in text_of(found)
    assert not event.participations.exists()
    as_curator.post(f"{EVENTS}{event.pk}/call/", {"persons": guest.pk})
    as_curator.post(f"{EVENTS}{event.pk}/attendance/", {
        "everyone": "1", "free_0_title": "Родители", "free_0_present": "9"})  # fmt: skip

    event.refresh_from_db()
    assert event.counted_on == today
    assert list(event.participations.values_list("person", "was_present")) == [(guest.pk, True)]
    assert list(event.turnouts.values_list("title", "present")) == [("Родители", 9)]
    assert "10" in text_of(as_curator.get(f"{EVENTS}{event.pk}/change/"))


def test_groups_are_called_as_a_whole(as_curator, ours, event):
    mentor, other = make.make_person(ours), make.make_person(ours)
    make.make_bank(mentor, year=event.year)

    as_curator.post(f"{EVENTS}{event.pk}/call/", {"groups": "mentors"})

    assert [row.person for row in event.participations.all()] == [mentor]
    assert other.pk is not None


def test_classes_are_counted_and_what_was_typed_wrong_stays(as_curator, ours, event):
    room = make.make_pupil(ours).school_class
    room.year = event.year
    room.save()
    address = f"{EVENTS}{event.pk}/attendance/"
    present, expected = f"class_{room.pk}_present", f"class_{room.pk}_expected"

    refused = as_curator.post(address, {present: "27", expected: "25"})
    assert refused.status_code == 400
    assert "пришло 27, а ждали 25" in text_of(refused)
    assert 'value="27"' in text_of(refused)
    as_curator.post(address, {present: "24", expected: "25"})

    row = event.turnouts.get()
    assert (row.title, row.school_class, row.present, row.expected) == (room.name, room, 24, 25)


@pytest.mark.parametrize("garbage", ["-1", "1e9", "много", "99999999999999999999", "1.5"])
def test_a_number_that_is_none_is_refused(as_curator, event, garbage):
    answer = as_curator.post(f"{EVENTS}{event.pk}/attendance/", {
        "free_0_title": "Гости", "free_0_present": garbage})  # fmt: skip

    assert answer.status_code == 400
    assert not event.turnouts.exists()


def test_two_lines_of_one_name_are_refused(as_curator, event):
    answer = as_curator.post(f"{EVENTS}{event.pk}/attendance/", {
        "free_0_title": "Гости", "free_0_present": "1", "free_1_title": "Гости",
        "free_1_present": "2"})  # fmt: skip

    assert "«Гости» указано дважды" in text_of(answer)
    assert not event.turnouts.exists()


def test_an_event_is_cancelled_and_restored(as_curator, event):
    assert as_curator.post(f"{EVENTS}{event.pk}/step/cancel/", {}).status_code == 400
    as_curator.post(f"{EVENTS}{event.pk}/step/cancel/", {"reason": "карантин"})
    assert "карантин" in text_of(as_curator.get(f"{EVENTS}{event.pk}/change/"))

    as_curator.post(f"{EVENTS}{event.pk}/step/restore/")

    event.refresh_from_db()
    assert event.cancelled_on is None


def test_a_publication_is_added_in_its_month(as_curator, ours, today):
    month = f"m{today:%m}"
    line = {"month": month, f"{month}-title": "О наставниках", f"{month}-channel": "vk",
            f"{month}-day": today.isoformat(), f"{month}-link": ""}  # fmt: skip

    refused = as_curator.post(PUBLICATIONS, line | {f"{month}-link": "javascript:alert(1)"})
    assert refused.status_code == 400
    assert "Это не ссылка на страницу" in text_of(refused)
    as_curator.post(PUBLICATIONS, line)
    as_curator.post(PUBLICATIONS, line | {f"{month}-link": LINK})

    rows = Publication.objects.order_by("pk").values_list("planned_on", "published_on", "link")
    assert list(rows) == [(today, None, ""), (None, today, LINK)]


def test_a_name_without_consent_leads_to_the_consents(as_curator, ours, publication):
    silent = make.make_person(ours, surname="Захаров")
    address = f"{PUBLICATIONS}{publication.pk}/named/"

    refused = as_curator.post(address, {"persons": silent.pk})

    assert refused.status_code == 400
    assert "нет согласия на распространение персональных данных" in text_of(refused)
    assert f"?person={silent.pk}&amp;kind=dissemination" in text_of(refused)
    assert not publication.persons.exists()
    make.make_consent(silent, "dissemination", signed_on=publication.published_on)
    as_curator.post(address, {"persons": silent.pk})
    assert publication.persons.get() == silent


def test_a_withdrawal_shows_what_to_take_down(as_curator, ours, publication, today):
    named = make.make_person(ours, surname="Захаров")
    make.make_consent(named, "dissemination", signed_on=today - datetime.timedelta(days=9))
    publication.persons.add(named)
    assert "Снять с публикации" not in text_of(as_curator.get(PUBLICATIONS))
    Consent.objects.update(withdrawn_on=today)

    for address in (PUBLICATIONS, f"{PUBLICATIONS}list/", f"{PUBLICATIONS}{publication.pk}/change/",
                    "/admin/"):  # fmt: skip
        assert "Снять с публикации" in text_of(as_curator.get(address)), address

    as_curator.post(f"{PUBLICATIONS}{publication.pk}/remove/", {"removed_on": today.isoformat()})
    assert "Снять с публикации" not in text_of(as_curator.get(PUBLICATIONS))


def test_a_row_is_proved_from_either_side(as_curator, ours, event, publication, today):
    make.make_roadmap(ours, year=year_of(today))
    date = Occurrence.objects.get()
    as_curator.post(f"{EVENTS}{event.pk}/attendance/", {
        "free_0_title": "Гости", "free_0_present": "3"})  # fmt: skip

    as_curator.post(f"{EVENTS}{event.pk}/proves/", {"date": date.pk})
    as_curator.post(f"{EVENTS}for/{date.pk}/", {"shown": f"publication-{publication.pk}"})

    proofs = Evidence.objects.order_by("pk").values_list("occurrence", "kind", "key")
    assert list(proofs) == [(date.pk, "event", event.pk), (date.pk, "publication", publication.pk)]
    assert "Собрать согласия" in text_of(as_curator.get(f"{EVENTS}{event.pk}/change/"))


def test_another_schools_rows_and_proofs_cannot_be_posted(as_curator, ours, theirs, event, today):
    make.make_roadmap(ours, year=year_of(today))
    own = Occurrence.objects.get()
    make.make_roadmap(theirs, year=year_of(today))
    strange = Occurrence.objects.exclude(pk=own.pk).get()
    foreign = make.make_publication(theirs, published_on=today)
    held = make.make_event(theirs, came=[make.make_person(theirs)], held_on=today)
    person = make.make_person(theirs)
    event.counted_on = today
    event.save()

    answers = [
        as_curator.post(f"{EVENTS}{event.pk}/proves/", {"date": strange.pk}),
        as_curator.post(f"{EVENTS}for/{own.pk}/", {"shown": f"publication-{foreign.pk}"}),
        as_curator.post(f"{EVENTS}for/{own.pk}/", {"shown": f"event-{held.pk}"}),
        as_curator.post(f"{EVENTS}for/{strange.pk}/", {"shown": f"event-{event.pk}"}),
        as_curator.post(f"{EVENTS}{event.pk}/call/", {"persons": person.pk}),
        as_curator.post(f"{EVENTS}{held.pk}/attendance/", {"everyone": "1"}),
        as_curator.post(f"{EVENTS}uncall/{held.participations.get().pk}/"),
        as_curator.post(f"{PUBLICATIONS}{foreign.pk}/edit/", {"title": "Чужое"}),
        as_curator.post(f"{PUBLICATIONS}{foreign.pk}/step/drop/"),
    ]

    assert [answer.status_code for answer in answers] == [400] * 3 + [404, 400] + [404] * 4
    assert not Evidence.objects.exists()
    assert not event.participations.exists()


CHANGING = ["event/add/", "event/{event}/edit/", "event/{event}/call/", "event/{event}/attendance/",
            "event/{event}/step/cancel/", "event/{event}/proves/", "publication/add/",
            "publication/{publication}/edit/", "publication/{publication}/named/",
            "publication/{publication}/publish/", "publication/{publication}/remove/"]  # fmt: skip
READING = ["event/", "event/{event}/change/", "publication/", "publication/list/",
           "publication/{publication}/change/"]  # fmt: skip


def codes(client, addresses, event, publication, method="get"):
    keys = {"event": event.pk, "publication": publication.pk}
    return {getattr(client, method)(f"/admin/roadmaps/{a.format(**keys)}").status_code
            for a in addresses}  # fmt: skip


def test_the_director_reads_and_changes_nothing(as_director, ours, event, publication):
    named = make.make_person(ours, surname="Захаров")
    publication.persons.add(named)

    assert codes(as_director, READING, event, publication) == {200}
    assert codes(as_director, CHANGING, event, publication, "post") == {403}
    as_director.post(PUBLICATIONS, {"month": "m11", "m11-title": "x", "m11-day": "2026-11-03"})
    assert Publication.objects.count() == 1
    assert "Добавить" not in text_of(as_director.get(PUBLICATIONS))


def test_mentors_and_the_municipality_see_neither(client, ours, mentor, event, publication):
    town = make.make_organization(code="town", kind="municipality")
    Organization.objects.filter(pk=ours.pk).update(parent=town)
    official = make.make_user("official", town, "municipality")

    for user in (mentor, official):
        client.force_login(user)
        assert codes(client, [*READING, *CHANGING], event, publication) <= {302, 403, 404}
    overview = text_of(client.get("/overview/"))
    assert 'data-label="Публикаций">1<' in overview
    assert publication.title not in overview


def test_the_lists_are_downloaded_with_their_numbers(as_curator, ours, theirs, event, publication):
    event.counted_on = event.held_on
    event.save()
    make.make_turnout(event)
    make.make_publication(theirs, title="Чужая", published_on=publication.published_on)

    events, publications = (
        table(as_curator.post(address))
        for address in (f"{EVENTS}export/", f"{PUBLICATIONS}list/export/?state=published")
    )

    day = event.held_on
    assert events[1:] == [[day, "педагогический совет", "Педсовет о наставничестве", "актовый зал",
                           "внутри организации", 24, 26, "внесена"]]  # fmt: skip
    assert [row[2:5] for row in publications[1:]] == [[publication.title, "сайт", publication.link]]


def table(answer):
    sheet = load_workbook(io.BytesIO(answer.content)).active
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    return [[v.date() if isinstance(v, datetime.datetime) else v for v in row] for row in rows]


@pytest.mark.parametrize("size", [1, 20])
def test_pages_ask_as_often_for_many(as_curator, ours, today, size, django_assert_max_num_queries):
    persons = [make.make_person(ours) for _ in range(size)]
    event = make.make_event(ours, called=persons, year=year_of(today), held_on=today)
    publication = make.make_publication(ours, persons=persons, published_on=today)

    for address in (f"{EVENTS}{event.pk}/change/", f"{EVENTS}{event.pk}/attendance/",
                    f"{EVENTS}{event.pk}/call/", PUBLICATIONS,
                    f"{PUBLICATIONS}{publication.pk}/named/",
                    f"{PUBLICATIONS}{publication.pk}/change/"):  # fmt: skip
        with django_assert_max_num_queries(14):
            assert as_curator.get(address).status_code == 200
