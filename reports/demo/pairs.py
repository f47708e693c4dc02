"""What befalls the pairs of the demo: programmes, labour terms, a replacement, a pause."""

import datetime

from mentoring.actions import (
    change_programme,
    choose_successor,
    earliest_day,
    mark_task,
    note_unmatched,
    pause_pair,
    prepare_replacement,
    set_labour_terms,
    sign_labour_terms,
    start_programme,
)
from mentoring.models import Pair, Side
from mentoring.programme_templates import templates_for
from mentoring.unmatched import unmatched
from people.models import Mentee, Mentor
from reports.actions import draft, register, send_to_sign

NUMBER = 171  # of the order that replaces a mentor
REPLACED_ON = 50  # days after 1 September
BREAK = datetime.timedelta(days=8)


def enter_banks(school):
    """Let everybody of the banks be entered in the first days of September."""
    for bank in (Mentor, Mentee):
        rows = bank.objects.filter(person__organization=school.organization)
        rows.update(entered_on=school.day(5))


def furnish(school, pair, number):
    """Give a pair at work its programme and, between employees, its labour terms."""
    pair = Pair.objects.with_people().select_related("organization").get(pk=pair.pk)
    who = {"by": school.curator, "on": school.on}
    template = templates_for(pair.form.code)[0]
    rows = template.rows_from(pair.starts_on, pair.ends_on)
    programme = start_programme(pair, words=template.words, rows=rows, **who)
    if number % 3 != 2 or "opening" not in school.data:  # the others by an order
        change_programme(programme, approved_on=school.day(24),
                         approved_basis="протокол педагогического совета № 2", **who)  # fmt: skip
    for item in programme.items.filter(due_on__lt=school.on):
        if (item.position + number) % 3:  # every third is overdue
            mark_task(item, done_on=item.due_on, result="обсудили и записали в дневник", **who)
    ahead = programme.items.filter(done_on=None, due_on__gte=school.on).first()
    for meeting in pair.meetings.order_by("-held_on")[:2] if ahead else ():
        meeting.tasks.add(ahead)
    if pair.is_labour:
        _agree(school, pair, number, who)


def _agree(school, pair, number, who):
    """Keep the terms of ст. 351.8 ТК РФ: most are signed, some until December, one waits."""
    member = pair.mentors[0]
    december = datetime.date(school.year, 12, 31)
    ends_on = december if number % 3 == 1 else pair.ends_on
    terms = set_labour_terms(
        member, content=f"помощь молодому коллеге: {pair.direction}", form="очно, на рабочем месте",
        starts_on=member.joined_on, ends_on=ends_on, pay_kind="percent", pay_value=15,
        pay_basis="положение об оплате труда, п. 4.2", **who,
    )  # fmt: skip
    if number % 4 != 2:
        sign_labour_terms(terms, number=str(12 + number), agreed_on=school.day(14),
                          consented_on=school.day(12), **who)  # fmt: skip


def replace(school, pair, surname):
    """Let another mentor take over by a registered order, once the year has come so far."""
    day = school.day(REPLACED_ON)
    if day >= school.on or surname not in school.people:
        return
    pair = Pair.objects.with_people().select_related("organization").get(pk=pair.pk)
    replacement = prepare_replacement(
        pair.mentors[0], reason="refusal", noticed_on=day, on=day, by=school.curator,
        effective_on=earliest_day(day, organization=pair.organization),
    )  # fmt: skip
    replacement = choose_successor(
        replacement, person=school.people[surname], on=day, by=school.curator,
        limit_reason="решение совета наставников",
    )  # fmt: skip
    paper = draft("order-replacement", [replacement], by=school.curator, on=day)
    send_to_sign(paper, by=school.curator, on=day)
    register(paper, number=f"{NUMBER}{school.data['series_suffix']}", dated=day,
             by=school.director, on=school.on)  # fmt: skip


def rest(school, pair):
    """Pause a pair with a day of return that passes unnoticed."""
    day = school.day(70)
    pause_pair(pair, on=day, returns_on=day + BREAK, reason="курсы повышения квалификации",
               by=school.curator)  # fmt: skip


def wait(school):
    """Note the next step for the first of those who have no pair."""
    curator = school.curator.memberships.get().person
    rows = unmatched(school.organization, year=school.year, on=school.on, side=Side.MENTEE)
    steps = [("no_mentor", "спросить в районном методическом объединении", 14),
             ("refused", "поговорить ещё раз после каникул", 5)]  # fmt: skip
    for row, (reason, step, days) in zip(rows, steps, strict=False):
        note_unmatched(
            row.person, year=school.year, side=row.side, reason=reason, next_step=step,
            until=school.on + datetime.timedelta(days=days),
            responsible=curator, on=school.on, by=school.curator,
        )  # fmt: skip
