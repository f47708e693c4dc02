"""What the page of a roadmap shows: rows as chosen, calendar, editions, the last change."""

from django.utils import timezone

from people.years import short_title
from roadmaps.calendar import dots, months, outside, year_chart
from roadmaps.checks import review
from roadmaps.choosing import choices_of, chosen_of, test_of
from roadmaps.editions import changes
from roadmaps.forms import CellsForm
from roadmaps.offers import offers
from roadmaps.overview import course, overdue_words, table_columns, with_empty
from roadmaps.section_forms import SectionForm

NEW = "new"  # in the address: a section that is not there yet
STATES = {
    "all": "все", "overdue": "Просрочено", "soon": "Ближайшие две недели",
    "running": "Идёт", "quiet": "Ждёт подтверждения", "ahead": "Впереди", "done": "Выполнено",
    "late": "Выполнено с опозданием", "moved": "Перенесено", "cancelled": "Не актуально",
}  # fmt: skip
KINDS = {"added": "Новая", "changed": "Изменена", "moved": "Перенесена", "removed": "Исключена"}


def table_context(request, roadmap):
    """Return the context of the page of a roadmap."""
    today = timezone.localdate()
    found = course(roadmap, on=today, membership=request.user.membership)
    choices = choices_of(found)
    chosen = chosen_of(request.GET, found, choices)
    may_edit = request.user.has_perm("roadmaps.change_item") and not roadmap.is_approved
    groups = found.groups(test_of(chosen, found, choices))
    editing = _editing(request, found) if may_edit else {}
    if may_edit and chosen.query == "?":
        groups = with_empty(groups, editing["stages"])
    return {
        "course": found, "roadmap": roadmap, "title": roadmap.title, "subtitle": None,
        "review": review(found, on=today), "offers": _offers(request, found),
        "today": today, "may_edit": may_edit,
        "chosen": chosen, "choices": choices, "show": chosen.show, "filters": _chips(found, chosen),
        "states": [(name, words) for name, words in STATES.items() if _runs(roadmap)
                   and (found.counts[name] or name in ("all", chosen.show))],
        "groups": groups,
        "overdue": overdue_words(found.counts["overdue"]), "year_title": short_title(roadmap.year),
        "chart": year_chart(found.lines(), year=roadmap.year, today=today,
                            label="Сроки дорожной карты по разделам и месяцам"),
        "elsewhere": outside([day for day, _ in found.dated], year=roadmap.year),
        "months": [(month, dots(month.states))
                   for month in months(found.dated, year=roadmap.year, today=today)],
    } | editing | _editions(found)  # fmt: skip


def _offers(request, found):
    """Return what may prove rows of the edition in force, for those who may mark them."""
    may = request.user.has_perm("roadmaps.change_occurrence")
    return offers(found) if may and _runs(found.roadmap) else []


def _runs(roadmap):
    """Tell whether the dates of this edition are kept: not a draft of changes, not replaced."""
    return not (roadmap.is_edition or roadmap.replaced_on)


def _chips(found, chosen):
    """Return (name, address, number) of the states one can choose; those of its dates in force."""
    names = [("all", "Все")]
    if _runs(found.roadmap):
        names += [("overdue", "Просрочено"), ("soon", "Ближайшие две недели"),
                  ("done", "Выполнено")]  # fmt: skip
    if found.counts["mine"]:
        names.append(("mine", "Мои"))
    return [(name, words, chosen.showing(name), found.counts[name]) for name, words in names]


def _editing(request, found):
    """Return the row or section that is open for editing, and what the last change was."""
    wanted, section = request.GET.get("edit", ""), request.GET.get("section", "")
    stages = list(found.roadmap.stages.all())
    row = next((row for row in found.rows if str(row.item.pk) == wanted), None)
    opened = row and {"edited": row.item.pk, "form": CellsForm(cells=table_columns(row.item))}
    stage = next((stage for stage in stages if str(stage.pk) == section), None)
    opens = stage is not None or section == NEW
    return {"last_change": found.roadmap.last_change_words, "stages": stages,
            "did": request.GET.get("did", ""), "section": stage, "opens_section": opens,
            "section_form": opens and SectionForm.of(stage)} | (opened or {})  # fmt: skip


def _editions(found):
    """Return the editions beside this one; of a draft of changes what it changes.

    The rows it changes say how, as `item.changed_as`.
    """
    roadmap = found.roadmap
    if not roadmap.is_edition:
        return {"newer": getattr(roadmap, "edition", None), "older": roadmap.replaces}
    old, new = (
        plan.items.select_related("section").order_by("position", "pk")
        for plan in (roadmap.replaces, roadmap)
    )
    changed = changes(old, new, roadmap.columns)
    words = {change.row.pk: KINDS[change.kind] for change in changed}
    for row in found.rows:
        row.item.changed_as = words.get(row.item.pk, "")
    return {"older": roadmap.replaces, "changes": changed, "is_edition": True,
            "removed": [change.row for change in changed if change.kind == "removed"]}  # fmt: skip
