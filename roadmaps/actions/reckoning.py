"""How the dates of a roadmap are counted: its calendar and the answers to unclear deadlines."""

from itertools import pairwise

from django.core.exceptions import ValidationError
from django.db import transaction

from people.history import record
from roadmaps.actions.marks import plan_occurrences
from roadmaps.deadlines import ANSWERS
from roadmaps.models import Roadmap


class WrongTerms(ValidationError):
    """The terms do not follow each other through the academic year."""


@transaction.atomic
def change_reckoning(roadmap, *, teaching_end_on, quarter_basis, terms, answers, by):
    """Set how deadlines are read and compute the dates anew; the words stay as they are.

    `terms` are pairs of (month, day), none of them for the usual ones. An approved roadmap may be
    counted otherwise too: its order fixed the words. Raises WrongTerms.
    """
    roadmap = Roadmap.objects.select_for_update().get(pk=roadmap.pk)
    if not _follow(terms):
        raise WrongTerms("Четверти должны идти друг за другом с сентября по май.")
    roadmap.teaching_end_on, roadmap.quarter_basis = teaching_end_on, quarter_basis
    roadmap.terms = [[list(start), list(end)] for start, end in terms]
    given = {key: answer for key, answer in answers.items() if answer in ANSWERS}
    roadmap.answers = roadmap.answers | given
    roadmap.save(update_fields=["teaching_end_on", "quarter_basis", "terms", "answers"])
    items = roadmap.items.select_related("section").order_by("position", "pk")
    plan_occurrences(roadmap, list(items))
    record(organization=roadmap.organization, by=by, action="change_reckoning", subject=roadmap,
           text="Изменён счёт сроков дорожной карты")  # fmt: skip
    return roadmap


def _follow(terms):
    days = [((month - 9) % 12, day) for term in terms for month, day in term]
    return all(before < after for before, after in pairwise(days))
