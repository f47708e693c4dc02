"""The relationship of a pair: drafted, proposed, kept within limits, paused, opened again."""

import datetime
from functools import partial

import pytest

from mentoring import actions
from mentoring.models import LabourTerms, MentoringForm, Pair, PairBan, PairState, Partner, Side
from people.models import Mentor
from tests import factories as make
from tests.factories import TODAY, YEAR

START, END = datetime.date(2026, 9, 15), datetime.date(2027, 5, 31)
DAY = datetime.timedelta(days=1)


def formed(ours, curator, **values):
    defaults = {
        "organization": ours, "year": YEAR, "form": values.get("form") or make.make_form(),
        "kind": make.make_kind(), "mentors": [make.make_person(ours)],
        "mentees": [make.make_person(ours)], "starts_on": START, "ends_on": END,
        "by": curator, "on": TODAY,
    }  # fmt: skip
    return actions.form_pair(**defaults | values)


def fresh(pair):
    return Pair.objects.with_people().get(pk=pair.pk)


def test_a_draft_is_proposed_and_then_agreed(ours, curator):
    pair = formed(ours, curator, state=PairState.DRAFT)
    states = [fresh(pair).state(TODAY)]
    actions.propose_pair(pair, on=TODAY, by=curator)
    states.append(fresh(pair).state(TODAY))
    actions.agree_pair(pair, on=TODAY, by=curator)
    states.append(fresh(pair).state(TODAY))

    assert states == [PairState.DRAFT, PairState.PROPOSED, PairState.AGREED]
    with pytest.raises(actions.StepRefused):
        actions.propose_pair(pair, on=TODAY, by=curator)


def test_people_kept_apart_are_not_joined_whoever_mentors(ours, curator):
    one, other = make.make_person(ours, surname="Иванов"), make.make_person(ours, surname="Белов")
    actions.ban_pair(one, other, reason="не сработались", on=TODAY, by=curator)

    with pytest.raises(actions.PairRefused, match="больше не объединяются: не сработались"):
        formed(ours, curator, mentors=[other], mentees=[one])

    actions.lift_ban(PairBan.objects.get(), on=TODAY, by=curator)
    assert formed(ours, curator, mentors=[other], mentees=[one]).pk


def test_an_order_fixes_no_pair_that_was_told_apart_meanwhile(ours, curator):
    pair, other = make.make_pair(ours), make.make_pair(ours)
    mentor, mentee = pair.mentors[0].person, pair.mentees[0].person
    make.make_all_consents(mentor, mentee, *(each.person for each in other.members.all()))
    ban = actions.ban_pair(mentee, mentor, reason="родственники", on=TODAY, by=curator)
    confirm = partial(actions.confirm, [other, pair], basis="приказ", on=TODAY, by=curator)

    with pytest.raises(actions.StepRefused, match="больше не объединяются: родственники"):
        confirm()
    assert Pair.objects.filter(confirmed_on=None).count() == 2
    actions.lift_ban(ban, on=TODAY, by=curator)
    confirm()

    assert Pair.objects.filter(confirmed_on=TODAY).count() == 2


def test_a_ban_with_who_has_left_stops_no_order(ours, curator):
    staying = make.make_person(ours)
    pair = make.make_pair(ours, mentees=[make.make_person(ours), staying])
    make.make_all_consents(*(member.person for member in pair.members.all()))
    left = next(member for member in pair.mentees if member.person != staying)
    actions.ban_pair(pair.mentors[0].person, left.person, reason="ссора", on=TODAY, by=curator)
    pair.members.filter(pk=left.pk).update(left_on=TODAY - DAY)

    actions.confirm([pair], basis="приказ", on=TODAY, by=curator)

    assert fresh(pair).confirmed_on == TODAY


def test_an_order_moves_what_was_to_begin_with_the_pair_and_nobody_signed(ours, curator):
    begins = START + 20 * DAY
    pair = make.make_pair(ours, mentees=[make.make_person(ours) for _ in range(2)])
    mentor, first, newcomer = pair.members.order_by("pk")
    make.make_all_consents(mentor.person, first.person, newcomer.person)
    pair.members.filter(pk=newcomer.pk).update(joined_on=begins + DAY)
    signed, short = {"agreed_on": START, "agreement_number": "1"}, {"ends_on": begins - DAY}
    terms = [make.make_labour_terms(mentor, **values) for values in ({}, signed, short)]
    signed = {"approved_on": START, "approved_basis": "приказ", "superseded_on": START}
    short |= {"superseded_on": START}
    programmes = [make.make_programme(pair, version=version, **values)
                  for version, values in enumerate(({}, signed, short), 1)]  # fmt: skip

    actions.confirm([pair], basis="приказ", on=begins, by=curator, begins={pair.pk: begins})

    def begun(rows, field="starts_on"):
        return [getattr(type(row).objects.get(pk=row.pk), field) for row in rows]

    assert begun([pair, *terms, *programmes]) == [begins, *[begins, START, START] * 2]
    assert begun([mentor, first, newcomer], "joined_on") == [begins, begins, begins + DAY]


def test_a_pair_may_begin_on_its_last_day_but_not_after(ours, curator):
    pair = make.make_pair(ours, ends_on=TODAY)
    make.make_all_consents(*(member.person for member in pair.members.all()))
    confirm = partial(actions.confirm, [pair], basis="приказ", by=curator)

    with pytest.raises(actions.StepRefused, match="Срок пары"):
        confirm(on=TODAY + DAY, begins={pair.pk: TODAY + DAY})
    confirm(on=TODAY, begins={pair.pk: TODAY})

    assert fresh(pair).starts_on == TODAY


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_ban_needs_its_reason(ours, curator, reason):
    with pytest.raises(actions.BanRefused):
        actions.ban_pair(make.make_person(ours), make.make_person(ours), reason=reason, on=TODAY,
                         by=curator)  # fmt: skip


def test_beyond_the_capacity_a_reason_is_asked_and_kept(ours, curator):
    mentor = make.make_person(ours, surname="Рябинин", patronymic="Львович")
    Mentor.objects.create(person=mentor, year=YEAR, capacity=2)
    form = make.make_form()
    formed(ours, curator, form=form, mentors=[mentor], mentees=[make.make_person(ours)])
    more = {"form": form, "mentors": [mentor],
            "mentees": [make.make_person(ours), make.make_person(ours)]}  # fmt: skip

    with pytest.raises(actions.LimitExceeded) as refused:
        formed(ours, curator, **more)
    pair = formed(ours, curator, **more, limit_reason="решение совета наставников")

    assert [message.replace("\xa0", " ") for message in refused.value.messages] == [
        "Рябинин И.Л.: в банке указано, что ведёт не больше 2, а станет 3 наставляемых.",
        "Напишите, почему так решено, или измените состав.",
    ]
    assert fresh(pair).limit_reason == "решение совета наставников"


def test_a_mentor_entered_without_a_number_leads_as_many_as_the_form_allows(ours, curator):
    mentor = make.make_person(ours, surname="Рябинин", patronymic="Львович")
    Mentor.objects.create(person=mentor, year=YEAR)
    form = make.make_form(name="педагог – педагог", mentee_limit=3)
    three = [make.make_person(ours) for _ in range(3)]
    four = [*three, make.make_person(ours)]

    with pytest.raises(actions.LimitExceeded) as refused:
        formed(ours, curator, form=form, mentors=[mentor], mentees=four)
    formed(ours, curator, form=form, mentors=[mentor], mentees=three)

    assert refused.value.messages[0].replace("\xa0", " ") == (
        "Рябинин И.Л.: предел формы «педагог – педагог» – 3, а станет 4 наставляемых."
    )


def test_the_flags_of_the_catalogue_warn(ours, curator):
    form = make.make_form(name="педагог – ученик", allows_group=False, mentee_limit=1)
    kind = make.make_kind(name="групповое", needs_group=True)
    two = [make.make_person(ours), make.make_person(ours)]

    with pytest.raises(actions.LimitExceeded) as group:
        formed(ours, curator, form=form, mentees=two)
    with pytest.raises(actions.LimitExceeded) as single:
        formed(ours, curator, kind=kind)

    assert group.value.messages[0] == "Форма «педагог – ученик» – один на один, а наставляемых 2."
    assert "предел формы «педагог – ученик» – 1" in group.value.messages[1]
    assert single.value.messages[0] == "Вид «групповое» – для группы, а наставляемый один."
    assert MentoringForm.objects.get(pk=form.pk).mentee_limit == 1


def test_a_second_mentor_in_the_same_form_warns(ours, curator):
    form, mentee = make.make_form(), make.make_person(ours)
    formed(ours, curator, form=form, mentees=[mentee])

    with pytest.raises(actions.LimitExceeded, match="уже есть наставник"):
        formed(ours, curator, form=form, mentees=[mentee])
    assert formed(ours, curator, mentees=[mentee]).pk  # another form, another matter


def test_a_pause_keeps_its_reason_and_the_day_of_return(ours, curator):
    pair = make.make_pair(ours, active=True)
    back = TODAY + datetime.timedelta(days=14)

    actions.pause_pair(pair, on=TODAY, by=curator, returns_on=back, reason="курсы")
    paused = fresh(pair)
    actions.resume_pair(pair, on=TODAY + DAY, by=curator)

    assert (paused.returns_on, paused.pause_reason) == (back, "курсы")
    assert (fresh(pair).paused_on, fresh(pair).returns_on, fresh(pair).pause_reason) == (
        None, None, "",
    )  # fmt: skip


@pytest.mark.parametrize("back", [TODAY, END + DAY])
def test_a_return_lies_ahead_and_within_the_pair(ours, curator, back):
    pair = make.make_pair(ours, active=True)

    with pytest.raises(actions.StepRefused, match="День возвращения"):
        actions.pause_pair(pair, on=TODAY, by=curator, returns_on=back)
    assert fresh(pair).paused_on is None


def test_a_closed_pair_opens_as_a_new_period(ours, curator):
    partner = Partner.objects.create(organization=ours, name="Завод")
    pair = make.make_pair(ours, active=True, partner=partner)
    actions.close_pair(pair, closing="ended_early", reason="отъезд", on=TODAY, by=curator)

    with pytest.raises(actions.StepRefused, match="хотя бы на день позже"):
        actions.reopen_pair(pair, starts_on=TODAY, ends_on=END, on=TODAY, by=curator)
    again = actions.reopen_pair(pair, starts_on=TODAY + DAY, ends_on=END, on=TODAY, by=curator)

    assert (again.previous, fresh(again).state(TODAY)) == (pair, PairState.AGREED)
    assert again.partner == partner
    assert [m.person for m in again.mentors] == [m.person for m in pair.mentors]
    assert fresh(pair).state(TODAY) == PairState.ENDED_EARLY


def test_closing_ends_the_pay_on_that_day(ours, curator):
    pair = make.make_pair(ours, active=True, form=make.make_form(labour_terms_possible=True))
    begun = [START, TODAY, TODAY + DAY]
    terms, last, never = (
        make.make_labour_terms(pair.mentors[0], starts_on=day, ends_on=END) for day in begun
    )

    actions.close_pair(pair, closing="completed", on=TODAY, by=curator)

    found = {row: row.last_day for row in LabourTerms.objects.exclude(pk=never.pk)}
    assert found == {terms: TODAY, last: TODAY}
    assert not LabourTerms.objects.filter(pk=never.pk).exists()


# a group changes


@pytest.fixture
def group(ours):
    return make.make_pair(
        ours, mentees=[make.make_pupil(ours), make.make_pupil(ours)], active=True,
        form=make.make_form(mentee_is_learner=True),
    )  # fmt: skip


def test_a_newcomer_joins_with_his_consents(ours, curator, group):
    pupil = make.make_pupil(ours)
    who = {"persons": [pupil], "joined_on": TODAY, "on": TODAY, "by": curator}

    with pytest.raises(actions.ConsentMissing):
        actions.join_pair(group, **who)
    make.make_all_consents(pupil)
    actions.join_pair(group, **who)

    assert [m.person for m in fresh(group).mentees][-1] == pupil
    assert group.members.get(person=pupil).joined_on == TODAY


def test_one_leaves_and_the_last_stays(ours, curator, group):
    first, last = group.mentees
    yesterday = TODAY - DAY
    who = {"left_on": yesterday, "reason": "переезд", "on": TODAY, "by": curator}

    actions.leave_pair(first, **who)

    assert [m.pk for m in fresh(group).mentees] == [last.pk]
    with pytest.raises(actions.StepRefused, match="последний наставляемый"):
        actions.leave_pair(last, **who)
    with pytest.raises(actions.StepRefused, match="последний наставник"):
        actions.leave_pair(group.mentors[0], **who)


def test_nobody_is_in_a_group_twice_on_one_day(ours, curator, group):
    first = group.mentees[0]
    actions.leave_pair(first, left_on=TODAY, reason="болезнь", on=TODAY, by=curator)
    who = {"persons": [first.person], "on": TODAY, "by": curator}

    with pytest.raises(actions.PairRefused, match="Выберите день позже"):
        actions.join_pair(group, joined_on=TODAY, **who)
    actions.join_pair(group, joined_on=TODAY + DAY, **who)

    assert group.members.filter(side=Side.MENTEE, person=first.person).count() == 2
