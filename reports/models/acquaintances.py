"""Who has read a registered order, and on which day."""

from django.db import models
from django.db.models import Q

from people.access import ScopedModel
from people.models import User
from reports.models.documents import Document


class Acquaintance(ScopedModel):
    """The signature on the sheet of an order: a name as the order has it, and the day."""

    owner = "document"

    document = models.ForeignKey(Document, models.PROTECT, related_name="acquaintances",
                                 verbose_name="приказ")  # fmt: skip
    name = models.CharField("кто ознакомлен", max_length=250)
    read_on = models.DateField("когда")
    noted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+",
                                 verbose_name="кто отметил")  # fmt: skip

    class Meta:
        verbose_name = "ознакомление с приказом"
        verbose_name_plural = "ознакомления с приказами"
        ordering = ["read_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["document", "name"], name="order_read_once"),
            models.CheckConstraint(condition=~Q(name=""), name="somebody_read_the_order"),
        ]

    def __str__(self):
        return f"{self.read_on:%d.%m.%Y}"
