"""What happens to the sections of a draft: begun, named anew, moved with their rows, taken out."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from people.history import record
from people.templatetags.words import plural
from roadmaps.actions.answering import derive
from roadmaps.actions.marks import plan_occurrences
from roadmaps.actions.plans import locked_draft
from roadmaps.actions.undo import FAR, remember
from roadmaps.models import Item, Stage


class SectionNotEmpty(ValidationError):
    """Rows stand in the section; the message says where they may go."""


@transaction.atomic
def add_section(roadmap, *, title, by, number="", after=None):
    """Begin an empty section below `after` (a Stage; None: at the end) and return it."""
    roadmap = locked_draft(roadmap)
    remember(roadmap, f"Добавлен раздел {title}")
    stages = list(roadmap.stages.all())
    section = Stage(roadmap=roadmap, number=number.strip(), title=title.strip(), position=0)
    section.full_clean()
    section.save()
    stages.insert(stages.index(after) + 1 if after in stages else len(stages), section)
    _number(stages)
    _done(roadmap, by, "add_section", f"Добавлен раздел {section}")
    return section


@transaction.atomic
def rename_section(section, *, title, number, by):
    """Write other words over the rows of the section."""
    roadmap = locked_draft(section.roadmap)
    remember(roadmap, f"Переименован раздел {section}")
    section.number, section.title = number.strip(), title.strip()
    section.full_clean()
    section.save()
    _done(roadmap, by, "rename_section", f"Раздел назван: {section}")


@transaction.atomic
def move_section(section, *, up, by):
    """Change places with the section above or below, the rows of both with them."""
    roadmap = locked_draft(section.roadmap)
    stages = list(roadmap.stages.all())
    at = stages.index(section)
    other = at - 1 if up else at + 1
    if not 0 <= other < len(stages):
        return
    remember(roadmap, f"Переставлен раздел {section}")
    stages[at], stages[other] = stages[other], stages[at]
    _number(stages)
    place = {stage.pk: n for n, stage in enumerate(stages)}
    rows = list(roadmap.items.order_by("position", "pk"))
    rows.sort(key=lambda row: place.get(row.section_id, -1))
    roadmap.items.update(position=F("position") + FAR)
    for position, row in enumerate(rows):
        row.position = position
    Item.objects.bulk_update(rows, ["position"])
    _done(roadmap, by, "move_section", f"Переставлен раздел {section}")


@transaction.atomic
def remove_section(section, *, by):
    """Take an empty section out of the draft; raises SectionNotEmpty."""
    roadmap, words = locked_draft(section.roadmap), str(section)
    if number := section.items.count():
        raise SectionNotEmpty(
            f"В разделе {plural(number, 'строка,строки,строк')}. Перенесите их в другой раздел "
            "или уберите, потом раздел можно убрать."
        )
    remember(roadmap, f"Убран раздел {words}")
    section.delete()
    _done(roadmap, by, "remove_section", f"Убран раздел {words}")


def _number(stages):
    for position, stage in enumerate(stages):
        stage.position = position
    Stage.objects.bulk_update(stages, ["position"])


def _done(roadmap, by, action, text):
    """Compute the dates anew: a section says how months without a year are read."""
    items = list(roadmap.items.select_related("section").order_by("position", "pk"))
    plan_occurrences(roadmap, items)
    derive(roadmap, items)
    record(organization=roadmap.organization, by=by, action=action, subject=roadmap, text=text)
