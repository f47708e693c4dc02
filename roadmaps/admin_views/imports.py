"""Pages on which a roadmap comes in: from a file, ready-made, from the year before."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from roadmaps import actions
from roadmaps.admin_views.checking import preview
from roadmaps.admin_views.frame import at_work, page
from roadmaps.forms import UploadForm, YearForm
from roadmaps.models import Roadmap
from roadmaps.readings import Reading
from roadmaps.templates import CODES, built_in, catalogue


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
def templates(request):
    """Offer the ready-made roadmaps, preview one, take it for a year."""
    posted = request.method == "POST"
    code = (request.POST if posted else request.GET).get("code", "")
    form = YearForm(request.POST if posted else None, year=request.year)
    if posted and code in CODES and form.is_valid():
        own, year = request.user.membership.organization, form.cleaned_data["year"]
        roadmap = actions.take_built_in(code, organization=own, year=year, by=request.user)
        messages.success(request, "Готовая карта взята. Поправьте строки под себя и утвердите.")
        return redirect("admin:roadmaps_roadmap_change", roadmap.pk)
    context = {"form": form, "catalogue": catalogue(request.year), "title": "Готовые карты"}
    if code in CODES:
        context |= preview(built_in(code, request.year), Reading.of(request.year))
    return page(request, "roadmaps/templates.html", context)


@require_POST
@at_work("roadmaps.add_roadmap")
def next_year(request, pk):
    """Prepare the next year's roadmap of this one and lead to its check."""
    roadmap = get_object_or_404(Roadmap.objects.visible_to(request.user), pk=pk)
    kept = actions.roll_over(roadmap, by=request.user)
    return redirect("admin:roadmaps_import_check", kept.pk)
