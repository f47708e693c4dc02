"""Pages on which a roadmap comes in: from a file, from the year before."""

from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from roadmaps import actions
from roadmaps.admin_views.frame import at_work, page
from roadmaps.forms import UploadForm
from roadmaps.models import Roadmap


@at_work("roadmaps.add_roadmap")
def upload(request):
    """Take a file or a pasted table and lead to its check; nothing is saved as a roadmap yet."""
    posted = request.method == "POST"
    form = UploadForm(*([request.POST, request.FILES] if posted else []), year=request.year)
    if posted and form.is_valid():
        kept = actions.keep_upload(form.content, name=form.name, by=request.user,
                                   organization=request.user.membership.organization)  # fmt: skip
        return redirect("admin:roadmaps_import_check", kept.pk)
    return page(request, "roadmaps/upload.html", {"form": form, "title": "Загрузка дорожной карты"})


@require_POST
@at_work("roadmaps.add_roadmap")
def next_year(request, pk):
    """Prepare the next year's roadmap of this one and lead to its check."""
    roadmap = get_object_or_404(Roadmap.objects.visible_to(request.user), pk=pk)
    kept = actions.roll_over(roadmap, by=request.user)
    return redirect("admin:roadmaps_import_check", kept.pk)
