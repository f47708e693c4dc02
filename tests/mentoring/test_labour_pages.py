"""The terms of ст. 351.8 ТК РФ on the page of a pair: written, changed, followed by others."""

import datetime
from decimal import Decimal

import pytest
from django.urls import reverse

from mentoring.legal import agreements
from mentoring.models import LabourTerms, Pair
from people.workdays import add_working_days
from people.years import year_of
from tests import factories as make

DAY = datetime.timedelta(days=1)


@pytest.fixture
def pair(ours, today):
    form = make.make_form(labour_terms_possible=True)
    return make.make_pair(ours, active=True, form=form, year=year_of(today),
                          starts_on=today - 60 * DAY, ends_on=today + 120 * DAY)  # fmt: skip


def write(client, pair, **values):
    member = pair.mentors[0]
    given = {"content": "Помощь", "form": "очно", "starts_on": member.joined_on.isoformat(),
             "ends_on": pair.ends_on.isoformat(), "pay_kind": "sum"}  # fmt: skip
    address = reverse("admin:mentoring_pair_labour", args=[pair.pk, member.pk])
    return client.post(address, given | values, follow=True).content.decode()


def test_a_sum_is_taken_as_an_accountant_writes_it(as_curator, pair):
    write(as_curator, pair, pay_value="3 500,50")

    assert LabourTerms.objects.get().pay_value == Decimal("3500.50")


def test_what_belongs_to_the_duties_needs_no_agreement_and_can_be_changed(as_curator, pair):
    page = write(as_curator, pair, pay_kind="duties", pay_basis="должностная инструкция, п. 3.7")

    assert "доп. соглашение не нужно" in page
    assert reverse("admin:mentoring_pair_labour", args=[pair.pk, pair.mentors[0].pk]) in page
    assert "Отметить подпись" not in page


def test_the_agreement_in_force_stands_beside_the_one_that_follows(pair, today):
    member = pair.mentors[0]
    until = today + 20 * DAY
    make.make_labour_terms(member, ends_on=until, agreement_number="12", agreed_on=today)
    make.make_labour_terms(member, starts_on=until + DAY)
    fetched = Pair.objects.with_people().get(pk=pair.pk)

    assert [(found.level, found.text) for found in agreements(fetched, today)] == [
        ("ok", f"Доп. соглашение № 12 от {today:%d.%m.%Y} до {until:%d.%m.%Y}"),
        ("warn", "Доп. соглашение не подписано"),
    ]
    assert [found.text for found in agreements(fetched, until + DAY)] == [
        "Доп. соглашение не подписано"
    ]


def test_more_than_the_whole_salary_is_no_percentage(as_curator, pair):
    refused = write(as_curator, pair, pay_kind="percent", pay_value="150")
    kept = write(as_curator, pair, pay_kind="percent", pay_value="100")

    assert "Процент от оклада – не больше 100." in refused
    assert "100\u00a0% должностного оклада" in kept
    assert LabourTerms.objects.get().pay_value == 100


def test_each_kind_of_pay_stands_on_the_page_of_the_pair(as_curator, pair):
    shown = {}
    for kind, value in (("percent", "15"), ("sum", "3500,50"), ("none", ""), ("duties", "")):
        page = write(as_curator, pair, pay_kind=kind, pay_value=value, pay_basis="причина")
        shown[kind] = page[page.index("<h2>Документы</h2>") :]

    assert "не подписано, 15\u00a0% должностного оклада." in shown["percent"]
    assert "не подписано, 3\u00a0500,50\u00a0руб. в месяц." in shown["sum"]
    assert "не подписано, без выплаты." in shown["none"]
    assert "Наставничество входит в обязанности." in shown["duties"]


def test_who_leaves_works_by_the_agreement_until_the_last_day(ours, pair, today):
    old, last = pair.mentors[0], today + 4 * DAY
    make.make_labour_terms(old, agreement_number="12", agreed_on=today, ended_on=last)
    pair.members.filter(pk=old.pk).update(left_on=last)
    new = pair.members.create(person=make.make_person(ours), side="mentor", joined_on=last + DAY)

    def found(on):
        fetched = Pair.objects.with_people().get(pk=pair.pk)
        return {(one.member, one.text) for one in agreements(fetched, on)}

    until = f"Доп. соглашение № 12 от {today:%d.%m.%Y} до {last:%d.%m.%Y}"
    waiting = (new, "Условий работы наставника нет")
    assert found(last) == {(old, until), waiting}
    assert found(last + DAY) == {waiting}


def notify(client, pair, today):
    terms = make.make_labour_terms(pair.mentors[0], agreement_number="12", agreed_on=today,
                                   starts_on=today - DAY, ends_on=today + 90 * DAY)  # fmt: skip
    sent = {"notice_by": "employer", "noticed_on": today.isoformat(),
            "ended_on": add_working_days(today, 5).isoformat()}  # fmt: skip
    address = reverse("admin:mentoring_pair_notice", args=[pair.pk, terms.pk])
    return client.post(address, sent, follow=True)


def test_the_wizard_begins_with_what_the_notice_says(as_curator, pair, today):
    form = notify(as_curator, pair, today).context["form"]

    assert {name: form[name].value() for name in ("reason", "noticed_on", "effective_on")} == {
        "reason": "employer", "noticed_on": today,
        "effective_on": add_working_days(today, 5) + DAY,
    }  # fmt: skip


def test_a_notice_before_the_order_leads_to_no_replacement(as_curator, pair, today):
    Pair.objects.filter(pk=pair.pk).update(confirmed_on=None, basis="")

    answer = notify(as_curator, pair, today)

    assert answer.request["PATH_INFO"] == reverse("admin:mentoring_pair_change", args=[pair.pk])
    assert LabourTerms.objects.get().noticed_on == today


def test_an_early_end_names_the_notice_only_where_somebody_works_by_terms(as_curator, pair, today):
    address = reverse("admin:mentoring_pair_step", args=[pair.pk, "end"])
    before = as_curator.get(address).content.decode()
    make.make_labour_terms(pair.mentors[0], starts_on=today, ends_on=today + DAY)

    assert "уведомление за 3 рабочих дня" not in before
    assert "уведомление за 3 рабочих дня" in as_curator.get(address).content.decode()


def test_the_last_step_tells_when_the_pay_ends_also_after_a_notice(as_curator, ours, pair, today):
    successor = make.make_person(ours, post="учитель")
    make.make_bank(successor, year=pair.year)
    notify(as_curator, pair, today)
    address = reverse("admin:mentoring_pair_replace", args=[pair.pk, pair.mentors[0].pk])
    first = add_working_days(today, 5) + DAY
    as_curator.post(address, {"reason": "employer", "noticed_on": today.isoformat(),
                              "effective_on": first.isoformat()})  # fmt: skip

    page = as_curator.post(f"{address}?step=successor", {"person": successor.pk}, follow=True)

    terms = LabourTerms.objects.get()
    assert (page.context["terms"], page.context["last_day"]) == (terms, first - DAY)
    assert "Выплата прекратится" in page.content.decode()


def test_signing_begins_with_the_day_the_employee_agreed(as_curator, pair, today):
    mentor = pair.mentors[0]
    terms = make.make_labour_terms(mentor)
    agreed = make.make_consent(mentor.person, "labour", today - datetime.timedelta(days=3))
    address = reverse("admin:mentoring_pair_sign", args=[pair.pk, terms.pk])

    form = as_curator.get(address).context["form"]

    assert form.initial == {"agreed_on": today, "consented_on": agreed.signed_on}
