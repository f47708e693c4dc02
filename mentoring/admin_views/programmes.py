"""The programme of a pair: begun, rewritten in place, marked, reviewed, prolonged."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from mentoring import actions
from mentoring.admin_views.frame import pair_to_change, posted, refuse, show
from mentoring.models import ProgrammeItem
from mentoring.programme_forms import (
    MarkForm,
    PostponeForm,
    ProgrammeForm,
    ReviewForm,
    VersionForm,
    row_formset,
    rows_of,
)
from mentoring.programme_templates import templates_for
from mentoring.tasks import last_programme, share_done, tasks_of

VIEW, CHANGE = "mentoring.view_programme", "mentoring.change_programme"
TEXTS = ("goal", "needs", "strengths", "tasks", "expected", "approved_on", "approved_basis")


def programme(model_admin, request, pk):
    """Show a version of the programme, the one in force first, or offer how to begin."""
    pair, today = pair_to_change(request, pk, permission=VIEW), timezone.localdate()
    versions = list(pair.programmes.order_by("-version"))
    wanted = request.GET.get("version", "")
    shown = next((v for v in versions if str(v.version) == wanted), next(iter(versions), None))
    if shown is None:
        return show(model_admin, request, "mentoring/programme_start.html", "Программа пары",
                    pair=pair, templates=templates_for(pair.form.code),
                    last=last_programme(pair))  # fmt: skip
    return show(model_admin, request, "mentoring/programme.html", _title(pair), pair=pair,
                programme=shown, versions=versions, tasks=tasks_of(shown, today),
                done=share_done(shown, today))  # fmt: skip


def start(model_admin, request, pk):
    """Begin from the chosen template, from last year's programme or with nothing."""
    pair, chosen = pair_to_change(request, pk, permission=CHANGE), request.POST.get("from", "")
    found = {template.code: template for template in templates_for(pair.form.code)}
    words, rows = {}, ()
    if chosen in found:
        words = found[chosen].words
        rows = found[chosen].rows_from(pair.starts_on, pair.ends_on)
    elif chosen == "last" and (last := last_programme(pair)):
        words = {name: getattr(last, name) for name in actions.programmes.WORDS}
        rows = actions.rows_copied(last, starts_on=pair.starts_on, ends_on=pair.ends_on)
    if request.method != "POST":
        return redirect("admin:mentoring_pair_programme", pk)
    try:
        actions.start_programme(pair, words=words, rows=rows, by=request.user,
                                on=timezone.localdate())  # fmt: skip
        messages.success(request, "Программа составлена. Поправьте строки под эту пару.")
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect("admin:mentoring_pair_programme", pk)
    return redirect("admin:mentoring_pair_programme_edit", pk)


def edit(model_admin, request, pk):
    """Rewrite texts and rows of the programme in force."""
    pair = pair_to_change(request, pk, permission=CHANGE)
    current = get_object_or_404(pair.programmes.current())
    items = current.items.all()
    data = posted(request)
    form = ProgrammeForm(data, initial={name: getattr(current, name) for name in TEXTS})
    rows = row_formset(data, items=items)
    if data is not None and form.is_valid() and rows.is_valid():
        try:
            actions.change_programme(current, rows=rows_of(rows), by=request.user,
                                     on=timezone.localdate(), **form.cleaned_data)  # fmt: skip
            messages.success(request, "Программа сохранена.")
            return redirect("admin:mentoring_pair_programme", pk)
        except ValidationError as refusal:
            refuse(form, refusal)
    if data is not None and not form.errors and not rows.is_valid():
        form.add_error(None, "Исправьте строки плана, отмеченные ниже.")
    return show(model_admin, request, "mentoring/programme_edit.html", "Изменить программу",
                pair=pair, programme=current, form=form, rows=rows)  # fmt: skip


def task(model_admin, request, pk, item, act):
    """Mark one row as done, take the mark back, give it another day."""
    pair = pair_to_change(request, pk, permission=CHANGE)
    item = get_object_or_404(
        ProgrammeItem.objects.filter(programme__pair=pair).select_related("programme"), pk=item
    )
    today = timezone.localdate()
    if act == "unmark":
        return _unmark(request, pair, item)
    if act not in ("mark", "postpone"):
        raise Http404("Такого действия нет.")
    if act == "mark":
        start = {"done_on": item.done_on or today, "result": item.result}
        form = MarkForm(posted(request), initial=start)
        do, title, done = actions.mark_task, "Задача выполнена", "Отмечено: задача выполнена."
    else:
        form = PostponeForm(posted(request), initial={"due_on": item.due_on})
        do, title, done = actions.postpone_task, "Перенести срок", "Срок перенесён."
    if request.method == "POST" and form.is_valid():
        try:
            do(item, by=request.user, on=today, **form.cleaned_data)
            messages.success(request, done)
            return redirect("admin:mentoring_pair_programme", pk)
        except ValidationError as refusal:
            refuse(form, refusal)
    return show(model_admin, request, "mentoring/pair_step.html", title, form=form, pair=pair,
                lead=item.activity, is_danger=False)  # fmt: skip


def review(model_admin, request, pk):
    """Take the interim or the final review."""
    return _step(model_admin, request, pk, ReviewForm, actions.review_programme,
                 "Подвести итог", "Итог записан.",
                 "Вывод о цели не закрывает пару: закройте её отдельно.", {})  # fmt: skip


def version(model_admin, request, pk):
    """Put a new version in force, with another last day when it is prolonged."""
    return _step(model_admin, request, pk, VersionForm, actions.new_version, "Начать новую версию",
                 "Новая версия действует. Поправьте строки и утвердите её приказом.",
                 "Прежняя версия останется такой, какой была утверждена. Строки и отметки "
                 "перейдут в новую; более поздний срок – это продление с согласия сторон.",
                 {"ends_on"})  # fmt: skip


def _step(model_admin, request, pk, form_class, act, title, done, lead, fields):
    pair = pair_to_change(request, pk, permission=CHANGE)
    current = get_object_or_404(pair.programmes.current())
    form = form_class(posted(request), initial={name: getattr(current, name) for name in fields})
    if request.method == "POST" and form.is_valid():
        try:
            act(current, by=request.user, on=timezone.localdate(), **form.cleaned_data)
            messages.success(request, done)
            if form.cleaned_data.get("ends_on", pair.ends_on) > pair.ends_on:
                messages.warning(
                    request, f"Программа длиннее пары: пара закреплена по {pair.ends_on:%d.%m.%Y}. "
                    "После этого дня откройте паре новый период."
                )  # fmt: skip
            return redirect("admin:mentoring_pair_programme", pk)
        except ValidationError as refusal:
            refuse(form, refusal)
    return show(model_admin, request, "mentoring/pair_step.html", title, form=form, pair=pair,
                lead=lead, is_danger=False)  # fmt: skip


def _unmark(request, pair, item):
    if request.method != "POST":
        raise PermissionDenied("Отметку снимает кнопка на странице программы.")
    try:
        actions.unmark_task(item, by=request.user)
        messages.success(request, "Отметка снята.")
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect("admin:mentoring_pair_programme", pair.pk)


def _title(pair):
    learners = any(member.person.is_learner for member in pair.mentees)
    return "Индивидуальный план" if learners else "Персонализированная программа"
