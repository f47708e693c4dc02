"""The year of one organization of the demo, through the same actions that the pages call."""

import datetime
import uuid

from mentoring.actions import answer, close_pair, erase, form_pair, record_meeting, withdraw
from mentoring.models import Attendance, MentoringForm, MentoringKind, Pair, Topic
from people.actions import record_consent, withdraw_consent
from people.consent_gaps import signing_persons
from people.demo import as_of
from people.models import (
    REQUIRED_KINDS,
    Consent,
    ConsentKind,
    ErasureGround,
    Mentee,
    Mentor,
    Person,
    PersonKind,
)
from reports.actions import draft, register, send_to_sign
from reports.demo import papers
from reports.demo.pairs import enter_banks, furnish, replace, rest, settle, wait
from reports.demo.proofs import prove_rows
from reports.documents.awards import pairs_led
from roadmaps.actions import edit_item, import_rows, mark_done, open_edition
from roadmaps.models import Occurrence, Roadmap
from roadmaps.templates import built_in

STAGES = ("acquaintance", "trial", "planning", "working")
AT_WORK = ("active", "paused", "completed", "ended_early")
INTENDED = ("draft", "proposed")
BEFORE = datetime.timedelta(days=2)
ONE_DAY = datetime.timedelta(days=1)


def live_through(school):
    """Let the year happen up to the school's day: plan, consents, pairs, orders, meetings."""
    _open(school)
    _plan(school)
    _collect_consents(school)
    enter_banks(school)
    formed = [data for data in school.data.get("pairs", []) if data["state"] not in INTENDED]
    with as_of(school.day(10)):
        pairs = [(_form(school, data), data) for data in formed]
    _fix(school, pairs)
    for number, (agreed, data) in enumerate(pairs):
        pair = Pair.objects.select_related("organization").get(pk=agreed.pk)
        if data["state"] in AT_WORK:
            _meet(school, pair, data, number)
            furnish(school, pair, number)
            if "replaced_by" in data:
                replace(school, pair, data["replaced_by"])
        _end(school, pair, data["state"])
    _intend(school)
    if "opening" in school.data:
        papers.meet_council(school)
        papers.approve_programmes(school)
    prove_rows(school)
    if pairs:
        wait(school)
    if "opening" in school.data:
        _prepare(school)
        _amend(school)
        _destroy(school)


def _open(school):
    """Register the orders that open the year and name its curator."""
    if "opening" in school.data:
        papers.name_files(school)
    kinds = ("order-introduction", "order-curator")
    for n, (kind, number) in enumerate(zip(kinds, school.data.get("opening", ()), strict=False)):
        with as_of(school.day(n)):
            paper = draft(kind, [school.organization], by=school.curator, on=school.day(n))
            send_to_sign(paper, by=school.curator, on=school.day(n))
        _register(school, paper, number, school.day(n))
    if "opening" in school.data:
        papers.open_year(school)


def _plan(school):
    """Take the built-in roadmap, have it approved, do most of what is due."""
    read = built_in(school.data["roadmap"], school.year)
    kind = "order-municipal" if school.organization.is_municipality else school.data["order"]
    with as_of(school.day(2)):
        roadmap = import_rows(
            read, organization=school.organization, year=school.year, by=school.curator,
            title=read["title"],
        )  # fmt: skip
        paper = draft(kind, [roadmap], by=school.curator, on=school.day(2))
    with as_of(school.day(3)):
        send_to_sign(paper, by=school.curator, on=school.day(3))
    if len(school.data["numbers"]) > 1 or not school.data.get("pairs"):  # else it still waits
        _register(school, paper, school.data["numbers"][0], school.day(4))
    past = Occurrence.objects.filter(
        item__roadmap=roadmap, due_on__lt=school.on, due_on__gte=school.begin, parts=None
    ).exclude(item__results__text__contains="закреплении")  # the order on pairs proves that row
    if "opening" in school.data:  # there surveys, registers and publications prove their rows
        past = past.exclude(item__results__kind__in=("survey", "register", "publication"))
    for number, occurrence in enumerate(past.order_by("due_on", "pk")):
        if number % 6 != 4:  # every sixth is overdue
            day = max(occurrence.due_on - BEFORE, occurrence.start_on or school.begin)
            with as_of(day):
                mark_done(occurrence, note="протокол и лист регистрации", by=school.curator, on=day)


def _collect_consents(school):
    """Record the consents of everybody who takes part, but for those the demo names."""
    pairs = school.data.get("pairs", [])
    wanted = {name for pair in pairs for name in [*pair["mentors"], *pair["mentees"]]}
    mentees = Mentee.objects.filter(person__organization=school.organization)
    wanted |= set(mentees.values_list("person__surname", flat=True))
    withdrawn = school.data.get("withdrawn", [])
    for surname in sorted((wanted | set(withdrawn)) - set(school.data.get("without_consents", []))):
        person, signed_on = school.people[surname], school.day(3 + len(surname) % 5)
        guardian = person.guardians.select_related("adult").first()
        signers = signing_persons(person, signed_on, guardian and guardian.adult)
        with as_of(signed_on):
            for kind in REQUIRED_KINDS:
                record_consent(person=person, kind=kind, signed_on=signed_on, signers=signers,
                               by=school.curator, on=school.on, shelf_mark="08-12")  # fmt: skip
    with as_of(school.day(60)):
        for consent in Consent.objects.filter(person__in=school.named(withdrawn)):
            withdraw_consent(consent, withdrawn_on=school.day(60), by=school.curator, on=school.on)


def _destroy(school):
    """Somebody came, agreed, withdrew everything; the data are gone and an act is left."""
    day, later = school.day(5), school.day(40)
    person = Person.objects.create(
        organization=school.organization, kind=PersonKind.PARTNER, gender="m",
        surname="Стрельников", first_name="Вадим", patronymic="Олегович",
    )  # fmt: skip
    with as_of(day):
        record_consent(person=person, kind=ConsentKind.PERSONAL_DATA, signed_on=day,
                       signers=[person], by=school.curator, on=day)  # fmt: skip
    with as_of(later):
        withdraw(person, kinds=[ConsentKind.PERSONAL_DATA], withdrawn_on=later, by=school.curator,
                 on=later)  # fmt: skip
        erase(person, surname=person.surname, ground=ErasureGround.WITHDRAWAL, by=school.curator,
              on=later)  # fmt: skip


def _form(school, data, **how):
    mentors, mentees = school.named(data["mentors"]), school.named(data["mentees"])
    Mentor.objects.filter(person__in=mentors).update(strengths=data["direction"])
    Mentee.objects.filter(person__in=mentees).update(request=data["direction"])
    begins_on = school.on + BEFORE if data["state"] in ("waiting", *INTENDED) else school.day(14)
    ends_on = datetime.date(school.year + 1, 5, 31)
    return form_pair(
        organization=school.organization, year=school.year, mentors=mentors, mentees=mentees,
        form=MentoringForm.objects.get(code=data["form"]),
        kind=MentoringKind.objects.get(code=data["kind"]),
        direction=data["direction"], starts_on=min(begins_on, ends_on), ends_on=ends_on,
        by=school.curator, **{"on": school.day(10)} | how,
    )  # fmt: skip


def _intend(school):
    """Leave a draft and a proposal of these days."""
    day = max(school.on - BEFORE, school.day(14))
    for data in school.data.get("pairs", []):
        if data["state"] in INTENDED:
            with as_of(day):
                _form(school, data, on=day, state=data["state"])


def _fix(school, pairs):
    """Register the order on the pairs at work; leave another one on the director's desk."""
    at_work = [pair for pair, data in pairs if data["state"] in AT_WORK]
    waiting = [pair for pair, data in pairs
               if data["state"] == "waiting" and pair.ends_on >= school.on]  # fmt: skip
    if at_work:
        with as_of(school.day(12)):
            paper = draft("order-pairs", at_work, by=school.curator, on=school.day(12))
        with as_of(school.day(13)):
            send_to_sign(paper, by=school.curator, on=school.day(13))
        _register(school, paper, school.data["numbers"][-1], school.day(14))
    if waiting:
        sent_on = max(school.on - 2 * BEFORE, school.day(14))
        with as_of(sent_on):
            paper = draft("order-pairs", waiting, by=school.curator, on=school.on)
            send_to_sign(paper, by=school.curator, on=sent_on)


def _register(school, paper, number, dated):
    number = f"{number}{school.data['series_suffix']}"
    with as_of(dated):
        register(paper, number=number, dated=dated, by=school.director, on=school.on)


def _meet(school, pair, data, turn):
    """Record the meetings at their pace, and the answers to three of four."""
    day, last = pair.confirmed_on + BEFORE, school.day(14 + data.get("until", 400))
    topics = list(Topic.objects.fitting(pair.form)[:6])
    number = 0
    while day <= last:
        following = day + datetime.timedelta(days=data["every"])
        with as_of(day):
            meeting = record_meeting(
                pair=pair, sending=uuid.uuid4(), held_on=day, stage=STAGES[min(number, 3)],
                minutes=(45, 30, 60, 40)[number % 4],
                topics={topics[number % len(topics)], topics[(number * 2 + 1) % len(topics)]},
                progress=6 + number % 4, rapport=7 + number % 4, by=school.curator, on=school.on,
                next_on=following if following <= last or following > school.on else None,
            )  # fmt: skip
            _answer(meeting, number, data)
        with as_of(following - ONE_DAY):
            settle(school, pair, (turn, number), following - ONE_DAY)
        day, number = following, number + 1


def _answer(meeting, number, data):
    for n, row in enumerate(Attendance.objects.filter(meeting=meeting).order_by("pk")):
        if (number + n) % 4 != 3:
            answer(row, usefulness=7 + (number + n) % 4, comfort=8 + (number * n) % 3,
                   goal="partly" if number % 3 == 1 else "yes",
                   fit=("unsure", data.get("fits", "yes"), "")[min(number, 2)])  # fmt: skip


def _prepare(school):
    """Leave drafts for the curator to finish: the council, the results, thanks to mentors."""
    drafts = {"order-council": [school.organization]}
    completed = Pair.objects.filter(organization=school.organization, closing="completed")
    if completed.filter(closed_on__lte=school.on).exists():
        drafts["order-results"] = [school.organization]
    bank = Mentor.objects.filter(person__organization=school.organization, year=school.year)
    led = [mentor for mentor in bank.order_by("pk") if pairs_led(mentor).exists()]
    if led:
        drafts["order-awards"] = led[:3]
    for kind, subjects in drafts.items():
        draft(kind, subjects, by=school.curator, on=school.on)


def _amend(school):
    """Leave a change of the roadmap in preparation: a later date, and its order as a draft."""
    approved = Roadmap.objects.current().filter(organization=school.organization)
    edition = open_edition(
        approved.exclude(approved_on=None).get(year=school.year), by=school.curator
    )
    last = edition.items.order_by("position").last()
    edit_item(last, cells={"deadline": f"до 20.06.{school.year + 1}"}, by=school.curator)
    draft("order-roadmap-changes", [edition], by=school.curator, on=school.on)


def _end(school, pair, state):
    if state == "paused":
        rest(school, pair)
    elif state == "completed":
        _close(pair, school.last_working_day(pair), school.curator, closing="completed")
    elif state == "ended_early":
        papers.end_by_order(school, pair)
    elif state == "cancelled":
        _close(pair, school.day(13), school.curator, closing="cancelled",
               reason="выбран другой наставник")  # fmt: skip


def _close(pair, day, curator, **how):
    with as_of(day):
        close_pair(pair, on=day, by=curator, **how)
