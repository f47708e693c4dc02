"""A year of a school drawn at random: consents, pairs, orders, birthdays, withdrawals, erasures.

Whatever is tried and refused, the invariants hold after every step. The short run is a test, the
long one scripts/fuzz_law.
"""

import datetime
import hashlib

from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from mentoring import actions
from mentoring.legal import missing_consents
from mentoring.models import Attendance, Pair, PairMember, Replacement, Side
from people.actions import record_consent
from people.consent_gaps import signers_of
from people.models import Consent, Erasure, JournalEntry, Person
from reports import actions as papers
from reports import doctor
from reports.indicators import figures
from reports.models import Document
from tests import factories as make

DAY = datetime.timedelta(days=1)
KINDS = ["personal_data", "participation", "dissemination", "image"]
LETTERS = "абвгдежзиклмнопрст"


class LawMachine(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        self.around = transaction.atomic()
        self.around.__enter__()
        self.today, self.lines, self.stored, self.erased = datetime.date(2026, 9, 15), 0, {}, []

    def teardown(self):
        transaction.set_rollback(True)
        self.around.__exit__(None, None, None)

    @initialize()
    def found_a_school(self):
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
        self.settled = 0

    # what people do

    @rule(n=st.integers(0, 10**6))
    def a_teacher_comes(self, n):
        self._sign_all(self._teacher(_surname(n)))

    @rule(n=st.integers(0, 10**6), age=st.integers(11, 18), leap=st.booleans())
    def a_pupil_comes(self, n, age, leap):
        born = datetime.date(2012, 2, 29) if leap else self.today - age * 365 * DAY
        child = make.make_pupil(self.school, birth_on=born, surname=_surname(n))
        make.make_guardian(child, surname=_surname(n) + "а")
        self._sign_all(child)

    @rule(data=st.data(), kind=st.sampled_from(KINDS), ago=st.integers(0, 400))
    def somebody_signs(self, data, kind, ago):
        self._try(lambda: self._sign(self._person(data), kind, self.today - ago * DAY))

    @rule(data=st.data(), n=st.integers(1, 2), to_pupils=st.booleans())
    def a_pair_is_formed(self, data, n, to_pupils):
        mentees = [self._person(data) for _ in range(n)]
        self._try(lambda: actions.form_pair(
            organization=self.school, year=2026, form=self.pupils if to_pupils else self.teachers,
            kind=self.kind, mentors=[self._person(data)], mentees=mentees, starts_on=self.today,
            ends_on=self.today + 250 * DAY, by=self.curator, on=self.today, limit_reason="решено",
        ))  # fmt: skip

    @rule(data=st.data(), number=st.integers(1, 6))
    def an_order_fixes_pairs(self, data, number):
        pairs = [self._pair(data)]

        def register():
            order = papers.draft("order-pairs", pairs, by=self.curator, on=self.today)
            order = papers.register(order, number=f"{number}-ОД", dated=self.today,
                                    by=self.curator, on=self.today)  # fmt: skip
            self.stored[order.pk] = order.sha256

        self._try(register)

    @rule(data=st.data(), n=st.integers(1, 10**6))
    def an_order_of_paper_fixes_pairs(self, data, n):
        self._try(lambda: actions.confirm(
            [self._pair(data)], basis=f"приказ № {n}", on=self.today, by=self.curator
        ))  # fmt: skip

    @rule(data=st.data(), kinds=st.sets(st.sampled_from(KINDS), min_size=1),
          ago=st.integers(-1, 30))  # fmt: skip
    def a_consent_is_withdrawn(self, data, kinds, ago):
        self._try(lambda: actions.withdraw(
            self._person(data), kinds=kinds, withdrawn_on=self.today - ago * DAY, way="letter",
            by=self.curator, on=self.today,
        ))  # fmt: skip

    @rule(data=st.data())
    def a_pair_pauses(self, data):
        self._try(lambda: actions.pause_pair(self._pair(data), on=self.today, by=self.curator))

    @rule(data=st.data())
    def a_pair_resumes(self, data):
        self._try(lambda: actions.resume_pair(self._pair(data), on=self.today, by=self.curator))

    @rule(data=st.data(), closing=st.sampled_from(["completed", "ended_early", "cancelled"]))
    def a_pair_closes(self, data, closing):
        self._try(lambda: actions.close_pair(
            self._pair(data), closing=closing, reason="решено", on=self.today, by=self.curator
        ))  # fmt: skip

    @rule(data=st.data(), days=st.integers(-3, 60))
    def somebody_joins(self, data, days):
        self._try(lambda: actions.join_pair(
            self._pair(data), persons=[self._person(data)], joined_on=self.today + days * DAY,
            on=self.today, by=self.curator, limit_reason="решено",
        ))  # fmt: skip

    @rule(data=st.data(), days=st.integers(-3, 60))
    def somebody_leaves(self, data, days):
        member = self._one(data, PairMember.objects.filter(pair__organization=self.school))
        self._try(lambda: actions.leave_pair(
            member, left_on=self.today + days * DAY, reason="решено", on=self.today,
            by=self.curator,
        ))  # fmt: skip

    @rule(data=st.data(), days=st.integers(0, 30))
    def a_mentor_is_replaced(self, data, days):
        mentors = PairMember.objects.filter(pair__organization=self.school, side=Side.MENTOR)
        member, successor = self._one(data, mentors), self._person(data)
        first = self.today + days * DAY

        def replace():
            row = actions.prepare_replacement(
                member, reason="dismissal", effective_on=first, on=self.today, by=self.curator
            )
            row = actions.choose_successor(row, person=successor, on=self.today,
                                           by=self.curator, limit_reason="решено")  # fmt: skip
            actions.complete_replacements(
                [Replacement.objects.select_related("leaving__pair").get(pk=row.pk)],
                basis="приказ № 7", on=self.today, by=self.curator,
            )  # fmt: skip

        self._try(replace)

    @rule(data=st.data())
    def they_meet_and_answer_twice(self, data):
        pair = self._pair(data)

        def meet():
            meeting = actions.record_meeting(
                pair=pair, sending=data.draw(st.uuids()), held_on=self.today, stage="working",
                minutes=45, topics=[], by=self.curator, on=self.today,
                note=f"Был {pair.mentees[0].person.short_name}",
            )  # fmt: skip
            row = Attendance.objects.filter(meeting=meeting).first()
            first = actions.answer(row, usefulness=9, comfort=9, goal="yes", message="да")
            assert (first, actions.answer(row, usefulness=1, comfort=1, goal="no")) == (True, False)

        self._try(meet)

    @rule(days=st.integers(1, 200))
    def days_pass(self, days):
        """Time alone ends consents; the daily command follows, twice on some days."""
        self.today += days * DAY
        actions.pause_unlawful(on=self.today)
        assert actions.pause_unlawful(on=self.today) == []
        self.lines = JournalEntry.objects.count()

    @precondition(lambda self: len(self.erased) < 6)
    @rule(data=st.data(), wrong=st.booleans(), ground=st.sampled_from(["purpose", "withdrawal"]))
    def somebody_is_erased(self, data, wrong, ground):
        person = self._person(data)
        surname = "нет" if wrong else person.surname

        def erase():
            actions.erase(person, surname=surname, ground=ground, by=self.curator, on=self.today)
            self.erased.append((person.pk, person.short_name))

        self._try(erase)

    # what never breaks (engineering, section 4)

    @invariant()
    def an_order_has_a_number_of_its_own(self):
        assert self._troubles("numbers") == []

    @invariant()
    def a_registered_paper_never_changes(self):
        registered = Document.objects.registered().select_related("file")
        found = {row.pk: hashlib.sha256(bytes(row.file.pdf)).hexdigest() for row in registered}
        assert found == self.stored

    @invariant()
    def an_active_pair_has_consents_and_an_order(self):
        active = Pair.objects.active(self.today)
        assert [(gap.person.pk, gap.kind) for gap in missing_consents(active, self.today)] == []
        assert not active.filter(basis="").exists()

    @invariant()
    def a_minor_is_signed_for_by_somebody_else(self):
        assert self._troubles("minors") == []

    @invariant()
    def members_have_their_days(self):
        spans = {}
        for row in PairMember.objects.filter(pair__organization=self.school):
            end = row.left_on or datetime.date.max
            assert row.joined_on <= end
            for side, begins, ends in spans.get((row.pair_id, row.person_id), ()):
                assert ends < row.joined_on or end < begins, "stands in a pair twice"
                assert side
            spans.setdefault((row.pair_id, row.person_id), []).append(
                (row.side, row.joined_on, end)
            )

    @invariant()
    def of_the_erased_a_stub_and_an_act_are_left(self):
        assert Erasure.objects.count() == len(self.erased)
        for key, short_name in self.erased:
            stub = Person.objects.get(pk=key)
            assert (stub.first_name, stub.birth_on, stub.phone) == ("", None, "")
            named = Pair.objects.filter(meetings__note__contains=short_name)
            assert not named.filter(members__person=key).exists()
            assert not PairMember.objects.filter(
                person=key, pair__closed_on=None, left_on=None
            ).exists()

    @invariant()
    def everybody_stays_in_one_organization(self):
        assert self._troubles("owners") == self._troubles("members") == []
        seen = Person.objects.visible_to(self.curator)
        assert not seen.exclude(organization=self.school).exists()

    @invariant()
    def figures_count_people_once(self):
        counted = figures(self.school, year=2026, on=self.today)
        fixed = PairMember.objects.filter(
            pair__organization=self.school, pair__year=2026, pair__confirmed_on__lte=self.today,
            joined_on__lte=self.today,
        )  # fmt: skip
        assert counted.participants <= len({row.person_id for row in fixed} | {0})

    @invariant()
    def the_journal_only_grows(self):
        count = JournalEntry.objects.count()
        assert count >= self.lines
        self.lines = count

    # how a step is made

    def _try(self, step):
        """Take a step: it leaves a line in the journal, or is refused and leaves nothing."""
        before = JournalEntry.objects.count(), Consent.objects.count()
        try:
            with transaction.atomic():
                step()
        except ValidationError:
            assert (JournalEntry.objects.count(), Consent.objects.count()) == before

    def _teacher(self, surname):
        return make.make_person(self.school, post="учитель", surname=surname)

    def _sign_all(self, person):
        for kind in KINDS[:2]:
            self._try(lambda kind=kind: self._sign(person, kind, self.today))

    def _sign(self, person, kind, day):
        guardian = person.guardians.first()
        signers = {"self": person, "guardian": guardian and guardian.adult}
        wanted = [signers[who] for who in signers_of(person, max(day, person.birth_on or day))]
        record_consent(person=person, kind=kind, signed_on=day,
                       signers=[signer for signer in wanted if signer], by=self.curator,
                       on=self.today)  # fmt: skip

    def _person(self, data):
        return self._one(data, Person.objects.filter(organization=self.school))

    def _pair(self, data):
        own = Pair.objects.filter(organization=self.school)
        if not own.exists():
            first, second = list(Person.objects.filter(surname__in=["Амосов", "Бутов"]))[:2] or (
                self._teacher("Власов"), self._teacher("Гусев"))  # fmt: skip
            make.make_pair(self.school, first, [second], form=self.teachers, kind=self.kind)
        return self._one(data, own.with_people().select_related("organization"))

    def _one(self, data, rows):
        keys = list(rows.order_by("pk").values_list("pk", flat=True))
        if not keys:
            self._pair(data)
            keys = list(rows.order_by("pk").values_list("pk", flat=True))
        return rows.get(pk=keys[data.draw(st.integers(0, 99)) % len(keys)])

    def _troubles(self, name):
        (check,) = [function for code, _, function in doctor.CHECKS if code == name]
        return list(check(self.today))


def _surname(n):
    """Return a surname nobody else has."""
    text = ""
    while True:
        n, letter = divmod(n, len(LETTERS))
        text += LETTERS[letter]
        if not n:
            return f"{text.capitalize()}юков"
