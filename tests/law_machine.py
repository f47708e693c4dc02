"""A year of a school drawn at random: consents, pairs, orders, birthdays, withdrawals, erasures.

Whatever is tried and refused, the invariants hold after every step. The short run is a test, the
long one scripts/fuzz_law.
"""

import datetime
import hashlib
import io
import re
from unittest import mock

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)
from pypdf import PdfReader

from mentoring import actions
from mentoring.legal import missing_consents
from mentoring.models import Attendance, Meeting, Pair, PairMember, Replacement, Side
from people.actions import confirm_people, record_consent, take_people
from people.actions.import_writing import Writing
from people.actions.imports import plan_of
from people.consent_gaps import signers_of
from people.import_plan import digest
from people.models import (
    Consent,
    Erasure,
    JournalEntry,
    Mentee,
    Mentor,
    Person,
    PositionPeriod,
)
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
        self.today, self.lines, self.stored, self.erased = datetime.date(2026, 9, 15), [], {}, []
        self.annexed, self.names = set(), 0

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
        self.foreign = self._rows_of(self.other)

    # what people do

    @rule()
    def a_teacher_comes(self):
        self._sign_all(self._teacher(self._new_name()))

    @rule(age=st.integers(11, 18), leap=st.booleans())
    def a_pupil_comes(self, age, leap):
        born = datetime.date(2012, 2, 29) if leap else self.today - age * 365 * DAY
        surname = self._new_name()
        child = make.make_pupil(self.school, birth_on=born, surname=surname)
        make.make_guardian(child, surname=f"{surname}а")
        self._sign_all(child)

    @rule(data=st.data(), kind=st.sampled_from(KINDS), ago=st.integers(0, 400))
    def somebody_signs(self, data, kind, ago):
        self._try(lambda: self._sign(self._person(data), kind, self.today - ago * DAY))

    @rule(data=st.data(), kind=st.sampled_from(KINDS), together=st.booleans())
    def whoever_comes_signs(self, data, kind, together):
        """The child alone, a stranger, both: only what the age demands is taken."""
        person = self._person(data)
        signers = [person, self._person(data)] if together else [person]
        self._try(lambda: record_consent(
            person=person, kind=kind, signed_on=self.today, signers=signers, by=self.curator,
            on=self.today,
        ))  # fmt: skip

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
        self._try(lambda: self._register([self._pair(data)], number))

    @rule(number=st.integers(1, 6))
    def two_come_to_work_by_an_order(self, number):
        """The whole way at once: step by step an order is seldom reached."""
        mentor, mentee = (self._teacher(self._new_name()) for _ in range(2))
        for person in (mentor, mentee):
            self._sign_all(person)
        pair = actions.form_pair(
            organization=self.school,
            year=2026,
            form=self.teachers,
            kind=self.kind,
            mentors=[mentor],
            mentees=[mentee],
            starts_on=self.today,
            ends_on=self.today + 250 * DAY,
            by=self.curator,
            on=self.today,
        )
        self._try(lambda: self._register([pair], number))

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
            again = actions.record_meeting(
                pair=pair, sending=meeting.sending, held_on=self.today, stage="working",
                minutes=90, topics=[], by=self.curator, on=self.today,
            )  # fmt: skip
            assert (again, Meeting.objects.get(pk=meeting.pk).minutes) == (meeting, 45)
            first = actions.answer(row, usefulness=9, comfort=9, goal="yes", message="да")
            assert (first, actions.answer(row, usefulness=1, comfort=1, goal="no")) == (True, False)

        self._try(meet)

    @rule(days=st.integers(1, 200))
    def days_pass(self, days):
        """Time alone ends consents; the daily command follows, twice on some days."""
        self.today += days * DAY
        actions.pause_unlawful(on=self.today)
        assert actions.pause_unlawful(on=self.today) == []

    @rule(n=st.integers(0, 10**6), breaks=st.booleans())
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
        before = self._rows_of(self.school)
        if breaks:
            with mock.patch.object(Writing, "_write_guardians", side_effect=IntegrityError):
                try:
                    self._load(rows)
                except (IntegrityError, ValidationError):
                    assert self._rows_of(self.school) == before
        self._try(lambda: self._load(rows))
        after = self._rows_of(self.school)
        self._try(lambda: self._load(rows))
        assert self._rows_of(self.school) == after

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
        fields = ("organization", "series", "number_year", "number")
        numbers = list(Document.objects.registered().values_list(*fields))
        assert len(numbers) == len(set(numbers))

    @invariant()
    def a_registered_paper_never_changes(self):
        registered = Document.objects.registered().select_related("file")
        found = {row.pk: hashlib.sha256(bytes(row.file.pdf)).hexdigest() for row in registered}
        assert found == self.stored

    @invariant()
    def an_annex_carries_the_number_and_date_of_its_order(self):
        fresh = Document.objects.registered().exclude(pk__in=self.annexed).select_related("file")
        for order in fresh:
            pages = PdfReader(io.BytesIO(bytes(order.file.pdf))).pages
            text = " ".join(" ".join(page.extract_text() for page in pages).split())
            mark = re.search(r"Приложение к приказу .*? от ([\d.]{10}) № ?(\S+)", text)
            assert mark and mark.groups() == (f"{order.registered_on:%d.%m.%Y}", order.number)
            self.annexed.add(order.pk)

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
        assert self._rows_of(self.other) == self.foreign

    @invariant()
    def figures_count_people_once(self):
        counted = figures(self.school, year=2026, on=self.today)
        fixed = PairMember.objects.filter(
            pair__organization=self.school, pair__year=2026, pair__confirmed_on__lte=self.today,
            joined_on__lte=self.today,
        )  # fmt: skip
        persons = {"mentor": set(), "mentee": set()}
        for row in fixed:
            persons[row.side].add(row.person_id)
        assert (counted.mentors, counted.mentees, counted.participants) == (
            len(persons["mentor"]), len(persons["mentee"]), len(set().union(*persons.values()))
        )  # fmt: skip

    @invariant()
    def the_journal_only_grows(self):
        """Lines stay as they were written; whom they name may have been erased."""
        fields = ("pk", "at", "action", "subject_type", "subject_id", "text")
        lines = list(JournalEntry.objects.order_by("pk").values_list(*fields))
        assert lines[: len(self.lines)] == self.lines
        self.lines = lines

    # how a step is made

    def _try(self, step):
        """Take a step: what it changes has its line in the journal; refused, it leaves nothing."""
        before, lines = self._rows_of(self.school), JournalEntry.objects.count()
        try:
            with transaction.atomic():
                step()
        except ValidationError:
            assert self._rows_of(self.school) == before
            assert JournalEntry.objects.count() == lines
        else:
            changed = self._rows_of(self.school) != before
            assert JournalEntry.objects.count() > lines or not changed

    def _register(self, pairs, number):
        order = papers.draft("order-pairs", pairs, by=self.curator, on=self.today)
        order = papers.register(order, number=f"{number}-ОД", dated=self.today, by=self.curator,
                                on=self.today)  # fmt: skip
        self.stored[order.pk] = order.sha256

    def _load(self, rows):
        upload = take_people(organization=self.school, year=2026, name="люди.xlsx", rows=rows,
                             by=self.curator)  # fmt: skip
        seen = digest(plan_of(upload, self.today))
        confirm_people(upload, seen=seen, by=self.curator, on=self.today)

    def _rows_of(self, organization):
        """Return all that the law is about, as the database has it."""
        tables = [
            (Person, "organization"), (PositionPeriod, "person__organization"),
            (Mentor, "person__organization"), (Mentee, "person__organization"),
            (Consent, "person__organization"), (Pair, "organization"),
            (PairMember, "pair__organization"), (Document, "organization"),
        ]  # fmt: skip
        return [list(model.objects.filter(**{path: organization}).order_by("pk").values_list())
                for model, path in tables]  # fmt: skip

    def _new_name(self):
        self.names += 1
        return _surname(self.names)

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
        """Draw somebody, every other time of those who work in a pair: there the law can break."""
        people = Person.objects.filter(organization=self.school)
        at_work = PairMember.objects.filter(
            pair__in=Pair.objects.active(self.today), pair__organization=self.school
        )
        busy = people.filter(pk__in=at_work.values("person"))
        return self._one(data, busy if data.draw(st.booleans()) and busy.exists() else people)

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
