"""The curator's page of a pair while its people change: who may come, who goes, what it says."""

import datetime

import pytest
from django.urls import reverse

from mentoring import actions
from mentoring.models import Pair, PairBan, PairMember
from people.models import Consent
from people.years import year_of
from tests import factories as make

DAY = datetime.timedelta(days=1)


@pytest.fixture
def group(ours, today):
    form = make.make_form(name="педагог – ученик", mentee_is_learner=True, allows_group=True)
    pupils = [make.make_pupil(ours, age=19, surname=name) for name in ("Юрин", "Яшин")]
    return make.make_pair(ours, mentees=pupils, active=True, form=form, year=year_of(today),
                          starts_on=today - 60 * DAY, ends_on=today + 120 * DAY)  # fmt: skip


def at(name, *args):
    return reverse(f"admin:mentoring_{name}", args=args)


def read(client, pair):
    return client.get(at("pair_change", pair.pk)).content.decode()


def test_a_group_is_offered_those_who_fit_its_form(as_curator, ours, group):
    newcomer = make.make_pupil(ours, surname="Ясин")
    teacher = make.make_person(ours, post="учитель", surname="Ярцев")

    page = as_curator.get(at("pair_join", group.pk)).content.decode()

    assert f'name="persons" value="{newcomer.pk}"' in page
    assert f'name="persons" value="{teacher.pk}"' not in page
    assert "7 «А» класс" in page


def test_whose_last_day_is_today_still_lacks_the_withdrawn_consent(as_curator, group, today):
    leaving = group.mentees[0]
    Consent.objects.filter(person=leaving.person, kind="personal_data").update(withdrawn_on=today)
    group.members.filter(pk=leaving.pk).update(left_on=today, leaving_reason="отзыв")
    Pair.objects.filter(pk=group.pk).update(paused_on=today)

    refused = as_curator.post(at("pair_step", group.pk, "resume"))
    page = read(as_curator, group)

    assert "Не хватает согласий" in refused.content.decode()
    assert "Согласия больше не действуют: 1\u00a0человек" in page
    assert "со следующего дня согласие не понадобится" in page
    assert "Согласия всех участников" not in page


def test_the_last_day_proposed_is_the_one_before_the_pause(as_curator, group, today):
    Pair.objects.filter(pk=group.pk).update(paused_on=today - 3 * DAY)

    form = as_curator.get(at("pair_leave", group.pk, group.mentees[0].pk)).context["form"]

    assert form["left_on"].value() == today - 4 * DAY


def test_the_page_says_who_goes_and_who_comes_until_the_day(as_curator, ours, group, today):
    old = group.mentors[0]
    new = make.make_person(ours, surname="Белов")
    group.members.filter(pk=old.pk).update(left_on=today + 3 * DAY, leaving_reason="отказ")
    group.members.create(person=new, side="mentor", joined_on=today + 4 * DAY)

    before = read(as_curator, group)
    group.members.filter(pk=old.pk).update(left_on=today - DAY)
    group.members.filter(person=new).update(joined_on=today)

    assert at("pair_link", group.pk, old.pk) in before
    assert at("pair_link", group.pk, group.members.get(person=new).pk) not in before
    assert "Состав меняется" in before
    assert f"<h1>{old.person.full_name}<br>" in before
    assert f"<h1>{new.full_name}<br>" in read(as_curator, group)
    assert f"{old.person.full_name} работает по" in before
    assert f"{new.full_name} приходит" in before
    assert "Состав меняется" not in read(as_curator, group)


def test_people_kept_apart_are_offered_no_new_period(as_curator, group, today):
    Pair.objects.filter(pk=group.pk).update(closed_on=today, closing="completed")
    offered = at("pair_step", group.pk, "reopen")
    before = read(as_curator, group)
    one, other = sorted((group.mentors[0].person, group.mentees[0].person), key=lambda p: p.pk)
    PairBan.objects.create(organization=group.organization, first=one, second=other,
                           reason="не сработались", banned_on=today)  # fmt: skip

    assert offered in before
    assert offered not in read(as_curator, group)


def test_a_new_period_begins_by_default_the_day_after_the_last(as_curator, group, today):
    Pair.objects.filter(pk=group.pk).update(closed_on=today, closing="completed")

    form = as_curator.get(at("pair_step", group.pk, "reopen")).context["form"]

    assert form["starts_on"].value() == today + DAY
    assert form["ends_on"].value() == datetime.date(year_of(today + DAY) + 1, 5, 31)


def test_the_queue_leads_to_a_pair_with_the_person_chosen(as_curator, ours, today):
    mentor, mentee = make.make_person(ours), make.make_person(ours)
    make.make_bank(mentor, year=year_of(today))
    make.make_bank(mentee, "mentee", year=year_of(today))

    page = as_curator.get(at("unmatched")).content.decode()
    form = as_curator.get(at("pair_add") + f"?mentor={mentor.pk}&mentee={mentee.pk}").context[
        "form"
    ]

    assert f"{at('pair_add')}?mentee={mentee.pk}" in page
    assert (form["mentor"].value(), form["mentees"].value()) == (str(mentor.pk), [str(mentee.pk)])


def test_an_erased_member_is_named_without_a_link_that_leads_nowhere(as_curator, group, today):
    gone = group.mentees[0].person
    address = reverse("admin:people_person_change", args=[gone.pk])
    before = read(as_curator, group)
    gone.erased_on = today
    gone.save()

    assert address in before
    assert address not in read(as_curator, group)


def test_the_form_of_a_pair_says_who_has_a_mentor_already(as_curator, ours, group, today):
    free, gone = make.make_pupil(ours, surname="Ясин"), group.mentees[1]
    PairMember.objects.filter(pk=gone.pk).update(left_on=today)
    for person in (group.mentees[0].person, free, gone.person):
        make.make_bank(person, "mentee", year=year_of(today))

    form = as_curator.get(at("pair_add")).context["form"]
    heading, _, rows = next(form.groups())

    assert heading == "База наставляемых"
    assert {value: label.endswith("– уже в паре") for value, label, _ in rows} == {
        group.mentees[0].person_id: True, free.pk: False, gone.person_id: False,
    }  # fmt: skip


def test_the_page_says_what_became_of_a_consent(as_curator, group, today):
    young, other = group.mentees
    kinds = Consent.objects.filter(person=young.person)
    kinds.filter(kind="personal_data").update(valid_until=today - DAY)
    kinds.filter(kind="participation").update(withdrawn_on=today)
    lapsed = read(as_curator, group)
    Consent.objects.filter(person=other.person, kind="personal_data").delete()

    assert f"Согласие истекло {today - DAY:%d.%m.%Y}: обработка персональных данных" in lapsed
    assert f"Согласие отозвано {today:%d.%m.%Y}: участие в программе" in lapsed
    assert "Согласия больше не действуют: 1\u00a0человек" in lapsed
    page = read(as_curator, group)
    assert "Нет согласия: обработка персональных данных" in page
    assert "Нет согласий: 2\u00a0человека" in page


def test_the_order_of_a_pair_runs_out_with_its_term(as_curator, group, today):
    Pair.objects.filter(pk=group.pk).update(ends_on=today)
    last_day = read(as_curator, group)
    Pair.objects.filter(pk=group.pk).update(ends_on=today - DAY)

    assert "срок истёк" not in last_day
    assert f"срок истёк {today - DAY:%d.%m.%Y}" in read(as_curator, group)


def test_the_history_names_who_came_and_forgets_the_erased(as_curator, curator, ours, group, today):
    newcomer = make.make_pupil(ours, age=19, surname="Ясин")
    make.make_all_consents(newcomer)
    actions.join_pair(group, persons=[newcomer], joined_on=today, on=today, by=curator)
    line = f"Новый участник, наставляемый, с {today:%d.%m.%Y}"
    named = read(as_curator, group)
    type(newcomer).objects.filter(pk=newcomer.pk).update(erased_on=today, surname="№ 1")

    assert f"{line}: {newcomer.short_name}" in named
    assert f"{line}<" in read(as_curator, group)


def test_both_periods_of_a_pair_lead_to_each_other(as_curator, curator, group, today):
    yesterday = today - DAY
    Pair.objects.filter(pk=group.pk).update(closed_on=yesterday, closing="completed")
    closed = read(as_curator, group)
    new = actions.reopen_pair(group, starts_on=today, ends_on=today + DAY, on=today, by=curator)

    assert "Следующий период" not in closed
    assert "Программу для этой пары не составили." in closed and "Встреч не было." in closed
    assert at("pair_change", new.pk) in read(as_curator, group)
    assert at("pair_change", group.pk) in read(as_curator, new)
    assert "Участники согласны с" in read(as_curator, new)


def test_a_consent_without_the_parent_is_in_force_but_not_enough(as_curator, ours, today):
    pupil = make.make_pupil(ours, age=15)
    form = make.make_form(mentee_is_learner=True, guardian_consent=True)
    pair = make.make_pair(ours, mentees=[pupil], form=form, year=year_of(today))
    make.make_all_consents(pair.mentors[0].person)
    for kind in ("personal_data", "participation"):
        make.make_consent(pupil, kind, signed_on=today)
    ours.teen_needs_guardian = False
    ours.save()

    page = read(as_curator, pair)

    assert f"Согласие от {today:%d.%m.%Y} без подписи родителя: участие в программе" in page
    assert "Нет согласий: 1\u00a0человек" in page
