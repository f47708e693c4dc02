"""The site: the admin, its title, its navigation and its home page."""

from django.contrib import admin
from django.utils import timezone

from people.roles import STAFF_ROLES
from people.years import short_title


class NastavnikSite(admin.AdminSite):
    """Django's admin as the curator's workplace, grouped by the work and not by app."""

    site_header = "Наставник"
    site_title = "Наставник"
    index_title = "Что сделать"
    enable_nav_sidebar = True

    def has_permission(self, request):
        user = request.user
        if not user.is_active or not user.is_authenticated:
            return False
        return user.is_superuser or (
            user.membership is not None and user.membership.role in STAFF_ROLES
        )

    def each_context(self, request):
        context = super().each_context(request)
        if not self.has_permission(request):
            return context
        membership = request.user.membership
        return context | {
            "organization": membership.organization if membership else None,
            "year": request.year,
            "year_title": short_title(request.year),
            "today": timezone.localdate(),
            "navigation": self.navigation(request),
        }

    def navigation(self, request):
        """Return the groups of the side menu: title and items the user may open."""
        return []
