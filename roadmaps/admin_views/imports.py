"""Pages on which a roadmap comes in: from a file, from the year before."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from roadmaps import actions
from roadmaps.admin_views.frame import at_work, page
from roadmaps.forms import UploadForm
from roadmaps.models import Roadmap
from roadmaps.section_forms import BlankForm


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


@at_work("roadmaps.add_roadmap")
def blank(request):
    """Begin a roadmap with an empty table and lead to it."""
    data = request.POST if request.method == "POST" else None
    form = BlankForm(data, year=request.year)
    if data is not None and form.is_valid():
        own = request.user.membership.organization
        roadmap = actions.begin_roadmap(**form.cleaned_data, organization=own, by=request.user)
        messages.success(request, "Карта начата. Добавьте разделы и строки.")
        return redirect("admin:roadmaps_roadmap_change", roadmap.pk)
    return page(request, "roadmaps/blank.html", {"form": form, "title": "Карта с пустой таблицы"})


@require_POST
@at_work("roadmaps.add_roadmap")
def next_year(request, pk):
    """Prepare the next year's roadmap of this one and lead to its check."""
    roadmap = get_object_or_404(Roadmap.objects.visible_to(request.user), pk=pk)
    kept = actions.roll_over(roadmap, by=request.user)
    return redirect("admin:roadmaps_import_check", kept.pk)
