"""The page on which a school says how its deadlines are counted."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect

from roadmaps import actions
from roadmaps.admin_views.frame import page
from roadmaps.comparison import items_of
from roadmaps.deadline_forms import AnswersForm, ReckoningForm
from roadmaps.models import Roadmap
from roadmaps.readings import questions


@permission_required("roadmaps.change_roadmap", raise_exception=True)
def reckoning(request, pk):
    """Change the end of lessons, what a quarter is, the terms and the answers."""
    roadmap = get_object_or_404(Roadmap.objects.visible_to(request.user), pk=pk)
    data = request.POST if request.method == "POST" else None
    asked = questions([(item.deadline, item.under) for item in items_of(roadmap)], roadmap.reading)
    form, answers = ReckoningForm(data, roadmap=roadmap), AnswersForm(data, asked=asked)
    if data is not None and form.is_valid() and answers.is_valid():
        try:
            actions.change_reckoning(roadmap, **form.settings, answers=answers.answers,
                                     by=request.user)  # fmt: skip
            messages.success(request, "Записано, даты пересчитаны. Отметки на месте.")
            return redirect("admin:roadmaps_roadmap_change", roadmap.pk)
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
    return page(request, "roadmaps/reckoning.html", {
        "form": form, "answers": answers if asked else None, "roadmap": roadmap,
        "title": "Как считать сроки"})  # fmt: skip
