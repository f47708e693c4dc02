"""What every page of the curator needs: the frame of the admin and the organization."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse


def page(request, template, status=200, **context):
    """Return the page inside the frame of the admin."""
    frame = admin.site.each_context(request)
    return TemplateResponse(request, template, frame | context, status=status)


def own_organization(request):
    """Return the organization the user works in; an administrator without one is refused."""
    if request.user.membership is None:
        raise PermissionDenied("Сначала добавьте себе доступ к организации.")
    return request.user.membership.organization
