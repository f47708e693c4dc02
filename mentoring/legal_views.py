"""The curator's pages of the law: a consent withdrawn, pairs without consent, data destroyed."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from mentoring import actions
from mentoring.legal_forms import ErasureForm, WithdrawalForm
from mentoring.models import Pair, PairMember, PairState
from people.actions import restore_consent
from people.admin_views.page import own_organization, page
from people.history import lines_about
from people.models import Consent, ConsentKind, Person
from people.withdrawals import deadlines

may_withdraw = permission_required("people.change_consent", raise_exception=True)
may_erase = permission_required("people.add_erasure", raise_exception=True)


@may_withdraw
def withdraw(request, pk):
    """Enter a withdrawal, or see what it obliges to."""
    person, today = _person(request, pk), timezone.localdate()
    given = Consent.objects.valid(today).filter(person=person)
    held = {row.kind for row in given}
    kinds = [kind for kind in ConsentKind if kind in held and kind != ConsentKind.LABOUR]
    form = WithdrawalForm(
        request.POST if request.method == "POST" else None, kinds=kinds,
        initial={"withdrawn_on": today, "kinds": request.GET.getlist("kind")},
    )  # fmt: skip
    if form.is_valid():
        try:
            actions.withdraw(person, by=request.user, on=today, **form.cleaned_data)
            messages.success(request, "Отзыв отмечен. Сроки и следующие шаги – на этой странице.")
            return redirect("withdraw", pk)
        except ValidationError as refusal:
            form.add_error(None, refusal)
    return page(
        request, "mentoring/withdraw.html", title="Отзыв согласия", person=person, form=form,
        kinds=kinds, withdrawn=_withdrawn(person, today), pairs=_pairs(person, today),
        status=400 if form.errors else 200,
    )  # fmt: skip


@may_withdraw
@require_POST
def restore(request, pk):
    """Take back a withdrawal entered by mistake today, of all papers it ended together."""
    own = Consent.objects.visible_to(request.user).select_related("person")
    consent = get_object_or_404(own, pk=pk, person__erased_on=None)
    together = Consent.objects.filter(
        person=consent.person_id, kind=consent.kind, withdrawn_on=consent.withdrawn_on
    )
    try:
        with transaction.atomic():
            for each in together.order_by("pk"):
                restore_consent(each, by=request.user, on=timezone.localdate())
        messages.success(
            request, "Отметка об отзыве снята. Приостановленную пару возобновите сами."
        )
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    return redirect("withdraw", consent.person_id)


@permission_required("mentoring.change_pair", raise_exception=True)
@require_POST
def pause_unlawful(request):
    """Pause at once the pairs that work without a consent in force."""
    paused = actions.pause_unlawful(
        on=timezone.localdate(), by=request.user, organization=own_organization(request)
    )
    messages.success(request, f"Приостановлено пар без согласия: {len(paused)}.")
    return redirect("admin:index")


@may_erase
def erase(request, pk):
    """Say what goes and what stays, ask for the reason, then for the surname; then destroy."""
    person, today = _person(request, pk), timezone.localdate()
    data = request.POST if request.method == "POST" else None
    form = ErasureForm(data)
    is_second = form.is_valid()
    if is_second and "surname" in request.POST:
        try:
            erasure = actions.erase(person, by=request.user, on=today, **form.cleaned_data)
            messages.success(request, f"Данные уничтожены. {erasure}: напечатайте и подпишите.")
            return redirect("admin:people_erasure_change", erasure.pk)
        except ValidationError as refusal:
            form.add_error(None, refusal)
    return page(
        request, "mentoring/erase.html", title="Уничтожить данные", person=person, form=form,
        is_second=is_second, pairs=_open_pairs(person, today), words=_words(person),
        status=400 if form.errors else 200,
    )  # fmt: skip


def _words(person):
    """Return [(Pair, are its words shared)] of the pairs whose words the erasure touches."""
    shared = set(actions.shared_pairs(person).values_list("pk", flat=True))
    pairs = Pair.objects.with_people().filter(members__person=person).distinct().order_by("pk")
    return [(pair, pair.pk in shared) for pair in pairs]


def _person(request, pk):
    rows = Person.objects.visible_to(request.user).select_related("organization")
    return get_object_or_404(rows, pk=pk)


def _withdrawn(person, today):
    """Return (consent, its deadlines, was it entered today) of what is withdrawn, latest first.

    Papers of one kind that ended on one day stand once: it was one withdrawal.
    """
    rows = Consent.objects.filter(person=person, withdrawn_on__lte=today)
    once = {(row.withdrawn_on, row.kind): row for row in rows.order_by("withdrawn_on", "pk")}
    order = list(ConsentKind)
    found = []
    for consent in sorted(
        once.values(), key=lambda row: (-row.withdrawn_on.toordinal(), order.index(row.kind))
    ):
        entered = lines_about(consent).filter(action="withdraw_consent").first()
        is_new = entered is not None and timezone.localdate(entered.at) == today
        terms = deadlines(consent.withdrawn_on, organization=person.organization)
        found.append((consent, terms, is_new))
    return found


def _pairs(person, today):
    """Return the person's open pairs that are paused, for the links to them."""
    return [pair for pair in _open_pairs(person, today) if pair.state(today) == PairState.PAUSED]


def _open_pairs(person, today):
    """Return the open pairs in which the person still stands."""
    own = PairMember.objects.filter(Q(left_on=None) | Q(left_on__gte=today), person=person)
    return list(Pair.objects.with_people().filter(pk__in=own.values("pair"), closed_on=None))
