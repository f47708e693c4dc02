"""What the page of a person shows besides its fields: cases, former names, parts in the years."""

from collections import defaultdict
from urllib.parse import urlencode

from django.contrib import admin
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.text import capfirst

from people.admin_views.consents import MARKS
from people.consent_matrix import CellState, row_of
from people.declension import SIX, declined_name, declined_post
from people.models import Candidate, Curator, Duty, Mentee, Mentor, SchoolClass
from people.names import GenderUnknown
from people.years import short_title

QUESTIONS = dict(zip(SIX, ("кто", "кого (нет)", "кому (поручить)", "кого (назначить)",
                           "кем, с кем", "о ком"), strict=True))  # fmt: skip
PARTS = {Mentor: "наставник", Mentee: "наставляемый", Curator: "куратор",
         Candidate: "возможный наставник"}  # fmt: skip


def subjects_of(person, on):
    """Return [(what to ask for, title, Declined)] of what papers decline: the name, the post."""
    post = None if person.is_learner else person.post_on(on)
    found = [({"person": person.pk}, "Имя", declined_name(person))]
    if post:
        declined = declined_post(post.title, person.organization)
        found.append(({"post": post.title}, "Должность", declined))
    return found


class PersonPage:
    """A mixin of the admin of persons: read-only fields of the page."""

    readonly_fields = ("cases", "wards", "former_names", "parts", "consents_now")

    def get_object(self, request, object_id, from_field=None):
        person = super().get_object(request, object_id, from_field)
        if person is not None:
            person.may_be_changed = self.has_change_permission(request, person)
            person.year_shown = request.year
        return person

    @admin.display(description="падежи")
    def cases(self, person):
        """Show name and post in six cases; one page puts all cases of either right."""
        if person.pk is None:
            return "Появятся после сохранения."
        try:
            subjects = subjects_of(person, timezone.localdate())
        except GenderUnknown:
            return "Укажите пол: от него зависят падежи."
        address = reverse("admin:people_person_change", args=[person.pk])
        return render_to_string("people/_cases.html", {
            "may_change": person.may_be_changed, "subjects": [
                {"title": title, "rows": rows_of(declined), "doubtful": declined.doubtful,
                 "query": urlencode(what | {"next": address})}
                for what, title, declined in subjects
            ],
        })  # fmt: skip

    @admin.display(description="согласия")
    def consents_now(self, person):
        """Say of each kind whether the paper is in force; what lacks leads to its entry."""
        row = row_of(person, year=person.year_shown, on=timezone.localdate())
        if row is None:
            return "В программе не участвует, согласия не нужны."
        cells = [
            {"kind": cell.kind, "title": capfirst(cell.kind.label), "state": cell.state.value,
             "word": cell.state.label, "day": cell.day,
             "mark": MARKS.get(cell.state, "idle"), "opens": cell.state in MARKS
             and cell.state != CellState.SIGNED}
            for cell in row.cells if cell.state != CellState.UNNEEDED
        ]  # fmt: skip
        context = {"cells": cells, "person": person, "may_change": person.may_be_changed}
        return render_to_string("people/_person_consents.html", context)

    @admin.display(description="кого представляет")
    def wards(self, person):
        links = person.wards.select_related("child").order_by("child__search", "pk")
        return format_html_join("", '<div><a href="{}">{}</a>, {}{}</div>', (
            (reverse("admin:people_person_change", args=[link.child_id]), link.child.full_name,
             link.relation, link.authority and f" ({link.authority})")
            for link in links
        ))  # fmt: skip

    @admin.display(description="прежние имена")
    def former_names(self, person):
        names = sorted(person.names.all(), key=lambda name: name.ends_on, reverse=True)
        return format_html_join(
            "", "<div>{}, по {}{}</div>",
            ((name.full_name, f"{name.ends_on:%d.%m.%Y}", name.basis and f" ({name.basis})")
             for name in names),
        ) if names else "Имя не менялось."  # fmt: skip

    @admin.display(description="участие по годам")
    def parts(self, person):
        """Say what somebody was in each academic year; several parts at once are usual."""
        years = defaultdict(list)
        for model, word in PARTS.items():
            for year in model.objects.filter(person=person).values_list("year", flat=True):
                years[year].append(word)
        led = SchoolClass.objects.filter(teacher=person).values_list("year", "name")
        for year, name in led:
            years[year].append(f"классный руководитель, {name}")
        for duty in Duty.objects.filter(person=person).order_by("kind", "pk"):
            years[duty.year].append(duty.title)
        return format_html(
            '<dl class="facts">{}</dl>',
            format_html_join("", "<dt>{}</dt><dd>{}</dd>", (
                (short_title(year), ", ".join(words)) for year, words in sorted(
                    years.items(), reverse=True)
            )),
        ) if years else "Пока ни в одном году."  # fmt: skip


def rows_of(declined):
    """Return the cases for the page: code, question, form, was it put right."""
    return [
        {"case": case, "question": QUESTIONS[case], "form": declined.forms[case],
         "is_corrected": case in declined.corrected, "is_fixed": case == SIX[0]}
        for case in SIX
    ]  # fmt: skip
