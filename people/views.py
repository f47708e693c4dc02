"""The entrance: where somebody lands, the choice of membership and year, one-time links."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth import views as auth
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from people import actions, first_admin, mail_links
from people.addresses import site_address
from people.forms import FirstAdministratorForm, LettersForm
from people.middleware import MEMBERSHIP, YEAR, YEARS
from people.models import MailSwitch, Membership, Person, Role

HOMES = {
    Role.CURATOR: "admin:index",
    Role.DIRECTOR: "desk",
    Role.MENTOR: "mentor-home",
    Role.MUNICIPALITY: "overview",
    Role.PSYCHOLOGIST: "admin:people_carenote_changelist",
    Role.EMPLOYEE: "own-tasks",
}
FIRST = "first_administrator"


def start(request):
    """Send everybody to the page of his or her role."""
    if request.user.membership is not None:
        return redirect(HOMES[request.user.membership.role])
    if request.user.is_superuser:
        return redirect("admin:index")
    return render(request, "people/no_membership.html", status=403)


@require_POST
def choose_membership(request):
    """Work in another of one's own memberships from now on, on the page named by `next`."""
    own = Membership.objects.filter(user=request.user)
    wanted = request.POST.get("membership", "")
    membership = get_object_or_404(own, pk=wanted if wanted.isdecimal() else 0)
    request.session[MEMBERSHIP] = membership.pk
    return _back(request)


@require_POST
def choose_year(request):
    """Look at another academic year from now on, on the page named by `next` or at home."""
    wanted = request.POST.get("year", "")
    if wanted.isdecimal() and int(wanted) in YEARS:
        request.session[YEAR] = int(wanted)
    else:
        messages.error(request, "Выберите учебный год из списка.")
    return _back(request)


@login_not_required  # the token is the right
@require_GET
def open_first_link(request, token):
    """Move the token from the address into a cookie of this browser; nothing is used up."""
    response = redirect("first-admin")
    response.set_signed_cookie(
        FIRST, token, max_age=first_admin.LIFETIME, httponly=True, samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE, path=reverse("first-admin"),
    )  # fmt: skip
    return response


@login_not_required  # the token is the right
def set_up(request):
    """Let the holder of the link name the organization, himself or herself and a password."""
    token = request.get_signed_cookie(FIRST, default="", max_age=first_admin.LIFETIME)
    if not first_admin.is_valid(token) or not first_admin.is_open():
        return render(request, "people/link_expired.html", status=410)
    form = FirstAdministratorForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        values = {name: form.cleaned_data[name] for name in form.fields if name != "again"}
        try:
            login(request, actions.set_up_first_administrator(**values, on=timezone.localdate()))
            return redirect("start")
        except actions.AccountRefused as refusal:
            form.add_error(None, refusal)
    return render(request, "people/first_admin.html", {"form": form})


@login_not_required  # the token is the right
@never_cache
def choose_letters(request, token):
    """Let whoever holds a letter choose what to be written about; opening changes nothing."""
    try:
        persons = Person.objects.filter(erased_on=None).select_related("organization")
        person = persons.get(pk=mail_links.read_token(token))
    except (mail_links.LinkBroken, Person.DoesNotExist):
        return render(request, "people/letters_gone.html", status=404)
    off = MailSwitch.objects.filter(person=person).values_list("kind", flat=True)
    kinds, off = actions.kinds_for(person), set(off)
    wanted = [kind for kind in kinds if kind not in off]
    data = request.POST if request.method == "POST" else None
    form = LettersForm(data, kinds=kinds, initial={"wanted": wanted})
    if form.is_valid():
        actions.choose_letters(person, wanted=form.cleaned_data["wanted"], by=None,
                               on=timezone.localdate())  # fmt: skip
        return redirect(f"{request.path}?saved=1")
    context = {"form": form, "person": person, "none": not wanted}
    return render(
        request, "people/letters_choose.html", context, status=400 if form.errors else 200
    )


def own_letters(request):
    """Lead whoever is signed in to the page that the link in every letter opens."""
    work = request.user.membership
    if work is None or work.person_id is None:
        messages.error(request, "К вашей учётной записи не привязан человек, писем ей нет.")
        return redirect("start")
    return redirect(mail_links.switch_path(work.person_id))


def _back(request):
    """Lead to the page named by `next`, or home when it is none of ours."""
    back = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure())
    return redirect(back if is_ours and back.startswith("/") else "start")


class ForgottenPassword(auth.PasswordResetView):
    """Send the link of an invitation to the address in the account, and say nothing of it.

    Not to that in the person's card: a curator who changed it would open other people's accounts.
    """

    def form_valid(self, form):
        self.extra_email_context = {"site": site_address("")}
        return super().form_valid(form)


class Invitation(auth.PasswordResetConfirmView):
    """Open without an account: the token is the right to set the first password, once.

    Django's view moves the token out of the address; opening uses nothing up.
    """

    template_name = "people/invitation.html"
    success_url = reverse_lazy("start")
    post_reset_login = True
