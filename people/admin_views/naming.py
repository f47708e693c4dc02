"""Names and their cases: a new surname from a day, a form put right from wherever it was seen."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from people import actions
from people.admin_views.page import own_organization, page
from people.admin_views.person import rows_of
from people.declension import declined_name, declined_post
from people.forms import NameForm
from people.models import GrammaticalCase, NamePeriod, Person, PositionPeriod
from people.names import GenderUnknown

may_change = permission_required("people.change_person", raise_exception=True)


@may_change
def rename(request, pk):
    """Give the person another name from a day; the former one stays in the history."""
    person = get_object_or_404(Person.objects.visible_to(request.user), pk=pk)
    fields = ("surname", "first_name", "patronymic")
    initial = {name: getattr(person, name) for name in fields} | {"since": timezone.localdate()}
    form = NameForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        try:
            actions.change_name(person, **form.cleaned_data, by=request.user,
                                on=timezone.localdate())  # fmt: skip
        except actions.NameRefused as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, "Имя изменено. Бумаги до этого дня сохранят прежнее.")
            return redirect("admin:people_person_change", pk)
    names = person.names.order_by("-ends_on")
    return page(request, "people/rename.html", title="Сменить имя", person=person, form=form,
                names=names)  # fmt: skip


@may_change
@require_POST
def rename_back(request, pk):
    period = get_object_or_404(NamePeriod.objects.visible_to(request.user), pk=pk)
    try:
        actions.take_name_back(period, by=request.user)
        messages.success(request, "Смена имени отменена.")
    except actions.NameRefused as refusal:
        messages.error(request, refusal.message)
    return redirect("admin:people_person_change", period.person_id)


@may_change
def declension(request):
    """Show and put right the cases of one name (`person`) or of the title of a post (`post`).

    `case` names the form that was clicked; `next` is the page to come back to.
    """
    data = request.POST if request.method == "POST" else request.GET
    person, declined, organization = _subject(request, data)
    back = _back(request, data, person)
    if request.method == "POST":
        _save(request, person, declined, organization)
        return redirect(back)
    wanted = data.get("case", "")
    return page(
        request, "people/declension.html", title="Исправить падежи", person=person,
        nominative=declined.forms["nominative"], rows=rows_of(declined), back=back,
        wanted=wanted if wanted in GrammaticalCase.values else GrammaticalCase.GENITIVE,
        corrected=bool(declined.corrected),
    )  # fmt: skip


def _subject(request, data):
    """Return the Person or None, the Declined of the name or post, and the organization."""
    if key := data.get("person", ""):
        key = key if key.isdecimal() and len(key) < 16 else 0
        person = get_object_or_404(Person.objects.visible_to(request.user), pk=key)
        try:
            return person, declined_name(person), person.organization
        except GenderUnknown:
            raise Http404("Сначала укажите пол.") from None
    organization, post = own_organization(request), data.get("post", "").strip()
    longest = PositionPeriod._meta.get_field("title").max_length
    if not post or len(post) > longest or "\0" in post:
        raise Http404("Такой должности нет.")
    return None, declined_post(post, organization), organization


def _save(request, person, declined, organization):
    nominative = declined.forms["nominative"]
    known = {"organization": organization, "nominative": nominative, "person": person,
             "by": request.user}  # fmt: skip
    if "restore" in request.POST:
        actions.restore_forms(**known)
        messages.success(request, "Падежи снова такие, какими их даёт программа.")
        return
    typed = _typed(request, declined)
    try:
        for case, form in typed.items():
            if form != declined.forms[case]:
                actions.correct_form(case=case, form=form, **known)
        messages.success(request, f"Исправлено: {nominative}. Так будет во всех новых бумагах.")
    except actions.NameRefused as refusal:
        messages.error(request, refusal.message)


def _typed(request, declined):
    """Return {case: form}; the accusative follows the genitive where the two were one form.

    The sheet marks «Лаптева» as «родительный или винительный»: one correction is meant for both.
    """
    typed = {case: request.POST[f"form_{case}"] for case in GrammaticalCase.values
             if f"form_{case}" in request.POST}  # fmt: skip
    genitive, accusative = GrammaticalCase.GENITIVE, GrammaticalCase.ACCUSATIVE
    one_form = declined.forms[genitive]
    if genitive in typed and typed.get(accusative) == declined.forms[accusative] == one_form:
        typed[accusative] = typed[genitive]
    return typed


def _back(request, data, person):
    wanted = data.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure()):
        return wanted
    if person is None:
        return reverse("admin:people_person_changelist")
    return reverse("admin:people_person_change", args=[person.pk])
