"""What happens when a register or a report is made: it leaves a record and proves rows."""

from django.db import transaction

from people.history import record
from people.templatetags.words import plural
from people.years import year_of
from reports.documents import KINDS
from reports.models import Printout
from reports.proofs import PRINTED
from roadmaps.actions import prove_again


@transaction.atomic
def make(kind, organization, *, by, on):
    """Record that a register or report of PRINTED was made today; return the dates it now proves.

    An empty one is no result: it leaves no record and proves nothing. Raises what the kind's facts
    raise.
    """
    makes, title = PRINTED[kind], KINDS[kind].title
    lines = makes.lines(KINDS[kind].collect(organization, on=on))
    if not lines:
        return []
    same = Printout.objects.filter(organization=organization, kind=kind, year=year_of(on))
    earlier = list(same.exclude(made_on=on).values_list("pk", flat=True))
    printout, _ = Printout.objects.update_or_create(
        organization=organization, kind=kind, made_on=on,
        defaults={"year": year_of(on), "lines": lines, "made_by": by},
    )  # fmt: skip
    record(organization=organization, by=by, action="make_printout", subject=printout,
           text=f"{title}: напечатано на {on:%d.%m.%Y}")  # fmt: skip
    words = f"{title} на {on:%d.%m.%Y}, {plural(lines, 'строка,строки,строк')}"
    return prove_again(organization, kinds=makes.kinds, about=makes.about, hint=makes.hint,
                       title=words, key=printout.pk, earlier=earlier, by=by, on=on)  # fmt: skip
