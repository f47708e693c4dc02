"""The look keeps its promises: contrast, one dark theme, nothing foreign, signs that exist."""

import re
from pathlib import Path

import pytest

from mentoring.site import NAVIGATION
from people.templatetags.look import MARK_ICONS, TAG_ICONS

ROOT = Path(__file__).resolve().parent.parent
CSS = sorted((ROOT / "static" / "css").glob("*.css"))
SPRITE = (ROOT / "static" / "img" / "icons.svg").read_text()
TOKENS = (ROOT / "static" / "css" / "tokens.css").read_text()
STATES = ("ok", "warn", "bad", "info", "idle")

TEXT = [
    ("text", "bg"), ("text", "surface"), ("text", "surface-sunk"), ("text-soft", "bg"),
    ("text-soft", "surface"), ("text-soft", "surface-sunk"), ("link", "surface"), ("link", "bg"),
    ("link", "accent-soft"), ("on-accent", "accent"), ("on-accent", "accent-hover"),
    ("text-soft", "desk"), ("paper-ink", "paper"), ("text", "accent-soft"),
    *((f"{state}-fg", f"{state}-bg") for state in STATES),
    *((f"{state}-fg", "surface") for state in STATES),
    *(("text", f"{state}-bg") for state in STATES),
]  # fmt: skip
MARKS = [
    ("line-strong", "surface"), ("line-strong", "bg"), ("accent", "surface"), ("focus", "surface"),
    ("focus", "bg"), ("chart-1", "surface"), ("chart-1", "surface-sunk"),
    ("chart-target", "surface"), ("chart-target", "chart-1"),
    *((f"{state}-mark", "surface") for state in STATES),
]  # fmt: skip


def theme_of(scheme):
    """Return the tokens of the rule that declares this colour scheme."""
    body = TOKENS.split(f"color-scheme: {scheme};", 1)[1].split("}", 1)[0]
    return dict(re.findall(r"--([\w-]+):\s*([^;]+);", body))


LIGHT, DARK = theme_of("light"), theme_of("dark")


def luminance(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    """Return the ratio of WCAG 2.1, section 1.4.3."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_text_can_be_read(theme, ink, ground):
    assert contrast(theme[ink], theme[ground]) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), MARKS)
def test_marks_and_borders_can_be_seen(theme, ink, ground):
    lowest = 1.5 if ground == "chart-1" else 3  # the goal crosses the bar and stands out of it
    assert contrast(theme[ink], theme[ground]) >= lowest


def test_dark_theme_names_every_colour_of_the_light_one():
    assert set(LIGHT) <= set(DARK)


@pytest.mark.parametrize("path", CSS, ids=lambda path: path.name)
def test_stylesheet_asks_no_foreign_host_and_its_files_exist(path):
    addresses = re.findall(r"url\(\s*[\"']?([^\"')]+)", path.read_text())

    assert "@import" not in path.read_text()
    assert [each for each in addresses if not (path.parent / each).resolve().is_file()] == []


@pytest.mark.parametrize("path", CSS, ids=lambda path: path.name)
def test_stylesheet_uses_only_tokens_that_exist(path):
    known = set(re.findall(r"--([\w-]+)\s*:", TOKENS + path.read_text()))

    assert set(re.findall(r"var\(--([\w-]+)", path.read_text())) - known == set()


def test_every_sign_that_is_used_stands_in_the_sprite():
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', SPRITE))
    used = set()
    for path in (ROOT / "templates").rglob("*.html"):
        text = path.read_text()
        used |= set(re.findall(r'{%\s*icon "([\w-]+)"', text))
        used |= set(re.findall(r'{%\s*mark "\w+" "([\w-]+)"', text))
    used |= {item[1] for _, items in NAVIGATION for item in items}
    used |= {*TAG_ICONS.values(), *MARK_ICONS.values()}

    assert used - drawn == set()


def test_templates_of_screens_carry_no_style_script_or_foreign_address():
    offending = []
    for path in (ROOT / "templates").rglob("*.html"):
        if "documents" in path.parts:
            continue
        text = path.read_text()
        if re.search(
            r"\sstyle=|<style|<script(?![^>]*\bsrc=)|\son\w+=|(src|href)=\"(https?:)?//", text
        ):
            offending.append(path.name)

    assert offending == []
