"""What never breaks (engineering, section 4), asked of a school after every step of its life."""

import datetime
import hashlib
import io
import json
import re
from collections import defaultdict

from django.apps import apps
from django.db import models
from hypothesis.stateful import RuleBasedStateMachine, invariant
from pypdf import PdfReader

from mentoring.legal import missing_consents
from mentoring.models import Pair, PairMember
from people.models import Consent, Erasure, JournalEntry, Mentee, Mentor, Person, PositionPeriod
from people.names import normalise
from reports import doctor
from reports.indicators import figures
from reports.models import Document

DAY = datetime.timedelta(days=1)
ANNEX = re.compile(r"Приложение к приказу .*? от ([\d.]{10}) № ?(\S+)")
PAPERS = {"reports.documentfile", "reports.acquaintance"}  # what is registered keeps its names
WORDS = (models.CharField, models.TextField, models.JSONField)


LAWS = []


def law(function):
    """Ask this after every step; `broken` asks them all at once."""
    LAWS.append(function.__name__)
    return invariant()(function)


class Invariants(RuleBasedStateMachine):
    """The twelve laws; `wrong` holds what a step saw on its way, by the law it breaks."""

    def __init__(self):
        super().__init__()
        self.today, self.lines, self.annexed = datetime.date(2026, 9, 15), [], set()
        self.stored, self.erased, self.unread = {}, [], []
        self.wrong = defaultdict(list)

    @law
    def an_order_has_a_number_of_its_own(self):
        assert self._troubles("numbers") == []
        fields = ("organization", "series", "number_year", "number")
        numbers = list(Document.objects.registered().values_list(*fields))
        assert len(numbers) == len(set(numbers))

    @law
    def a_registered_paper_never_changes(self):
        registered = Document.objects.registered().select_related("file")
        found = {row.pk: hashlib.sha256(bytes(row.file.pdf)).hexdigest() for row in registered}
        assert found == self.stored

    @law
    def an_annex_carries_the_number_and_date_of_its_order(self):
        fresh = Document.objects.registered().exclude(pk__in=self.annexed).select_related("file")
        for order in fresh:
            pages = PdfReader(io.BytesIO(bytes(order.file.pdf))).pages
            text = " ".join(" ".join(page.extract_text() for page in pages).split())
            mark = ANNEX.search(text)
            assert mark and mark.groups() == (f"{order.registered_on:%d.%m.%Y}", order.number)
            self.annexed.add(order.pk)

    @law
    def an_active_pair_has_consents_and_an_order(self):
        active = Pair.objects.active(self.today)
        assert [(gap.person.pk, gap.kind) for gap in missing_consents(active, self.today)] == []
        assert not active.filter(basis="").exists()

    @law
    def a_minor_is_signed_for_by_the_right_people(self):
        assert self._troubles("minors") == []

    @law
    def members_have_their_days(self):
        spans = {}
        for row in PairMember.objects.filter(pair__organization=self.school):
            end = row.left_on or datetime.date.max
            assert row.joined_on <= end
            for begins, ends in spans.get((row.pair_id, row.person_id), ()):
                assert ends < row.joined_on or end < begins, "stands in a pair twice"
            spans.setdefault((row.pair_id, row.person_id), []).append((row.joined_on, end))

    @law
    def of_the_erased_a_stub_and_an_act_are_left(self):
        assert Erasure.objects.count() == len(self.erased)
        for key in self.erased:
            stub = Person.objects.get(pk=key)
            assert (stub.first_name, stub.birth_on, stub.phone) == ("", None, "")
            assert not PairMember.objects.filter(
                person=key, pair__closed_on=None, left_on=None
            ).exists()

    @law
    def no_word_names_the_erased(self):
        """Read every word of the house once after an erasure; registered papers stay."""
        names, self.unread = self.unread, []
        if names:  # whole words: «бюков иван» is no part of «абюков иван»
            named = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)")
            assert [where for where, text in _all_words() if named.search(text)] == []

    @law
    def a_table_is_loaded_whole_or_not_at_all(self):
        assert self.wrong["loading"] == []

    @law
    def what_is_sent_twice_counts_once(self):
        assert self.wrong["sending"] == []

    @law
    def everybody_stays_in_one_organization(self):
        assert self._troubles("owners") == self._troubles("members") == []
        seen = Person.objects.visible_to(self.curator)
        assert not seen.exclude(organization=self.school).exists()
        assert self.rows_of(self.other) == self.foreign

    @law
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

    @law
    def what_is_done_stands_in_the_journal(self):
        assert self.wrong["journal"] == []

    @law
    def what_is_refused_leaves_nothing(self):
        assert self.wrong["refusal"] == []

    @law
    def the_journal_only_grows(self):
        """Lines stay as they were written; whom they name may have been erased."""
        fields = ("pk", "at", "action", "subject_type", "subject_id", "text")
        lines = list(JournalEntry.objects.order_by("pk").values_list(*fields))
        assert lines[: len(self.lines)] == self.lines
        self.lines = lines

    def rows_of(self, organization):
        """Return all that the law is about, as the database has it."""
        tables = [
            (Person, "organization"), (PositionPeriod, "person__organization"),
            (Mentor, "person__organization"), (Mentee, "person__organization"),
            (Consent, "person__organization"), (Pair, "organization"),
            (PairMember, "pair__organization"), (Document, "organization"),
        ]  # fmt: skip
        return [list(model.objects.filter(**{path: organization}).order_by("pk").values_list())
                for model, path in tables]  # fmt: skip

    def holds(self, law, truth, what):
        """Keep what a step saw broken: the invariant of that law reports it."""
        if not truth:
            self.wrong[law].append(what)

    def _troubles(self, name):
        (check,) = [function for code, _, function in doctor.CHECKS if code == name]
        return list(check(self.today))


def names_of(person):
    """Return how words and search columns name somebody."""
    return [person.full_name, _plain(person.short_name), normalise(person.full_name)]


def broken(machine):
    """Return the names of the invariants that do not hold."""
    found = []
    for name in LAWS:
        try:
            getattr(machine, name)()
        except AssertionError:
            found.append(name)
    return found


def _all_words():
    """Yield (model, the words of a row) of the whole house, registered papers left out."""
    for model in apps.get_models():
        fields = [field.name for field in model._meta.concrete_fields if isinstance(field, WORDS)]
        if model._meta.label_lower in PAPERS or not fields:
            continue
        rows = model._base_manager.all()
        if model is Document:
            rows = rows.filter(sha256="")
        for row in rows.values_list(*fields):
            yield model._meta.label_lower, _plain(json.dumps(row, ensure_ascii=False))


def _plain(text):
    return text.replace("\u00a0", " ")
