"""A mentor replaced in the middle of the year: prepared, given up, done by its order."""

import datetime

import pytest
from django.utils import timezone

from mentoring import actions
from mentoring.models import LabourTerms, Pair, Replacement, Side
from people.models import CalendarException
from reports.indicators import figures
from tests import factories as make
from tests.factories import TODAY, YEAR

MONDAY = TODAY  # 23.11.2026
FRIDAY = datetime.date(2026, 11, 27)
BASIS = "приказ от 23.11.2026 № 201-ОД"


@pytest.fixture
def pair(ours):
    return make.make_pair(ours, active=True, form=make.make_form(labour_terms_possible=True))


@pytest.fixture
def successor(ours):
    person = make.make_person(ours, post="учитель физики")
    make.make_all_consents(person)
    return person


def prepared(pair, by, **values):
    defaults = {
        "reason": "refusal", "noticed_on": MONDAY, "effective_on": FRIDAY, "on": MONDAY, "by": by,
    }  # fmt: skip
    return actions.prepare_replacement(pair.mentors[0], **defaults | values)


def chosen(pair, by, person, **values):
    replacement = prepared(pair, by, **values)
    return actions.choose_successor(replacement, person=person, on=MONDAY, by=by)


def line_up(pair, side=Side.MENTOR):
    rows = pair.members.filter(side=side).order_by("pk")
    return [(m.person, m.joined_on, m.left_on) for m in rows]


def test_three_working_days_pass_between_the_notice_and_the_new_mentor(pair, curator):
    with pytest.raises(actions.StepRefused) as refused:
        prepared(pair, curator, effective_on=FRIDAY - datetime.timedelta(days=1))

    assert refused.value.messages == [
        "После уведомления 23.11.2026 должны пройти 3 рабочих дня. "
        "Новый наставник может начать не раньше 27.11.2026."
    ]
    assert not Replacement.objects.exists()
    assert prepared(pair, curator).effective_on == FRIDAY


def test_a_local_day_off_moves_the_earliest_day(pair, curator, ours):
    CalendarException.objects.create(
        organization=ours, day=datetime.date(2026, 11, 25), reason="Праздник"
    )

    with pytest.raises(actions.StepRefused, match=r"не раньше 28\.11\.2026"):
        prepared(pair, curator)


@pytest.mark.parametrize(
    ("reason", "labour", "needed"),
    [("refusal", True, True), ("conflict", True, True), ("dismissal", True, False),
     ("refusal", False, False)],
)  # fmt: skip
def test_a_notice_is_asked_where_the_law_asks_it(ours, reason, labour, needed):
    pair = make.make_pair(ours, form=make.make_form(labour_terms_possible=labour))

    assert actions.notice_needed(pair, reason) is needed


def test_nothing_changes_until_the_order(pair, curator, successor):
    before = line_up(pair)

    chosen(pair, curator, successor)

    assert line_up(pair) == before


def test_with_its_pair_a_replacement_ends_too(pair, curator, successor):
    chosen(pair, curator, successor)

    actions.close_pair(pair, closing="completed", on=MONDAY, by=curator)

    assert Replacement.objects.get().cancelled_on == MONDAY


def test_the_order_changes_the_mentor_on_the_named_day(pair, curator, successor):
    old = pair.mentors[0]
    terms = make.make_labour_terms(old)
    replacement = chosen(pair, curator, successor)

    actions.complete_replacements([replacement], basis=BASIS, on=MONDAY, by=curator)

    thursday = datetime.date(2026, 11, 26)
    assert line_up(pair) == [
        (old.person, pair.starts_on, thursday), (successor, FRIDAY, None),
    ]  # fmt: skip
    terms.refresh_from_db()
    assert (terms.last_day, terms.notice_by, terms.noticed_on) == (thursday, "employee", MONDAY)
    assert Replacement.objects.get().basis == BASIS
    assert Pair.objects.active(FRIDAY).get() == pair


def test_the_figures_are_right_on_both_sides_of_the_date(ours, pair, curator, successor):
    replacement = chosen(pair, curator, successor)
    actions.complete_replacements([replacement], basis=BASIS, on=MONDAY, by=curator)

    before = figures(ours, year=YEAR, on=FRIDAY - datetime.timedelta(days=1))
    after = figures(ours, year=YEAR, on=FRIDAY)

    assert (before.pairs, before.mentors, before.mentees) == (1, 1, 1)
    assert (after.pairs, after.mentors, after.mentees) == (1, 2, 1)  # both took part this year


def test_a_mentor_sees_the_pair_until_his_last_day(ours, mentor):
    pair = make.make_pair(ours, mentor=mentor.membership.person, active=True)
    today = timezone.localdate()

    pair.members.filter(side="mentor").update(left_on=max(today, pair.starts_on))
    on_the_last_day = list(Pair.objects.visible_to(mentor))
    pair.members.filter(side="mentor").update(
        joined_on=today - 2 * actions.replacement.DAY, left_on=today - actions.replacement.DAY
    )

    assert on_the_last_day == [pair]
    assert list(Pair.objects.visible_to(mentor)) == []


def test_without_consents_the_order_changes_nothing(ours, pair, curator):
    stranger = make.make_person(ours, surname="Белов")
    replacement = chosen(pair, curator, stranger)
    before = line_up(pair)

    with pytest.raises(actions.ConsentMissing, match="Белов"):
        actions.complete_replacements([replacement], basis=BASIS, on=MONDAY, by=curator)

    assert line_up(pair) == before
    assert Replacement.objects.open().get() == replacement


def test_of_two_replacements_in_one_order_both_or_none(ours, pair, curator, successor):
    other = make.make_pair(ours, active=True)
    ready = chosen(pair, curator, successor)
    without = prepared(other, curator)
    before = line_up(pair)

    with pytest.raises(actions.StepRefused, match="не выбран"):
        actions.complete_replacements([ready, without], basis=BASIS, on=MONDAY, by=curator)

    assert line_up(pair) == before


def test_given_up_it_leaves_the_pair_alone_and_can_begin_anew(pair, curator, successor):
    replacement = chosen(pair, curator, successor)
    before = line_up(pair)
    actions.cancel_replacement(replacement, on=MONDAY, by=curator)

    with pytest.raises(actions.StepRefused, match="отменена"):
        actions.complete_replacements([replacement], basis=BASIS, on=MONDAY, by=curator)
    assert line_up(pair) == before
    assert prepared(pair, curator).pk != replacement.pk


def test_after_the_order_it_cannot_be_undone(pair, curator, successor):
    replacement = chosen(pair, curator, successor)
    actions.complete_replacements([replacement], basis=BASIS, on=MONDAY, by=curator)

    with pytest.raises(actions.StepRefused, match="новым приказом"):
        actions.cancel_replacement(replacement, on=MONDAY, by=curator)


def test_an_order_after_the_day_is_refused(pair, curator, successor):
    replacement = chosen(pair, curator, successor)
    late = FRIDAY + datetime.timedelta(days=1)

    with pytest.raises(actions.StepRefused, match="позже дня замены"):
        actions.complete_replacements([replacement], basis=BASIS, on=late, by=curator)


def test_a_ban_and_the_own_mentee_are_refused_as_successors(pair, curator, successor):
    replacement = prepared(pair, curator)
    actions.ban_pair(successor, pair.mentees[0].person, reason="спор", on=MONDAY, by=curator)

    for person in (successor, pair.mentees[0].person, pair.mentors[0].person):
        with pytest.raises((actions.PairRefused, actions.StepRefused)):
            actions.choose_successor(replacement, person=person, on=MONDAY, by=curator)
    assert Replacement.objects.get().successor is None


# labour terms


def terms_of(pair, by, **values):
    defaults = {
        "content": "Помощь в планировании", "form": "очно", "starts_on": pair.starts_on,
        "ends_on": pair.ends_on, "pay_kind": "sum", "pay_value": 3000, "on": MONDAY, "by": by,
    }  # fmt: skip
    return actions.set_labour_terms(pair.mentors[0], **defaults | values)


def test_terms_are_kept_only_between_employees(ours, curator, pair):
    pupils = make.make_pair(ours, mentees=[make.make_pupil(ours)],
                            form=make.make_form(labour_terms_possible=True))  # fmt: skip

    with pytest.raises(actions.LabourRefused, match="только когда"):
        terms_of(pupils, curator)
    assert terms_of(pair, curator).pay_value == 3000


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"pay_value": None}, "размер выплаты"),
        ({"pay_kind": "none"}, "почему работа без выплаты"),
        ({"content": " "}, "содержание и форму"),
        ({"ends_on": datetime.date(2027, 8, 1)}, "внутри срока пары"),
    ],
)
def test_terms_the_law_would_not_accept(curator, pair, values, sentence):
    with pytest.raises(actions.LabourRefused, match=sentence):
        terms_of(pair, curator, **values)
    assert not LabourTerms.objects.exists()


def test_signed_terms_change_only_by_further_terms(curator, pair):
    terms = terms_of(pair, curator, ends_on=datetime.date(2026, 12, 31))
    actions.sign_labour_terms(terms, number="14", agreed_on=MONDAY, on=MONDAY, by=curator)

    with pytest.raises(actions.LabourRefused, match="новым соглашением"):
        terms_of(pair, curator, terms=terms)
    with pytest.raises(actions.LabourRefused, match="уже записаны"):
        terms_of(pair, curator, starts_on=datetime.date(2026, 12, 31))
    assert terms_of(pair, curator, starts_on=datetime.date(2027, 1, 1)).pk


def test_a_notice_ends_the_work_after_three_working_days(curator, pair):
    terms = terms_of(pair, curator)
    notice = {"notice_by": "employee", "noticed_on": MONDAY, "on": MONDAY, "by": curator}

    with pytest.raises(actions.LabourRefused, match=r"26\.11\.2026 или позже"):
        actions.give_notice(terms, ended_on=datetime.date(2026, 11, 25), **notice)
    actions.give_notice(terms, ended_on=datetime.date(2026, 11, 26), **notice)

    terms.refresh_from_db()
    assert terms.last_day == datetime.date(2026, 11, 26)
    assert list(LabourTerms.objects.on(FRIDAY)) == []
