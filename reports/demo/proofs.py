"""What proves the rows of the demo's roadmaps: one thing of each kind, and how rows end."""

import datetime

from people.demo import as_of
from reports.actions import make
from reports.pdf import render_pdf
from roadmaps.actions import (
    accept_proposal,
    attach,
    cancel,
    mark_done,
    mark_part,
    postpone,
    prove_by,
)
from roadmaps.attachments import checked
from roadmaps.models import Occurrence, Part, Publication, Roadmap, in_force
from roadmaps.offers import offers
from roadmaps.overview import course

WEEK = datetime.timedelta(days=7)
SHEET = "<h1>Лист регистрации</h1><p>«Школа наставника», занятие первое. Пришли шестеро.</p>"


def prove_rows(school):
    """Attach proofs to the rows that begin by now, as a curator would have done in the year."""
    on, by = school.on, school.curator
    dates = _dates(school)
    for part in list(Part.objects.filter(occurrence__in=dates, occurrence__due_on__lt=on))[:-2]:
        with as_of(part.occurrence.due_on):
            mark_part(part, by=by, on=part.occurrence.due_on)
    for date in dates.filter(evidence__kind="document", due_on__lt=on, parts=None).distinct():
        with as_of(date.due_on):
            attach(date, title="остальные бумаги подписаны, папка 08-15", dated_on=date.due_on,
                   link="", file=None, by=by, on=on)  # fmt: skip
            mark_done(date, by=by, on=on, done_on=date.due_on)
    running = dates.filter(start_on__lte=on - WEEK).exclude(due_on__lt=on)
    training = running.filter(item__results__kind="attendance").first()
    if training:
        sheet = checked("Лист регистрации занятия.pdf", render_pdf(SHEET))
        attach(training, title="", dated_on=on - WEEK, link="", file=sheet, by=by, on=on)
    telling = running.filter(item__results__kind="publication").first()
    if telling:
        attach(telling, title="рассказ о паре на сайте", dated_on=on - WEEK, file=None, by=by,
               link="https://school.example/mentoring", on=on)  # fmt: skip


def show_proofs(school):
    """Let a register, a survey and publications prove their rows; move one date, give one up."""
    on, by = school.on, school.curator
    for bank in ("register-mentors", "register-mentees"):
        with as_of(school.day(9)):
            make(bank, school.organization, by=by, on=min(school.day(9), on))
    _prove_by_publications(school)
    roadmap = Roadmap.objects.current().get(organization=school.organization, year=school.year)
    found = next((one for one in offers(course(roadmap, on=on)) if one.kind == "wave"), None)
    if found:
        accept_proposal(found.occurrence, kind=found.kind, key=found.key, title=found.title,
                        dated_on=found.dated_on, by=by, on=on)  # fmt: skip
    late = _dates(school).filter(due_on__lt=on, parts=None, item__results__kind="survey").first()
    if late:
        postpone(late, until=on + 2 * WEEK, reason="ждём анкеты двух классов", by=by, on=on)
    form = _dates(school).filter(item__result__contains="форма", due_on__gt=on).first()
    if form:
        cancel(form, reason="форму в этом году заполняет муниципалитет", by=by, on=on)


def _prove_by_publications(school):
    """Mark the dates whose month had a publication on the day it came out."""
    out = Publication.objects.of_year(school.year).published(school.on)
    for row in out.filter(organization=school.organization).order_by("published_on", "pk"):
        day = row.published_on
        dates = _dates(school).filter(item__results__kind="publication", due_on__lt=school.on)
        date = dates.filter(due_on__year=day.year, due_on__month=day.month).first()
        if date:
            with as_of(day):
                prove_by(date, shown=row, by=school.curator, on=school.on)
                mark_done(date, by=school.curator, on=school.on, done_on=day)


def _dates(school):
    """Return the open dates of the organization's roadmap in force, in its order."""
    return Occurrence.objects.filter(
        in_force("item__roadmap__"), item__roadmap__organization=school.organization,
        item__roadmap__year=school.year,
    ).open().order_by("item__position", "due_on", "pk")  # fmt: skip
