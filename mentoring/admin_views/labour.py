"""The terms on which an employee mentors: kept, signed, ended by a notice."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from mentoring import actions
from mentoring.admin_views.frame import pair_to_change, posted, refuse, show
from mentoring.labour_forms import LabourForm, NoticeForm, SignForm
from mentoring.models import LabourTerms, PairState, PayKind
from people.models import ConsentKind
from people.workdays import add_working_days

KEPT = {
    False: "Условия записаны. Напечатайте доп. соглашение и согласие.",
    True: "Условия записаны. Наставничество входит в обязанности: доп. соглашение не нужно.",
}
AT_WORK = (PairState.ACTIVE, PairState.PAUSED)
FIELDS = ("content", "form", "starts_on", "ends_on", "pay_kind", "pay_value", "pay_basis")


def terms(model_admin, request, pk, member):
    """Take the terms of a mentor; unsigned terms are corrected, signed ones are followed by new."""
    pair = pair_to_change(request, pk)
    member = get_object_or_404(pair.members.select_related("person", "pair"), pk=member)
    known = list(member.labour_terms.order_by("starts_on", "pk"))
    draft = known[-1] if known and not known[-1].agreed_on else None
    form = LabourForm(posted(request), initial=_start(pair, member, draft, known))
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_labour_terms(member, terms=draft, by=request.user, on=timezone.localdate(),
                                     **form.cleaned_data)  # fmt: skip
            messages.success(request, KEPT[form.cleaned_data["pay_kind"] == PayKind.DUTIES])
            return redirect("admin:mentoring_pair_change", pk)
        except ValidationError as refusal:
            refuse(form, refusal)
    lead = (
        f"{member.person.full_name}. Содержание, срок, форма и выплата – "
        "по ст.\u00a0351.8 ТК\u00a0РФ."
    )
    return show(model_admin, request, "mentoring/pair_step.html", "Условия работы наставника",
                form=form, pair=pair, lead=lead, button="Записать условия",
                is_danger=False)  # fmt: skip


def sign(model_admin, request, pk, terms):
    """Take number and date of the signed agreement."""
    pair, terms, today = *_found(request, pk, terms), timezone.localdate()
    consents = terms.member.person.consents.filter(kind=ConsentKind.LABOUR, withdrawn_on=None)
    known = consents.order_by("-signed_on").values_list("signed_on", flat=True).first()
    start = {"agreed_on": today, "consented_on": terms.consented_on or known}
    form = SignForm(posted(request), initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            actions.sign_labour_terms(terms, by=request.user, on=today, **form.cleaned_data)
            messages.success(request, "Дополнительное соглашение отмечено.")
            return redirect("admin:mentoring_pair_change", pk)
        except ValidationError as refusal:
            refuse(form, refusal)
    return show(model_admin, request, "mentoring/pair_step.html", "Соглашение подписано",
                form=form, pair=pair, lead=terms.member.person.full_name,
                button="Отметить соглашение", is_danger=False)  # fmt: skip


def notice(model_admin, request, pk, terms):
    """Take the notice by which the work ends early."""
    pair, terms, today = *_found(request, pk, terms), timezone.localdate()
    earliest = add_working_days(today, 3, organization=pair.organization)
    form = NoticeForm(posted(request), initial={"noticed_on": today, "ended_on": earliest})
    if request.method == "POST" and form.is_valid():
        try:
            actions.give_notice(terms, by=request.user, on=today, **form.cleaned_data)
            if pair.state(today) not in AT_WORK:
                messages.success(request, "Уведомление записано.")
                return redirect("admin:mentoring_pair_change", pk)
            messages.success(request, "Уведомление записано. Теперь замените наставника.")
            return redirect("admin:mentoring_pair_replace", pk, terms.member_id)
        except ValidationError as refusal:
            refuse(form, refusal)
    lead = (
        f"{terms.member.person.full_name}. Уведомить нужно не позже чем за 3 рабочих дня. "
        f"Если вручить его сегодня, последний день работы – {earliest:%d.%m.%Y}."
    )
    return show(model_admin, request, "mentoring/pair_step.html", "Уведомление об отказе",
                form=form, pair=pair, lead=lead, button="Записать уведомление",
                is_danger=True)  # fmt: skip


def _found(request, pk, terms):
    pair = pair_to_change(request, pk)
    rows = LabourTerms.objects.filter(member__pair=pair).select_related("member__person")
    if not request.user.has_perm("mentoring.change_labourterms"):
        raise Http404("Таких условий нет.")
    return pair, get_object_or_404(rows, pk=terms)


def _start(pair, member, draft, known):
    if draft:
        return {name: getattr(draft, name) for name in FIELDS}
    start = {"starts_on": member.joined_on, "ends_on": pair.ends_on, "pay_kind": "percent",
             "form": "очно, на рабочем месте"}  # fmt: skip
    copied = ("content", "form", "pay_kind", "pay_value", "pay_basis")
    return start | ({name: getattr(known[-1], name) for name in copied} if known else {})
