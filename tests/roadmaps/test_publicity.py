"""Events, attendance, publications and what they prove: the actions and their refusals."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from people.models import Consent, JournalEntry
from roadmaps import actions
from roadmaps.content_plan import content_plan
from roadmaps.models import Event, Evidence, Occurrence, Publication
from roadmaps.web_links import link_trouble, tidy_link
from tests import factories as make
from tests.factories import TODAY, YEAR

DAY = datetime.date(2026, 11, 12)
LINK = "https://example.ru/news/7"


@pytest.fixture
def event(ours):
    return make.make_event(ours)


@pytest.fixture
def willing(ours):
    """Somebody who allowed the spreading on 01.09.2026."""
    person = make.make_person(ours, surname="Иванова", first_name="Анна", gender="f")
    make.make_consent(person, "dissemination")
    return person


def enter(event, *present, curator=None, on=TODAY, **numbers):
    counted = {name: (came, hoped, None) for name, (came, hoped) in numbers.items()}
    return actions.enter_attendance(
        event, present=list(present), numbers=counted, by=curator, on=on
    )


def publish(organization, *persons, on=TODAY, **words):
    words = {"title": "О наставниках", "channel": "site", "link": LINK, "published_on": DAY} | words
    return actions.add_publication(organization=organization, persons=persons, by=None, on=on,
                                   **words)  # fmt: skip


def sentence(refusal):
    return " ".join(refusal.value.messages)


def test_attendance_is_entered_corrected_and_taken_back(ours, event, curator):
    came, missed, guest = (make.make_person(ours) for _ in range(3))
    actions.call_people(event, persons=[came, missed, came], by=curator)

    enter(event, came, guest, curator=curator, Родители=(9, 12))
    enter(event, missed, curator=curator, on=TODAY + datetime.timedelta(days=1), Гости=(3, None))

    event.refresh_from_db()
    rows = event.participations.values_list("person", "was_present")
    assert dict(rows) == {came.pk: False, missed.pk: True, guest.pk: False}
    assert list(event.turnouts.values_list("title", "present", "expected")) == [("Гости", 3, None)]
    assert event.counted_on == TODAY

    actions.forget_attendance(event, by=curator)

    event.refresh_from_db()
    assert (event.counted_on, event.turnouts.count()) == (None, 0)
    assert not event.participations.filter(was_present=True).exists()
    assert event.participations.count() == 3


def test_the_journal_names_nobody(ours, event, curator, willing):
    actions.call_people(event, persons=[willing], by=curator)
    enter(event, willing, curator=curator)
    publish(ours, willing)

    assert not JournalEntry.objects.filter(text__contains="Иванова").exists()
    assert JournalEntry.objects.count() == 3


@pytest.mark.parametrize(
    ("values", "numbers", "words"),
    [({}, {}, "Отметьте, кто пришёл, или впишите числа."),
     ({"held_on": TODAY + datetime.timedelta(days=1)}, {"Гости": (3, None)}, "когда оно пройдёт"),
     ({"cancelled_on": TODAY, "reason": "карантин"}, {"Гости": (3, None)}, "Событие отменено."),
     ({}, {"8 «Б»": (27, 25)}, "8 «Б»: пришло 27, а ждали 25.")],
)  # fmt: skip
def test_attendance_that_cannot_be_is_refused(ours, values, numbers, words):
    event = make.make_event(ours, **values)

    with pytest.raises(actions.EventRefused) as refusal:
        enter(event, **numbers)

    event.refresh_from_db()
    assert words in sentence(refusal)
    assert (event.counted_on, event.turnouts.count()) == (None, 0)


def test_another_schools_people_and_classes_come_to_no_event(ours, theirs, event):
    stranger = make.make_pupil(theirs)

    with pytest.raises(actions.EventRefused):
        actions.call_people(event, persons=[stranger], by=None)
    with pytest.raises(actions.EventRefused):
        actions.enter_attendance(event, present=[], by=None, on=TODAY,
                                 numbers={"7 «А»": (20, 25, stranger.school_class)})  # fmt: skip
    assert event.participations.count() == event.turnouts.count() == 0


def test_who_came_stays_on_the_list(ours):
    came, missed = make.make_person(ours), make.make_person(ours)
    event = make.make_event(ours, called=[missed], came=[came])
    rows = {row.person: row for row in event.participations.select_related("event")}

    actions.uncall(rows[missed], by=None)
    with pytest.raises(actions.EventRefused):
        actions.uncall(rows[came], by=None)

    assert list(event.participations.values_list("person", flat=True)) == [came.pk]


def test_an_event_is_cancelled_for_a_reason_and_brought_back(event):
    with pytest.raises(actions.EventRefused):
        actions.cancel_event(event, reason="  ", by=None, on=TODAY)
    actions.cancel_event(event, reason="карантин", by=None, on=TODAY)
    event.refresh_from_db()
    assert (event.cancelled_on, event.reason) == (TODAY, "карантин")

    actions.restore_event(event, by=None)

    event.refresh_from_db()
    assert (event.cancelled_on, event.reason) == (None, "")
    enter(event, Гости=(3, None))
    with pytest.raises(actions.EventRefused):
        actions.cancel_event(event, reason="карантин", by=None, on=TODAY)


def test_a_day_of_another_year_is_refused_and_august_prepares_the_next(ours):
    words = {"kind": "council", "title": "Педсовет"}
    august, late = datetime.date(2026, 8, 28), datetime.date(2027, 9, 1)

    event = actions.plan_event(organization=ours, year=YEAR, held_on=august, by=None, **words)
    with pytest.raises(actions.EventRefused) as refusal:
        actions.plan_event(organization=ours, year=YEAR, held_on=late, by=None, **words)

    assert (event.year, event.held_on) == (YEAR, august)
    assert "01.09.2027 – не 2026/2027 учебный год" in sentence(refusal)


def test_the_database_keeps_no_event_both_counted_and_cancelled(event):
    with pytest.raises(IntegrityError), transaction.atomic():
        Event.objects.update(counted_on=TODAY, cancelled_on=TODAY, reason="карантин")


def test_naming_without_consent_is_refused_by_name(ours, willing):
    silent = make.make_person(ours, surname="Захаров", first_name="Матвей", patronymic="Денисович")
    make.make_consent(silent, "personal_data")

    with pytest.raises(actions.NotConsented) as refusal:
        publish(ours, willing, silent)

    assert refusal.value.persons == [silent]
    assert sentence(refusal) == (
        "Захаров Матвей Денисович: нет согласия на распространение персональных данных на "
        "12.11.2026. Распечатайте бланк и отметьте подпись или уберите имя из публикации."
    )
    assert not Publication.objects.exists()


@pytest.mark.parametrize(
    "values",
    [{"signed_on": DAY + datetime.timedelta(days=1)}, {"withdrawn_on": DAY},
     {"valid_until": DAY - datetime.timedelta(days=1)}],
    ids=["signed later", "withdrawn that day", "run out before"],
)  # fmt: skip
def test_the_consent_has_to_be_in_force_on_the_day(ours, willing, values):
    Consent.objects.filter(person=willing).update(**values)

    with pytest.raises(actions.NotConsented):
        publish(ours, willing)


def test_a_plan_may_name_anybody_until_it_comes_out(ours):
    silent = make.make_person(ours)
    plan = publish(ours, silent, published_on=None, planned_on=DAY, link="")

    with pytest.raises(actions.NotConsented):
        actions.publish(plan, published_on=DAY, link=LINK, by=None, on=TODAY)
    plan.refresh_from_db()
    assert (plan.published_on, plan.link) == (None, "")

    actions.change_publication(plan, persons=[], by=None, on=TODAY)
    actions.publish(plan, published_on=DAY, link=LINK, by=None, on=TODAY)
    plan.refresh_from_db()
    assert (plan.published_on, plan.link) == (DAY, LINK)


def test_a_later_withdrawal_asks_to_take_it_down_until_it_is_done(ours, theirs, willing):
    row = publish(ours, willing)
    publish(ours)
    assert list(Publication.objects.to_remove(TODAY)) == []
    Consent.objects.filter(person=willing).update(withdrawn_on=TODAY)
    assert list(Publication.objects.to_remove(TODAY)) == [row]
    assert list(Publication.objects.to_remove(TODAY - datetime.timedelta(days=1))) == []

    actions.remove_publication(row, removed_on=TODAY, by=None, on=TODAY)

    assert list(Publication.objects.to_remove(TODAY)) == []
    with pytest.raises(actions.NotConsented):
        actions.restore_publication(row, by=None, on=TODAY)


def test_another_schools_people_are_named_nowhere(ours, theirs):
    stranger = make.make_person(theirs)
    make.make_consent(stranger, "dissemination")

    for words in ({"persons": [stranger]}, {"author": stranger}):
        with pytest.raises(actions.PublicationRefused):
            actions.add_publication(organization=ours, title="О наставниках", link=LINK,
                                    published_on=DAY, by=None, on=TODAY, **words)  # fmt: skip
    assert not Publication.objects.exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [({"published_on": TODAY + datetime.timedelta(days=1)}, "Этот день ещё не наступил."),
     ({"link": ""}, "Вставьте ссылку"),
     ({"published_on": None}, "Укажите, когда публикация вышла"),
     ({"title": " "}, "Напишите, о чём публикация.")],
)  # fmt: skip
def test_a_publication_that_cannot_be_is_refused(ours, words, said):
    with pytest.raises(actions.PublicationRefused) as refusal:
        publish(ours, **words)

    assert said in sentence(refusal)
    assert not Publication.objects.exists()


def test_a_newspaper_needs_no_link(ours):
    assert publish(ours, link="", channel="newspaper").published_on == DAY


def test_only_a_plan_is_dropped_and_only_what_came_out_is_removed(ours):
    out, plan = publish(ours), publish(ours, published_on=None, planned_on=DAY)

    with pytest.raises(actions.PublicationRefused):
        actions.drop_publication(out, by=None)
    with pytest.raises(actions.PublicationRefused):
        actions.remove_publication(plan, removed_on=DAY, by=None, on=TODAY)
    with pytest.raises(actions.PublicationRefused):
        actions.remove_publication(out, removed_on=DAY - datetime.timedelta(days=1), by=None,
                                   on=TODAY)  # fmt: skip
    actions.drop_publication(plan, by=None)

    assert list(Publication.objects.all()) == [out]


@pytest.mark.parametrize(
    "link",
    ["javascript:alert(1)", "ftp://example.ru/x", "data:text/html,x", "mailto:a@example.ru",
     "file:///etc/passwd", "https://", "https://школа", "http://localhost/x", "http://127.0.0.1/x",
     "http://[::1]/x", "https://user:pass@example.ru/", "https://exa mple.ru/", "vk",
     "https://example.ru/" + "я" * 500, "JaVaScRiPt://example.ru/%0aalert(1)"],
)  # fmt: skip
def test_dead_and_foreign_links_are_refused(ours, link):
    assert link_trouble(tidy_link(link))
    with pytest.raises(actions.PublicationRefused):
        publish(ours, link=link)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [(" vk.com/wall-1_2 ", "https://vk.com/wall-1_2"), ("HTTP://example.ru/a", "http://example.ru/a"),
     ("https://школа.рф/новости?id=5#x", "https://школа.рф/новости?id=5#x"),
     ("example.ru:8080/x", "https://example.ru:8080/x")],
)  # fmt: skip
def test_links_are_kept_as_addresses_of_the_web(ours, typed, kept):
    assert publish(ours, link=typed).link == kept


def test_the_database_keeps_no_foreign_scheme(ours):
    publish(ours)

    with pytest.raises(IntegrityError), transaction.atomic():
        Publication.objects.update(link="javascript:alert(1)")


def test_the_plan_says_which_months_are_fulfilled_and_which_empty(ours, theirs):
    for month in (9, 11):
        publish(ours, published_on=datetime.date(2026, month, 3))
    publish(theirs, published_on=datetime.date(2026, 10, 3))
    publish(ours, published_on=None, planned_on=datetime.date(2026, 10, 20))
    publish(ours, published_on=None, planned_on=datetime.date(2027, 2, 1))

    found = content_plan(ours, year=YEAR, on=TODAY)

    assert [month.title for month in found.elapsed] == [
        "Сентябрь 2026", "Октябрь 2026", "Ноябрь 2026"]  # fmt: skip
    assert [month.title for month in found.fulfilled] == ["Сентябрь 2026", "Ноябрь 2026"]
    assert [month.title for month in found.empty] == ["Октябрь 2026"]
    assert [len(month.planned) for month in found.months] == [0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0]
    assert [month.asked for month in found.months] == [True] * 9 + [False] * 3


def test_the_present_month_is_asked_for_nothing_until_it_ends(ours):
    found = content_plan(ours, year=YEAR, on=datetime.date(2026, 9, 30))
    later = content_plan(ours, year=YEAR, on=datetime.date(2026, 10, 1))

    assert (found.elapsed, found.empty) == ([], [])
    assert [month.title for month in later.empty] == ["Сентябрь 2026"]


def test_the_period_of_the_roadmap_says_which_months_are_asked(ours):
    make.make_roadmap(ours, period_start_on=datetime.date(2026, 10, 15),
                      period_end_on=datetime.date(2027, 6, 30))  # fmt: skip

    found = content_plan(ours, year=YEAR, on=TODAY)

    assert [month.asked for month in found.months] == [False] + [True] * 9 + [False] * 2


@pytest.mark.parametrize("size", [1, 20])
def test_the_plan_asks_four_questions_whatever_its_size(ours, size, django_assert_num_queries):
    for _ in range(size):
        make.make_publication(ours, persons=[make.make_person(ours)])

    with django_assert_num_queries(4):
        found = content_plan(ours, year=YEAR, on=TODAY)

    assert sum(bool(row.bare) for month in found.months for row in month.published) == size


def test_an_event_and_a_publication_prove_a_date(ours, curator):
    make.make_roadmap(ours)
    date = Occurrence.objects.get()
    event = enter(make.make_event(ours), Гости=(3, None))
    row = publish(ours)

    for shown in (event, row, event):
        actions.prove_by(date, shown=shown, by=curator, on=TODAY)

    assert list(Evidence.objects.order_by("pk").values_list("kind", "key", "title", "link")) == [
        ("event", event.pk, "педагогический совет: Педсовет о наставничестве", ""),
        ("publication", row.pk, "публикация (сайт): О наставниках", LINK),
    ]
    with pytest.raises(actions.EventRefused):
        actions.forget_attendance(event, by=curator)


def test_another_schools_event_proves_nothing(ours, theirs, curator):
    make.make_roadmap(ours)
    date = Occurrence.objects.get()
    stranger = enter(make.make_event(theirs), Гости=(3, None))

    for shown in (stranger, publish(theirs), make.make_event(ours)):
        with pytest.raises(actions.MarkRefused):
            actions.prove_by(date, shown=shown, by=curator, on=TODAY)
    plan = publish(ours, published_on=None, planned_on=DAY)
    with pytest.raises(actions.MarkRefused):
        actions.prove_by(date, shown=plan, by=curator, on=TODAY)

    assert not Evidence.objects.exists()


def test_a_counted_event_proves_the_one_row_that_names_it(ours, curator):
    roadmap = make.make_roadmap(ours)
    item = roadmap.items.get()
    item.activity = "Провести педсовет о наставничестве"
    item.save()
    make.make_result(item, "event", "Педсовет")
    theirs_event = make.make_event(ours, kind="contest", title="Конкурс")

    event = enter(make.make_event(ours), curator=curator, Гости=(3, None))
    enter(theirs_event, curator=curator, Гости=(3, None))

    assert list(Evidence.objects.values_list("kind", "key")) == [("event", event.pk)]


def test_what_came_out_is_proposed_to_the_row_that_expects_it(ours, curator):
    from roadmaps.models import Proposal

    item = make.make_roadmap(ours).items.get()
    make.make_result(item, "publication", "Публикация на сайте")
    plan = publish(ours, published_on=None, planned_on=DAY)
    assert not Proposal.objects.exists()

    actions.publish(plan, published_on=DAY, link=LINK, by=curator, on=TODAY)
    actions.change_publication(plan, note="исправлено", by=curator, on=TODAY)

    assert list(Proposal.objects.values_list("kind", "key")) == [("publication", plan.pk)]
