"""Which papers the page of a row offers: buttons appear by themselves for every new kind."""

from django import template
from django.utils import timezone

from reports.documents import KINDS, kinds_for
from reports.proofs import PRINTED
from reports.register import named

register = template.Library()


@register.inclusion_tag("reports/_papers.html", takes_context=True)
def papers_of(context, row):
    """Return the papers to print of a row and the orders to draft about it, as far as allowed."""
    user = context["request"].user
    may_draft = user.has_perm("reports.add_document")
    kinds = [
        kind
        for kind in kinds_for(row, on=timezone.localdate(), drafts=may_draft)
        if not kind.permission or user.has_perm(kind.permission)
    ]
    drafts = [(kind, kind.title[0].lower() + kind.title[1:]) for kind in kinds if kind.draftable]
    return {
        "row": row,
        "printed": [kind for kind in kinds if not kind.draftable],
        "drafted": drafts,
        "may_look": user.has_perm("people.change_person"),
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("reports/_papers.html")
def papers_named(row, *codes):
    """Return these papers to print of a row without asking whether they apply: no queries."""
    return {"row": row, "printed": [KINDS[code] for code in codes], "drafted": [],
            "may_look": False}  # fmt: skip


@register.inclusion_tag("reports/_order_button.html", takes_context=True)
def order_button(context, row):
    """Return the one order the row waits for; pressed again, the button opens its draft."""
    if not context["request"].user.has_perm("reports.add_document"):
        return {}
    kind = next((kind for kind in kinds_for(row, on=timezone.localdate()) if kind.once), None)
    return {"kind": kind, "row": row, "csrf_token": context.get("csrf_token")}


@register.simple_tag(takes_context=True)
def order_named(context, row):
    """Return the order in force that the row's basis names, to who may read orders, or None."""
    if not context["request"].user.has_perm("reports.view_document"):
        return None
    return next(iter(named(row.organization, row.basis)), None)


@register.inclusion_tag("reports/_print_form.html")
def print_form(row, code):
    """Return the form in which a person chooses how a paper of the row is printed."""
    return {"row": row, "kind": KINDS[code]}


@register.inclusion_tag("reports/_make_button.html", takes_context=True)
def make_button(context, row, code):
    """Return the button that prints a paper of an organization; one's own leaves a record."""
    user = context["request"].user
    own = user.membership is not None and user.membership.organization_id == row.pk
    return {"row": row, "code": code, "csrf_token": context.get("csrf_token"),
            "makes": own and code in PRINTED and user.has_perm("reports.add_document")}  # fmt: skip
