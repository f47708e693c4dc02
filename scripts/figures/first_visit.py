"""What a phone loads when it first opens the form of a meeting, and the queries of that form."""

import gzip
import re
from pathlib import Path
from urllib.parse import urljoin

from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from scripts.figures import figure, site

LINKED = re.compile(r'<(?:link|script|img|use)\b[^>]*?\s(?:href|src)="([^"#]+)')
NAMED = re.compile(r"""url\(\s*["']?([^"')#]+)""")
READY = (".woff2", ".png")  # squeezed by their own format


@figure("meeting form, first visit: page, styles, signs, script, fonts", limit=40, unit="KB")
def meeting_form_weight():
    client, address = _mentor_at_the_form()
    return sum(first_visit(client, address).values()) / 1024


@figure("meeting form: queries", limit=6, unit="queries")
def meeting_form_queries():
    client, address = _mentor_at_the_form()
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return len(queries)


def first_visit(client, address):
    """Return the bytes of a page and of everything it links, by address, as they are sent."""
    page = client.get(address, headers={"accept-encoding": "gzip"})
    text = gzip.decompress(page.content).decode()
    sent, waiting = {address: len(page.content)}, LINKED.findall(text)
    while waiting:
        name = waiting.pop()
        if name in sent:
            continue
        content = _file(name)
        squeezed = content if name.endswith(READY) else gzip.compress(content)
        sent[name] = min(len(content), len(squeezed))
        if name.endswith(".css"):
            waiting += [urljoin(name, each) for each in NAMED.findall(content.decode())]
    return sent


def _file(address):
    name = address.removeprefix(settings.STATIC_URL)
    collected = settings.STATIC_ROOT / name
    return (collected if collected.exists() else Path(finders.find(name))).read_bytes()


def _mentor_at_the_form():
    site.fill()
    user = get_user_model().objects.get(username="mentor")
    pair = (
        apps.get_model("mentoring", "Pair")
        .objects.visible_to(user)
        .active(on=timezone.localdate())[0]
    )
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(user)
    return client, reverse("meeting-new", args=[pair.pk])
