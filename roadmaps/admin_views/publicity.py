"""What the pages of events and of publications share: rows of one's own, ticks beside names."""

from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404

from people.models import Person
from roadmaps.admin_views.frame import page
from roadmaps.publicity_forms import PickForm


def own(model, request, pk):
    """Return the row of one's own organization, or answer 404."""
    rows = model.objects.visible_to(request.user).select_related("organization")
    return get_object_or_404(rows, pk=pk)


def people(request):
    """Return the Persons who may be called to an event or named in a publication."""
    return Person.objects.visible_to(request.user)


def picked(request, *, keep, near, chosen, groups=(), remark=lambda person: "", **context):
    """Answer with ticks beside names, or pass what was ticked to `keep` and return its answer.

    `keep(form)` returns the response and raises ValidationError to refuse; «Найти» only looks.
    """
    data = request.POST if request.method == "POST" else None
    choices = {"persons": people(request), "near": near, "groups": groups, "remark": remark}
    if data is not None and "look" in data:
        sent = {"persons": _keys(data), "find": data.get("find", "").replace("\0", ""),
                "groups": data.getlist("groups")}  # fmt: skip
        form = PickForm(initial=sent, **choices)
    else:
        form = PickForm(data, initial={"persons": chosen}, **choices)
    if form.is_bound and form.is_valid():
        try:
            return keep(form)
        except ValidationError as refusal:
            form.add_error(None, refusal)
            context["refused"] = getattr(refusal, "persons", ())
    return page(request, "roadmaps/publicity/pick.html", context | {"form": form})


def acted(form, act):
    """Call `act` and return what it returns; a refusal goes into the form, then None."""
    try:
        return act() or True
    except ValidationError as refusal:
        form.refused = getattr(refusal, "persons", ())
        form.add_error(None, refusal)
        return None


def _keys(data):
    return [int(key) for key in data.getlist("persons") if key.isdecimal() and len(key) < 16]
