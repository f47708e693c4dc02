"""Targets are read when a row comes in, read anew when it changes, and keep what was chosen."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from people.models import JournalEntry
from roadmaps import actions
from roadmaps.models import Target
from tests.factories import TODAY, YEAR


@pytest.fixture
def roadmap(ours, curator):
    rows = [
        {"section": "", "number": "1", "activity": "Опрос", "result": "Справка",
         "indicator": "Ответили не менее 90 % участников; не менее одной встречи в месяц"},
        {"section": "", "number": "2", "activity": "Приказ", "result": "Приказ"},
    ]  # fmt: skip
    columns = ["number", "activity", "result", "indicator"]
    return actions.import_rows({"title": "Карта", "columns": columns, "sections": [], "rows": rows},
                               organization=ours, year=YEAR, by=curator)  # fmt: skip


def reword(roadmap, curator, words):
    actions.edit_item(roadmap.items.first(), cells={"indicator": words}, by=curator)
    return list(Target.objects.order_by("position"))


def choose(target, curator, **changes):
    given = {"op": target.op, "value": target.value, "upper": target.upper, "unit": target.unit,
             "per": target.per, "per_group": target.per_group, "code": target.code}  # fmt: skip
    actions.change_target(target, **given | changes, by=curator)
    target.refresh_from_db()


def test_an_import_reads_the_targets_of_every_row(roadmap):
    found = Target.objects.values_list("item__number", "op", "value", "unit", "per")

    assert list(found) == [
        ("1", "at_least", Decimal(90), "%", ""), ("1", "at_least", Decimal(1), "встречи", "month")
    ]  # fmt: skip


def test_a_correction_survives_as_long_as_the_words_do(roadmap, curator):
    first, second = Target.objects.all()
    choose(first, curator, value=Decimal(80), code="feedback")
    actions.drop_target(second, by=curator, on=TODAY)

    again = reword(roadmap, curator, "не менее одной встречи в месяц; "
                   "Ответили не менее 90 % участников")  # fmt: skip

    assert [(one.pk, one.value, one.code, one.dropped_on) for one in again] == [
        (second.pk, Decimal(1), "", TODAY), (first.pk, Decimal(80), "feedback", None)
    ]  # fmt: skip


def test_other_words_bring_their_number_and_keep_the_figure_and_the_value(roadmap, curator):
    first = Target.objects.first()
    choose(first, curator, code="feedback")
    actions.measure(first, measured=Decimal(70), measured_on=TODAY, comment="анкеты", by=curator,
                    on=TODAY)  # fmt: skip

    (again,) = reword(roadmap, curator, "Ответили не менее 95 % участников")

    assert (again.pk, again.value, again.code, again.measured) == (first.pk, 95, "feedback", 70)


def test_what_no_word_names_goes_unless_it_has_a_value(roadmap, curator):
    first, second = Target.objects.all()
    actions.measure(second, measured=Decimal(2), measured_on=TODAY, comment="дневник", by=curator,
                    on=TODAY)  # fmt: skip

    assert reword(roadmap, curator, "") == [second]
    assert not Target.objects.filter(pk=first.pk).exists()


def test_a_value_has_its_day_and_beside_a_computed_one_its_reason(roadmap, curator):
    target = Target.objects.first()
    choose(target, curator, code="feedback")

    with pytest.raises(ValidationError, match="Этот день ещё не наступил"):
        actions.measure(target, measured=Decimal(5), measured_on=TODAY + datetime.timedelta(1),
                        comment="анкеты", by=curator, on=TODAY)  # fmt: skip
    with pytest.raises(ValidationError, match="Программа считает этот показатель сама"):
        actions.measure(target, measured=Decimal(5), measured_on=TODAY, comment=" ", by=curator,
                        on=TODAY)  # fmt: skip
    with pytest.raises(ValidationError, match="и значение, и день"):
        actions.measure(target, measured=Decimal(5), measured_on=None, comment="анкеты",
                        by=curator, on=TODAY)  # fmt: skip
    target.refresh_from_db()
    assert (target.measured, target.measured_on) == (None, None)


def test_a_computed_value_is_kept_with_its_day_and_gives_way_to_a_typed_one(roadmap, curator):
    target, other = Target.objects.all()
    choose(target, curator, code="feedback")

    kept = actions.keep_counted(roadmap, values={"feedback": 62.5, "pupils": None}, on=TODAY,
                                by=curator)  # fmt: skip

    target.refresh_from_db()
    assert kept == 1 and other.standing.reached is None
    assert (target.standing.reached, target.shown_on) == (Decimal("62.5"), TODAY)
    day = TODAY - datetime.timedelta(3)
    actions.measure(target, measured=Decimal(95), measured_on=day, comment="анкеты", by=curator,
                    on=TODAY)  # fmt: skip
    target.refresh_from_db()
    assert (target.standing.reached, target.shown_on, target.counted) == (95, day, Decimal("62.5"))


def test_another_figure_forgets_what_was_counted(roadmap, curator):
    target = Target.objects.first()
    choose(target, curator, code="feedback")
    actions.keep_counted(roadmap, values={"feedback": 62.5}, on=TODAY, by=curator)

    choose(target, curator, code="consents")

    assert (target.counted, target.counted_on) == (None, None)


def test_a_range_that_goes_backwards_is_refused(roadmap, curator):
    with pytest.raises(ValidationError, match="не может быть меньше числа"):
        choose(Target.objects.first(), curator, op="between", upper=Decimal(10))


def test_reading_anew_fills_a_roadmap_that_has_no_targets_yet(roadmap, curator):
    Target.objects.all().delete()

    actions.read_targets(roadmap, by=curator)

    assert Target.objects.count() == 2
    assert JournalEntry.objects.filter(action="read_targets").count() == 1
