"""What a row aims at in figures, and how much of it is reached."""

from datetime import date
from decimal import Decimal

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import JSONObject

from people.access import ScopedModel
from roadmaps.models.plans import Item
from roadmaps.targets import Standing, goal_words


class Op(models.TextChoices):
    """How the value has to stand to the target."""

    AT_LEAST = "at_least", "не менее"
    MORE = "more", "более"
    IS = "is", "ровно"
    AT_MOST = "at_most", "не более"
    LESS = "less", "менее"
    BETWEEN = "between", "от и до"


class Per(models.TextChoices):
    """In which time the target is reached anew."""

    WEEK = "week", "в неделю"
    MONTH = "month", "в месяц"
    QUARTER = "quarter", "в квартал"
    HALF_YEAR = "half_year", "в полугодие"
    YEAR = "year", "в год"


class Together(models.Aggregate):
    """All rows of a group as one JSON array, so that a page reads them with their owner."""

    function = "JSONB_AGG"
    output_field = models.JSONField()

    def as_sqlite(self, compiler, connection, **extra):
        return self.as_sql(compiler, connection, function="JSON_GROUP_ARRAY", **extra)


class Target(ScopedModel):
    """One target of a row, read from its words; a blank `value` is asked of the curator.

    `code` names a computed figure, `measured` is typed by hand; both may stand side by side.
    """

    owner = "item"
    open_to_municipality = True

    item = models.ForeignKey(Item, models.CASCADE, related_name="targets",
                             verbose_name="мероприятие")  # fmt: skip
    position = models.PositiveSmallIntegerField("порядок")
    text = models.TextField("словами карты")
    op = models.CharField("как сравнить", max_length=10, choices=Op.choices, default=Op.AT_LEAST)
    value = models.DecimalField("цель", max_digits=9, decimal_places=2, null=True, blank=True)
    upper = models.DecimalField("до", max_digits=9, decimal_places=2, null=True, blank=True)
    unit = models.CharField("чего", max_length=80, blank=True)
    per = models.CharField("за какое время", max_length=10, choices=Per.choices, blank=True)
    per_group = models.BooleanField("по каждой группе отдельно", default=False)
    code = models.CharField("какой показатель считать", max_length=40, blank=True)
    counted = models.DecimalField("посчитано программой", max_digits=9, decimal_places=2, null=True,
                                  blank=True, editable=False)  # fmt: skip
    counted_on = models.DateField("посчитано на день", null=True, blank=True, editable=False)
    measured = models.DecimalField("значение от руки", max_digits=9, decimal_places=2, null=True,
                                   blank=True)  # fmt: skip
    measured_on = models.DateField("на какой день", null=True, blank=True)
    comment = models.CharField("откуда значение", max_length=300, blank=True)
    dropped_on = models.DateField("снята", null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "цель строки"
        verbose_name_plural = "цели строк"
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(value=None) | Q(value__gte=0))
                & (Q(measured=None) | Q(measured__gte=0)),
                name="target_is_no_debt",
                violation_error_message="Значение не может быть меньше нуля.",
            ),
            models.CheckConstraint(
                condition=Q(upper=None) | Q(value__isnull=False, upper__gte=F("value")),
                name="target_from_less_to_more",
                violation_error_message="Число «до» не может быть меньше числа «от».",
            ),
            models.CheckConstraint(
                condition=Q(measured=None, measured_on=None)
                | Q(measured__isnull=False, measured_on__isnull=False),
                name="target_measured_on_a_day",
                violation_error_message="Укажите и значение, и день, на который оно верно.",
            ),
            models.CheckConstraint(
                condition=Q(measured=None) | Q(code="") | ~Q(comment=""),
                name="target_overridden_for_a_reason",
                violation_error_message="Программа считает этот показатель сама. Напишите, откуда "
                "ваше число и почему оно другое.",
            ),
        ]  # fmt: skip

    def __str__(self):
        return self.text[:120]

    @property
    def goal(self):
        """Return «не менее 10 % по каждой группе»."""
        per = Per(self.per).label if self.per else ""
        return goal_words(self.op, self.value, self.upper, unit=self.unit, per=per,
                          per_group=self.per_group)  # fmt: skip

    @property
    def is_touched(self):
        """Say whether the curator has added something that the words do not hold."""
        return bool(self.code) or self.measured is not None

    @property
    def shown_on(self):
        """The day of `standing`."""
        return self.measured_on if self.measured is not None else self.counted_on

    @property
    def standing(self):
        """How the known value stands to the target: what was typed, else what was last counted."""
        return self.against(self.counted if self.measured is None else self.measured)

    def against(self, reached):
        """Return the Standing of any value."""
        return Standing(self.op, self.value, self.upper, self.unit, reached)


_SHOWN = ("position", "text", "op", "value", "upper", "unit", "measured", "measured_on",
          "counted", "counted_on")  # fmt: skip
_NUMBERS = ("value", "upper", "measured", "counted")


def with_known_targets(items):
    """Annotate items with what known_targets reads, in their own query."""
    valued = Target.objects.filter(
        Q(measured__isnull=False) | Q(counted__isnull=False),
        item=OuterRef("pk"), dropped_on=None, value__isnull=False,
    ).order_by()  # fmt: skip
    facts = Together(JSONObject(**{name: name for name in _SHOWN}))
    return items.annotate(known=Subquery(valued.values("item").annotate(all=facts).values("all")))


def known_targets(facts):
    """Return the Targets with a value of an item that with_known_targets has annotated."""
    found = [
        Target(**one | {name: _number(one[name]) for name in _NUMBERS}
               | {name: _day(one[name]) for name in ("measured_on", "counted_on")})
        for one in facts or ()
    ]  # fmt: skip
    return sorted(found, key=lambda target: target.position)


def _number(value):
    return None if value is None else Decimal(str(value))


def _day(text):
    return date.fromisoformat(text) if text else None
