"""What a withdrawal obliges to, and until when (152-ФЗ ст. 10.1 ч. 12–14, ст. 21 ч. 5 and 5.1)."""

import datetime
from dataclasses import dataclass

from django.db.models import Exists, Max, OuterRef, Q

from people.models import Consent, ConsentKind, Person
from people.workdays import add_working_days

STOP_SPREADING, STOP = 3, 10  # working days
DESTROY = datetime.timedelta(days=30)


@dataclass(frozen=True)
class Deadlines:
    """The last days to stop publishing, to stop the processing and to destroy the data."""

    stop_spreading_on: datetime.date
    stop_on: datetime.date
    destroy_on: datetime.date


def deadlines(received_on, *, organization):
    return Deadlines(
        add_working_days(received_on, STOP_SPREADING, organization=organization),
        add_working_days(received_on, STOP, organization=organization),
        received_on + DESTROY,
    )


def awaiting_erasure(organization, on):
    """Return the Persons who withdrew the processing of their data and are still known here.

    Each carries `withdrawn_on`; the earliest comes first.
    """
    own = Q(consents__kind=ConsentKind.PERSONAL_DATA, consents__withdrawn_on__lte=on)
    valid = Consent.objects.valid(on).filter(person=OuterRef("pk"), kind=ConsentKind.PERSONAL_DATA)
    rows = Person.objects.filter(own, organization=organization, erased_on=None)
    return rows.exclude(Exists(valid)).annotate(
        withdrawn_on=Max("consents__withdrawn_on", filter=own)
    ).order_by("withdrawn_on", "search", "pk")  # fmt: skip
