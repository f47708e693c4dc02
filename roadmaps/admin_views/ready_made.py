"""Pages of ready-made roadmaps: choose and take one, keep one's own, hand it down."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from people.years import short_title
from roadmaps import actions
from roadmaps.admin_views.checking import preview
from roadmaps.admin_views.frame import at_work, page
from roadmaps.forms import TemplateForm, YearForm
from roadmaps.models import Roadmap, RoadmapTemplate
from roadmaps.readings import Reading
from roadmaps.ready_made import adoptions, pattern_of, table_for
from roadmaps.templates import CODES, built_in, catalogue

TAKEN = "Готовая карта взята. Поправьте строки под себя и утвердите."
GONE = "Этой готовой карты больше нет: её отозвали или удалили."


@at_work("roadmaps.add_roadmap")
def templates(request):
    """Offer the ready-made roadmaps, those handed down first; preview one, take it for a year."""
    sent = request.POST if request.method == "POST" else request.GET
    own, code = request.user.membership.organization, sent.get("code", "")
    offered = list(RoadmapTemplate.objects.offered_to(own).select_related("organization"))
    chosen = next((one for one in offered if f"own-{one.pk}" == code), None)
    form = YearForm(request.POST if request.method == "POST" else None, year=request.year)
    if request.method == "POST" and form.is_valid():
        taken = _taken(request, own, code, chosen, form.cleaned_data["year"])
        if taken:
            return taken
    context = {
        "form": form, "catalogue": catalogue(request.year), "title": "Готовые карты",
        "handed_down": [one for one in offered if one.organization_id != own.pk],
        "own": [one for one in offered if one.organization_id == own.pk],
    }  # fmt: skip
    if chosen:
        read = table_for(chosen, organization=own, year=request.year)
        read |= {"code": code, "name": chosen.title}
        context |= preview(read, Reading.of(request.year))
    elif code in CODES:
        context |= preview(built_in(code, request.year), Reading.of(request.year))
    return page(request, "roadmaps/templates.html", context)


@at_work("roadmaps.add_roadmaptemplate")
def keep(request, pk):
    """Show what leaves a roadmap when it becomes a ready-made one, then keep it."""
    roadmap = get_object_or_404(_own(Roadmap, request).select_related("organization"), pk=pk)
    today = timezone.localdate()
    posted = request.method == "POST"
    form = TemplateForm(
        request.POST if posted else None, initial={"title": " ".join(roadmap.title.split())[:200]}
    )
    if posted and form.is_valid():
        actions.save_template(roadmap, title=form.cleaned_data["title"], by=request.user, on=today)
        messages.success(request, "Карта сохранена среди готовых.")
        return redirect("admin:roadmaps_templates")
    context = {"form": form, "roadmap": roadmap, "title": "Сохранить как готовую",
               "removed": pattern_of(roadmap, on=today).removed}  # fmt: skip
    return page(request, "roadmaps/keep.html", context)


@permission_required("roadmaps.view_roadmaptemplate", raise_exception=True)
def adoption(request, pk):
    """Show which organizations have taken a handed-down roadmap and who has changed it."""
    template = get_object_or_404(
        _own(RoadmapTemplate, request), pk=pk, handed_down_on__isnull=False
    )
    rows = adoptions(template, year=request.year)
    context = {
        "template": template, "rows": rows, "title": template.title,
        "year_words": short_title(request.year),
        "taken": sum(row.roadmap is not None for row in rows),
        "changed": sum(row.changed > 0 for row in rows),
    }  # fmt: skip
    return page(request, "roadmaps/adoption.html", context)


@require_POST
@at_work("roadmaps.change_roadmaptemplate")
def step(request, pk, step):
    """Hand a ready-made roadmap down, withdraw it, throw it away."""
    template = get_object_or_404(_own(RoadmapTemplate, request), pk=pk)
    by, today = request.user, timezone.localdate()
    steps = {
        "hand-down": (lambda: actions.hand_down(template, by=by, on=today),
                      "Карта передана: организации видят её среди готовых."),
        "withdraw": (lambda: actions.withdraw(template, by=by, on=today),
                     "Карта отозвана. У тех, кто её взял, она осталась."),
        "remove": (lambda: actions.remove_template(template, by=by), "Готовая карта удалена."),
    }  # fmt: skip
    if step not in steps:
        raise Http404("Такого действия нет.")
    act, done = steps[step]
    try:
        act()
        messages.success(request, done)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect("admin:roadmaps_templates")


def _taken(request, own, code, chosen, year):
    """Take what was chosen and lead to it; nothing for a code that nobody offers."""
    how = {"organization": own, "year": year, "by": request.user}
    try:
        if chosen:
            roadmap = actions.take_template(chosen, **how)
        elif code in CODES:
            roadmap = actions.take_built_in(code, **how)
        else:
            raise RoadmapTemplate.DoesNotExist
    except RoadmapTemplate.DoesNotExist:
        messages.warning(request, GONE)
        return None
    messages.success(request, TAKEN)
    return redirect("admin:roadmaps_roadmap_change", roadmap.pk)


def _own(model, request):
    """Return the rows of the organization itself; a municipality sees those of its schools too."""
    rows = model.objects.visible_to(request.user)
    work = request.user.membership
    return rows.filter(organization=work.organization) if work else rows
