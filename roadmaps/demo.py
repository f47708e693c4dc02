"""A year of events and publications for the demo, through the actions of the pages."""

import datetime

from people.actions import record_consent, withdraw_consent
from people.demo import as_of
from people.models import ConsentKind, Mentee, Mentor, Person, PersonKind, SchoolClass
from roadmaps import actions
from roadmaps.models import Channel, EventKind, EventLevel

# month, day, kind, title, place, level, whose names, numbers without names
EVENTS = [
    (8, 28, EventKind.COUNCIL, "Педсовет «Наставничество: с чего начинаем год»", "актовый зал",
     EventLevel.OWN, "staff", {}),
    (9, 10, EventKind.PARENTS, "Общешкольное родительское собрание", "актовый зал",
     EventLevel.OWN, "", {"Родители": (94, 120)}),
    (9, 16, EventKind.CLASS_HOUR, "Классный час «Кто такой наставник»", "кабинеты классов",
     EventLevel.OWN, "", None),
    (10, 7, EventKind.SCHOOL, "Школа наставников: как провести первую встречу", "кабинет 214",
     EventLevel.OWN, "mentors", {}),
    (10, 22, EventKind.CONFERENCE, "Региональный форум наставников", "г. Верхнеозёрск",
     EventLevel.REGIONAL, "mentors", {}),
    (11, 12, EventKind.SCHOOL, "Школа наставников: обратная связь без обид", "кабинет 214",
     EventLevel.OWN, "mentors", {}),
    (11, 18, EventKind.SEMINAR, "Мастер-класс «Разбор урока за двадцать минут»", "кабинет 310",
     EventLevel.MUNICIPAL, "mentees", {}),
    (12, 16, EventKind.SCHOOL, "Школа наставников: итоги полугодия", "кабинет 214",
     EventLevel.OWN, "mentors", {}),
    (2, 11, EventKind.CONTEST, "Конкурс «Лучшая наставническая пара»", "Дом творчества",
     EventLevel.MUNICIPAL, "mentors", {}),
    (5, 20, EventKind.CLOSING, "Итоговая встреча наставников и наставляемых", "актовый зал",
     EventLevel.OWN, "everybody", {}),
]  # fmt: skip
WEEK = datetime.timedelta(days=7)
UNCOUNTED = "Мастер-класс"  # its attendance still has to be entered
CANCELLED = "итоги полугодия"
# month, day, channel, title; October stays empty
PUBLICATIONS = [
    (9, 18, Channel.SITE, "Раздел «Наставничество» на сайте школы"),
    (9, 25, Channel.VK, "Познакомились: наши наставники и молодые педагоги"),
    (11, 6, Channel.VK, "Школа наставников: как провести первую встречу"),
    (11, 13, Channel.SITE, "С форума наставников: три находки для нашей школы"),
    (12, 15, Channel.TELEGRAM, "Полугодие вместе: чему научились пары"),
    (1, 20, Channel.VK, "Разбор урока за двадцать минут"),
    (2, 16, Channel.SITE, "Лучшая наставническая пара"),
    (3, 17, Channel.NEWSPAPER, "Рядом с молодым учителем"),
    (4, 14, Channel.VK, "Пять встреч, которые всё изменили"),
    (5, 25, Channel.SITE, "Итоги года наставничества"),
]  # fmt: skip


def show(*, organization, year, by, on):
    """Let the events and publications of the year happen up to `on`; the rest is planned."""
    for month, day, kind, title, place, level, whose, numbers in EVENTS:
        held_on = _day(year, month, day)
        with as_of(min(held_on - WEEK, _day(year, 9, 1))):
            event = actions.plan_event(
                organization=organization, year=year, kind=kind, title=title, held_on=held_on,
                starts_at=datetime.time(15), place=place, level=level, by=by,
            )  # fmt: skip
            called = _people(organization, year, whose)
            actions.call_people(event, persons=called, by=by)
        if CANCELLED in title:
            actions.cancel_event(event, reason="перенесено на январь", by=by, on=min(on, held_on))
        elif held_on < on and UNCOUNTED not in title:
            with as_of(held_on):
                actions.enter_attendance(
                    event, present=[p for n, p in enumerate(called) if n % 9 != 5],
                    numbers=_classes(organization, year) if numbers is None else _whole(numbers),
                    by=by, on=on,
                )  # fmt: skip
    _publish(organization, year, by, on)


def _publish(organization, year, by, on):
    named = _with_consent(organization, year, by, on)
    for n, (month, day, channel, title) in enumerate(PUBLICATIONS):
        planned_on = _day(year, month, day)
        with as_of(_day(year, 9, 1)):
            row = actions.add_publication(organization=organization, title=title, channel=channel,
                                          planned_on=planned_on, author=by.membership.person,
                                          by=by, on=on)  # fmt: skip
        if planned_on < on:
            with as_of(planned_on):
                actions.publish(row, published_on=planned_on, by=by, on=on,
                                link=f"https://school-4.example.ru/news/{n + 1}")  # fmt: skip
                if n == 1:
                    actions.change_publication(row, persons=named, by=by, on=on)
    for consent in named[-1].consents.filter(kind=ConsentKind.DISSEMINATION) if named else ():
        if consent.signed_on < on - datetime.timedelta(days=60):
            withdrawn_on = on - datetime.timedelta(days=3)
            with as_of(withdrawn_on):
                withdraw_consent(consent, withdrawn_on=withdrawn_on, by=by, on=on)


def _with_consent(organization, year, by, on):
    """Return two grown mentors and a mentee who have allowed to be named."""
    signed_on = min(_day(year, 9, 5), on)
    found = [*_bank(organization, year, Mentor)[:2], *_bank(organization, year, Mentee)[:1]]
    for person in found:
        with as_of(signed_on):
            record_consent(person=person, kind=ConsentKind.DISSEMINATION, signed_on=signed_on,
                           signers=[person], by=by, on=on)  # fmt: skip
    return found


def _bank(organization, year, model):
    rows = model.objects.filter(year=year, person__organization=organization,
                                person__kind=PersonKind.EMPLOYEE)  # fmt: skip
    return [row.person for row in rows.select_related("person").order_by("pk")]


def _people(organization, year, whose):
    rows = Person.objects.filter(organization=organization).in_order()
    banks = {"mentors": [Mentor], "mentees": [Mentee], "everybody": [Mentor, Mentee]}
    if whose == "staff":
        return list(rows.filter(kind=PersonKind.EMPLOYEE))
    keys = {
        key for model in banks.get(whose, [])
        for key in model.objects.filter(year=year).values_list("person", flat=True)
    }  # fmt: skip
    return list(rows.filter(pk__in=keys))


def _classes(organization, year):
    rows = SchoolClass.objects.filter(organization=organization, year=year)
    return {row.name: (22 + n % 5, 24 + n % 5, row) for n, row in enumerate(rows)}


def _whole(numbers):
    return {title: (present, expected, None) for title, (present, expected) in numbers.items()}


def _day(year, month, day):
    return datetime.date(year if month >= 8 else year + 1, month, day)
