"""People and pairs: consents, signatures, days, what is left of the erased."""

import datetime
from functools import reduce
from operator import or_

from django.apps import apps
from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import Coalesce

from mentoring.legal import members_of, persons_of
from mentoring.models import Pair, PairMember
from people.consent_gaps import missing, signers_of
from people.erasure_rules import EMPTIED, GONE
from people.models import Consent, ConsentSignature, Erasure, Person
from people.signers import ADULT, age_on
from reports.doctor.checks import check

NOTHING = (None, "", [], {}, "данные уничтожены")
OF_STUB = ("first_name", "patronymic", "birth_on", "email", "phone", "workplace", "former")
BY_PAIR = "members__person"  # the pair may work on without the erased, with words of its own


@check("active_pairs", "у действующих пар есть согласия и основание")
def _active_pairs(on):
    pairs = Pair.objects.active(on)
    members = [member for member in members_of(pairs, on) if member.joined_on <= on]
    for gap in missing(persons_of(members), on):
        yield f"человек {gap.person.pk}: нет действующего согласия «{gap.kind.label}»"
    yield from (f"пара {pair.pk} без основания" for pair in pairs.filter(basis=""))


@check("minors", "согласия подписаны теми, кто вправе")
def _minors(on):
    for consent in Consent.objects.filter(signatures=None):
        yield f"согласие {consent.pk} никем не подписано"
    children = Consent.objects.filter(person__kind="pupil").select_related("person__organization")
    for consent in children.prefetch_related("signatures__signer").order_by("pk"):
        yield from _signed(consent)
    own = ConsentSignature.objects.filter(is_guardian=True, signer=F("consent__person"))
    yield from (f"согласие {row.consent_id}: человек подписал за себя сам" for row in own)


def _signed(consent):
    """Yield what is wrong with the signatures under the consent of a learner."""
    born, day = consent.person.birth_on, consent.signed_on
    if born and day < born:
        yield f"согласие {consent.pk} подписано раньше рождения"
        return
    wanted, signatures = signers_of(consent.person, day), consent.signatures.all()
    guardians = [row.signer for row in signatures if row.is_guardian]
    if "guardian" in wanted and not guardians:
        yield f"согласие {consent.pk} без подписи представителя"
    if "self" in wanted and all(row.signer_id != consent.person_id for row in signatures):
        yield f"согласие {consent.pk} без подписи самого ученика"
    if any(adult.birth_on and age_on(adult.birth_on, day) < ADULT for adult in guardians):
        yield f"согласие {consent.pk}: представитель моложе 18 лет"


@check("members", "в парах нет повторов и чужих людей")
def _members(on):
    strangers = PairMember.objects.exclude(person__organization=F("pair__organization"))
    yield from (f"в паре {row.pair_id} человек другой организации" for row in strangers)
    last_day = Coalesce(OuterRef("left_on"), Value(datetime.date.max))
    beside = PairMember.objects.filter(
        Q(left_on=None) | Q(left_on__gte=OuterRef("joined_on")), pk__gt=OuterRef("pk"),
        pair=OuterRef("pair"), person=OuterRef("person"), joined_on__lte=last_day,
    )  # fmt: skip
    for row in PairMember.objects.filter(Exists(beside)):
        yield f"в паре {row.pair_id} человек стоит дважды"


@check("erased", "от стёртых людей осталась строка без имени и акт")
def _erased(on):
    erased = Person.objects.exclude(erased_on=None)
    yield from (f"человек {row.pk} стёрт без акта"
                for row in erased.exclude(pk__in=Erasure.objects.values("stub")))  # fmt: skip
    for key, *values in erased.values_list("pk", *OF_STUB):
        if any(value not in NOTHING for value in values):
            yield f"у стёртого человека {key} остались личные сведения"
    for label, paths in GONE.items():
        rows = _rows_of_erased(label, paths)
        yield from (f"{label} {row.pk}: строка стёртого человека" for row in rows)
    for label, rule in EMPTIED.items():
        if rule.emptied:
            for key, *values in _rows_of_erased(label, rule.paths).values_list(
                "pk", *rule.emptied.split()
            ):
                if any(value not in NOTHING for value in values):
                    yield f"{label} {key}: слова стёртого человека"


def _rows_of_erased(label, paths):
    model = apps.get_model(label)
    own = [Q(**{f"{path}__erased_on__isnull": False})
           for path in paths.split() if BY_PAIR not in path]  # fmt: skip
    return model._base_manager.filter(reduce(or_, own)) if own else model._base_manager.none()
