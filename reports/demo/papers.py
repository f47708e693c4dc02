"""The papers of the demo beside the great orders: regulation, commission, minutes, changes."""

from mentoring.models import Pair, PairState, Programme
from people.demo import as_of
from reports.actions import draft, keep_minutes, register, send_to_sign
from reports.documents import KINDS, kinds_for
from reports.models import AgendaItem, Body, CaseFile, Document, Protocol, Series
from roadmaps.models import Event
from surveys.models import Wave

FILES = (
    (Series.CORE, "01-05", "Приказы директора по основной деятельности", "постоянно, ст. 19"),
    (Series.PERSONNEL, "01-07", "Приказы директора по личному составу", "50/75 лет ЭПК, ст. 434"),
)
QUESTIONS = (
    ("О составе наставнических пар и групп", "Мельникова",
     "Представила пары и группы, запросы наставляемых и согласия участников.",
     "Одобрить состав пар и групп.\nПросить директора закрепить их приказом.", 3, 0, 0),
    ("О школе наставников", "Рябинина",
     "Предложила темы занятий на первое полугодие: план встречи, обратная связь, дневник.",
     "Провести первое занятие в октябре.", 2, 0, 1),
)  # fmt: skip


def open_year(school):
    """Register the regulation and the commission in the first days of September."""
    for kind, number, day in (("order-regulation", 141, 2), ("order-commission", 142, 3)):
        _registered(school, kind, [school.organization], number, school.day(day))


def name_files(school):
    """Name the files of the office in which the orders of both series are kept."""
    for keeps, index, title, term in FILES:
        CaseFile.objects.create(organization=school.organization, keeps=keeps, index=index,
                                title=title, term=term)  # fmt: skip


def meet_council(school):
    """Keep the minutes of the council that spoke about the pairs: they prove their row."""
    minutes = Protocol.objects.create(
        organization=school.organization, body=Body.METHODICAL, number="1", held_on=school.day(11),
        chair=school.people["Рябинина"], secretary=school.people["Доронина"], members=3, present=3,
        names="Рябинина О.Л., Шестакова Л.Ф., Тихомиров В.Н.", invited="Мельникова Н.А., куратор",
    )  # fmt: skip
    for n, (question, surname, speech, decision, *votes) in enumerate(QUESTIONS, 1):
        AgendaItem.objects.create(
            protocol=minutes, position=n, question=question, speaker=school.people[surname],
            speech=speech, decision=decision, votes_for=votes[0], votes_against=votes[1],
            abstained=votes[2],
        )  # fmt: skip
    with as_of(school.day(12)):
        keep_minutes(minutes, by=school.curator, on=school.on)


def approve_programmes(school):
    """Register the order on the programmes that no council has approved."""
    waiting = Programme.objects.current().filter(approved_on=None, pair__closed_on=None)
    pairs = Pair.objects.filter(organization=school.organization, programmes__in=waiting)
    if pairs:
        _registered(school, "order-programmes", list(pairs.order_by("pk")), 168, school.day(25))


def end_by_order(school, pair):
    """Let a pair end early by a registered order of the last working day."""
    if pair.state(school.on) != PairState.ACTIVE:
        return
    day = school.last_working_day(pair)
    _registered(school, "order-termination", [pair], 204, day,
                ground="request", last_day=day.isoformat())  # fmt: skip


def prepare(school):
    """Leave drafts: what changed in the pairs, a survey and an event to hold."""
    orders = Document.objects.registered().filter(
        organization=school.organization, kind="order-pairs"
    )  # fmt: skip
    waves = Wave.objects.filter(organization=school.organization).order_by("-closes_on", "pk")
    events = Event.objects.filter(organization=school.organization).order_by("held_on", "pk")
    for code, rows in (("order-pairs-changes", orders), ("order-survey", waves),
                       ("order-event", events)):  # fmt: skip
        fitting = [row for row in rows if KINDS[code] in kinds_for(row, on=school.on)]
        if fitting:
            draft(code, fitting[:1], by=school.curator, on=school.on)


def _registered(school, kind, subjects, number, dated, **choices):
    with as_of(dated):
        paper = draft(kind, subjects, by=school.curator, on=dated, **choices)
        send_to_sign(paper, by=school.curator, on=dated)
        register(paper, number=f"{number}{school.data['series_suffix']}", dated=dated,
                 by=school.director, on=school.on)  # fmt: skip
