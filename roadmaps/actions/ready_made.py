"""What happens to a ready-made roadmap of one's own: kept, handed down, taken, withdrawn."""

from django.core.exceptions import ValidationError
from django.db import transaction

from people.history import record
from roadmaps.actions.intake import import_rows
from roadmaps.models import RoadmapTemplate
from roadmaps.ready_made import pattern_of, table_for


class TemplateRefused(ValidationError):
    """This cannot be done with the ready-made roadmap; the message says why."""


@transaction.atomic
def save_template(roadmap, *, title, by, on):
    """Keep a roadmap as a ready-made one, without people, marks and order; return it."""
    content = {"year": roadmap.year, "read": pattern_of(roadmap, on=on).read}
    template = RoadmapTemplate(organization=roadmap.organization, title=title.strip(),
                               content=content)  # fmt: skip
    template.full_clean(exclude=["content"])
    template.save()
    _record(template, by, "save_template", "Дорожная карта сохранена как готовая")
    return template


@transaction.atomic
def hand_down(template, *, by, on):
    """Offer it to every organization of the municipality. Raises TemplateRefused."""
    template = _locked(template)
    if not template.organization.is_municipality:
        raise TemplateRefused("Передать карту организациям может только муниципалитет.")
    if template.is_handed_down:
        return
    template.handed_down_on, template.withdrawn_on = on, None
    template.save(update_fields=["handed_down_on", "withdrawn_on"])
    _record(template, by, "hand_down", "Готовая карта передана организациям")


@transaction.atomic
def withdraw(template, *, by, on):
    """Offer it no longer; roadmaps that were made of it stay with their schools."""
    template = _locked(template)
    if not template.is_handed_down:
        return
    template.withdrawn_on = on
    template.save(update_fields=["withdrawn_on"])
    _record(template, by, "withdraw_template", "Готовая карта отозвана")


@transaction.atomic
def remove_template(template, *, by):
    """Throw it away; roadmaps made of it stay. Raises TemplateRefused while it is handed down."""
    template = _locked(template)
    if template.is_handed_down:
        raise TemplateRefused("Карта передана организациям. Сначала отзовите её.")
    _record(template, by, "remove_template", "Готовая карта удалена")
    template.delete()


@transaction.atomic
def take_template(template, *, organization, year, by):
    """Make a draft of a ready-made roadmap for the year of the taker and return it.

    Raises RoadmapTemplate.DoesNotExist when it is not offered to the organization any more.
    """
    offered = RoadmapTemplate.objects.offered_to(organization).select_for_update(of=("self",))
    template = offered.get(pk=template.pk)
    read = table_for(template, organization=organization, year=year)
    roadmap = import_rows(read, organization=organization, year=year, by=by)
    if roadmap.taken_from_id is None:
        roadmap.taken_from = template
        roadmap.save(update_fields=["taken_from"])
    return roadmap


def _locked(template):
    rows = RoadmapTemplate.objects.select_for_update(of=("self",)).select_related("organization")
    return rows.get(pk=template.pk)


def _record(template, by, action, text):
    record(organization=template.organization, by=by, action=action, subject=template, text=text)
