"""The account of a person of the own organization: a link with which the owner sets a password."""

from django.conf import settings
from django.contrib.auth.decorators import permission_required
from django.contrib.auth.tokens import default_token_generator
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from people import actions
from people.admin_views.page import page
from people.forms import InviteForm
from people.models import Person

DAYS = settings.PASSWORD_RESET_TIMEOUT // (24 * 60 * 60)


@permission_required("people.change_person", raise_exception=True)
def invite_person(request, pk):
    """Make the account and show login and link once, to be printed or read out."""
    person = get_object_or_404(Person.objects.visible_to(request.user), pk=pk)
    data = request.POST if request.method == "POST" else None
    form = InviteForm(data, by=request.user)
    context = {"title": "Доступ в программу", "person": person, "form": form, "days": DAYS}
    if form.is_valid():
        try:
            user = actions.invite(person, role=form.cleaned_data["role"], by=request.user)
            context |= {"account": user, "link": request.build_absolute_uri(_link(user))}
        except actions.AccountRefused as refusal:
            form.add_error(None, refusal)
    return page(request, "people/invite.html", **context)


def _link(user):
    key = urlsafe_base64_encode(force_bytes(user.pk))
    return reverse("invitation", args=[key, default_token_generator.make_token(user)])
