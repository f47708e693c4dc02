"""The frame of our own pages in the admin: who comes in, and the site's navigation around."""

from functools import wraps

from django.contrib import admin, messages
from django.contrib.auth.decorators import permission_required
from django.shortcuts import redirect, render

ELSEWHERE = "Дорожную карту загружает куратор организации. Войдите под его учётной записью."


def page(request, template, context):
    """Answer with a page in the frame of the admin; a refused form answers 400."""
    refused = getattr(context.get("form"), "errors", None)
    context = admin.site.each_context(request) | context
    return render(request, template, context, status=400 if refused else 200)


def at_work(permission):
    """Let in whoever has the permission and works in an organization now."""

    def wrap(view):
        @wraps(view)
        def inner(request, *args, **kwargs):
            if request.user.membership is None:
                messages.warning(request, ELSEWHERE)
                return redirect("admin:index")
            return view(request, *args, **kwargs)

        return permission_required(permission, raise_exception=True)(inner)

    return wrap
