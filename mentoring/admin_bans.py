"""Admin of the bans: everybody who is not to be joined again, set and lifted in one list."""

from functools import partial

from django.contrib import admin
from django.urls import path, reverse
from django.utils.html import format_html

from mentoring.admin_views import bans
from mentoring.models import PairBan
from people.admin_base import ReadOnlyAdmin
from people.models import Person
from people.templatetags.look import state
from people.templatetags.words import full_day


class StandingFilter(admin.SimpleListFilter):
    title = "запрет"
    parameter_name = "standing"

    def lookups(self, request, model_admin):
        return [("yes", "Действует"), ("no", "Снят")]

    def queryset(self, request, queryset):
        chosen = {"yes": queryset.standing, "no": lambda: queryset.exclude(lifted_on=None)}
        return chosen[self.value()]() if self.value() in chosen else queryset


@admin.register(PairBan)
class PairBanAdmin(ReadOnlyAdmin):
    """Every ban of the organization with its reason; one button lifts it."""

    accusative = "запрет"
    list_title = "Больше не объединять"
    empty_title = "Запретов нет"
    empty_icon = "rings"
    empty_text = (
        "Здесь появятся люди, которых решено больше не объединять в пару: "
        "вы отмечаете это здесь или на странице закрытой пары."
    )
    actions = None
    list_display = ("people", "reason", "banned_on", "standing", "lifting")
    list_display_links = None
    list_select_related = ("first", "second")
    list_filter = (StandingFilter,)
    search_fields = ("reason",)
    search_help_text = "Фамилия любого из двоих"
    ordering = ("-banned_on", "-pk")

    def has_add_permission(self, request):
        may = request.user.has_perm("mentoring.add_pairban")
        return may and request.user.membership is not None

    def get_urls(self):
        lift = self.admin_site.admin_view(partial(bans.lift, self))
        return [path("<int:pk>/lift/", lift, name="mentoring_pairban_lift"), *super().get_urls()]

    def add_view(self, request, form_url="", extra_context=None):
        return bans.new_ban(self, request)

    def get_search_results(self, request, queryset, search_term):
        own = Person.objects.visible_to(request.user)
        for word in search_term.split():
            queryset = queryset.naming(own.search(word))
        return queryset, False

    @admin.display(description="кого", ordering="first__search")
    def people(self, ban):
        return format_html("{}<small>{}</small>", ban.first.full_name, ban.second.full_name)

    @admin.display(description="запрет", ordering="lifted_on")
    def standing(self, ban):
        if ban.lifted_on is None:
            return state("bad", "Действует")
        return format_html('{}<span class="phrase">{}</span>', state("idle", "Снят"),
                           full_day(ban.lifted_on))  # fmt: skip

    @admin.display(description="", empty_value="")
    def lifting(self, ban):
        if ban.lifted_on is not None:
            return ""
        return format_html(
            '<button class="button line" formaction="{}">Снять запрет'
            '<span class="visually-hidden">: {}</span></button>',
            reverse("admin:mentoring_pairban_lift", args=[ban.pk]), ban,
        )  # fmt: skip
