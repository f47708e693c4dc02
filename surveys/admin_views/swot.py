"""The SWOT page of a year: collected from open answers, worded and ordered by the curator."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from people.admin_views.page import own_organization, page
from people.templatetags.words import plural
from people.years import short_title
from surveys import actions
from surveys.admin_views.frame import done
from surveys.forms import PickForm, SwotLineForm
from surveys.models import Answer, Quadrant, SwotLine, Wave, words_key
from surveys.results import said_in

ON_A_PAGE = 40
may_see = permission_required("surveys.view_swotline", raise_exception=True)
may_change = permission_required("surveys.change_swotline", raise_exception=True)


@may_see
def table(request):
    """Show the four fields of the year, and which waves have words to take from."""
    organization = own_organization(request)
    lines = list(SwotLine.objects.filter(organization=organization, year=request.year))
    fields = [(quadrant, [line for line in lines if line.quadrant == quadrant])
              for quadrant in Quadrant]  # fmt: skip
    may = request.user.has_perm("surveys.change_swotline")
    return page(
        request, "surveys/swot.html", title="SWOT-анализ", fields=fields, lines=lines, can_edit=may,
        of=organization, years=_years(organization, request.year),
        waves=_telling(organization, request.year) if may else [],
    )  # fmt: skip


@may_change
def add(request):
    """Write a sentence of one's own into the table."""
    start = {"quadrant": request.GET.get("to", "")}
    form = SwotLineForm(request.POST if request.method == "POST" else None, initial=start)
    if form.is_valid():
        line = (form.cleaned_data["quadrant"], form.cleaned_data["text"])
        if done(form, actions.add_lines, own_organization(request), year=request.year,
                lines=[line], by=request.user) is not None:  # fmt: skip
            return redirect("admin:surveys_swot")
    return _form(request, form, "Новая строка")


@may_change
def line(request, pk):
    """Word a sentence anew or move it to another field."""
    found = get_object_or_404(SwotLine.objects.visible_to(request.user), pk=pk)
    start = {"quadrant": found.quadrant, "text": found.text}
    form = SwotLineForm(request.POST if request.method == "POST" else None, initial=start)
    if form.is_valid() and done(form, actions.change_line, found, by=request.user,
                                **form.cleaned_data):  # fmt: skip
        return redirect("admin:surveys_swot")
    return _form(request, form, "Строка SWOT")


@require_POST
@may_change
def move(request, pk, step):
    """Move or remove a sentence: the small buttons of its row."""
    found = get_object_or_404(SwotLine.objects.visible_to(request.user), pk=pk)
    if step not in ("up", "down", "remove"):
        raise Http404("Такого действия нет.")
    if step == "remove":
        actions.remove_line(found, by=request.user)
    else:
        actions.move_line(found, up=step == "up", by=request.user)
    return redirect("admin:surveys_swot")


@may_change
def pick(request, pk):
    """Take open answers of a wave over into the table."""
    wave = get_object_or_404(Wave.objects.visible_to(request.user), pk=pk)
    lines = SwotLine.objects.filter(organization=wave.organization_id, year=wave.year)
    taken = {line.said: line for line in lines.exclude(said="")}
    words = said_in(wave)
    said = [text for text in words if words_key(text) not in taken]
    shown = Paginator(said, ON_A_PAGE).get_page(request.GET.get("page"))
    form = PickForm(request.POST if request.method == "POST" else None,
                    said=said if request.method == "POST" else list(shown))  # fmt: skip
    if form.is_valid():
        try:
            number = actions.add_lines(wave.organization, year=wave.year, lines=form.picked(),
                                       by=request.user, are_answers=True)  # fmt: skip
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            messages.success(request, f"Взято {plural(number, 'ответ,ответа,ответов')}.")
        return redirect("admin:surveys_swot")
    return page(request, "surveys/swot_pick.html", title="Что взять из ответов", wave=wave,
                form=form, shown=shown,
                taken=[(text, taken[words_key(text)]) for text in words
                       if words_key(text) in taken])  # fmt: skip


def _years(organization, year):
    """Return (year, title) of the years that have a table, and of the one that is looked at."""
    rows = SwotLine.objects.filter(organization=organization).order_by()
    found = {year, *rows.values_list("year", flat=True).distinct()}
    return [(number, short_title(number)) for number in sorted(found, reverse=True)]


def _telling(organization, year):
    """Return the waves of the year in which somebody wrote words, the latest first."""
    told = Answer.objects.filter(question__type="text").values("response__wave")
    rows = Wave.objects.filter(organization=organization, year=year, pk__in=told)
    return rows.order_by("-opens_on", "-pk")


def _form(request, form, title):
    return page(request, "surveys/swot_line.html", 400 if form.errors else 200, form=form,
                title=title)  # fmt: skip
