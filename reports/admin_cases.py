"""Admin of the nomenclature: into which file the orders go."""

from django import forms
from django.contrib import admin

from people.admin_base import ScopedModelAdmin
from reports.documents import KINDS
from reports.models import CaseFile, Series


def keeps_choices():
    """Return what a file may keep: all orders of a series, or orders of one kind."""
    series = [(value, f"Все приказы, {label}") for value, label in Series.choices]
    kinds = [(kind.code, kind.title) for kind in KINDS.values() if kind.draftable]
    return [*series, ("Только", sorted(kinds, key=lambda choice: choice[1]))]


@admin.register(CaseFile)
class CaseFileAdmin(ScopedModelAdmin):
    accusative = "дело"
    list_title = "Номенклатура дел"
    empty_title = "Дел пока нет"
    empty_text = (
        "Внесите индекс дела, в которое подшивают приказы: он встанет под подписью приказа и в "
        "столбец «В дело №» журнала регистрации."
    )
    list_display = ("index", "title", "kept", "term")
    search_fields = ("index", "title")
    ordering = ("index", "pk")
    fields = ("index", "title", "keeps", "term")

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "keeps":
            return forms.ChoiceField(label="Что подшивают", choices=keeps_choices)
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    @admin.display(description="что подшивают")
    def kept(self, file):
        named = dict(Series.choices) | {kind.code: kind.title for kind in KINDS.values()}
        return named.get(file.keeps, file.keeps)
