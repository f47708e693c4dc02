"""Laws and orders that papers cite, with the days on which they are in force."""

from django.db import models
from django.db.models import F, Q

from people.names import normalise


def act_key(number):
    """Return what makes two numbers of acts the same: «273-ФЗ», «273‑фз», «АЗ-1128/08 / 657»."""
    dashes = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
    return "".join(normalise(number).translate(dashes).split())


class ActManager(models.Manager):
    def get_by_natural_key(self, number, dated):
        return self.get(number=number, dated=dated)


class Act(models.Model):
    """One act; all organizations share the list (fixtures/acts.json, domain section 2.1)."""

    number = models.CharField("номер", max_length=40, help_text="Например: 273-ФЗ.")
    dated = models.DateField("от")
    title = models.CharField("название", max_length=300)
    in_force_on = models.DateField("действует с")
    ended_on = models.DateField("действует по", null=True, blank=True)
    replaced_by = models.CharField("чем заменён", max_length=200, blank=True)

    objects = ActManager()

    class Meta:
        verbose_name = "правовой акт"
        verbose_name_plural = "правовые акты"
        ordering = ["-dated", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["number", "dated"], name="act_listed_once",
                violation_error_message="Такой акт уже есть в списке.",
            ),
            models.CheckConstraint(
                condition=Q(in_force_on__gte=F("dated")), name="act_in_force_after_its_date",
                violation_error_message="Акт не может действовать раньше своей даты.",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("in_force_on")),
                name="act_ends_after_it_begins",
                violation_error_message="Действие не может закончиться раньше, чем началось.",
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.title} от {self.dated:%d.%m.%Y} № {self.number}"

    def natural_key(self):
        return self.number, self.dated

    def is_in_force(self, on):
        return self.in_force_on <= on and (self.ended_on is None or on <= self.ended_on)
