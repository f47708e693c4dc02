"""Names of the section and of the admin site."""

from django.apps import AppConfig
from django.contrib.admin import apps as admin


class MentoringConfig(AppConfig):
    default = True
    name = "mentoring"
    verbose_name = "Пары и встречи"


class SiteConfig(admin.AdminConfig):
    default = False
    default_site = "mentoring.site.NastavnikSite"
