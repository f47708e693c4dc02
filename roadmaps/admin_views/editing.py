"""Pages that change the rows of a draft as a table: split a row, take back, open an edition."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from roadmaps import actions
from roadmaps.admin_views.frame import page
from roadmaps.forms import PartsForm
from roadmaps.headings import named
from roadmaps.models import FIELDS, Item, Roadmap
from roadmaps.splitting import split as split_cells


@permission_required("roadmaps.change_item", raise_exception=True)
def split(request, pk):
    """Show a row as the several it holds, deadlines beside them; a POST puts these in its place."""
    items = Item.objects.visible_to(request.user).select_related("roadmap__organization")
    item = get_object_or_404(items, pk=pk)
    proposed = split_cells({name: getattr(item, name) for name in FIELDS})
    columns = [(name, heading) for name, heading in map(named, item.roadmap.columns)
               if name and name != "mark"]  # fmt: skip
    rows = proposed.rows if len(proposed.rows) > 1 else [*proposed.rows, {}]
    form = PartsForm(request.POST if request.method == "POST" else None, columns=columns, rows=rows)
    if form.is_bound and form.is_valid():
        try:
            actions.split_item(item, rows=form.rows, by=request.user)
            messages.success(request, f"Вместо одной строки стало {len(form.rows)}.")
            return redirect(place(item))
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
    return page(request, "roadmaps/split.html", {
        "form": form, "item": item, "roadmap": item.roadmap, "title": "Разделить строку",
        "doubts": proposed.doubts, "is_one": len(proposed.rows) == 1,
    })  # fmt: skip


@require_POST
@permission_required("roadmaps.change_item", raise_exception=True)
def take_back(request, pk):
    """Take the last change of a draft back."""
    roadmap = _roadmap(request, pk)
    try:
        words = actions.take_back(roadmap, by=request.user)
        messages.success(request, f"Правка отменена: {words[:1].lower()}{words[1:]}.")
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect("admin:roadmaps_roadmap_change", pk)


@require_POST
@permission_required("roadmaps.change_roadmap", raise_exception=True)
def edition(request, pk):
    """Open the draft that changes an approved roadmap."""
    return _led(request, pk, actions.open_edition,
                "Открыт проект изменений. Утверждённая карта остаётся как есть.")  # fmt: skip


@require_POST
@permission_required("roadmaps.change_roadmap", raise_exception=True)
def drop(request, pk):
    """Throw the draft of changes away."""
    return _led(request, pk, actions.drop_edition, "Проект изменений убран.")


def place(item):
    """Return the address of the row in its table."""
    return f"{_address(item.roadmap_id)}#item-{item.pk}"


def _led(request, pk, act, done):
    roadmap = _roadmap(request, pk)
    try:
        roadmap = act(roadmap, by=request.user)
        messages.success(request, done)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect(_address(roadmap.pk))


def _address(pk):
    return redirect("admin:roadmaps_roadmap_change", pk).url


def _roadmap(request, pk):
    return get_object_or_404(Roadmap.objects.visible_to(request.user), pk=pk)
