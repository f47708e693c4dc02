"""«Что у меня»: what waits for whom, and one's own dates as a calendar by a secret link."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from people.years import short_title
from roadmaps import actions
from roadmaps.admin_views.frame import at_work, page
from roadmaps.models import Feed, Roadmap, in_force
from roadmaps.tasks import Who, own_key, waiting


@at_work("roadmaps.view_assignee")
def tasks(request, token=""):
    """Show what waits for the user, or for anybody else who answers in the organization."""
    membership, today = request.user.membership, timezone.localdate()
    everybody = waiting(membership.organization, years=[request.year], on=today)
    own = own_key(membership)
    chosen = request.GET.get("who", own)
    who = everybody.get(chosen) or Who(chosen, "", [])
    context = {
        "title": "Что у меня", "who": who, "is_own": chosen == own, "own": own,
        "others": [one for key, one in everybody.items() if key != own], "today": today,
        "school_year": short_title(request.year), "token": token,
        "address": token and request.build_absolute_uri(reverse("feed", args=[token])),
        "feed": Feed.objects.filter(membership=membership, revoked_on=None).first(),
        "roadmaps": Roadmap.objects.visible_to(request.user).filter(in_force(), year=request.year),
    }  # fmt: skip
    return page(request, "roadmaps/tasks.html", context)


@require_POST
@at_work("roadmaps.view_assignee")
def calendar(request, step):
    """Give a new link, which is shown this once, or revoke it."""
    membership, today = request.user.membership, timezone.localdate()
    if step == "new":
        token = actions.open_feed(membership, by=request.user, on=today)
        return _once(tasks(request, token=token))
    actions.revoke_feed(membership, by=request.user, on=today)
    messages.success(request, "Ссылка отозвана. Календарь в телефоне больше не обновится.")
    return redirect("admin:roadmaps_tasks")


@require_POST
@permission_required("roadmaps.change_item", raise_exception=True)
def resolve(request, pk):
    """Find anew who holds the duties a roadmap names."""
    rows = Roadmap.objects.visible_to(request.user).select_related("organization")
    roadmap = get_object_or_404(rows, pk=pk)
    actions.resolve(roadmap, by=request.user, on=timezone.localdate())
    messages.success(request, "Ответственные сверены с людьми этого года.")
    return redirect("admin:roadmaps_tasks")


def _once(answer):
    answer.headers["Cache-Control"] = "no-store"
    return answer
