"""Minutes of a meeting: entered on one page, printed whole and question by question."""

from django.urls import reverse

from people.models import Duty
from reports.actions import keep_minutes
from reports.models import AgendaItem, Protocol
from roadmaps.actions import import_rows, unmark
from roadmaps.models import Evidence, Proposal
from tests import factories as make
from tests.factories import TODAY, YEAR

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


def expecting(ours, curator, *results):
    """Bring in a roadmap with a row for each (what is done, what it brings)."""
    names = ("number", "activity", "deadline", "responsible", "result")
    rows = [(str(n), what, "до 30.11.2026", "Директор", brings)
            for n, (what, brings) in enumerate(results, 1)]  # fmt: skip
    read = {"title": "Карта", "columns": list(names),
            "rows": [dict(zip(names, row, strict=True)) for row in rows]}  # fmt: skip
    return import_rows(read, organization=ours, year=YEAR, by=curator)


def proven():
    return list(Evidence.objects.values_list("occurrence__item__number", "kind", "title"))


def test_minutes_prove_the_row_that_names_their_body_once(client, ours, curator):
    expecting(ours, curator, ("Провести педсовет", "Протокол"),
              ("Обсудить пары на совете наставников", "Протокол"),
              ("Обсудить итоги на совете наставников", "Приказ"))  # fmt: skip
    client.force_login(curator)

    said = client.post(NEW, minutes(), follow=True).content.decode()

    title = "Протокол № 3 от 12.11.2026, совет наставников"
    assert proven() == [("2", "protocol", title)]
    assert "Протокол подтверждает строку карты" in said
    protocol = Protocol.objects.get()
    assert keep_minutes(protocol, by=curator, on=TODAY) == []
    unmark(Evidence.objects.get().occurrence, by=curator)
    assert keep_minutes(protocol, by=curator, on=TODAY) == []
    assert proven() == []


def test_minutes_without_a_decision_prove_nothing(client, ours, curator):
    expecting(ours, curator, ("Обсудить пары на совете наставников", "Протокол"))
    client.force_login(curator)

    client.post(NEW, minutes(**{"items-0-decision": ""}))

    assert Protocol.objects.count() == 1
    assert (proven(), Proposal.objects.count()) == ([], 0)


def test_minutes_two_rows_may_mean_are_asked_about(client, ours, curator):
    expecting(ours, curator, ("Провести совет наставников", "Протокол"),
              ("Повторить совет наставников", "Протокол"))  # fmt: skip
    client.force_login(curator)

    client.post(NEW, minutes())

    assert proven() == []
    assert list(Proposal.objects.values_list("occurrence__item__number", flat=True)) == ["1", "2"]
