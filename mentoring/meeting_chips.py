"""What the form of a meeting offers at once as chips, and what it folds away under a title."""

from django.db.models import Count, Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce

from mentoring.models import Meeting, Need, Topic

TASKS_AT_ONCE, TOPICS_AT_ONCE = 4, 6


def task_choices(items):
    """Return the choices of the programme's rows, in the order of the programme."""
    return _folded(list(items), TASKS_AT_ONCE, "Ещё задачи")


def topic_choices(pair):
    """Return the choices of «О чём»; one query.

    First stand the topics of the pair's own meetings, the most frequent before the others, then
    those the mentees need; where these are few, the first of the catalogue join them.
    """
    topics = list(_of(pair))
    first = sorted(topics, key=lambda topic: (-topic.met, not topic.is_needed))[:TOPICS_AT_ONCE]
    rest = [topic for topic in topics if topic not in first]
    return _folded(first + rest, TOPICS_AT_ONCE, "Ещё темы")


def _folded(rows, number, title):
    choices = [(row.pk, str(row)) for row in rows]
    return choices[:number] + ([(title, choices[number:])] if choices[number:] else [])


def _of(pair):
    marks = Meeting.topics.through.objects.filter(topic=OuterRef("pk"), meeting__pair=pair)
    number = marks.values("topic").annotate(number=Count("pk")).values("number")
    needs = Need.objects.filter(
        topic=OuterRef("pk"), mentee__year=pair.year,
        mentee__person__in=[member.person_id for member in pair.mentees],
    )  # fmt: skip
    fitting = Topic.objects.fitting(pair.form, pair.organization_id)
    return fitting.annotate(met=Coalesce(Subquery(number), 0), is_needed=Exists(needs))
