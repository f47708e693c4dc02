"""Admin of partners: who they are and which agreement holds."""

from django.contrib import admin
from django.utils import timezone

from mentoring.models import Partner
from people.admin_base import ScopedModelAdmin
from people.templatetags.look import state


@admin.register(Partner)
class PartnerAdmin(ScopedModelAdmin):
    accusative = "партнёра"
    list_title = "Партнёры"
    empty_title = "Партнёров пока нет"
    empty_text = (
        "Внесите предприятие, колледж или вуз и договор с ним: без договора пара формы "
        "«работодатель – ученик» и похожих не начнёт работу."
    )
    list_display = ("name", "agreement_number", "agreed_on", "ends_on", "agreement", "contact")
    search_fields = ("name",)
    ordering = ("name",)
    fieldsets = (
        (None, {"fields": ("name", "contact")}),
        ("Договор", {"fields": ("agreement_number", "agreed_on", "ends_on")}),
        ("Реквизиты для договора",
         {"fields": ("address", "inn", "ogrn", "head_position", "head_name", "basis"),
          "description": "Встанут в договор; чего не знаете, останется чертой."}),
    )  # fmt: skip

    @admin.display(description="договор")
    def agreement(self, partner):
        trouble = partner.trouble(timezone.localdate())
        return state("bad", "Нет") if trouble else state("ok", "Есть")
