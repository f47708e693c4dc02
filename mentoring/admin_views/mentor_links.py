"""The personal link of a mentor: shown once, printed as a card, revoked."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone

from mentoring import actions
from mentoring.admin_views.frame import pair_to_change, show
from mentoring.links import qr_svg
from mentoring.models import MentorLink, Side


def link(model_admin, request, pk, member):
    """Tell of the mentor's link; give a new one, which is shown this once, or revoke it."""
    pair = pair_to_change(request, pk, permission="mentoring.change_mentorlink")
    member = get_object_or_404(pair.members.select_related("person"), pk=member, side=Side.MENTOR)
    context = {"pair": pair, "member": member, "token": "", "address": ""}
    if request.method == "POST" and "revoke" in request.POST:
        actions.revoke_mentor_link(member.person, by=request.user, on=timezone.localdate())
        messages.success(request, "Ссылка отозвана. По ней больше ничего не открывается.")
        return redirect("admin:mentoring_pair_link", pk, member.pk)
    if request.method == "POST":
        context |= _given(request, member.person)
    context["link"] = MentorLink.objects.working(timezone.localdate()).filter(
        person=member.person
    ).first()  # fmt: skip
    return show(model_admin, request, "mentoring/mentor_link.html",
                "Ссылка для записи встреч", **context)  # fmt: skip


def _given(request, person):
    """Return what the page shows this once; without a link the reason stands above it."""
    try:
        _, token = actions.open_mentor_link(person, by=request.user, on=timezone.localdate())
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return {}
    address = request.build_absolute_uri(reverse("mentor-link", args=[token]))
    return {"token": token, "address": address, "qr": qr_svg(address)}
