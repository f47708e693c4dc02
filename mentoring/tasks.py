"""The rows of a programme as pages and meetings show them: their state and the share done."""

from dataclasses import dataclass

from django.db.models import Count, Q

from mentoring.models import Programme, ProgrammeItem, TaskState


@dataclass(frozen=True)
class Task:
    item: ProgrammeItem
    state: TaskState
    meetings: int
    late: int  # days after the term

    @property
    def look(self):
        kinds = {TaskState.DONE: "ok", TaskState.OVERDUE: "bad", TaskState.STARTED: "info"}
        return kinds.get(self.state, "idle")


@dataclass(frozen=True)
class ShareDone:
    done: int
    all: int
    late: int

    @property
    def percent(self):
        return round(100 * self.done / self.all) if self.all else 0


def tasks_of(programme, on):
    """Return the Tasks of a programme in their order; one query."""
    items = programme.items.annotate(met=Count("meetings"))
    return [
        Task(item, item.state(on, started=item.met > 0), item.met,
             (on - item.due_on).days if item.state(on) == TaskState.OVERDUE else 0)
        for item in items
    ]  # fmt: skip


def share_done(programme, on=None):
    """Return how many rows are done; with `on` also how many are late."""
    days = list(programme.items.values_list("done_on", "due_on"))
    late = sum(on is not None and done is None and due is not None and due < on
               for done, due in days)  # fmt: skip
    return ShareDone(sum(done is not None for done, _ in days), len(days), late)


def open_items(pair, *, meeting=None):
    """Return the rows in force that are not done, and those `meeting` was about, for its chips."""
    wanted = Q(programme__superseded_on=None, done_on=None)
    if meeting is not None:
        wanted |= Q(pk__in=meeting.tasks.values("pk"))
    return ProgrammeItem.objects.filter(wanted, programme__pair=pair).select_related("programme")


def last_programme(pair):
    """Return the programme one could copy: of an earlier period or year with the same mentor."""
    mentors = [member.person_id for member in pair.mentors]
    rows = Programme.objects.current().filter(
        pair__organization=pair.organization_id, pair__form=pair.form,
        pair__members__person__in=mentors, pair__members__side="mentor",
        pair__starts_on__lt=pair.starts_on,
    )  # fmt: skip
    return rows.exclude(pair=pair).order_by("-pair__starts_on", "-pk").first()
