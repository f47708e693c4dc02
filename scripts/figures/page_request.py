"""What a page costs: the packages a fresh process has loaded after it, and its queries."""

import json
import subprocess
import sys
from pathlib import Path

import django
from django.apps import apps
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from scripts.figures import figure, site

ROOT = Path(__file__).parents[2]
HEAVY = ("weasyprint", "scipy", "numpy", "openpyxl", "docx")


@figure("page request: heavy packages loaded", limit=0, unit="packages")
def heavy_packages():
    site.fill()
    run = subprocess.run([sys.executable, "-m", __name__], capture_output=True, text=True, cwd=ROOT)
    if run.returncode:
        raise RuntimeError(run.stderr)
    loaded = json.loads(run.stdout)
    if loaded:
        print("loaded by a page request:", *loaded, file=sys.stderr)
    return len(loaded)


@figure("curator's home: queries", limit=12, unit="queries")
def home_queries():
    site.fill()
    client, address = curator_at_home()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        client.get(address)
    return len(queries)


def curator_at_home():
    """Return a client signed in as the demo school's curator and the address of her home."""
    user = apps.get_model("people", "User").objects.filter(
        memberships__role="curator", memberships__organization__code="school-4"
    )[0]
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(user)
    page = client.get("/", follow=True)
    if page.status_code != 200:
        raise RuntimeError(f"the curator's home answers {page.status_code}")
    return client, page.request["PATH_INFO"]


if __name__ == "__main__":
    django.setup()
    curator_at_home()
    print(json.dumps([name for name in HEAVY if name in sys.modules]))
