"""Templates: none unused, nothing from foreign hosts, no inline style or script on a screen."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.template.loader import get_template

from reports.documents import KINDS

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = sorted(
    str(path.relative_to(ROOT / "templates")) for path in (ROOT / "templates").rglob("*.html")
)
SCREENS = [name for name in TEMPLATES if not name.startswith("documents/")]
EVERY = pytest.mark.parametrize("name", TEMPLATES)
EVERY_SCREEN = pytest.mark.parametrize("name", SCREENS)
# Django, crispy-forms and import-export look these up by their names
LOOKED_UP = re.compile(
    r"^(admin/|registration/|plain/|import_export/|django/|40[034]|403_csrf|500|documents/[^_])"
)


def source(name):
    return (ROOT / "templates" / name).read_text(encoding="utf-8")


@EVERY
def test_it_can_be_loaded(name):
    assert get_template(name)


@EVERY
def test_it_asks_no_foreign_host(name):
    text = source(name)

    assert (
        re.findall(r"""(?:src|href|action|url\()\s*=?\s*["'(]?\s*(?:https?:)?//[^"')\s]*""", text)
        == []
    )


@EVERY_SCREEN
def test_it_has_no_inline_style_or_script(name):
    text = source(name)

    assert re.findall(r"\sstyle\s*=|<style|\son[a-z]+\s*=\s*[\"']|javascript:", text) == []
    assert re.findall(r"<script(?![^>]*\ssrc=)", text) == []


@EVERY
def test_it_is_used(name):
    if LOOKED_UP.match(name):
        return
    asked = [source(other) for other in TEMPLATES if other != name]
    for app in ("people", "mentoring", "surveys", "roadmaps", "reports"):
        folder = Path(apps.get_app_config(app).path)
        asked += [path.read_text(encoding="utf-8") for path in folder.rglob("*.py")]

    assert any(f'"{name}"' in text or f"'{name}'" in text for text in asked)


def test_every_kind_has_its_template_and_every_paper_its_kind():
    papers = {
        name.removeprefix("documents/").removesuffix(".html")
        for name in TEMPLATES
        if name.startswith("documents/") and not name.startswith("documents/_")
    }

    assert papers == set(KINDS)


@pytest.mark.parametrize("path", sorted((ROOT / "static").rglob("*.css")), ids=lambda p: p.name)
def test_no_stylesheet_asks_a_foreign_host(path):
    assert (
        re.findall(r"(?:https?:)?//[a-z0-9.-]+\.[a-z]{2,}", path.read_text(encoding="utf-8")) == []
    )
