"""What could be wrong in the house, one fault for every law: a check that cannot fail is none.

`FAULTS` names each with the invariant (tests/law_invariants.py) that reports it. A fault is
planted by a MonkeyPatch; its story is the shortest life of a school in which it shows.
"""

import itertools
import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace

from django.apps import apps

from mentoring import actions
from mentoring.actions import forming, lifecycle, meetings, members, replacement, withdrawal
from mentoring.models import Attendance, Pair
from people import actions as people
from people.actions import consents, erasure
from people.guards import remove
from people.models import JournalEntry, Person
from reports import actions as papers
from reports import indicators
from reports.actions import numbering, registration
from reports.models import DocumentFile
from tests import factories as make
from tests.law_invariants import DAY


@dataclass(frozen=True)
class Fault:
    """`plant(patch)` breaks the house, `story(machine)` lives through it."""

    plant: Callable
    story: Callable
    found_by: str


FAULTS = {}


def fault(found_by, story):
    def keep(plant):
        FAULTS[plant.__name__] = Fault(plant, story, found_by)
        return plant

    return keep


# stories


def two_orders_of_one_number(machine):
    for _ in range(2):
        machine.two_come_to_work_by_an_order(number=1, signs=2, gap=False)


def an_order_without_consents(machine):
    machine.two_come_to_work_by_an_order(number=1, signs=1, gap=True)


def somebody_joins_without_consents(machine):
    newcomer = make.make_person(machine.school, post="учитель")
    machine.attempt(lambda: _join(machine, newcomer))


def a_stranger_joins(machine):
    stranger = Person.objects.filter(organization=machine.other).first()
    machine.attempt(lambda: _join(machine, stranger))


def somebody_leaves_and_is_back_too_soon(machine):
    newcomer = make.make_person(machine.school, post="учитель")
    make.make_all_consents(newcomer)
    (member,) = _join(machine, newcomer)
    machine.attempt(lambda: actions.leave_pair(member, left_on=machine.today + 9 * DAY,
                                               reason="решено", **_by(machine)))  # fmt: skip
    machine.attempt(lambda: _join(machine, newcomer))


def a_consent_is_taken_back(machine):
    machine.attempt(lambda: actions.withdraw(
        _mentee(machine), kinds=["participation"], withdrawn_on=machine.today, **_by(machine)
    ))  # fmt: skip


def a_child_comes_of_age(machine):
    """At 14 the parent's sheet ends by itself; the daily command follows."""
    child = make.make_pupil(machine.school, birth_on=machine.today.replace(year=2012, month=10))
    mother = make.make_guardian(child)
    for kind in ("personal_data", "participation"):
        people.record_consent(person=child, kind=kind, signed_on=machine.today, signers=[mother],
                              **_by(machine))  # fmt: skip
    mentor = make.make_person(machine.school, post="учитель")
    make.make_all_consents(mentor)
    pair = make.make_pair(machine.school, mentor, [child], form=machine.pupils,
                          kind=machine.kind)  # fmt: skip
    actions.confirm([pair], basis="приказ № 9", **_by(machine))
    machine.days_pass(60)


def a_child_signs_alone(machine):
    child = make.make_pupil(machine.school, age=13)
    make.make_guardian(child)
    machine.attempt(lambda: people.record_consent(
        person=child, kind="participation", signed_on=machine.today, signers=[child],
        **_by(machine),
    ))  # fmt: skip


def a_parent_signs_for_a_teen_who_does_not(machine):
    child = make.make_pupil(machine.school, age=15)
    mother = make.make_guardian(child)
    machine.attempt(lambda: people.record_consent(
        person=child, kind="participation", signed_on=machine.today, signers=[mother],
        **_by(machine),
    ))  # fmt: skip


def somebody_spoken_of_is_erased(machine):
    absent = make.make_person(machine.school, surname="Зверобоев")
    machine.attempt(lambda: machine.meet(_pair(machine), uuid.uuid4(),
                                         f"Видел {absent.short_name}."))  # fmt: skip
    machine.attempt(lambda: machine.erase(absent, "зверобоев", "purpose"))


def a_line_is_written_before_an_erasure(machine):
    a_pair_pauses(machine)
    machine.the_journal_only_grows()
    somebody_spoken_of_is_erased(machine)


def somebody_at_work_is_erased(machine):
    mentee = _mentee(machine)
    machine.attempt(lambda: machine.erase(mentee, mentee.surname, "purpose"))


def a_table_breaks_and_is_loaded_again(machine):
    machine.a_table_of_people_is_loaded(n=1, breaks="_write_guardians")


def they_meet_and_answer_twice(machine):
    machine.attempt(lambda: machine.meet(_pair(machine), uuid.uuid4(), ""))


def a_pair_pauses(machine):
    machine.attempt(lambda: actions.pause_pair(_pair(machine), **_by(machine)))


# faults


@fault("an_order_has_a_number_of_its_own", two_orders_of_one_number)
def numbers_are_not_compared(patch):
    keys = itertools.count()
    for module in (numbering, registration):
        patch.setattr(module, "number_key", lambda number: f"{number}-{next(keys)}")


@fault("a_registered_paper_never_changes", two_orders_of_one_number)
def the_next_registration_touches_the_last_paper(patch):
    register, number = registration._follow, itertools.count(1)

    def follow(document, *args, **kwargs):
        register(document, *args, **kwargs)
        for file in DocumentFile.objects.exclude(document=document):
            DocumentFile.objects.filter(pk=file.pk).update(pdf=bytes(file.pdf) + b" ")

    _guards_off()
    patch.setattr(registration, "_follow", follow)
    patch.setattr(registration, "number_for", lambda *args, **kwargs: (f"{next(number)}-ОД", None))


@fault("an_annex_carries_the_number_and_date_of_its_order", two_orders_of_one_number)
def the_annex_names_no_order(patch):
    render = registration.render_pdf

    def without_mark(page, **kwargs):
        return render(re.sub(r"№\s\S+?</span>", "№ ____</span>", page), **kwargs)

    patch.setattr(registration, "render_pdf", without_mark)


@fault("an_active_pair_has_consents_and_an_order", an_order_without_consents)
def an_order_asks_for_no_consents(patch):
    patch.setattr(lifecycle, "check_consents", _nothing)


@fault("an_active_pair_has_consents_and_an_order", somebody_joins_without_consents)
def who_joins_is_asked_for_no_consents(patch):
    patch.setattr(members, "check_persons", _nothing)


@fault("an_active_pair_has_consents_and_an_order", a_consent_is_taken_back)
def a_withdrawal_pauses_no_pair(patch):
    patch.setattr(withdrawal, "_pause", lambda *args: [])


@fault("an_active_pair_has_consents_and_an_order", a_child_comes_of_age)
def the_daily_command_pauses_no_pair(patch):
    patch.setattr(withdrawal, "broken_since", lambda *args: {})


@fault("a_minor_is_signed_for_by_the_right_people", a_child_signs_alone)
def nobody_looks_who_signed(patch):
    patch.setattr(consents, "_check_signers", _nothing)


@fault("a_minor_is_signed_for_by_the_right_people", a_parent_signs_for_a_teen_who_does_not)
def a_teen_is_taken_for_a_child(patch):
    patch.setattr(consents, "signers_of", lambda person, day: ("guardian",))


@fault("members_have_their_days", somebody_leaves_and_is_back_too_soon)
def days_in_a_group_overlap(patch):
    patch.setattr(members, "_check_day_of_joining", _nothing)


@fault("of_the_erased_a_stub_and_an_act_are_left", somebody_at_work_is_erased)
def nobody_asks_where_the_erased_works(patch):
    patch.setattr(actions, "erase", people.erase_person)


@fault("no_word_names_the_erased", somebody_spoken_of_is_erased)
def the_words_of_others_keep_the_name(patch):
    patch.setattr(erasure, "_remove_mentions", lambda *args: 0)


@fault("a_table_is_loaded_whole_or_not_at_all", a_table_breaks_and_is_loaded_again)
def a_loading_is_no_transaction(patch):
    patch.setattr(people, "confirm_people", people.confirm_people.__wrapped__.__wrapped__)


@fault("what_is_sent_twice_counts_once", they_meet_and_answer_twice)
def the_last_answer_wins(patch):
    kept = meetings.answer

    def answer(attendance, **told):
        if not kept(attendance, **told):
            Attendance.objects.filter(pk=attendance.pk).update(usefulness=told["usefulness"])

    patch.setattr(actions, "answer", answer)


@fault("everybody_stays_in_one_organization", a_stranger_joins)
def nobody_asks_whose_person_it_is(patch):
    for module in (forming, members, replacement):
        patch.setattr(module, "check_people", _nothing)


@fault("figures_count_people_once", they_meet_and_answer_twice)
def figures_count_places(patch):
    parts = indicators._parts

    def places(*args):
        return [replace(part, person=-n) for n, part in enumerate([*parts(*args)] * 2)]

    patch.setattr(indicators, "_parts", places)


@fault("what_is_done_stands_in_the_journal", a_pair_pauses)
def a_pause_is_not_written_down(patch):
    patch.setattr(lifecycle, "record", _nothing)


@fault("what_is_refused_leaves_nothing", an_order_without_consents)
def a_registration_is_no_transaction(patch):
    patch.setattr(papers, "register", papers.register.__wrapped__)


@fault("the_journal_only_grows", a_line_is_written_before_an_erasure)
def an_erasure_rewrites_the_journal(patch):
    leave = erasure._leave_stub

    def leave_and_rewrite(*args):
        leave(*args)
        JournalEntry.objects.update(text="стёрто")

    _guards_off()
    patch.setattr(erasure, "_leave_stub", leave_and_rewrite)


def _nothing(*args, **kwargs):
    """Look at nothing, refuse nothing, write nothing."""


def _guards_off():
    for app in ("people", "reports"):
        remove(apps.get_app_config(app).module.apps.GUARDS)


def _by(machine):
    return {"by": machine.curator, "on": machine.today}


def _pair(machine):
    own = Pair.objects.filter(organization=machine.school).with_people()
    return own.select_related("organization").get()


def _mentee(machine):
    return _pair(machine).mentees[0].person


def _join(machine, person):
    return actions.join_pair(_pair(machine), persons=[person], joined_on=machine.today,
                             limit_reason="решено", **_by(machine))  # fmt: skip
