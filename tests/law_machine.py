"""A year of a school drawn at random: consents, pairs, orders, birthdays, withdrawals, erasures.

Whatever is tried and refused, the invariants (tests/law_invariants.py) hold after every step. The
short run is a test, the long one scripts/fuzz_law.
"""

import inspect
import itertools
from unittest import mock

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule

from mentoring import actions
from mentoring.models import Attendance, Meeting, Pair, PairMember, Replacement, Side
from people import actions as people
from people.actions.import_writing import Writing
from people.consent_gaps import has_withdrawn, signers_of
from people.import_plan import digest
from people.models import JournalEntry, Person
from people.years import last_day
from reports import actions as papers
from tests import factories as make
from tests.law_invariants import DAY, Invariants, names_of

KINDS = ["personal_data", "participation", "dissemination", "image"]
LETTERS = "абвгдежзиклмнопрст"
WRITERS = ["_write_new", "_write_posts", "_write_guardians", "_write_distinctions"]
STEPS = []


def step(weight=1, **drawn):
    """Let this happen so many times as often as other steps, with arguments so drawn."""

    def keep(function):
        STEPS.extend([function.__name__] * weight)
        function.drawn = drawn
        return function

    return keep


class LawMachine(Invariants):
    def __init__(self):
        super().__init__()
        self.around = transaction.atomic()
        self.around.__enter__()
        self.names, self.spoken = 0, set()

    def teardown(self):
        transaction.set_rollback(True)
        self.around.__exit__(None, None, None)

    @initialize()
    def found_a_school(self):
        make._numbers = itertools.count(100_000)  # the same steps once more make the same people
        self.school, self.other = make.make_organization(), make.make_organization()
        make.make_head(self.school)
        self.curator = make.make_user("curator", self.school, "curator")
        self.teachers = make.make_form()
        self.pupils = make.make_form(mentee_is_learner=True)
        self.kind = make.make_kind()
        make.make_pair(self.other, active=True)
        first, second = (self._teacher(surname) for surname in ("Амосов", "Бутов"))
        make.make_pair(self.school, first, [second], form=self.teachers, kind=self.kind,
                       active=True)  # fmt: skip
        self.foreign = self.rows_of(self.other)

    @step(signs=st.integers(0, 2))
    def a_teacher_comes(self, signs):
        self._sign_all(self._teacher(self._new_name()), signs)

    @step(age=st.integers(11, 18), leap=st.booleans(), signs=st.integers(0, 2))
    def a_pupil_comes(self, age, leap, signs):
        born = self.today.replace(year=2012, month=2, day=29) if leap else (
            self.today - age * 365 * DAY)  # fmt: skip
        surname = self._new_name()
        child = make.make_pupil(self.school, birth_on=born, surname=surname)
        make.make_guardian(child, surname=f"{surname}а")
        self._sign_all(child, signs)

    @step(kind=st.sampled_from(KINDS), ago=st.integers(0, 400))
    def somebody_signs(self, data, kind, ago):
        self.attempt(lambda: self._sign(self._person(data), kind, self.today - ago * DAY))

    @step(
        2,
        kind=st.sampled_from(KINDS),
        who=st.sampled_from(["self", "both", "x"]),
        child=st.booleans(),
    )
    def whoever_comes_signs(self, data, kind, who, child):
        """The child alone, a stranger, both: only what the age demands is taken."""
        pupils = Person.objects.filter(organization=self.school, kind="pupil")
        person = self._one(data, pupils) if child and pupils.exists() else self._person(data)
        others = [] if who == "self" else [self._person(data)]
        signers = others if who == "x" else [person, *others]
        self.attempt(lambda: people.record_consent(
            person=person, kind=kind, signed_on=self.today, signers=signers, by=self.curator,
            on=self.today,
        ))  # fmt: skip

    @step(n=st.integers(1, 2), to_pupils=st.booleans(), stranger=st.booleans())
    def a_pair_is_formed(self, data, n, to_pupils, stranger):
        mentees = [self._anybody(data, stranger) for _ in range(n)]
        form = self.pupils if to_pupils else self.teachers
        self.attempt(lambda: self._form(form, self._person(data), mentees))

    @step(number=st.integers(1, 6), waits=st.booleans())
    def an_order_fixes_pairs(self, data, number, waits):
        self.register([self._pair(data, waits)], number)

    @step(3, number=st.integers(1, 6), signs=st.integers(0, 2), gap=st.booleans())
    def two_come_to_work_by_an_order(self, number, signs, gap):
        """The whole way at once: step by step an order is seldom reached."""
        mentor, mentee = (self._teacher(self._new_name()) for _ in range(2))
        self._sign_all(mentor)
        self._sign_all(mentee, signs if gap else 2)
        pair = self._form(self.teachers, mentor, [mentee])
        self.register([pair], number)

    @step(n=st.integers(1, 10**6), waits=st.booleans())
    def an_order_of_paper_fixes_pairs(self, data, n, waits):
        self.attempt(lambda: actions.confirm(
            [self._pair(data, waits)], basis=f"приказ № {n}", on=self.today, by=self.curator
        ))  # fmt: skip

    @step(2, kinds=st.sets(st.sampled_from(KINDS), min_size=1), ago=st.integers(-1, 30))
    def a_consent_is_withdrawn(self, data, kinds, ago):
        self.attempt(lambda: actions.withdraw(
            self._person(data), kinds=kinds, withdrawn_on=self.today - ago * DAY, way="letter",
            by=self.curator, on=self.today,
        ))  # fmt: skip

    @step()
    def a_pair_pauses(self, data):
        self.attempt(lambda: actions.pause_pair(self._pair(data), on=self.today, by=self.curator))

    @step()
    def a_pair_resumes(self, data):
        self.attempt(lambda: actions.resume_pair(self._pair(data), on=self.today, by=self.curator))

    @step(closing=st.sampled_from(["completed", "ended_early", "cancelled"]))
    def a_pair_closes(self, data, closing):
        self.attempt(lambda: actions.close_pair(
            self._pair(data), closing=closing, reason=self._words(data), on=self.today,
            by=self.curator,
        ))  # fmt: skip

    @step(2, days=st.integers(-3, 60), stranger=st.booleans(), back=st.booleans())
    def somebody_joins(self, data, days, stranger, back):
        pair = self._pair(data)
        left = Person.objects.filter(pk__in=pair.members.exclude(left_on=None).values("person"))
        person = self._one(data, left) if back and left else self._anybody(data, stranger)
        self.attempt(lambda: actions.join_pair(
            pair, persons=[person], joined_on=self.today + days * DAY, on=self.today,
            by=self.curator, limit_reason=self._words(data),
        ))  # fmt: skip

    @step(days=st.integers(-3, 60))
    def somebody_leaves(self, data, days):
        member = self._one(data, PairMember.objects.filter(pair__organization=self.school))
        self.attempt(lambda: actions.leave_pair(
            member, left_on=self.today + days * DAY, reason=self._words(data), on=self.today,
            by=self.curator,
        ))  # fmt: skip

    @step(days=st.integers(0, 30), stranger=st.booleans())
    def a_mentor_is_replaced(self, data, days, stranger):
        mentors = PairMember.objects.filter(pair__organization=self.school, side=Side.MENTOR)
        member, successor = self._one(data, mentors), self._anybody(data, stranger)
        said = self._words(data)

        @transaction.atomic
        def replace():
            row = actions.prepare_replacement(
                member, reason="dismissal", details=said, effective_on=self.today + days * DAY,
                on=self.today, by=self.curator,
            )  # fmt: skip
            row = actions.choose_successor(row, person=successor, on=self.today,
                                           by=self.curator, limit_reason=said)  # fmt: skip
            actions.complete_replacements(
                [Replacement.objects.select_related("leaving__pair").get(pk=row.pk)],
                basis="приказ № 7", on=self.today, by=self.curator,
            )  # fmt: skip

        self.attempt(replace)

    @step(2)
    def they_meet_and_answer_twice(self, data):
        pair, sending, note = self._pair(data), data.draw(st.uuids()), self._words(data)
        self.attempt(lambda: self.meet(pair, sending, note))

    @step(days=st.integers(1, 120))
    def days_pass(self, days):
        """Time alone ends consents; the daily command follows, twice on some days."""
        self.today += days * DAY
        actions.pause_unlawful(on=self.today)
        self.holds("sending", actions.pause_unlawful(on=self.today) == [], "paused twice")

    @step(2, n=st.integers(0, 10**6), breaks=st.sampled_from(["", *WRITERS]))
    def a_table_of_people_is_loaded(self, n, breaks):
        """All of it or nothing; the same file once more changes nothing."""
        rows = [
            {"row": row, "refusals": [], "values": {
                "surname": _surname(n + row), "first_name": "Анна", "patronymic": "Львовна",
                "gender": "f", "kind": "employee", "birth_on": "1980-02-29", "post": "учитель",
                "roles": ["mentor", "mentee"][: row % 3],
            }}
            for row in range(2, 5)
        ]  # fmt: skip
        before = self.rows_of(self.school)
        if breaks:
            with mock.patch.object(Writing, breaks, side_effect=IntegrityError("disk full")):
                try:
                    self._load(rows)
                except (IntegrityError, ValidationError):
                    self.holds("loading", self.rows_of(self.school) == before, breaks)
        self.attempt(lambda: self._load(rows))
        after = self.rows_of(self.school)
        self.attempt(lambda: self._load(rows))
        self.holds("loading", self.rows_of(self.school) == after, "the same file changed rows")

    @step(2, slip=st.integers(0, 5), withdrawn=st.booleans(), spoken=st.integers(0, 3))
    def somebody_is_erased(self, data, slip, withdrawn, spoken):
        """Mostly somebody whom words name: that is what is easily forgotten."""
        named = Person.objects.filter(pk__in=self.spoken, erased_on=None).exclude(
            pk__in=PairMember.objects.filter(left_on=None, pair__closed_on=None).values("person")
        )
        person = self._one(data, named) if spoken and named.exists() else self._person(data)
        surname = "нет" if not slip or len(self.erased) > 5 else person.surname
        ground = "withdrawal" if withdrawn and has_withdrawn(person, self.today) else "purpose"
        self.attempt(lambda: self.erase(person, surname, ground))

    @rule(data=st.data(), name=st.sampled_from(STEPS))
    def something_happens(self, data, name):
        """One rule draws all steps: of many rules Hypothesis leaves most out of a run."""
        happens = getattr(self, name)
        arguments = {key: data.draw(drawn, key) for key, drawn in happens.drawn.items()}
        wants_data = "data" in inspect.signature(happens).parameters
        happens(*([data] if wants_data else []), **arguments)

    def attempt(self, step):
        """Take a step: what it changes has its line in the journal; refused, it leaves nothing.

        No transaction is opened here: the step has its own, or it shows.
        """
        before, lines = self.rows_of(self.school), JournalEntry.objects.count()
        try:
            step()
        except ValidationError:
            same = self.rows_of(self.school) == before and JournalEntry.objects.count() == lines
            self.holds("refusal", same, "a refusal left rows")
        else:
            changed = self.rows_of(self.school) != before
            self.holds("journal", JournalEntry.objects.count() > lines or not changed, "no line")

    def register(self, pairs, number):
        """Draft an order on the pairs and give it the number."""
        drafts = []
        self.attempt(lambda: drafts.append(
            papers.draft("order-pairs", pairs, by=self.curator, on=self.today)
        ))  # fmt: skip
        for order in drafts:
            self.attempt(lambda order=order: self._keep(papers.register(
                order, number=f"{number}-ОД", dated=self.today, by=self.curator, on=self.today
            )))  # fmt: skip

    def _keep(self, order):
        self.stored[order.pk] = order.sha256

    @transaction.atomic
    def meet(self, pair, sending, note):
        """Record a meeting and its answer, each sent twice."""
        told = {"pair": pair, "sending": sending, "held_on": self.today, "stage": "working",
                "topics": [], "by": self.curator, "on": self.today}  # fmt: skip
        meeting = actions.record_meeting(minutes=45, note=note, **told)
        again = actions.record_meeting(minutes=90, **told)
        kept = Meeting.objects.get(pk=meeting.pk).minutes
        self.holds("sending", (again, kept) == (meeting, 45), "a meeting sent twice")
        row = Attendance.objects.filter(meeting=meeting).first()
        actions.answer(row, usefulness=9, comfort=9, goal="yes", message=note)
        actions.answer(row, usefulness=1, comfort=1, goal="no")
        row.refresh_from_db()
        self.holds("sending", row.usefulness == 9, "an answer sent twice")

    def erase(self, person, surname, ground):
        actions.erase(person, surname=surname, ground=ground, by=self.curator, on=self.today)
        self.erased.append(person.pk)
        self.unread += names_of(person)

    def _form(self, form, mentor, mentees):
        return actions.form_pair(
            organization=self.school, year=2026, form=form, kind=self.kind, mentors=[mentor],
            mentees=mentees, starts_on=min(self.today, last_day(2026)),
            ends_on=self.today + 250 * DAY,
            by=self.curator, on=self.today, limit_reason="решено",
        )  # fmt: skip

    def _load(self, rows):
        upload = people.take_people(organization=self.school, year=2026, name="люди.xlsx",
                                    rows=rows, by=self.curator)  # fmt: skip
        seen = digest(people.plan_of(upload, self.today))
        people.confirm_people(upload, seen=seen, by=self.curator, on=self.today)

    def _new_name(self):
        self.names += 1
        return _surname(self.names)

    def _teacher(self, surname):
        return make.make_person(self.school, post="учитель", surname=surname)

    def _sign_all(self, person, n=2):
        for kind in KINDS[:n]:
            self.attempt(lambda kind=kind: self._sign(person, kind, self.today))

    def _sign(self, person, kind, day):
        guardian = person.guardians.first()
        signers = {"self": person, "guardian": guardian and guardian.adult}
        wanted = [signers[who] for who in signers_of(person, max(day, person.birth_on or day))]
        people.record_consent(person=person, kind=kind, signed_on=day,
                              signers=[signer for signer in wanted if signer], by=self.curator,
                              on=self.today)  # fmt: skip

    def _words(self, data):
        """Say something about somebody, who need not be there."""
        person = self._person(data)
        self.spoken.add(person.pk)
        return f"Решено, это видел(а) {person.short_name}."

    def _anybody(self, data, stranger):
        """Draw one of ours; one time in four of the other school, whom nothing may take in."""
        if stranger and data.draw(st.booleans()):
            return self._one(data, Person.objects.filter(organization=self.other))
        return self._person(data)

    def _person(self, data):
        """Draw somebody, every other time of those who work in a pair: there the law can break."""
        everybody = Person.objects.filter(organization=self.school)
        at_work = PairMember.objects.filter(
            pair__in=Pair.objects.active(self.today), pair__organization=self.school
        )
        busy = everybody.filter(pk__in=at_work.values("person"))
        return self._one(data, busy if data.draw(st.booleans()) and busy.exists() else everybody)

    def _pair(self, data, waits=False):
        own = Pair.objects.filter(organization=self.school).with_people()
        own = own.select_related("organization")
        waiting = own.awaiting_order()
        return self._one(data, waiting if waits and waiting.exists() else own)

    def _one(self, data, rows):
        keys = list(rows.order_by("pk").values_list("pk", flat=True))
        return rows.get(pk=keys[data.draw(st.integers(0, 99)) % len(keys)])


def _surname(n):
    """Return a surname nobody else has."""
    text = ""
    while True:
        n, letter = divmod(n, len(LETTERS))
        text += LETTERS[letter]
        if not n:
            return f"{text.capitalize()}юков"
