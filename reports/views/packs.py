"""Blanks of consents for many people in one PDF: each on sheets of its own."""

from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from people.admin_views.page import own_organization
from people.consent_gaps import blanks_for, missing
from people.import_plan import parts_of
from people.models import Person
from reports.documents import KINDS
from reports.pdf import merged, render_pdf
from reports.views.papers import pdf_response, refused

MOST = 100


@permission_required("people.add_consent", raise_exception=True)
def consents(request):
    """Print what the ticked people, or those of a class, have not signed yet."""
    organization, today = own_organization(request), timezone.localdate()
    persons = list(_persons(request)[:MOST])
    roles = parts_of(organization, request.year)
    blanks = [
        (code, gap.person)
        for gap in missing(persons, today)
        for code in blanks_for(gap.person, gap.kind, today,
                               is_mentor="mentor" in roles.get(gap.person.pk, ()))
    ]  # fmt: skip
    if not blanks:
        return redirect("admin:consents")
    try:
        pages = [KINDS[code].render(KINDS[code].collect(person, on=today))
                 for code, person in blanks]  # fmt: skip
    except ValidationError as refusal:
        return refused(request, refusal, reverse("admin:consents"))
    return pdf_response(merged(map(render_pdf, pages)), "consents.pdf")


def _persons(request):
    """Return the chosen persons by name; nobody when neither people nor a class are named."""
    keys = [key for key in request.GET.getlist("person") if key.isdecimal() and len(key) < 16]
    school_class = request.GET.get("class", "")
    rows = Person.objects.visible_to(request.user).in_order()
    rows = rows.select_related("organization", "school_class").prefetch_related("posts")
    if keys:
        return rows.filter(pk__in=keys)
    is_key = school_class.isdecimal() and len(school_class) < 16
    return rows.filter(school_class=school_class) if is_key else rows.none()
