"""Two rows of one human: the list of the suspected, the preview, the merging and its undo."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from people import actions
from people.admin_views.page import own_organization, page
from people.duplicates import likeness, suspicions
from people.merging import moving
from people.models import Distinction, Merge, Person

may_change = permission_required("people.delete_person", raise_exception=True)
PAIRS_ON_A_PAGE = 50


@may_change
def duplicates(request):
    """The persons who may be one, and the merges that can still be undone."""
    organization, today = own_organization(request), timezone.localdate()
    found = suspicions(organization)
    shown = Paginator(found, PAIRS_ON_A_PAGE).get_page(request.GET.get("page"))
    recent = Merge.objects.filter(organization=organization, merged_on__gte=today - actions.UNDO)
    return page(
        request, "people/duplicates.html", title="Похожие люди", shown=shown, number=len(found),
        rows=[_described(suspicion, today) for suspicion in shown],
        apart=_apart(request), merges=recent.select_related("kept").order_by("-pk"),
    )  # fmt: skip


@may_change
def preview(request):
    """Show both side by side: which values stay, what moves; a POST makes them one."""
    data = request.POST if request.method == "POST" else request.GET
    kept, gone = (_person(request, data.get(name, "")) for name in ("kept", "gone"))
    if request.method == "POST":
        taken = [name for name in actions.CHOSEN if data.get(f"take_{name}") == "gone"]
        try:
            actions.merge(kept, gone, taken=taken, by=request.user, on=timezone.localdate())
        except actions.MergeRefused as refusal:
            messages.error(request, refusal.message)
        else:
            messages.success(request, "Объединено. Разъединить можно в течение 30 дней.")
            return redirect("admin:people_person_change", kept.pk)
    return page(
        request, "people/merge.html", title="Объединить двух людей в одного", kept=kept, gone=gone,
        why=likeness(kept, gone), fields=_fields(kept, gone), moving=moving(gone),
    )  # fmt: skip


@may_change
@require_POST
def undo(request, pk):
    merged = get_object_or_404(Merge.objects.visible_to(request.user), pk=pk)
    try:
        actions.undo_merge(merged, by=request.user, on=timezone.localdate())
        messages.success(request, "Разъединено: снова два человека, как было.")
    except actions.MergeRefused as refusal:
        messages.error(request, refusal.message)
    return redirect("admin:people_duplicates")


@may_change
@require_POST
def tell_apart(request):
    """Take two look-alikes off the list for good."""
    one, other = (_person(request, request.POST.get(name, "")) for name in ("kept", "gone"))
    try:
        actions.tell_apart(one, other, by=request.user, on=timezone.localdate())
        messages.success(request, "Запомнили: это разные люди. Больше не спросим.")
    except actions.MergeRefused as refusal:
        messages.error(request, refusal.message)
    return redirect("admin:people_duplicates")


@may_change
@require_POST
def think_again(request, pk):
    decided = get_object_or_404(Distinction.objects.visible_to(request.user), pk=pk)
    actions.think_again(decided, by=request.user)
    messages.success(request, "Решение снято: эти двое снова в списке похожих.")
    return redirect("admin:people_duplicates")


def _apart(request):
    """Return the latest decisions that two look-alikes are two humans."""
    rows = Distinction.objects.visible_to(request.user).select_related("first", "second")
    return rows.order_by("-pk")[:PAIRS_ON_A_PAGE]


def _described(suspicion, today):
    persons = [suspicion.one, suspicion.other]
    return {"why": suspicion.why, "one": suspicion.one, "other": suspicion.other,
            "below": [", ".join(filter(None, [person.title_on(today), _born(person)]))
                      for person in persons]}  # fmt: skip


def _fields(kept, gone):
    """Return the fields in which the two differ, and whose value is proposed."""
    rows = []
    for name in actions.CHOSEN:
        field = Person._meta.get_field(name)
        values = [_shown(person, field) for person in (kept, gone)]
        if values[0] != values[1]:
            rows.append({"name": name, "title": field.verbose_name, "kept": values[0],
                         "gone": values[1], "from_gone": not values[0]})  # fmt: skip
    return rows


def _shown(person, field):
    if field.choices:
        return getattr(person, f"get_{field.name}_display")()
    value = getattr(person, field.name)
    return f"{value:%d.%m.%Y}" if hasattr(value, "year") and field.name == "birth_on" else (
        str(value or "")
    )  # fmt: skip


def _born(person):
    return f"{person.birth_on:%d.%m.%Y}" if person.birth_on else "дата рождения не указана"


def _person(request, key):
    rows = Person.objects.visible_to(request.user).select_related("organization", "school_class")
    return get_object_or_404(rows, pk=key if key.isdecimal() and len(key) < 16 else 0)
