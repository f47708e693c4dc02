"""Admin of the psychologist's notes: nobody else may list, open, find or count them."""

from django import forms
from django.contrib import admin
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.text import capfirst

from people.admin_base import ScopedModelAdmin
from people.history import record
from people.models import CareNote, Person


def without_notes(listed):
    """Return what a page of deletion lists without the notes: that one exists is confidential."""
    title = f"{capfirst(CareNote._meta.verbose_name)}: "
    return [
        without_notes(row) if isinstance(row, list) else row
        for row in listed
        if isinstance(row, list) or not strip_tags(str(row)).startswith(title)
    ]


@admin.register(CareNote)
class CareNoteAdmin(ScopedModelAdmin):
    accusative = "заметку"
    list_title = "Заметки психолога"
    empty_title = "Заметок пока нет"
    empty_icon = "pencil"
    empty_text = (
        "Их видите только вы: ни куратор, ни директор, ни администратор программы их не читают. "
        "В списки, выгрузки и поиск они не попадают."
    )
    list_display = ("person", "noted_on")
    list_select_related = ("person",)
    search_fields = ("person__search",)
    search_help_text = "Любая часть имени"
    ordering = ("-noted_on", "-pk")
    exports = False  # whom the psychologist sees is confidential as well
    autocomplete_fields = ("person",)
    fields = ("person", "noted_on", "text")

    def get_search_results(self, request, queryset, search_term):
        own = Person.objects.search(search_term)
        return (queryset.filter(person__in=own) if search_term else queryset), False

    def get_changeform_initial_data(self, request):
        return {"noted_on": timezone.localdate()} | super().get_changeform_initial_data(request)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "text":
            kwargs["widget"] = forms.Textarea(attrs={"rows": 10, "class": "w-l"})
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def save_model(self, request, obj, form, change):
        if not change:
            obj.author = request.user
        super().save_model(request, obj, form, change)

    def _log(self, request, obj, action, word):
        """Write that the psychologist worked, not about whom: even that is confidential."""
        record(organization=obj.person.organization, by=request.user, action=f"{action}_carenote",
               text=f"{word}: заметка психолога")  # fmt: skip
