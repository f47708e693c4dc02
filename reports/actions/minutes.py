"""What follows when minutes are kept: the row of the roadmap that expects them is proven."""

from django.db import transaction

from reports.models import Protocol
from reports.proofs import MET
from roadmaps.actions import is_known, prove
from roadmaps.expected import ResultKind
from roadmaps.models import EvidenceKind


@transaction.atomic
def keep_minutes(protocol, *, by, on):
    """Let minutes with a decision prove the row that names their body; return the dates proven.

    Once: minutes corrected later ask nothing again, and a proof taken back stays away.
    """
    protocol = Protocol.objects.select_for_update().get(pk=protocol.pk)
    decided = protocol.items.exclude(decision="").exists()
    if not decided or protocol.held_on > on or is_known(EvidenceKind.PROTOCOL, protocol.pk):
        return []
    return prove(
        protocol.organization, kinds=[ResultKind.PROTOCOL], about=MET[protocol.body],
        title=f"{protocol}, {protocol.get_body_display()}", key=protocol.pk,
        kind=EvidenceKind.PROTOCOL, dated_on=protocol.held_on, by=by, on=on,
    )  # fmt: skip
