"""What the admin's lists cost: the same queries for one row as for thirty."""

from unittest import mock

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from scripts.figures import figure, site


@figure("admin lists: more queries for 30 rows than for 1", limit=0, unit="queries")
def grown_queries():
    site.fill()
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(get_user_model().objects.get(is_superuser=True))
    return max(_asked(client, model, 30) - _asked(client, model, 1) for model in _models())


def _models():
    return sorted(admin.site._registry, key=lambda model: model._meta.label)


def _asked(client, model, rows):
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"
    shown = mock.patch.object(admin.site._registry[model], "list_per_page", rows)
    with shown, CaptureQueriesContext(connection) as queries:
        page = client.get(reverse(name))
    if page.status_code == 403:
        return 0  # the notes of the psychologist are closed to administrators as well
    if page.status_code != 200:
        raise RuntimeError(f"{name} answers {page.status_code}")
    return len(queries)
