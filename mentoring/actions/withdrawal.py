"""What follows for pairs when a consent ends: withdrawn by somebody, or run out by itself."""

from django.db import transaction

from mentoring.actions.lifecycle import locked_pairs
from mentoring.legal import broken_since
from mentoring.models import Pair
from people.actions import ConsentRefused, locked_persons, withdraw_consent
from people.history import record
from people.models import REQUIRED_KINDS, Consent, ConsentKind

# without a consent to processing nothing may be published or handed over either
FOLLOWING = (ConsentKind.DISSEMINATION, ConsentKind.IMAGE, ConsentKind.TRANSFER)
WITHDRAWN = "отозвано согласие"
RUN_OUT = "согласие больше не действует"


class _PairsChanged(Exception):
    """The person came into a pair while the others were being locked."""


@transaction.atomic
def withdraw(person, *, kinds, withdrawn_on, by, on, way="", number=""):
    """End the person's consents of these kinds on the day the paper arrived; return them.

    Ending the processing of data ends publication and pictures too. The person's pairs at work
    are paused from that day, and links to answer are dead as long as nothing new is signed.
    Raises ConsentRefused.
    """
    pairs = _locked_pairs_of(person)
    if ConsentKind.PERSONAL_DATA in kinds:
        kinds = {*kinds, *FOLLOWING}
    given = Consent.objects.valid(withdrawn_on).filter(
        person=person, kind__in=kinds, withdrawn_on=None
    )
    consents = [
        withdraw_consent(consent, withdrawn_on=withdrawn_on, way=way, number=number, by=by, on=on)
        for consent in given.order_by("signed_on", "pk")
    ]
    if not consents:
        raise ConsentRefused(
            f"На {withdrawn_on:%d.%m.%Y} действующего согласия этого вида нет. "
            "Проверьте дату и вид."
        )
    if set(REQUIRED_KINDS) & {consent.kind for consent in consents}:
        _pause(pairs, on, by, WITHDRAWN)
    return consents


@transaction.atomic
def pause_unlawful(*, on, by=None, organization=None):
    """Pause the pairs whose required consents have run out or were outgrown; return them.

    Paused is the first day without the consent, not the day of this call: called daily, late or
    twice the dates are the same.
    """
    at_work = Pair.objects.active(on)
    if organization is not None:
        at_work = at_work.filter(organization=organization)
    keys = list(at_work.values_list("pk", flat=True))
    if not broken_since(keys, on):
        return []
    return _pause(locked_pairs(keys), on, by, RUN_OUT)


def _locked_pairs_of(person):
    """Lock the person's open pairs, then the person; nobody comes into one until the commit."""
    while True:
        keys = _open_pairs(person)
        try:
            with transaction.atomic():
                pairs = locked_pairs(keys)
                locked_persons([person])
                if _open_pairs(person) - keys:
                    raise _PairsChanged
                return pairs
        except _PairsChanged:
            continue


def _open_pairs(person):
    own = Pair.objects.filter(members__person=person, closed_on=None)
    return set(own.values_list("pk", flat=True))


def _pause(pairs, on, by, reason):
    """Pause those of the locked pairs that work although a consent lacks; return them."""
    at_work = [pair for pair in pairs if pair.state(on) == "active"]
    since = broken_since([pair.pk for pair in at_work], on)
    paused = [pair for pair in at_work if pair.pk in since]
    for pair in paused:
        pair.paused_on, pair.returns_on, pair.pause_reason = since[pair.pk], None, reason
        pair.save(update_fields=["paused_on", "returns_on", "pause_reason"])
        record(organization=pair.organization, by=by, action="pause_unlawful_pair", subject=pair,
               text=f"Работа пары приостановлена: {reason}")  # fmt: skip
    return paused
