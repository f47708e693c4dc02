"""What the pages of one pair share: who may change it, the pair with its people, the frame."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render

from mentoring.models import Pair


def pair_to_change(request, pk, *, permission="mentoring.change_pair"):
    """Return a pair the user may change, with its people; 403 without the right, 404 a stranger."""
    if not request.user.has_perm(permission):
        raise PermissionDenied
    rows = Pair.objects.visible_to(request.user).with_people().select_related("organization")
    return get_object_or_404(rows, pk=pk)


def show(model_admin, request, template, title, **context):
    """Return the page inside the frame of the admin; 400 when its form was refused."""
    frame = model_admin.admin_site.each_context(request) | {
        "title": title, "opts": model_admin.model._meta,
    }  # fmt: skip
    form = context.get("form")
    status = 400 if form is not None and form.errors else 200
    return render(request, template, frame | context, status=status)


def posted(request):
    return request.POST if request.method == "POST" else None


def refuse(form, refusal, field=None):
    """Put the sentences of a refusal above the form, or beside the field they are about."""
    form.add_error(field if field in form.fields else None, refusal.messages)
