"""The demo: five organizations alive in every state, the same after a second run."""

import datetime
import re
from contextlib import suppress

import pytest
from django.apps import apps
from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Concat
from django.utils import timezone
from django.utils.html import strip_tags

from mentoring.models import Pair, PairState, SignalMark, Verdict
from people.history import lines_about
from people.models import Organization, User
from reports import demo
from reports.actions import page_of, pdf_of
from reports.agenda import agenda
from reports.doctor import examine
from reports.documents import KINDS, WrongSubject, kinds_for
from reports.models import Document
from reports.pdf import render_pdf
from roadmaps.models import Evidence, EvidenceKind, Roadmap
from roadmaps.overview import course
from tests.reports.papers import outside

TODAY = datetime.date(2026, 11, 21)


@pytest.fixture(scope="module")
def filled_once(django_db_setup, django_db_blocker):
    """The demo in an open transaction round all tests of this module; each is a savepoint in it."""
    with django_db_blocker.unblock(), transaction.atomic():
        assert demo.fill(on=TODAY) is True
        yield
        transaction.set_rollback(True)


@pytest.fixture
def filled(filled_once, db):
    return None


def counted():
    models = [m for app in ("people", "mentoring", "roadmaps", "reports")
              for m in apps.get_app_config(app).get_models()]  # fmt: skip
    return {model._meta.label: model.objects.count() for model in models}


def test_the_second_run_changes_nothing(filled):
    before = counted()

    assert demo.fill(on=TODAY) is False
    assert counted() == before


def test_the_five_organizations_have_their_codes(filled):
    town = Organization.objects.get(code="municipality")

    assert set(Organization.objects.filter(parent=town).values_list("code", flat=True)) == {
        "school-4", "rural-school", "kindergarten-5", "additional-education",
    }  # fmt: skip


def test_there_is_an_account_for_each_role(filled):
    roles = {role for role, _, _ in demo.accounts()}

    assert roles == {"администратор", "куратор", "директор", "наставник", "муниципальный куратор",
                     "педагог-психолог"}  # fmt: skip
    assert all(User.objects.get(username=login).check_password(demo.PASSWORD)
               for _, login, _ in demo.accounts())  # fmt: skip


def test_a_site_without_the_demo_prints_no_accounts(filled):
    User.objects.all().update(username=Concat("username", Value("-x")))

    assert demo.accounts() == []


def test_pairs_are_in_every_state_the_pages_know(filled):
    states = {pair.state(TODAY).value for pair in Pair.objects.all()}

    assert states == set(PairState.values)


def test_orders_wait_and_are_registered_everywhere(filled):
    assert {document.state.value for document in Document.objects.all()} == {
        "draft",
        "waiting",
        "registered",
        "changed",
    }
    waiting = set(Document.objects.waiting().values_list("organization__code", flat=True))
    assert waiting == {"school-4", "rural-school", "kindergarten-5", "additional-education"}


def test_the_curators_day_is_full(filled):
    found = agenda(Organization.objects.get(code="school-4"), year=2026, on=TODAY)

    assert found.is_started
    assert found.overdue and found.soon and found.done
    assert any(row.missing for row in found.lacking) and any(row.ending for row in found.lacking)
    assert found.silent and found.waiting


def test_signals_of_autumn_were_closed_as_right_and_as_false(filled):
    closed = SignalMark.objects.filter(pair__organization__code="school-4")

    for rule in ("concern", "feedback"):
        verdicts = set(closed.filter(rule=rule).values_list("verdict", flat=True))
        assert verdicts == {Verdict.PROBLEM, Verdict.FALSE_ALARM}, rule


def test_every_kind_of_paper_has_somebody_to_be_printed_for(filled):
    lonely = []
    for kind in KINDS.values():
        rows = (
            Document.objects.filter(kind=kind.code)
            if kind.draftable
            else kind.subject.objects.all()
        )
        if not any(kind.draftable or kind in kinds_for(row, on=TODAY) for row in rows):
            lonely.append(kind.code)

    assert lonely == []


def pages_of(kind, rows):
    """Yield the pages of the first two rows that have something to print."""
    found = 0
    for row in rows:
        if found < 2:
            with suppress(WrongSubject):
                yield kind.render(kind.collect(row, on=TODAY))
                found += 1


@pytest.mark.parametrize("code", sorted(KINDS))
def test_no_paper_of_the_demo_says_none_or_leaves_its_page(filled, code):
    kind, printed = KINDS[code], 0
    if kind.draftable:
        papers = [(page_of(paper), pdf_of(paper)) for paper in Document.objects.filter(kind=code)]
    else:
        rows = [row for row in kind.subject.objects.all() if kind in kinds_for(row, on=TODAY)]
        papers = [(page, render_pdf(page)) for page in pages_of(kind, rows)]

    for page, pdf in papers:
        assert not re.search(r"\bNone\b|\{\{|\bnull\b|\(\)|, ,", strip_tags(page))
        assert outside(pdf) == []
        printed += 1
    assert printed


def test_the_demo_breaks_no_invariant(filled):
    machine = {"settings", "libraries", "disk"}

    assert [v.text for v in examine(TODAY) if not v.ok and v.name not in machine] == []


def test_rows_of_the_roadmap_are_proven_in_each_way_and_end_in_each_way(filled):
    roadmap = Roadmap.objects.current().get(organization__code="school-4", year=2026)
    proofs = Evidence.objects.filter(occurrence__item__roadmap=roadmap)
    dates = [pair for row in course(roadmap, on=TODAY).rows for pair in row.dates]

    assert set(proofs.values_list("kind", flat=True)) == set(EvidenceKind.values)
    assert {str(state) for _, state in dates} >= {
        "planned", "soon", "running", "overdue", "done", "done_late", "cancelled"
    }  # fmt: skip
    assert [date.reason for date, _ in dates if date.planned_on] == ["ждём анкеты двух классов"]


def test_the_history_of_the_demo_bears_the_days_on_which_it_happened(filled):
    pairs = Pair.objects.filter(organization__code="school-4").order_by("pk")
    days = {
        pair: [(line.action, timezone.localdate(line.at)) for line in lines_about(pair)][::-1]
        for pair in pairs
    }

    fixed = [pair for pair in pairs if pair.confirmed_on]
    for pair in fixed:
        own = dict(days[pair])
        assert own["form_pair"] == datetime.date(2026, 9, 11)
        assert own["confirm_pair"] == pair.confirmed_on == datetime.date(2026, 9, 15)
        assert own["start_programme"] == pair.programmes.earliest("pk").created_on
        assert own["start_programme"] == datetime.date(2026, 9, 21)
    closed = {dict(days[pair])["close_pair"] for pair in pairs if pair.closed_on}
    assert closed == {pair.closed_on for pair in pairs if pair.closed_on}
    assert {day.isoweekday() for day in closed} <= {1, 2, 3, 4, 5}
    papers = Document.objects.registered().filter(organization__code="school-4")
    assert {timezone.localdate(paper.registered_at) == paper.registered_on for paper in papers} == {
        True
    }
