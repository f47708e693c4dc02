"""Who answers and what is expected: read from the cells again whenever rows come in or change."""

from django.db import transaction
from django.db.models import Exists, OuterRef

from people.history import record
from people.models import Organization
from roadmaps.actions.targets import plan_targets
from roadmaps.assignees import named_in
from roadmaps.expected import expected_in
from roadmaps.models import (
    Assignee,
    ExpectedResult,
    Item,
    Occurrence,
    Part,
    Roadmap,
    in_force,
)
from roadmaps.team import team_of

FILLED = ("responsible", "result")


@transaction.atomic
def resolve(roadmap, *, by, on):
    """Find anew who holds the duties the roadmap names; the wording stays, marks stay."""
    derive(roadmap, list(roadmap.items.order_by("position", "pk")), on=on)
    record(organization=roadmap.organization, by=by, action="resolve_roadmap", subject=roadmap,
           text="Ответственные дорожной карты сверены с людьми")  # fmt: skip


def read_unread(*, on):
    """Read who answers, results and targets of roadmaps older than this reading; return them.

    Those are roadmaps in force whose cells name somebody while nobody was ever found in them.
    """
    own = {"item__roadmap": OuterRef("pk")}
    worded = Item.objects.filter(roadmap=OuterRef("pk")).exclude(responsible="")
    rows = Roadmap.objects.filter(in_force(), Exists(worded)).exclude(
        Exists(Assignee.objects.filter(**own)) | Exists(ExpectedResult.objects.filter(**own))
    )
    found = list(rows.select_related("organization").order_by("pk"))
    for roadmap in found:
        with transaction.atomic():
            resolve(roadmap, by=None, on=on)
            plan_targets(list(roadmap.items.order_by("position", "pk")))
    return found


def derive(roadmap, items, *, on=None):
    """Make assignees, results and shares of all the items, which stand in their order.

    A cell merged with the row above has the words of that row. Nobody is created: who is not
    among the people of the year stays a text. `on` leaves out those who had left before it.
    """
    team = team_of(roadmap.organization, year=roadmap.year, on=on)
    assignees, results, sharing = [], [], {}
    for item, cells in _filled(items):
        for position, named in enumerate(named_in(cells["responsible"])):
            assignees.append(Assignee(
                item=item, position=position, kind=named.kind, text=named.text[:300],
                role=named.role[:300], person=team.person_of(named), is_main=named.is_main,
                note=named.note,
            ))  # fmt: skip
            sharing.setdefault(item.pk, []).extend(team.each_of(named))
        results += [
            ExpectedResult(item=item, position=position, kind=found.kind, text=found.text,
                           quantity=found.quantity)
            for position, found in enumerate(expected_in(cells["result"]))
        ]  # fmt: skip
    for model, rows in ((Assignee, assignees), (ExpectedResult, results)):
        model.objects.filter(item__in=items).delete()
        model.objects.bulk_create(rows)
    _share(items, sharing)


def _filled(items):
    """Yield each item with its cells, those merged with the row above filled from there."""
    above = dict.fromkeys(FILLED, "")
    for item in items:
        for name in FILLED:
            own = getattr(item, name).strip()
            if own or name not in item.inherits:
                above[name] = own
        yield item, dict(above)


def _share(items, sharing):
    """Give each open date the shares of those who fulfil it; a share that is done stays."""
    rows = Occurrence.objects.filter(item__in=items).open()
    open_dates = {row.pk: row.item_id for row in rows}
    known = {_whose(part): part for part in Part.objects.filter(occurrence__in=open_dates)}
    wanted = {
        (date, isinstance(one, Organization), one.pk)
        for date, item in open_dates.items() for one in sharing.get(item, ())
    }  # fmt: skip
    gone = [part.pk for key, part in known.items() if key not in wanted and not part.done_on]
    Part.objects.filter(pk__in=gone).delete()
    Part.objects.bulk_create(
        Part(occurrence_id=date, **{"organization_id" if is_school else "person_id": key})
        for date, is_school, key in sorted(wanted - set(known))
    )


def _whose(part):
    return part.occurrence_id, part.person_id is None, part.organization_id or part.person_id
