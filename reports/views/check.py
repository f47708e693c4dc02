"""The page behind the code on a registered paper: it confirms, and tells nothing more."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from reports.control_code import typed
from reports.forms import CodeForm
from reports.register import registered_under


@login_not_required  # the code stands on the paper in the visitor's hand
@never_cache
def enter(request):
    """Ask for the code of a paper."""
    form = CodeForm(request.GET if "code" in request.GET else None)
    if form.is_valid():
        return redirect("check", typed(form.cleaned_data["code"]))
    status = 400 if form.errors else 200
    return render(request, "reports/check_code.html", {"form": form}, status=status)


@login_not_required  # the code stands on the paper in the visitor's hand
@never_cache
def check(request, code):
    """Say whether a paper is registered under the code."""
    document = registered_under(code)
    if document is None:
        context = {"form": CodeForm(initial={"code": code}), "unknown": True}
        return render(request, "reports/check_code.html", context, status=404)
    return render(request, "reports/check.html", {"document": document})
