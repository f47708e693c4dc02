"""What people say they need becomes needs of the mentees' base: matching and programmes read it."""

from django.core.exceptions import ValidationError
from django.db import transaction

from mentoring.models import Need, NeedSource, Topic
from people.history import record
from people.models import Mentee
from people.names import normalise
from surveys.models import Answer

KEY = "needs"  # of the questions whose choices are names of topics


class NeedsRefused(ValidationError):
    """Nothing can be written into the base; the message says why."""


def needs_told(wave):
    """Return the new pairs (Mentee, Topic) that the answers of a personal wave speak of.

    A choice that is no topic, and a person who is not in the base of that year, give none.
    """
    if wave.is_anonymous:
        return []
    rows = Answer.objects.filter(
        response__wave=wave, question__key=KEY, question__type="multiple"
    ).order_by("response__invitation__person__search", "pk")
    topics = {normalise(topic.name): topic for topic in Topic.objects.of(wave.organization_id)}
    base = {
        row.person_id: row
        for row in Mentee.objects.filter(
            year=wave.year, person__organization=wave.organization_id
        ).select_related("person")
    }
    known = set(Need.objects.filter(mentee__in=base.values()).values_list("mentee", "topic"))
    found = []
    for person, chosen in rows.values_list("response__invitation__person", "value"):
        mentee = base.get(person)
        for word in (chosen or ()) if mentee else ():
            topic = topics.get(normalise(word))
            if topic and (mentee.pk, topic.pk) not in known:
                known.add((mentee.pk, topic.pk))
                found.append((mentee, topic))
    return found


@transaction.atomic
def keep_needs(wave, *, by, on):
    """Write the needs told in a wave into the base and return how many are new."""
    found = needs_told(wave)
    if not found:
        raise NeedsRefused("Новых потребностей в ответах нет: всё уже записано в базу.")
    source = NeedSource.DIAGNOSTICS if wave.survey.family == "competences" else NeedSource.SURVEY
    Need.objects.bulk_create(
        Need(mentee=mentee, topic=topic, source=source, noted_on=on) for mentee, topic in found
    )
    record(organization=wave.organization, by=by, action="keep_needs", subject=wave,
           text=f"Потребности из ответов записаны в базу наставляемых: {len(found)}")  # fmt: skip
    return len(found)
