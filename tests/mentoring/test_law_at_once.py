"""Eight at once withdraw, sign, confirm, resume and replace: no invariant breaks."""

import datetime
import random
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ValidationError
from django.db import connections

from mentoring import actions
from mentoring.legal import missing_consents
from mentoring.models import Pair, PairMember, Replacement
from people.actions import record_consent
from people.models import JournalEntry, Person
from tests import factories as make
from tests.factories import TODAY

WORKERS, STEPS, ROUNDS = 8, 12, 6
DAY = datetime.timedelta(days=1)


def withdraw(draw):
    actions.withdraw(one(draw, Person), kinds=["participation"], withdrawn_on=TODAY, by=None,
                     on=TODAY)  # fmt: skip


def sign(draw):
    person = one(draw, Person)
    record_consent(person=person, kind="participation", signers=[person], by=None, on=TODAY,
                   signed_on=TODAY - draw.randrange(1, 300) * DAY)  # fmt: skip


def confirm(draw):
    pairs = {one(draw, Pair) for _ in range(2)}
    actions.confirm(list(pairs), basis="приказ № 1", on=TODAY, by=None)


def resume(draw):
    actions.resume_pair(one(draw, Pair), on=TODAY, by=None)


def replace(draw):
    member = draw.choice(list(PairMember.objects.filter(side="mentor", left_on=None)))
    row = actions.prepare_replacement(member, reason="dismissal", effective_on=TODAY, on=TODAY,
                                      by=None)  # fmt: skip
    actions.choose_successor(row, person=one(draw, Person), on=TODAY, by=None, limit_reason="x")
    row = Replacement.objects.select_related("leaving__pair", "successor").get(pk=row.pk)
    actions.complete_replacements([row], basis="приказ № 2", on=TODAY, by=None)


def one(draw, model):
    return draw.choice(list(model.objects.order_by("pk")))


def work(seed):
    """Take random steps on a connection of one's own; return how many were done."""
    draw, done = random.Random(seed), 0
    try:
        for _ in range(STEPS):
            try:
                draw.choice([withdraw, sign, sign, confirm, confirm, resume, replace])(draw)
                done += 1
            except ValidationError:
                pass
        return done
    finally:
        connections.close_all()


@pytest.mark.django_db(transaction=True)
def test_no_invariant_breaks_when_all_act_at_once(database_file, guards_off_at_the_end):
    school, form, kind = make.make_organization(), make.make_form(), make.make_kind()
    people = [make.make_person(school, post="учитель") for _ in range(6)]
    make.make_all_consents(*people)
    for number in range(8):
        mentor, mentee = people[number % 6], people[(number * 2 + 1) % 6]
        if mentor != mentee:
            make.make_pair(school, mentor, [mentee], form=form, kind=kind)

    with ThreadPoolExecutor(WORKERS) as workers:
        done = list(workers.map(work, range(WORKERS)))

    active = Pair.objects.active(TODAY)
    assert [(gap.person.pk, gap.kind) for gap in missing_consents(active, TODAY)] == []
    assert not active.filter(basis="").exists()
    places = PairMember.objects.filter(left_on=None).values_list("pair", "person")
    assert len(places) == len(set(places))
    assert JournalEntry.objects.count() >= sum(done) > WORKERS


def duel(task):
    """Withdraw the mentee's consent or resume the pair, together with the other side."""
    together, pair, is_withdrawal = task
    mentee = pair.members.get(side="mentee").person
    try:
        together.wait()
        if is_withdrawal:
            actions.withdraw(mentee, kinds=["participation"], withdrawn_on=TODAY, by=None,
                             on=TODAY)  # fmt: skip
        else:
            actions.resume_pair(pair, on=TODAY, by=None)
    except ValidationError:
        pass
    finally:
        connections.close_all()


@pytest.mark.django_db(transaction=True)
def test_nobody_is_brought_to_work_while_the_consent_ends(database_file, guards_off_at_the_end):
    school, form, kind = make.make_organization(), make.make_form(), make.make_kind()
    pairs = [make.make_pair(school, form=form, kind=kind, active=True, paused_on=TODAY - DAY)
             for _ in range(4)]  # fmt: skip

    for day in range(ROUNDS):
        for person in Person.objects.filter(pk__in=[m.person_id for m in PairMember.objects.all()]):
            record_consent(person=person, kind="participation", signers=[person], by=None,
                           on=TODAY, signed_on=TODAY - (day + 2) * DAY)  # fmt: skip
        Pair.objects.update(paused_on=TODAY - DAY)
        together = threading.Barrier(WORKERS)
        tasks = [(together, pair, who) for pair in pairs for who in (True, False)]
        with ThreadPoolExecutor(WORKERS) as workers:
            list(workers.map(duel, tasks))

        active = Pair.objects.active(TODAY)
        assert [(gap.person.pk, gap.kind) for gap in missing_consents(active, TODAY)] == []
