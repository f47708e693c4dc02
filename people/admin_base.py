"""The admin of a ScopedModel: it shows and offers only rows the user may see."""

from django.contrib import admin

from people.access import ScopedModel


class ScopedAdminMixin:
    def get_queryset(self, request):
        return super().get_queryset(request).visible_to(request.user)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        self._scope_choices(db_field, request, kwargs)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        self._scope_choices(db_field, request, kwargs)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def _scope_choices(self, db_field, request, kwargs):
        related = db_field.remote_field.model
        if issubclass(related, ScopedModel):
            kwargs.setdefault("queryset", related.objects.visible_to(request.user))


class ScopedInline(ScopedAdminMixin, admin.TabularInline):
    extra = 0


class ScopedModelAdmin(ScopedAdminMixin, admin.ModelAdmin):
    """Declares lists and forms; the rows, the choices and the organization come by themselves."""

    list_per_page = 50
    show_full_result_count = False

    def get_exclude(self, request, obj=None):
        exclude = list(super().get_exclude(request, obj) or [])
        if self._fills_organization(request):
            exclude.append("organization")
        return exclude

    def save_model(self, request, obj, form, change):
        if not change and self._fills_organization(request):
            obj.organization = request.user.membership.organization
        super().save_model(request, obj, form, change)

    def _fills_organization(self, request):
        own = self.model.path_to_organization() == "organization"
        return own and request.user.membership is not None


class ReadOnlyAdmin(ScopedModelAdmin):
    """A list to read: what stands there is made by actions, never typed here."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
