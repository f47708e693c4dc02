"""Who is not to be joined again: two people named by the curator, a ban lifted in the list."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST

from mentoring import actions
from mentoring.admin_views.frame import posted, refuse, show
from mentoring.member_forms import NewBanForm
from mentoring.models import PairBan
from mentoring.roster import offered
from people.models import Person

LIFTED = "Запрет снят: этих людей снова можно объединить."


def new_ban(model_admin, request):
    """Keep two people apart who need never have been a pair."""
    if not model_admin.has_add_permission(request):
        raise PermissionDenied
    everybody = Person.objects.visible_to(request.user)
    persons = offered(everybody, year=request.year).in_order()
    form = NewBanForm(posted(request), persons=persons)
    if request.method == "POST" and form.is_valid():
        try:
            actions.ban_pair(on=timezone.localdate(), by=request.user, **form.cleaned_data)
            messages.success(request, "Запомнили: этих людей программа больше не объединит.")
            return redirect("admin:mentoring_pairban_changelist")
        except ValidationError as refusal:
            refuse(form, refusal)
    is_short = persons.count() < everybody.count()
    return show(model_admin, request, "mentoring/ban_form.html", "Больше не объединять", form=form,
                is_short=is_short)  # fmt: skip


@method_decorator(require_POST)
def lift(model_admin, request, pk):
    """Lift one ban of the list."""
    if not request.user.has_perm("mentoring.change_pairban"):
        raise PermissionDenied
    ban = get_object_or_404(PairBan.objects.visible_to(request.user), pk=pk)
    actions.lift_ban(ban, on=timezone.localdate(), by=request.user)
    messages.success(request, LIFTED)
    return redirect("admin:mentoring_pairban_changelist")
