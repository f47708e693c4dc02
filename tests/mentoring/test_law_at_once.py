"""Eight processes at once withdraw, sign, confirm, resume and replace: no invariant breaks."""

import contextlib
import datetime
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from mentoring.models import Pair, PairMember
from people.actions import record_consent
from people.models import JournalEntry, Person
from reports import doctor
from tests import factories as make
from tests.factories import TODAY

ROOT = Path(__file__).resolve().parents[2]
WORKERS, ROUNDS = 8, 6
DAY = datetime.timedelta(days=1)
LAWS = ("active_pairs", "minors", "members", "owners", "numbers")


def address():
    """Return what DATABASE_URL says of the database this test stands in."""
    known = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{known['NAME']}"
    password = f":{known['PASSWORD']}" if known["PASSWORD"] else ""
    host = f"{known['HOST'] or '127.0.0.1'}:{known['PORT'] or 5432}"
    return f"postgres://{known['USER']}{password}@{host}/{known['NAME']}"


@contextlib.contextmanager
def workers(folder):
    """Start the processes and yield a function that tells each its line, all of them at once."""
    environment = os.environ | {"DATABASE_URL": address(), "DATA_DIR": str(folder)}
    crew = [
        subprocess.Popen([sys.executable, "-m", "tests.law_workers"], cwd=ROOT, env=environment,
                         stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(WORKERS)
    ]  # fmt: skip

    def tell(lines):
        for worker, line in zip(crew, lines, strict=True):
            worker.stdin.write(f"{line}\n")
            worker.stdin.flush()
        return [int(worker.stdout.readline()) for worker in crew]

    try:
        assert [worker.stdout.readline() for worker in crew] == ["ready\n"] * WORKERS
        yield tell
        for worker in crew:
            worker.communicate("leave\n")
        assert [worker.returncode for worker in crew] == [0] * WORKERS
    finally:
        for worker in crew:
            worker.kill()
            worker.communicate()


def broken():
    """Return every sentence of the doctor about the law."""
    return [trouble for code, _, check in doctor.CHECKS if code in LAWS for trouble in check(TODAY)]


@pytest.mark.django_db(transaction=True)
def test_no_invariant_breaks_when_all_act_at_once(database_file, guards_off_at_the_end, tmp_path):
    school, form, kind = make.make_organization(), make.make_form(), make.make_kind()
    people = [make.make_person(school, post="учитель") for _ in range(6)]
    make.make_all_consents(*people)
    for number in range(8):
        mentor, mentee = people[number % 6], people[(number * 2 + 1) % 6]
        if mentor != mentee:
            make.make_pair(school, mentor, [mentee], form=form, kind=kind)

    with workers(tmp_path) as tell:
        done = tell([f"work {seed}" for seed in range(WORKERS)])

    assert broken() == []
    assert JournalEntry.objects.count() >= sum(done) > WORKERS


@pytest.mark.django_db(transaction=True)
def test_nobody_is_brought_to_work_while_the_consent_ends(
    database_file, guards_off_at_the_end, tmp_path
):
    school, form, kind = make.make_organization(), make.make_form(), make.make_kind()
    pairs = [make.make_pair(school, form=form, kind=kind, active=True, paused_on=TODAY - DAY)
             for _ in range(WORKERS // 2)]  # fmt: skip
    people = Person.objects.filter(pk__in=PairMember.objects.values("person"))

    with workers(tmp_path) as tell:
        for day in range(ROUNDS):
            for person in people:
                record_consent(person=person, kind="participation", signers=[person], by=None,
                               on=TODAY, signed_on=TODAY - (day + 2) * DAY)  # fmt: skip
            Pair.objects.update(paused_on=TODAY - DAY)

            tell([f"{step} {pair.pk}" for pair in pairs for step in ("withdraw", "resume")])

            assert broken() == []
