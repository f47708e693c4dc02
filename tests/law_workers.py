"""A process of its own that takes steps of the law as its standard input tells it.

    work SEED        many steps drawn at random; answers how many were done
    withdraw PAIR    the mentee takes the consent back
    resume PAIR      the curator brings the pair to work
    leave            the end

Started by tests/mentoring/test_law_at_once.py with the address of its database.
"""

import datetime
import random
import sys

import django

django.setup()

from django.core.exceptions import ValidationError  # noqa: E402

from mentoring import actions  # noqa: E402
from mentoring.models import Pair, PairMember, Replacement  # noqa: E402
from people.actions import record_consent  # noqa: E402
from people.models import Person  # noqa: E402

STEPS = 12
TODAY = datetime.date(2026, 11, 23)
DAY = datetime.timedelta(days=1)


def withdraw(person):
    actions.withdraw(person, kinds=["participation"], withdrawn_on=TODAY, by=None, on=TODAY)


def sign(person, ago):
    record_consent(person=person, kind="participation", signers=[person], by=None, on=TODAY,
                   signed_on=TODAY - ago * DAY)  # fmt: skip


def confirm(pairs):
    actions.confirm(list(pairs), basis="приказ № 1", on=TODAY, by=None)


def resume(pair):
    actions.resume_pair(pair, on=TODAY, by=None)


def replace(member, successor):
    row = actions.prepare_replacement(member, reason="dismissal", effective_on=TODAY, on=TODAY,
                                      by=None)  # fmt: skip
    actions.choose_successor(row, person=successor, on=TODAY, by=None, limit_reason="x")
    row = Replacement.objects.select_related("leaving__pair", "successor").get(pk=row.pk)
    actions.complete_replacements([row], basis="приказ № 2", on=TODAY, by=None)


def work(seed):
    """Take random steps; return how many were done and not refused."""
    draw, done = random.Random(seed), 0

    def one(rows):
        return draw.choice(list(rows.order_by("pk")))

    steps = [
        lambda: withdraw(one(Person.objects)),
        lambda: sign(one(Person.objects), draw.randrange(1, 300)),
        lambda: sign(one(Person.objects), draw.randrange(1, 300)),
        lambda: confirm({one(Pair.objects) for _ in range(2)}),
        lambda: confirm({one(Pair.objects)}),
        lambda: resume(one(Pair.objects)),
        lambda: replace(one(PairMember.objects.filter(side="mentor", left_on=None)),
                        one(Person.objects)),
    ]  # fmt: skip
    for _ in range(STEPS):
        try:
            draw.choice(steps)()
            done += 1
        except ValidationError:
            pass
    return done


def attempt(step, *rows):
    """Take one step; return 1 when it was done, 0 when it was refused."""
    try:
        step(*rows)
    except ValidationError:
        return 0
    return 1


def main():
    print("ready", flush=True)
    for line in sys.stdin:
        word, _, number = line.strip().partition(" ")
        if word == "leave":
            return
        if word == "work":
            answer = work(int(number))
        elif word == "withdraw":
            mentee = PairMember.objects.select_related("person").get(pair=number, side="mentee")
            answer = attempt(withdraw, mentee.person)
        else:
            answer = attempt(resume, Pair.objects.get(pk=number))
        print(answer, flush=True)


if __name__ == "__main__":
    main()
