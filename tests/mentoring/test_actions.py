import datetime
import uuid

import pytest

from mentoring import actions
from mentoring.models import Attendance, Meeting, Pair, PairState
from people.models import JournalEntry
from tests import factories as make
from tests.factories import TODAY, YEAR

START, END = datetime.date(2026, 9, 15), datetime.date(2027, 5, 31)


def formed(ours, curator, **values):
    defaults = {
        "organization": ours, "year": YEAR, "form": values.get("form") or make.make_form(),
        "kind": make.make_kind(), "mentors": [make.make_person(ours)],
        "mentees": [make.make_person(ours)], "starts_on": START, "ends_on": END,
        "by": curator, "on": TODAY,
    }  # fmt: skip
    return actions.form_pair(**defaults | values)


def recorded(pair, by, **values):
    defaults = {
        "sending": uuid.uuid4(), "held_on": TODAY, "stage": "working", "minutes": 45,
        "topics": [], "on": TODAY,
    }  # fmt: skip
    return actions.record_meeting(pair=pair, by=by, **defaults | values)


@pytest.fixture
def pair(ours):
    return make.make_pair(ours, active=True)


@pytest.fixture
def group(ours):
    mentees = [make.make_pupil(ours) for _ in range(3)]
    return make.make_pair(ours, mentees=mentees, active=True)


def attendance(pair):
    return Attendance.objects.create(meeting=make.make_meeting(pair), member=pair.mentees[0])


# forming


def test_a_pair_is_formed_and_waits_for_its_order(ours, curator):
    mentor, mentee = make.make_person(ours), make.make_person(ours)

    pair = formed(ours, curator, mentors=[mentor], mentees=[mentee])

    assert pair.state(TODAY) == PairState.AGREED
    assert [m.person for m in pair.mentors] == [mentor]
    assert [m.person for m in pair.mentees] == [mentee]
    assert JournalEntry.objects.get().text == "Сформирована пара"


def test_a_group_has_one_mentor_and_several_pupils(ours, curator):
    pupils = [make.make_pupil(ours) for _ in range(3)]

    group = formed(ours, curator, form=make.make_form(mentee_is_learner=True), mentees=pupils)

    assert group.is_group
    assert [m.person for m in group.mentees] == pupils


def test_nobody_mentors_himself(ours, curator):
    person = make.make_person(ours)

    with pytest.raises(actions.PairRefused, match="дважды"):
        formed(ours, curator, mentors=[person], mentees=[person])

    assert not Pair.objects.exists()


def test_nobody_of_another_school_comes_into_a_pair(ours, theirs, curator):
    stranger = make.make_person(theirs)

    with pytest.raises(actions.PairRefused, match="вашей организации"):
        formed(ours, curator, mentees=[stranger])


@pytest.mark.parametrize("side", ["mentors", "mentees"])
def test_a_pair_needs_both_sides(ours, curator, side):
    with pytest.raises(actions.PairRefused, match="Выберите наставника"):
        formed(ours, curator, **{side: []})


def test_a_pair_cannot_end_before_it_starts(ours, curator):
    with pytest.raises(actions.PairRefused, match="раньше, чем начался"):
        formed(ours, curator, starts_on=END, ends_on=START)


def test_a_pair_begins_in_its_year_or_in_the_august_before(ours, curator):
    for day in (datetime.date(2026, 7, 31), datetime.date(2027, 9, 1)):
        with pytest.raises(actions.PairRefused, match="день другого учебного года"):
            formed(ours, curator, starts_on=day, ends_on=day)

    august = datetime.date(2026, 8, 1)
    assert formed(ours, curator, starts_on=august).starts_on == august


def test_a_form_for_pupils_refuses_a_teacher(ours, curator):
    form = make.make_form(mentee_is_learner=True, name="педагог – ученик")

    with pytest.raises(actions.PairRefused, match="Выберите другую форму"):
        formed(ours, curator, form=form)


def test_the_same_pair_is_not_formed_twice(ours, curator):
    people = {"mentors": [make.make_person(ours)], "mentees": [make.make_person(ours)]}
    first = formed(ours, curator, form=make.make_form(), **people)

    with pytest.raises(actions.PairRefused, match="уже есть"):
        formed(ours, curator, form=first.form, **people)

    assert Pair.objects.get() == first
    assert formed(ours, curator, form=make.make_form(), limit_reason="две формы", **people).pk


def test_a_closed_pair_may_be_formed_anew(ours, curator):
    people = {"mentors": [make.make_person(ours)], "mentees": [make.make_person(ours)]}
    first = formed(ours, curator, **people)
    actions.close_pair(first, closing="cancelled", on=TODAY, by=curator)

    second = formed(ours, curator, form=first.form, **people)

    assert second.state(TODAY) == PairState.AGREED


# states


def test_an_order_makes_a_pair_active(ours, curator, director):
    pair = formed(ours, curator)
    make.make_all_consents(*(m.person for m in pair.members.all()))

    actions.confirm([pair], basis="приказ от 23.11.2026 № 5", on=TODAY, by=director)

    pair.refresh_from_db()
    assert (pair.state(TODAY), pair.basis) == (PairState.ACTIVE, "приказ от 23.11.2026 № 5")


def test_without_a_consent_no_pair_of_the_order_becomes_active(ours, curator, director):
    ready, lacking = formed(ours, curator), formed(ours, curator)
    make.make_all_consents(*(m.person for m in ready.members.all()))

    with pytest.raises(actions.ConsentMissing) as refusal:
        actions.confirm([ready, lacking], basis="приказ", on=TODAY, by=director)

    assert lacking.mentors[0].person.short_name in refusal.value.messages[0]
    assert not Pair.objects.exclude(confirmed_on=None).exists()


def test_a_paused_pair_works_again(pair, curator):
    actions.pause_pair(pair, on=TODAY, by=curator)
    pair.refresh_from_db()
    assert pair.state(TODAY) == PairState.PAUSED

    actions.resume_pair(pair, on=TODAY, by=curator)

    pair.refresh_from_db()
    assert pair.state(TODAY) == PairState.ACTIVE


def test_a_pair_whose_consent_ran_out_does_not_resume(pair, curator):
    actions.pause_pair(pair, on=TODAY, by=curator)
    pair.mentees[0].person.consents.update(valid_until=TODAY - datetime.timedelta(days=1))

    with pytest.raises(actions.ConsentMissing):
        actions.resume_pair(pair, on=TODAY, by=curator)

    pair.refresh_from_db()
    assert pair.state(TODAY) == PairState.PAUSED


def test_an_early_end_needs_its_reason(pair, curator):
    with pytest.raises(actions.StepRefused, match="Напишите причину"):
        actions.close_pair(pair, closing="ended_early", on=TODAY, by=curator, reason=" ")

    pair.refresh_from_db()
    assert pair.state(TODAY) == PairState.ACTIVE


def test_an_ended_pair_keeps_its_reason(pair, curator):
    actions.close_pair(pair, closing="ended_early", on=TODAY, by=curator, reason="переезд")

    pair.refresh_from_db()
    assert (pair.state(TODAY), pair.closing_reason) == (PairState.ENDED_EARLY, "переезд")


@pytest.mark.parametrize("closing", ["completed", "ended_early"])
def test_a_pair_no_order_has_fixed_is_only_cancelled(ours, curator, closing):
    waiting = make.make_pair(ours)

    with pytest.raises(actions.StepRefused, match="согласована"):
        actions.close_pair(waiting, closing=closing, on=TODAY, by=curator, reason="так вышло")


def test_an_active_pair_is_not_cancelled(pair, curator):
    with pytest.raises(actions.StepRefused, match="действует"):
        actions.close_pair(pair, closing="cancelled", on=TODAY, by=curator)


# meetings


def test_a_meeting_is_recorded_with_everybody_present(group, mentor):
    topic = make.make_topic()

    meeting = recorded(group, mentor, topics=[topic], progress=7, note="Разобрали проект.")

    assert (meeting.held_on, meeting.progress, list(meeting.topics.all())) == (TODAY, 7, [topic])
    assert [row.was_present for row in meeting.attendances.all()] == [True, True, True]


def test_presence_in_a_group_is_marked(group, mentor):
    came = group.mentees[:1]

    meeting = recorded(group, mentor, present=came)

    marks = meeting.attendances.order_by("member").values_list("was_present", flat=True)
    assert list(marks) == [True, False, False]


def test_a_form_sent_twice_is_one_meeting(pair, mentor):
    sending = uuid.uuid4()
    first = recorded(pair, mentor, sending=sending)

    second = recorded(pair, mentor, sending=sending, minutes=90)

    assert second == first
    assert Meeting.objects.get().minutes == 45


def test_the_form_of_one_pair_is_not_taken_for_another(ours, pair, mentor):
    sending = uuid.uuid4()
    recorded(pair, mentor, sending=sending)

    with pytest.raises(actions.MeetingRefused, match="для другой пары"):
        recorded(make.make_pair(ours, active=True), mentor, sending=sending)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"held_on": TODAY + datetime.timedelta(days=1)}, "ещё не прошла"),
        ({"held_on": datetime.date(2026, 9, 14)}, "ещё не работала"),
        ({"next_on": TODAY}, "должна быть позже"),
        ({"present": []}, "хотя бы одного"),
    ],
)
def test_an_impossible_meeting_is_refused(pair, mentor, values, sentence):
    with pytest.raises(actions.MeetingRefused, match=sentence):
        recorded(pair, mentor, **values)

    assert not Meeting.objects.exists()


def test_a_pair_without_an_order_has_no_meetings(ours, mentor):
    with pytest.raises(actions.MeetingRefused, match="ещё не работала"):
        recorded(make.make_pair(ours), mentor)


def test_a_paused_pair_has_no_meetings(pair, curator, mentor):
    actions.pause_pair(pair, on=TODAY, by=curator)
    pair.refresh_from_db()

    with pytest.raises(actions.MeetingRefused, match="приостановлена"):
        recorded(pair, mentor)


def test_a_meeting_before_the_end_of_a_closed_pair_may_be_recorded_later(pair, curator, mentor):
    actions.close_pair(pair, closing="completed", on=TODAY, by=curator)
    pair.refresh_from_db()
    later = TODAY + datetime.timedelta(days=3)

    recorded(pair, mentor, on=later)
    with pytest.raises(actions.MeetingRefused, match="уже закрыта"):
        recorded(pair, mentor, held_on=later, on=later)

    assert Meeting.objects.count() == 1


def corrected(meeting, by, on, **values):
    defaults = {
        "held_on": meeting.held_on, "stage": meeting.stage, "minutes": meeting.minutes,
        "topics": [], "mode": "distance", "progress": None, "rapport": None, "next_on": None,
        "note": "",
    }  # fmt: skip
    return actions.correct_meeting(meeting, by=by, on=on, **defaults | values)


def sent_on(meeting, day):
    meeting.recorded_at = datetime.datetime.combine(day, datetime.time(12), datetime.UTC)
    meeting.save()


def test_a_correction_keeps_the_answers_given(group, mentor):
    meeting = recorded(group, mentor)
    row = meeting.attendances.order_by("member").first()
    actions.answer(row, usefulness=8, comfort=9, goal="yes")
    sent_on(meeting, TODAY)

    corrected(meeting, mentor, TODAY, minutes=60, present=group.mentees[1:])

    row.refresh_from_db()
    assert (row.was_present, row.usefulness, meeting.minutes) == (False, 8, 60)
    assert meeting.attendances.count() == 3


def test_after_seven_days_a_correction_has_a_reason_and_keeps_the_old_words(pair, mentor):
    topic = make.make_topic(name="Оценивание")
    meeting = recorded(pair, mentor, note="Было скучно")
    sent_on(meeting, TODAY)
    eighth_day = TODAY + datetime.timedelta(days=8)
    with pytest.raises(actions.MeetingRefused, match="Напишите причину"):
        corrected(meeting, mentor, eighth_day, minutes=60, reason="  ")
    meeting.refresh_from_db()
    assert meeting.minutes == 45

    corrected(meeting, mentor, eighth_day, minutes=60, topics=[topic], reason=" опечатка ")

    correction = meeting.corrections.get()
    assert (correction.reason, correction.by) == ("опечатка", mentor)
    assert ["Сколько минут", "45", "60"] in correction.changes
    assert ["О чём", "не отмечено", "Оценивание"] in correction.changes
    assert ["Слова для дневника", "Было скучно", "нет"] in correction.changes
    line = JournalEntry.objects.get(action="correct_meeting")
    assert (line.text, line.by) == ("Встреча исправлена с причиной", mentor)


def test_a_late_correction_that_changes_nothing_is_refused(pair, mentor):
    meeting = recorded(pair, mentor, mode="distance", stage="working")
    sent_on(meeting, TODAY)
    as_it_is = {"progress": meeting.progress, "rapport": meeting.rapport, "note": meeting.note,
                "next_on": meeting.next_on, "topics": meeting.topics.all()}  # fmt: skip

    with pytest.raises(actions.MeetingRefused, match="Ничего не изменилось"):
        corrected(meeting, mentor, TODAY + datetime.timedelta(days=8), reason="x", **as_it_is)

    assert not meeting.corrections.exists()


def test_within_seven_days_nothing_is_kept_of_the_old_words(pair, mentor):
    meeting = recorded(pair, mentor)
    sent_on(meeting, TODAY)

    corrected(meeting, mentor, TODAY + datetime.timedelta(days=7), minutes=60)

    assert not meeting.corrections.exists()


# answers


def test_three_answers_are_kept(pair):
    row = attendance(pair)

    is_first = actions.answer(row, usefulness=9, comfort=10, goal="partly", message="Спасибо")

    row.refresh_from_db()
    assert is_first
    assert (row.usefulness, row.comfort, row.goal, row.message) == (9, 10, "partly", "Спасибо")
    assert row.answered_at is not None


def test_the_first_answer_stays(pair):
    row = attendance(pair)
    actions.answer(row, usefulness=9, comfort=10, goal="yes")

    is_first = actions.answer(row, usefulness=1, comfort=1, goal="no")

    row.refresh_from_db()
    assert (is_first, row.usefulness) == (False, 9)


@pytest.mark.parametrize(
    "wrong", [{"usefulness": 11}, {"comfort": 0}, {"goal": "maybe"}, {"goal": ""}]
)
def test_answers_outside_the_scale_are_refused(pair, wrong):
    row = attendance(pair)

    with pytest.raises(actions.AnswerRefused):
        actions.answer(row, **{"usefulness": 5, "comfort": 5, "goal": "yes"} | wrong)

    row.refresh_from_db()
    assert row.answered_at is None
