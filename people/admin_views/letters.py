"""«Письма»: what went, what waits, what did not go; which kinds are off for everybody."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from people import actions
from people.admin_views.page import own_organization, page
from people.models import Letter, LetterKind, MailSwitch

ON_A_PAGE = 50


@permission_required("people.view_letter", raise_exception=True)
def show(request):
    organization = own_organization(request)
    letters = Letter.objects.filter(person__organization=organization)
    shown = {"waiting": letters.unsent(), "failed": letters.troubled()}
    state = request.GET.get("state", "")
    rows = shown.get(state, letters).select_related("person").order_by("-for_day", "-pk")
    off = set(
        MailSwitch.objects.filter(organization=organization, person=None).values_list(
            "kind", flat=True
        )
    )
    return page(
        request, "people/letters.html", title="Письма", state=state,
        query=f"state={state}" if state in shown else "", number=letters.count(),
        numbers={name: found.count() for name, found in shown.items()},
        shown=Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page")),
        kinds=[(kind, kind not in off) for kind in LetterKind],
        refusals=MailSwitch.objects.filter(organization=organization, person__isnull=False)
        .select_related("person").order_by("person__search", "kind"),
    )  # fmt: skip


@require_POST
@permission_required("people.change_mailswitch", raise_exception=True)
def switch(request):
    """Let a kind of letters go to everybody, or to nobody."""
    organization, kind = own_organization(request), request.POST.get("kind", "")
    if kind not in LetterKind.values:
        messages.error(request, "Таких писем нет. Выберите вид писем из списка.")
    else:
        actions.switch_kind(organization, kind, is_on=request.POST.get("on") == "1",
                            by=request.user, on=timezone.localdate())  # fmt: skip
        messages.success(request, "Сохранено. Уже составленные письма это не меняет.")
    return redirect("admin:people_letters")
