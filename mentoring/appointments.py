"""The next meetings of a mentor, as telephones keep them."""

from django.db.models import F, Max, Prefetch, Q

from mentoring.models import Meeting, Pair, PairMember, Side
from mentoring.salutation import company
from people.ics import Entry


def next_meetings(person, on):
    """Return the last Meetings of the person's pairs at work that name a day from `on`."""
    leads = PairMember.objects.filter(
        Q(left_on=None) | Q(left_on__gte=on), person=person, side=Side.MENTOR
    )
    pairs = Pair.objects.filter(organization=person.organization_id).active(on)
    members = PairMember.objects.select_related("person").order_by("pk")
    latest = Meeting.objects.annotate(last_on=Max("pair__meetings__held_on")).filter(
        pair__in=pairs.filter(pk__in=leads.values("pair")), held_on=F("last_on"), next_on__gte=on
    )
    return list(
        latest.select_related("pair__organization")
        .prefetch_related(Prefetch("pair__members", members))
        .order_by("next_on", "pk")
    )


def entry(meeting, address):
    """Return the calendar's day of the meeting that follows this one; `address` is where to go."""
    return Entry(
        uid=f"after-meeting-{meeting.pk}@{meeting.pair.organization.code}.nastavnik",
        day=meeting.next_on, summary=f"Встреча {company(meeting.pair.mentees)}",
        description="Запись встречи занимает меньше минуты.", address=address,
    )  # fmt: skip
