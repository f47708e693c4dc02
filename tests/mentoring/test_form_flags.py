"""Flags of a form drive the law of its pairs: flipped, the same pair is refused or begins."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from mentoring.actions import (
    ConsentMissing,
    PairRefused,
    PartnerMissing,
    confirm,
    join_pair,
    pause_pair,
    pause_unlawful,
    resume_pair,
    set_partner,
)
from mentoring.legal import missing_consents
from mentoring.models import MentoringForm, Pair, Partner
from people.actions import record_consent
from people.models import REQUIRED_KINDS
from reports.agenda import agenda
from reports.checks import _pairs
from tests import factories as make
from tests.factories import TODAY

SIGNED = datetime.date(2026, 9, 1)
PAIRS = "/admin/mentoring/pair/?year=2026"
BASIS = "приказ от 23.11.2026 № 2-ОД"


def sign(person, signers, day=SIGNED):
    for kind in REQUIRED_KINDS:
        record_consent(person=person, kind=kind, signed_on=day, signers=signers, by=None, on=TODAY)


@pytest.fixture
def teen(ours):
    """A pupil of 15 in a school that asks no parent from 14 on; the consents are the pupil's."""
    ours.teen_needs_guardian = False
    ours.save()
    pupil = make.make_pupil(ours, age=15)
    sign(pupil, [pupil])
    return pupil


def pair_of(ours, mentees, **flags):
    pair = make.make_pair(
        ours, mentees=mentees, form=make.make_form(mentee_is_learner=True, **flags)
    )
    make.make_all_consents(pair.mentors[0].person)
    return pair


def begin(pair):
    confirm([pair], basis=BASIS, on=TODAY, by=None)


def test_a_form_that_asks_a_parent_begins_with_the_signature_of_one(ours, teen):
    mother = make.make_guardian(teen)
    pair = pair_of(ours, [teen], guardian_consent=True)

    with pytest.raises(ConsentMissing, match="участие в программе \\(подпись родителя\\)"):
        begin(pair)
    (gap,) = missing_consents([pair], TODAY)
    assert (gap.person, gap.kind, gap.signers) == (teen, "participation", ("self", "guardian"))

    sign(teen, [teen, mother])  # the same sheet of the same day, now with both

    begin(pair)
    assert teen.consents.count() == 2


def test_without_the_flag_the_same_pupil_signs_alone(ours, teen):
    make.make_guardian(teen)
    begin(pair_of(ours, [teen], guardian_consent=False))

    assert Pair.objects.active(TODAY).count() == 1


def test_a_newcomer_of_such_a_group_needs_the_parent_too(ours, teen):
    adult = make.make_pupil(ours, age=18)
    sign(adult, [adult])
    pair = pair_of(ours, [adult], guardian_consent=True)
    begin(pair)

    with pytest.raises(ConsentMissing, match="подпись родителя"):
        join_pair(pair, persons=[teen], joined_on=TODAY, on=TODAY, by=None)


@pytest.mark.parametrize(
    ("agreement", "refusal"),
    [(None, "не указан партнёр"),
     ({}, "партнёр «Завод»: договор не заключён"),
     ({"agreement_number": "7", "agreed_on": datetime.date(2025, 9, 1),
       "ends_on": datetime.date(2026, 11, 22)}, "истёк 22.11.2026"),
     ({"agreement_number": "7", "agreed_on": datetime.date(2026, 11, 24)},
      "начнётся 24.11.2026")],
    ids=["no partner", "no agreement", "over", "not yet"],
)  # fmt: skip
def test_a_form_with_a_partner_waits_for_the_agreement(ours, agreement, refusal):
    pupil = make.make_pupil(ours, age=18)
    sign(pupil, [pupil])
    pair = pair_of(ours, [pupil], partner_required=True)
    if agreement is not None:
        partner = Partner.objects.create(organization=ours, name="Завод", **agreement)
        set_partner(pair, partner=partner, on=TODAY, by=None)

    with pytest.raises(PartnerMissing, match=refusal):
        begin(pair)
    pair.refresh_from_db()
    assert pair.confirmed_on is None
    assert [finding.holds for finding in _pairs([pair], TODAY)] == [True, False]

    pair.form.partner_required = False
    pair.form.save()
    begin(pair)


def test_the_agreement_of_its_day_lets_the_pair_begin_and_go_on(ours, theirs):
    pupil = make.make_pupil(ours, age=18)
    sign(pupil, [pupil])
    pair = pair_of(ours, [pupil], partner_required=True)
    agreement = {"name": "Завод", "agreement_number": "7", "agreed_on": TODAY, "ends_on": TODAY}
    with pytest.raises(PairRefused, match="другой организации"):
        set_partner(pair, partner=Partner.objects.create(organization=theirs, **agreement),
                    on=TODAY, by=None)  # fmt: skip
    own = Partner.objects.create(organization=ours, **agreement)
    set_partner(pair, partner=own, on=TODAY, by=None)

    begin(pair)
    pause_pair(pair, on=TODAY, by=None)
    with pytest.raises(PartnerMissing, match=f"истёк {TODAY:%d.%m.%Y}"):
        resume_pair(pair, on=TODAY + datetime.timedelta(days=1), by=None)


def test_the_page_of_the_pair_names_the_partner_and_leads_to_the_choice(as_curator, ours):
    pair = pair_of(ours, [make.make_pupil(ours, age=18)], partner_required=True)
    own = Partner.objects.create(organization=ours, name="Завод «Прибор»")
    address = reverse("admin:mentoring_pair_change", args=[pair.pk])
    assert "Не указан партнёр." in as_curator.get(address).content.decode()

    choice = reverse("admin:mentoring_pair_partner", args=[pair.pk])
    wrong = as_curator.post(choice, {"partner": "999"})
    as_curator.post(choice, {"partner": own.pk})

    assert wrong.status_code == 400
    assert "Партнёр «Завод «Прибор»»: договор не заключён." in (
        as_curator.get(address).content.decode()
    )


def test_a_parent_who_signed_though_nobody_asked_is_entered(as_curator, ours, teen):
    mother = make.make_guardian(teen)
    form = {"person": teen.pk, "kind": "participation", "signed_on": f"{SIGNED:%Y-%m-%d}"}
    address = reverse("admin:consents_record")

    as_curator.post(address, form | {f"guardian_{teen.pk}": ""})
    alone = teen.consents.get(kind="participation").signatures.count()
    as_curator.post(address, form | {f"guardian_{teen.pk}": mother.pk})

    assert alone == 1
    signatures = teen.consents.get(kind="participation").signatures.order_by("pk")
    assert [(s.signer, s.is_guardian) for s in signatures] == [(teen, False), (mother, True)]


def at_work_without(ours, teen, **flags):
    """Return a pair that began while its form asked for nothing, and whose form asks now."""
    pair = pair_of(ours, [teen])
    begin(pair)
    MentoringForm.objects.filter(pk=pair.form_id).update(**flags)
    return Pair.objects.get(pk=pair.pk)


def test_a_flag_set_later_stops_no_pair_and_speaks_in_its_health(as_curator, ours, teen):
    make.make_guardian(teen)
    today = timezone.localdate()
    pair = at_work_without(ours, teen, guardian_consent=True, partner_required=True)
    Pair.objects.update(confirmed_on=today)

    assert pause_unlawful(on=TODAY) == []
    page = as_curator.get(reverse("admin:mentoring_pair_change", args=[pair.pk])).content.decode()
    assert "Не хватает 1\u00a0согласия. Не указан партнёр." in page
    found = agenda(ours, year=2026, on=today)
    assert (found.health, found.unlawful) == (["bad"], [])
    assert [(row.person, row.gaps[0].signers) for row in found.lacking] == [
        (teen, ("self", "guardian"))
    ]

    sign(teen, [teen, teen.guardians.get().adult])
    assert agenda(ours, year=2026, on=today).lacking == []


def test_the_list_names_the_agreement_that_lacks(as_curator, ours, teen):
    pair = at_work_without(ours, teen, partner_required=True)
    Pair.objects.filter(pk=pair.pk).update(confirmed_on=timezone.localdate())

    assert "Не указан партнёр." in as_curator.get(PAIRS).content.decode()


def test_the_catalogue_says_how_many_pairs_at_work_a_flag_touches(client, ours, theirs, teen):
    pair = at_work_without(ours, teen)
    Pair.objects.update(confirmed_on=timezone.localdate())
    make.make_pair(theirs, form=pair.form, active=True)  # two adults, who ask no parent
    client.force_login(make.make_user("root", is_staff=True, is_superuser=True))
    address = reverse("admin:mentoring_mentoringform_change", args=[pair.form_id])
    fields = {"code": pair.form.code, "name": pair.form.name, "position": 0,
              "mentee_is_learner": "on", "allows_group": "on", "is_active": "on"}  # fmt: skip

    before = client.get(address).content.decode()
    client.post(address, fields | {"mentee_limit": "9"})
    silent = client.get(address).content.decode()
    client.post(address, fields | {"guardian_consent": "on"})
    told = client.get(address).content.decode()

    assert "По этой форме работают 2\u00a0пары." in before
    assert "«нужен договор с партнёром», его не будет у 2\u00a0пар." in before
    assert "«нужно согласие родителя», подписи не будет у 1\u00a0пары." in before
    assert '<div class="note warn">' not in before
    assert "Подписи родителя нет у 1\u00a0пары. Попросите кураторов собрать" in told
    assert "Попросите их собрать подписи" not in silent
    assert "У 1\u00a0пары, которые уже работают, нет подписи родителя." in told
    assert Pair.objects.active(TODAY).count() == 2
