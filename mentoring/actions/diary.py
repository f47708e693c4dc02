"""A printed diary typed in by the curator: all of its meetings or none."""

from django.core.exceptions import ValidationError
from django.db import transaction

from mentoring.actions.meetings import record_meeting
from mentoring.models import Meeting


class DiaryRefused(Exception):
    """Nothing was written; `sentences` are {number of the row: its sentences}."""

    def __init__(self, sentences):
        super().__init__(sentences)
        self.sentences = sentences


@transaction.atomic
def record_diary(meetings, *, by, on):
    """Record the meetings (each the values of `record_meeting`) and return how many are new.

    A meeting of the same pair on the same day is taken for one typed twice. Raises DiaryRefused.
    """
    pairs = {values["pair"].pk for values in meetings}
    known = Meeting.objects.filter(pair__in=pairs)
    sent = {values["sending"] for values in meetings}
    before = set(known.filter(sending__in=sent).values_list("sending", flat=True))
    taken = set(known.exclude(sending__in=sent).values_list("pair", "held_on"))
    sentences = {}
    for row, values in enumerate(meetings):
        place = (values["pair"].pk, values["held_on"])
        try:
            if place in taken:
                raise ValidationError(
                    f"Встреча {values['held_on']:%d.%m.%Y} у этой пары уже есть. Если их было две, "
                    "вторую запишите со страницы пары."
                )
            taken.add(place)
            record_meeting(**values, by=by, on=on)
        except ValidationError as refusal:
            sentences[row] = refusal.messages
    if sentences:
        raise DiaryRefused(sentences)
    return len(sent - before)
