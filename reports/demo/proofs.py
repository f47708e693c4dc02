"""What proves the rows of the demo's roadmaps: papers, a file, a link, shares of the mentors."""

import datetime

from reports.pdf import render_pdf
from roadmaps.actions import attach, mark_done, mark_part
from roadmaps.attachments import checked
from roadmaps.models import Occurrence, Part

WEEK = datetime.timedelta(days=7)
SHEET = "<h1>Лист регистрации</h1><p>«Школа наставника», занятие первое. Пришли шестеро.</p>"


def prove_rows(school):
    """Attach proofs to the rows that begin by now, as a curator would have done in the year."""
    on, by = school.on, school.curator
    dates = Occurrence.objects.filter(
        item__roadmap__organization=school.organization, item__roadmap__year=school.year
    ).open().order_by("item__position", "due_on", "pk")  # fmt: skip
    for part in list(Part.objects.filter(occurrence__in=dates, occurrence__due_on__lt=on))[:-2]:
        mark_part(part, by=by, on=part.occurrence.due_on)
    for date in dates.filter(evidence__kind="document", due_on__lt=on, parts=None).distinct():
        attach(date, title="остальные бумаги подписаны, папка 08-15", dated_on=date.due_on, link="",
               file=None, by=by, on=on)  # fmt: skip
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
