"""Figures of events and publications, counted from attendance (domain 4.6: I6, I8–I11, I14)."""

from collections import defaultdict
from decimal import Decimal

from mentoring.models import PairMember
from people.models import LEARNERS, PersonKind
from reports.indicators import headcounts
from roadmaps.content_plan import content_plan
from roadmaps.models import Event, EventKind, EventLevel, Participation, Turnout

OUTSIDE = (EventLevel.REGIONAL, EventLevel.FEDERAL)


def event_figures(organization, *, year, on):
    """Return (code, title, unit, number, definition) of every figure; number None: unknown.

    Only events whose attendance has been entered count, none later than `on`.
    """
    held = Event.objects.held(on).filter(organization=organization, year=year)
    kinds = dict(held.values_list("pk", "kind"))
    named = _named(held)
    counts = headcounts(organization, on)
    plan = content_plan(organization, year=year, on=on)
    return [
        ("closing", "Участники на итоговом мероприятии", "%",
         _closing(organization, year, on, named),
         "разные участники пар и групп, пришедшие на итоговое мероприятие, ко всем участникам"),
        ("months_published", "Месяцы с публикациями", "%",
         _percent(len(plan.fulfilled), len(plan.elapsed)),
         "прошедшие месяцы, в которые вышла хотя бы одна публикация, ко всем прошедшим месяцам"),
        ("council", "Педагоги на педсовете", "%",
         _percent(_best(EventKind.COUNCIL, held, named, [PersonKind.EMPLOYEE]),
                  counts.get("teachers")),
         "пришедшие на самый многолюдный педсовет к численности педагогических работников"),
        ("parents_meetings", "Родительские собрания", "",
         Decimal(sum(kind == EventKind.PARENTS for kind in kinds.values())),
         "прошедшие собрания года"),
        ("parents_present", "Родители на собрании", "",
         Decimal(_best(EventKind.PARENTS, held, named, [PersonKind.GUARDIAN])),
         "пришедшие на самое многолюдное родительское собрание"),
        ("class_hours", "Ученики на классных часах", "%",
         _percent(_class_hours(held, named), counts.get("pupils")),
         "пришедшие на самый многолюдный классный час каждого класса к численности обучающихся"),
        ("outside", "Участники региональных и федеральных событий", "",
         Decimal(len({person for level, _, _, person, _ in named if level in OUTSIDE})),
         "разные люди, отмеченные на событиях регионального и федерального уровня"),
    ]  # fmt: skip


def _named(held):
    """Return (level, kind, event, person, kind of person) of everybody present by name."""
    rows = Participation.objects.filter(event__in=held, was_present=True)
    fields = ("event__level", "event__kind", "event", "person", "person__kind")
    return list(rows.values_list(*fields))


def _closing(organization, year, on, named):
    members = PairMember.objects.filter(
        pair__organization=organization, pair__year=year, pair__confirmed_on__lte=on,
        joined_on__lte=on,
    )  # fmt: skip
    everybody = set(members.values_list("person", flat=True))
    came = {person for _, kind, _, person, _ in named if kind == EventKind.CLOSING}
    held = any(kind == EventKind.CLOSING for _, kind, *_ in named)
    return _percent(len(came & everybody), len(everybody)) if held else None


def _best(wanted, held, named, kinds):
    """Return how many came to the best attended event of a kind, by name and by number."""
    came = defaultdict(int)
    for _, kind, event, _, person_kind in named:
        if kind == wanted and person_kind in kinds:
            came[event] += 1
    rows = Turnout.objects.filter(event__in=held.filter(kind=wanted))
    for event, present in rows.values_list("event", "present"):
        came[event] += present
    return max(came.values(), default=0)


def _class_hours(held, named):
    """Return the sum of the best numbers of the classes, and the pupils present by name."""
    best = defaultdict(int)
    rows = Turnout.objects.filter(event__in=held.filter(kind=EventKind.CLASS_HOUR))
    for title, present in rows.values_list("title", "present"):
        best[title] = max(best[title], present)
    pupils = {person for _, kind, _, person, person_kind in named
              if kind == EventKind.CLASS_HOUR and person_kind in LEARNERS}  # fmt: skip
    return sum(best.values()) + len(pupils)


def _percent(part, whole):
    return round(Decimal(100 * part) / whole, 1) if whole else None
