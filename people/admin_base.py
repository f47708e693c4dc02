"""The admin of a ScopedModel: rows the user may see, plain words, changes in the journal."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR, IncorrectLookupParameters
from django.contrib.admin.views.main import ERROR_FLAG
from django.contrib.admin.widgets import AutocompleteSelect, RelatedFieldWidgetWrapper
from django.db.models import Q
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse

from people.access import ScopedModel, owner_of
from people.admin_exports import ExportedList
from people.history import record
from people.models import Person
from people.paging import FromEitherEnd

NOTHING_CHOSEN = "Не выбрано"
NOT_OURS = "В вашей организации такого нет. Выберите из списка."


class ScopedForm(forms.ModelForm):
    """Knows the organization of a new row before it is checked, so that constraints see it."""

    organization = None  # put in place by ScopedModelAdmin.get_form, for rows of one's own

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.organization is not None and self.instance.pk is None:
            self.instance.organization = self.organization
        for field in self.fields.values():
            field.error_messages["required"] = "Заполните это поле."

    def _get_validation_exclusions(self):
        return super()._get_validation_exclusions() - {"organization"}


class KeyedAutocomplete(AutocompleteSelect):
    """Shows what was chosen; a key that no row can have is shown as nothing chosen."""

    def optgroups(self, name, value, attr=None):
        keys = [key for key in value if key.isdecimal() and len(key) < 16]
        return super().optgroups(name, keys, attr)


class ScopedAdminMixin:
    def get_queryset(self, request):
        return super().get_queryset(request).visible_to(request.user)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        self._scope_choices(db_field, request, kwargs)
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", KeyedAutocomplete(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        self._scope_choices(db_field, request, kwargs)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if getattr(field, "empty_label", None):
            field.empty_label = NOTHING_CHOSEN
        elif isinstance(field, forms.TypedChoiceField):
            field.choices = [
                (key, label if key else NOTHING_CHOSEN) for key, label in field.choices
            ]
        if isinstance(field, forms.DateField):
            field.error_messages["invalid"] = "Такой даты нет. Напишите её как 03.02.2026."
        if isinstance(field, forms.ModelChoiceField):
            field.error_messages["invalid_choice"] = NOT_OURS
        widget = getattr(field, "widget", None)
        if isinstance(widget, RelatedFieldWidgetWrapper):
            # a choice is made here; what is chosen is changed on its own page
            widget.can_change_related = widget.can_delete_related = False
            widget.can_view_related = False
        return field

    def _scope_choices(self, db_field, request, kwargs):
        related = db_field.remote_field.model
        if issubclass(related, ScopedModel):
            kwargs.setdefault("queryset", related.objects.visible_to(request.user))


class ScopedInline(ScopedAdminMixin, admin.TabularInline):
    extra = 0
    max_num = 100

    def get_formset(self, request, obj=None, **kwargs):
        # Django would draw a thousand rows more than allowed, for 20 seconds, when asked to
        return super().get_formset(request, obj, absolute_max=self.max_num, **kwargs)


class PlainWords:
    """Titles in the right case, messages and the journal in whole sentences.

    `accusative` is what one adds, changes and deletes: «наставника».
    """

    accusative = ""
    list_title = ""

    @property
    def add_title(self):
        return f"Добавить {self.accusative or self.opts.verbose_name}"

    @property
    def change_title(self):
        return f"Изменить {self.accusative or self.opts.verbose_name}"

    @property
    def delete_title(self):
        return f"Удалить {self.accusative or self.opts.verbose_name}"

    def changelist_view(self, request, extra_context=None):
        plural = str(self.opts.verbose_name_plural)
        if ERROR_FLAG in request.GET:
            messages.warning(request, "Такого отбора нет, поэтому показан весь список.")
        context = {"title": self.list_title or plural[:1].upper() + plural[1:]}
        return super().changelist_view(request, context | (extra_context or {}))

    def get_changelist_instance(self, request):
        """Refuse values of the address that the database would refuse: huge keys and years."""
        try:
            changes = super().get_changelist_instance(request)
            changes.add_url = self._add_url(request)
            return changes
        except (OverflowError, ValueError) as wrong:
            raise IncorrectLookupParameters(wrong) from wrong

    def _add_url(self, request):
        """Return where an empty list sends to add the first row, "" for who may not."""
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_add"
        return reverse(name) if self.has_add_permission(request) else ""

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        title = self.change_title if object_id else self.add_title
        if object_id and not self.has_change_permission(request):
            name = str(self.opts.verbose_name)
            title = name[:1].upper() + name[1:]
        context = {"title": title} | (extra_context or {})
        return super().changeform_view(request, object_id, form_url, context)

    def get_actions(self, request):
        """Offer no deletion of many at once: each asks on its own page what disappears with it."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def get_action_choices(self, request, default_choices=(("", "Выберите действие"),)):
        return super().get_action_choices(request, list(default_choices))

    def response_add(self, request, obj, post_url_continue=None):
        if IS_POPUP_VAR in request.POST:
            return super().response_add(request, obj, post_url_continue)
        return self._saved(request, obj, self.response_post_save_add)

    def response_change(self, request, obj):
        if IS_POPUP_VAR in request.POST:
            return super().response_change(request, obj)
        return self._saved(request, obj, self.response_post_save_change)

    def response_delete(self, request, obj_display, obj_id):
        if IS_POPUP_VAR in request.POST:
            return super().response_delete(request, obj_display, obj_id)
        messages.success(request, f"Удалено: {obj_display}.")
        return self.response_post_save_change(request, None)

    def log_addition(self, request, obj, message):
        self._log(request, obj, "add", "Добавлено")

    def log_change(self, request, obj, message):
        self._log(request, obj, "change", "Изменено")

    def log_deletions(self, request, queryset):
        for obj in queryset:
            self._log(request, obj, "delete", "Удалено")

    def history_view(self, request, object_id, extra_context=None):
        """Show the lines of the journal instead of Django's own log, which would keep names."""
        address = reverse("admin:people_journalentry_changelist")
        wanted = f"subject_type={self.opts.label_lower}&subject_id={object_id}"
        return HttpResponseRedirect(f"{address}?{wanted}")

    def _saved(self, request, obj, leave):
        name = str(getattr(obj, "short_name", obj))
        messages.success(request, f"Сохранено: {name.rstrip('.')}.")
        if "_continue" in request.POST:
            name = f"admin:{self.opts.app_label}_{self.opts.model_name}_change"
            return HttpResponseRedirect(reverse(name, args=[obj.pk]))
        return leave(request, obj)

    def _log(self, request, obj, action, word):
        organization = owner_of(obj)
        person = obj if isinstance(obj, Person) else getattr(obj, "person", None)
        if organization is not None:
            record(
                organization=organization, by=request.user, subject=obj,
                action=f"{action}_{self.opts.model_name}",
                text=f"{word}: {self.opts.verbose_name}",
                person=None if action == "delete" else person,
            )  # fmt: skip


class ScopedModelAdmin(ExportedList, PlainWords, ScopedAdminMixin, admin.ModelAdmin):
    """Declares lists and forms; the rows, the choices and the organization come by themselves."""

    form = ScopedForm
    empty_value_display = "–"
    list_per_page = 50
    show_full_result_count = False
    paginator = FromEitherEnd

    def _get_obj_does_not_exist_redirect(self, request, opts, object_id):
        # another organization's key is answered like one that never was
        raise Http404("Такой страницы нет.")

    def get_search_results(self, request, queryset, search_term):
        """Find every word in any letter case: SQLite folds no Cyrillic."""
        for word in search_term.replace("\0", " ").split():
            wanted = Q()
            for spelled in {word, word.lower(), word.upper(), word.capitalize()}:
                for name in self.get_search_fields(request):
                    wanted |= Q(**{f"{name}__icontains": spelled})
            queryset = queryset.filter(wanted)
        return queryset, False

    def has_add_permission(self, request):
        """Add rows of an organization only from inside one: whose would the row be otherwise?"""
        homeless = self._is_own and request.user.membership is None
        return not homeless and super().has_add_permission(request)

    def get_exclude(self, request, obj=None):
        exclude = list(super().get_exclude(request, obj) or [])
        if self._fills_organization(request):
            exclude.append("organization")
        return exclude

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        if obj is None and self._fills_organization(request) and issubclass(form, ScopedForm):
            form.organization = request.user.membership.organization
        return form

    def save_model(self, request, obj, form, change):
        if not change and self._fills_organization(request):
            obj.organization = request.user.membership.organization
        super().save_model(request, obj, form, change)

    def _fills_organization(self, request):
        return self._is_own and request.user.membership is not None

    @property
    def _is_own(self):
        return self.model.path_to_organization() == "organization"


class ReadOnlyAdmin(ScopedModelAdmin):
    """A list to read: what stands there is made by actions, never typed here."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
