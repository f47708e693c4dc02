"""The calendar of one's own dates: the secret in the address is the right, there is no session."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from people.years import year_of
from roadmaps.actions.feeds import digest_of
from roadmaps.ics import Entry, calendar_text
from roadmaps.models import Feed
from roadmaps.tasks import own_key, waiting

GONE = "Ссылка на календарь отозвана. Новую можно создать на странице «Что у меня».\n"


@login_not_required
@require_safe
def feed(request, token):
    """Send the open dates of whom the link was given to; 410 once the leave has ended."""
    found = Feed.objects.filter(digest=digest_of(token)).select_related(
        "membership__organization", "membership__user"
    )  # fmt: skip
    if (given := found.first()) is None:
        raise Http404("Такого календаря нет.")
    if given.revoked_on or not given.membership.user.is_active:
        return HttpResponse(GONE, status=410, content_type="text/plain; charset=utf-8")
    membership, today = given.membership, timezone.localdate()
    years = (year_of(today), year_of(today) + 1)
    who = waiting(membership.organization, years=years, on=today).get(own_key(membership))
    tasks = [task for task in (who.tasks if who else ()) if task.occurrence.due_on]
    text = calendar_text(
        [_entry(task, request) for task in tasks],
        name=f"Наставничество – {membership.organization}", stamp=timezone.now(),
    )  # fmt: skip
    answer = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    answer["Cache-Control"] = "private, no-cache"
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _entry(task, request):
    item, row = task.item, task.occurrence
    words = item.activity or item.stage
    lines = [words, f"Срок: {item.deadline}" if item.deadline.strip() else "", str(item.roadmap)]
    return Entry(
        uid=f"occurrence-{row.pk}@{item.roadmap.organization.code}.nastavnik", day=row.due_on,
        summary=f"{item.number} {words}".strip().replace("\n", " ")[:150],
        description="\n".join(filter(None, lines)),
        address=request.build_absolute_uri(reverse("admin:roadmaps_item", args=[item.pk])),
    )  # fmt: skip
