"""Minutes of a meeting: entered on one page, printed whole and question by question."""

from django.urls import reverse

from people.models import Duty
from reports.models import AgendaItem, Protocol
from tests import factories as make

NEW = reverse("admin:reports_protocol_add")


def minutes(**values):
    return {
        "body": "council", "number": "3", "held_on": "12.11.2026", "members": 5, "present": 4,
        "items-TOTAL_FORMS": 1, "items-INITIAL_FORMS": 0, "items-0-position": 1,
        "items-0-question": "О составе пар", "items-0-decision": "Одобрить.\nПодготовить приказ.",
        "items-0-votes_for": 4,
    } | values  # fmt: skip


def test_the_council_of_the_year_stands_in_the_form(client, ours, curator):
    head = make.make_person(ours, post="учитель", surname="Рябинина", gender="f")
    Duty.objects.create(person=head, year=2026, kind="council_head")
    gone = make.make_person(ours, post="учитель", surname="Ушедшина")
    Duty.objects.create(person=gone, year=2025, kind="council")
    client.force_login(curator)

    form = client.get(NEW).context["adminform"].form

    assert form.initial["chair"] == head.pk
    assert form.initial["names"] == head.short_name
    assert form.initial["members"] == 1


def test_minutes_and_the_extract_of_a_question_are_printed(client, ours, curator):
    client.force_login(curator)

    saved = client.post(NEW, minutes())

    assert saved.status_code == 302
    protocol, item = Protocol.objects.get(), AgendaItem.objects.get()
    assert (protocol.organization, item.question) == (ours, "О составе пар")
    page = client.get(reverse("admin:reports_protocol_change", args=[protocol.pk]))
    extract = reverse("paper", args=["protocol-extract", item.pk])
    assert extract in page.content.decode()
    for address in (extract, reverse("paper", args=["protocol", protocol.pk])):
        assert client.get(address)["Content-Type"] == "application/pdf"


def test_impossible_minutes_are_refused_with_a_sentence(client, ours, curator):
    client.force_login(curator)

    answer = client.post(NEW, minutes(present=9))

    assert "Присутствовать не может больше человек, чем членов." in answer.content.decode()
    assert not Protocol.objects.exists()


def test_another_school_sees_no_minutes(client, theirs, curator):
    row = Protocol.objects.create(organization=theirs, body="council", number="1",
                                  held_on=make.TODAY)  # fmt: skip
    client.force_login(curator)

    assert client.get(reverse("paper", args=["protocol", row.pk])).status_code == 404
