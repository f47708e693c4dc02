"""Meetings from paper: the printed diaries of one pair or several, typed in on one page."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from mentoring import actions
from mentoring.admin_views.frame import show
from mentoring.diary_forms import SheetForm, rows_of
from mentoring.models import Pair
from people.templatetags.words import plural, word

MOST_PAIRS, ROWS_OF_ONE, ROWS_OF_MANY = 10, 12, 4


def diary(model_admin, request):
    """Choose pairs at work, then type in their meetings; a wrong row leaves all unwritten."""
    if not request.user.has_perm("mentoring.add_meeting"):
        raise PermissionDenied
    today = timezone.localdate()
    own = Pair.objects.visible_to(request.user).of_year(request.year).active(today)
    asked = [key for key in request.GET.getlist("pair") if key.isdecimal() and len(key) < 10]
    pairs = list(own.with_people().select_related("organization").order_by("pk"))
    chosen = [pair for pair in pairs if str(pair.pk) in asked][:MOST_PAIRS]
    context = {"pairs": pairs, "chosen": chosen, "most": MOST_PAIRS, "faults": [], "sheet": ""}
    if chosen:
        answer = _sheet(request, chosen, context, today)
        if answer is not None:
            return answer
    for row, sentences in context["faults"]:
        if row:
            row.faults = sentences
    page = show(model_admin, request, "mentoring/diary.html", "Встречи с бумаги", **context)
    page.status_code = 400 if context["faults"] else 200
    return page


def _sheet(request, chosen, context, today):
    """Fill the context with the rows; return where to go when all of them were written."""
    data = request.POST if request.method == "POST" else None
    sent = SheetForm(data, initial={"sheet": uuid.uuid4()})
    stale = data is not None and not sent.is_valid()
    sheet = sent.cleaned_data["sheet"] if data is not None and not stale else uuid.uuid4()
    number = ROWS_OF_ONE if len(chosen) == 1 else ROWS_OF_MANY
    blocks = rows_of(chosen, number=number, sheet=sheet, year=request.year, data=data)
    rows = [row for _, own in blocks for row in own if data is not None and not row.is_empty()]
    context |= {"blocks": blocks, "sheet": sheet}
    if data is None:
        return None
    if stale:
        context["faults"] = [("", sent.errors["sheet"])]
    elif not rows:
        context["faults"] = [("", ["Не заполнена ни одна строка. Введите день и минуты."])]
    elif wrong := [row for row in rows if not row.is_valid()]:
        context["faults"] = [(row, [s for words in row.errors.values() for s in words])
                             for row in wrong]  # fmt: skip
    else:
        return _written(request, chosen, rows, context, today)
    return None


def _written(request, chosen, rows, context, today):
    try:
        new = actions.record_diary([row.meeting() for row in rows], by=request.user, on=today)
    except actions.DiaryRefused as refusal:
        context["faults"] = [(rows[n], words) for n, words in refusal.sentences.items()]
        return None
    meetings = plural(new, "встреча,встречи,встреч")
    messages.success(request, f"{word(new, 'Записана,Записаны,Записано')} {meetings} с бумаги.")
    if len(chosen) == 1:
        return redirect("admin:mentoring_pair_change", chosen[0].pk)
    query = QueryDict(mutable=True)
    query.setlist("pair", [pair.pk for pair in chosen])
    return redirect(f"{reverse('admin:mentoring_diary')}?{query.urlencode()}")
