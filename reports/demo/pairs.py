"""What befalls the pairs of the demo: programmes, labour terms, a replacement, a pause."""

import contextlib
import datetime

from mentoring.actions import (
    MarkRefused,
    change_programme,
    choose_successor,
    earliest_day,
    mark_signal,
    mark_task,
    note_unmatched,
    pause_pair,
    prepare_replacement,
    raise_concern,
    set_labour_terms,
    sign_labour_terms,
    start_programme,
)
from mentoring.models import Pair, Side, SignalMark, Verdict
from mentoring.programme_templates import templates_for
from mentoring.unmatched import unmatched
from people.demo import as_of
from people.models import Mentee, Mentor
from reports.actions import draft, register, send_to_sign

NUMBER = 171  # of the order that replaces a mentor
REPLACED_ON = 50  # days after 1 September
BREAK = datetime.timedelta(days=8)
RECENT = datetime.timedelta(days=30)  # signals younger than this are the curator's to decide
WORRIES = ((1, 0), (3, 0))  # after the first meeting of these two pairs


def enter_banks(school):
    """Let everybody of the banks be entered in the first days of September."""
    for bank in (Mentor, Mentee):
        rows = bank.objects.filter(person__organization=school.organization)
        rows.update(entered_on=school.day(5))


def furnish(school, pair, number):
    """Give a pair at work its programme and, between employees, its labour terms."""
    pair = Pair.objects.with_people().select_related("organization").get(pk=pair.pk)
    by, begun, approved = school.curator, school.day(20), school.day(24)
    if pair.is_labour:
        _agree(school, pair, number)
    template = templates_for(pair.form.code)[0]
    rows = template.rows_from(pair.starts_on, pair.ends_on)
    with as_of(begun):
        programme = start_programme(pair, words=template.words, rows=rows, by=by, on=begun)
    if number % 3 != 2 or "opening" not in school.data:  # the others by an order
        with as_of(approved):
            change_programme(programme, approved_on=approved, by=by, on=approved,
                             approved_basis="протокол педагогического совета № 2")  # fmt: skip
    for item in programme.items.filter(due_on__lt=school.on):
        if (item.position + number) % 3:  # every third is overdue
            with as_of(item.due_on):
                mark_task(item, done_on=item.due_on, result="обсудили и записали в дневник",
                          by=by, on=item.due_on)  # fmt: skip
    ahead = programme.items.filter(done_on=None, due_on__gte=school.on).first()
    for meeting in pair.meetings.order_by("-held_on")[:2] if ahead else ():
        meeting.tasks.add(ahead)


def _agree(school, pair, number):
    """Keep the terms of ст. 351.8 ТК РФ: most are signed, some until December, one waits."""
    member = pair.mentors[0]
    december = datetime.date(school.year, 12, 31)
    who = {"by": school.curator, "on": school.day(14)}
    ends_on = december if number % 3 == 1 else pair.ends_on
    with as_of(school.day(14)):
        terms = set_labour_terms(
            member, content=f"помощь молодому коллеге: {pair.direction}",
            form="очно, на рабочем месте", starts_on=member.joined_on, ends_on=ends_on,
            pay_kind="percent", pay_value=15, pay_basis="положение об оплате труда, п. 4.2", **who,
        )  # fmt: skip
        if number % 4 != 2:
            sign_labour_terms(terms, number=str(12 + number), agreed_on=school.day(14),
                              consented_on=school.day(12), **who)  # fmt: skip


def settle(school, pair, turn, on):
    """Close what a pair's signals said that day; `turn` is its number and the meeting's."""
    if on > school.on - RECENT:
        return
    who = {"on": on, "by": school.curator}
    if turn in WORRIES:
        raise_concern(pair, note="Не здороваются в коридоре, спросить каждого.", **who)
        _close(school, pair, "concern", who)
    with contextlib.suppress(MarkRefused):  # everybody has answered
        _close(school, pair, "feedback", who)


def _close(school, pair, rule, who):
    """Every second signal of a rule was a false alarm."""
    closed = SignalMark.objects.filter(rule=rule, pair__organization=school.organization).count()
    verdict = Verdict.FALSE_ALARM if closed % 2 else Verdict.PROBLEM
    mark_signal(pair, rule=rule, verdict=verdict, **who)


def replace(school, pair, surname):
    """Let another mentor take over by a registered order, once the year has come so far."""
    day = school.day(REPLACED_ON)
    if day >= school.on or surname not in school.people:
        return
    with as_of(day):
        _replace(school, pair, school.people[surname], day)


def _replace(school, pair, successor, day):
    pair = Pair.objects.with_people().select_related("organization").get(pk=pair.pk)
    replacement = prepare_replacement(
        pair.mentors[0], reason="refusal", noticed_on=day, on=day, by=school.curator,
        effective_on=earliest_day(day, organization=pair.organization),
    )  # fmt: skip
    replacement = choose_successor(
        replacement, person=successor, on=day, by=school.curator,
        limit_reason="решение совета наставников",
    )  # fmt: skip
    paper = draft("order-replacement", [replacement], by=school.curator, on=day)
    send_to_sign(paper, by=school.curator, on=day)
    register(paper, number=f"{NUMBER}{school.data['series_suffix']}", dated=day,
             by=school.director, on=school.on)  # fmt: skip


def rest(school, pair):
    """Pause a pair with a day of return that passes unnoticed."""
    day = school.day(70)
    with as_of(day):
        pause_pair(pair, on=day, returns_on=day + BREAK, by=school.curator,
                   reason="курсы повышения квалификации")  # fmt: skip


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
