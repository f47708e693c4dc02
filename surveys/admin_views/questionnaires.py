"""The curator's pages of a questionnaire: looking, copying, editing while nobody has answered."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from people.admin_views.page import own_organization
from surveys import actions
from surveys.admin_views.frame import done, form_page, may_edit
from surveys.forms import HeadForm, QuestionForm, SurveyForm
from surveys.models import Question, Survey
from surveys.questions import TYPES


def survey_context(request, survey):
    """Return what the page of a questionnaire shows: the form as others will see it."""
    questions = list(survey.questions.all())
    may = request.user.has_perm("surveys.change_survey")
    return {
        "survey": survey, "title": survey.title, "questions": questions,
        "can_edit": may and not actions.is_locked(survey), "can_copy": may,
        "can_ask": request.user.has_perm("surveys.add_wave") and questions,
        "preview": SurveyForm(questions=questions),
    }  # fmt: skip


@require_POST
@may_edit
def copy(request, pk):
    """Make an own version and go on to its words."""
    survey = get_object_or_404(_surveys(request), pk=pk)
    new = actions.copy_survey(survey, organization=own_organization(request), by=request.user)
    messages.success(request, "Это ваша копия: меняйте слова, порядок и вопросы.")
    return redirect(_place(new))


@may_edit
def head(request, pk):
    """Change title and opening words of an own questionnaire."""
    survey = get_object_or_404(_surveys(request), pk=pk)
    data = request.POST if request.method == "POST" else None
    form = HeadForm(data, initial={"title": survey.title, "intro": survey.intro})
    if form.is_valid() and done(form, actions.change_survey, survey, **form.cleaned_data,
                                 by=request.user):  # fmt: skip
        return redirect(_place(survey))
    return form_page(request, form, "Название анкеты", "Сохранить", _place(survey), survey.title)


@may_edit
def question(request, pk):
    """Change the words of one question."""
    found = get_object_or_404(_questions(request), pk=pk)
    start = {"text": found.text, "type": found.type, "is_required": found.is_required,
             "options": TYPES[found.type].write(found.options)}  # fmt: skip
    form = QuestionForm(request.POST if request.method == "POST" else None, initial=start)
    if form.is_valid() and done(form, actions.change_question, found, **form.cleaned_data,
                                 by=request.user):  # fmt: skip
        return redirect(_place(found.survey, found))
    back = _place(found.survey, found)
    return form_page(request, form, "Вопрос анкеты", "Сохранить вопрос", back, found.survey.title)


@require_POST
@may_edit
def move(request, pk, step):
    """Move or remove a question: the small buttons of its row."""
    found = get_object_or_404(_questions(request), pk=pk)
    if step not in ("up", "down", "remove"):
        raise Http404("Такого действия нет.")
    try:
        if step == "remove":
            actions.remove_question(found, by=request.user)
            return redirect(_place(found.survey))
        actions.move_question(found, up=step == "up", by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect(_place(found.survey, found))


@require_POST
@may_edit
def add(request, pk):
    """Add a question at the end and go on to its words."""
    survey = get_object_or_404(_surveys(request), pk=pk)
    try:
        new = actions.add_question(survey, by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect(_place(survey))
    return redirect("admin:surveys_question", new.pk)


def _surveys(request):
    return Survey.objects.visible_to(request.user)


def _questions(request):
    return Question.objects.visible_to(request.user).select_related("survey")


def _place(survey, question=None):
    anchor = f"#question-{question.pk}" if question else ""
    return reverse("admin:surveys_survey_change", args=[survey.pk]) + anchor
