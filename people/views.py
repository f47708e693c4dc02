"""Where somebody lands after signing in, and the choice of membership and year."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from people.middleware import MEMBERSHIP, YEAR
from people.models import Membership, Role

HOMES = {
    Role.CURATOR: "admin:index",
    Role.DIRECTOR: "desk",
    Role.MENTOR: "mentor-home",
    Role.MUNICIPALITY: "overview",
}
YEARS = range(2019, 2100)


def start(request):
    """Send everybody to the page of his or her role."""
    if request.user.membership is not None:
        return redirect(HOMES[request.user.membership.role])
    if request.user.is_superuser:
        return redirect("admin:index")
    return render(request, "people/no_membership.html", status=403)


@require_POST
def choose_membership(request):
    """Work in another of one's own memberships from now on."""
    own = Membership.objects.filter(user=request.user)
    wanted = request.POST.get("membership", "")
    membership = get_object_or_404(own, pk=wanted if wanted.isdecimal() else 0)
    request.session[MEMBERSHIP] = membership.pk
    return redirect("start")


@require_POST
def choose_year(request):
    """Look at another academic year from now on."""
    wanted = request.POST.get("year", "")
    if wanted.isdecimal() and int(wanted) in YEARS:
        request.session[YEAR] = int(wanted)
    else:
        messages.error(request, "Выберите учебный год из списка.")
    return redirect("start")
