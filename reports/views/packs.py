"""Packs of papers: ordered, waited for, downloaded; blanks of consents for a class or a choice."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from people.admin_views.page import own_organization, page
from people.models import Person
from reports import actions
from reports.documents import KINDS
from reports.models import KEPT_FOR, Pack, PackState
from reports.packs import PACKS, may_order
from reports.pdf import merged, render_pdf
from reports.views.papers import pdf_response, refused

LOOKED_AT_EVERY = "3"  # seconds; the browser asks again by itself, no script needed
WAITED_FOR = {PackState.WAITING, PackState.AT_WORK}


@permission_required("reports.view_pack", raise_exception=True)
def packs(request):
    """Show what can be ordered for the whole year and what the user has ordered today."""
    kinds = [kind for kind in PACKS.values() if not kind.asked and may_order(request.user, kind)]
    own = _own(request).filter(created_at__gte=timezone.now() - KEPT_FOR)
    return page(request, "reports/packs.html", title="Комплекты бумаг", kinds=kinds, packs=own)


@require_POST
@permission_required("reports.view_pack", raise_exception=True)
def order(request, code):
    """Order a pack; a small one is made at once, for a large one the maker is woken."""
    kind = PACKS.get(code)
    if kind is None:
        raise Http404("Такого комплекта нет.")
    if not may_order(request.user, kind):
        raise PermissionDenied("Этот комплект собирает куратор.")
    try:
        pack = actions.order_pack(
            code, own_organization(request), year=request.year, by=request.user,
            on=timezone.localdate(), chosen=_keys(request.POST.getlist("chosen")),
        )  # fmt: skip
    except ValidationError as refusal:
        return refused(request, refusal, reverse("packs"))
    if len(pack.leaves) > actions.AT_ONCE:
        actions.wake_maker()
    elif taken := actions.take_pack(pack, at=timezone.now()):
        actions.make_pack(taken, side_by_side=False)
    return redirect("pack", pack.pk)


@permission_required("reports.view_pack", raise_exception=True)
def show(request, pk):
    """Tell how far a pack is; one whose maker has died gets another."""
    pack = get_object_or_404(_own(request), pk=pk)
    waited_for = pack.state in WAITED_FOR
    if waited_for and Pack.objects.unfinished(timezone.now()).filter(pk=pack.pk).exists():
        actions.wake_maker()
    answer = page(request, "reports/pack.html", title=pack.title, pack=pack,
                  waited_for=waited_for, of=PACKS.get(pack.kind))  # fmt: skip
    if waited_for:
        answer["Refresh"] = LOOKED_AT_EVERY
    return answer


@permission_required("reports.view_pack", raise_exception=True)
def download(request, pk):
    pack = get_object_or_404(_own(request), pk=pk)
    if pack.state != PackState.READY or pack.kept_until < timezone.now():
        messages.warning(request, "Этого файла уже нет: комплект хранится сутки. Закажите новый.")
        return redirect("packs")
    ending = pack.file.name.rpartition(".")[2]
    return FileResponse(pack.file.open(), as_attachment=ending == "zip",
                        filename=f"{pack.kind}-{pack.on}.{ending}")  # fmt: skip


@permission_required("people.add_consent", raise_exception=True)
def consents(request):
    """Print what the ticked people, or those of a class, have not signed; many are ordered."""
    organization, today = own_organization(request), timezone.localdate()
    chosen = [person.pk for person in _persons(request)]
    leaves = PACKS["consents"].leaves(organization, year=request.year, on=today, chosen=chosen)
    if not leaves:
        messages.info(
            request, "Печатать нечего: никто не отмечен, или обязательные согласия есть у всех."
        )
        return redirect("admin:consents")
    if len(leaves) > actions.AT_ONCE:
        return render(request, "reports/pack_many.html", {"number": len(leaves), "chosen": chosen})
    persons = Person.objects.in_bulk([leaf["pk"] for leaf in leaves])
    try:
        pages = [KINDS[leaf["kind"]].render(KINDS[leaf["kind"]].collect(persons[leaf["pk"]],
                 on=today)) for leaf in leaves]  # fmt: skip
    except ValidationError as refusal:
        return refused(request, refusal, reverse("admin:consents"))
    return pdf_response(merged(map(render_pdf, pages)), "consents.pdf")


def _own(request):
    return Pack.objects.visible_to(request.user).filter(made_by=request.user)


def _keys(words):
    return [int(word) for word in words if word.isdecimal() and len(word) < 16]


def _persons(request):
    """Return the chosen persons by name; nobody when neither people nor a class are named."""
    rows = Person.objects.visible_to(request.user).in_order()
    if keys := _keys(request.GET.getlist("person")):
        return rows.filter(pk__in=keys)
    school_class = _keys([request.GET.get("class", "")])
    return rows.filter(school_class__in=school_class) if school_class else rows.none()
