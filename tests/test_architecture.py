"""The layers of the house: who may import whom, between the apps and inside each of them."""

import ast
import functools
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
APPS = ["people", "mentoring", "surveys", "roadmaps", "reports"]
SITE = {f"mentoring/{name}.py" for name in ("settings", "urls", "site", "wsgi")}
SITE_MODULES = {"mentoring.settings", "mentoring.urls", "mentoring.site", "mentoring.wsgi"}
SOURCES = sorted(
    str(path.relative_to(ROOT))
    for app in APPS
    for path in (ROOT / app).rglob("*.py")
    if "migrations" not in path.parts
)

# Inside an app a module imports only those of its own level or lower; what is not named is pure.
LEVELS = [
    {"access"},
    {"models"},
    {"withdrawals",
     "declension", "duplicates", "merging", "admin_exports",
     "roles", "history", "consent_gaps", "legal", "watch", "overview", "agenda", "errands",
     "resources",
     "import_plan", "import_words", "first_admin", "consent_matrix", "cards", "progress", "roster",
     "documents", "indicators", "pdf", "word", "sheets", "register", "charts", "links", "templates",
     "declined",
     "respondents", "results", "stored", "comparison", "workdays", "team", "proving", "states",
     "limits", "lacking", "standing", "unmatched", "candidates", "tasks", "measures", "aims",
     "content_plan",
     "packs", "press", "offers", "ready_made", "event_figures", "reminders",
     "result_tables", "appointments", "meeting_chips", "meeting_plan", "paging"},
    {"actions"},
    {"feedback_forms", "health_forms", "legal_forms", "pair_forms", "member_forms", "labour_forms",
     "programme_forms", "diary_forms",
     "checks", "preview", "doctor", "forms", "target_forms", "publicity_forms", "proof_forms",
     "deadline_forms", "section_forms", "approval_forms", "admin_base", "middleware", "demo"},
    {"admin_care", "admin_protocols", "admin_cases", "admin_consents", "admin_parts", "legal_views",
     "admin_catalogue",
     "admin_banks", "admin_bans", "admin_partners",
     "admin", "admin_views", "admin_forms", "admin_lists", "admin_exports", "changelist",
     "publicity_admin"},
    {"views"},
    {"urls"},
    {"management", "templatetags"},
]  # fmt: skip
QUICKER = (
    "borders", "building", "drawing", "fonts", "glyphs", "letters", "lines", "markup", "plain",
    "sizes", "styles", "writing",
)  # fmt: skip
ENGINE = {f"reports/pdf/engine/{name}.py" for name in QUICKER}
KEPT_BEHIND = {
    "weasyprint": {"reports/pdf/__init__.py", "reports/pdf/engine/__init__.py", *ENGINE},
    "pypdfium2": {"reports/sheets.py"},
    "pymorphy3": {"people/names/dictionary.py"},
    "docx": {"reports/word/__init__.py"},  # roadmaps/importing reads Word's XML without it
    "crispy_forms": set(),
}
SLOW = {"weasyprint", "pypdfium2", "scipy", "numpy", "openpyxl", "docx", "pymorphy3", "holidays"}


@functools.cache
def imports(source):
    """Return (dotted name, is at the top of the module) of every import."""
    tree = ast.parse((ROOT / source).read_text(encoding="utf-8"))
    top, found = set(map(id, tree.body)), []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [(alias.name, id(node) in top) for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            found += [(f"{node.module}.{alias.name}", id(node) in top) for alias in node.names]
    return found


def names(source):
    return [name for name, _ in imports(source)]


def level(parts):
    """Return how high a module stands in its app; a pure module stands lowest."""
    return next((n for n, modules in enumerate(LEVELS, 1) if parts[1] in modules), 0)


def of_an_app_above(source):
    if source in SITE:
        return []
    above = APPS[APPS.index(source.split("/")[0]) + 1 :]
    return [name for name in names(source) if name.split(".")[0] in above]


def of_the_site(source):
    if source in SITE:
        return []
    return [n for n in names(source) if ".".join(n.split(".")[:2]) in SITE_MODULES]


def of_a_higher_module(source):
    if source in SITE:
        return []
    own = source.removesuffix(".py").split("/")
    height = level([*own, ""])
    return [
        name
        for name in names(source)
        if name.split(".")[0] == own[0]
        and len(name.split(".")) > 1
        and level(name.split(".")) > height
    ]


def of_a_package_behind_another_module(source):
    return [
        name
        for name in names(source)
        if name.split(".")[0] in KEPT_BEHIND and source not in KEPT_BEHIND[name.split(".")[0]]
    ]


def of_a_slow_package_too_early(source):
    if source in ENGINE:
        return []
    late = {name.removesuffix(".py").replace("/", ".") for name in ENGINE}
    return [
        n
        for n, at_top in imports(source)
        if at_top and (n.split(".")[0] in SLOW or n.rpartition(".")[0] in late)
    ]


def of_signals(source):
    if source == "people/guards.py":  # puts the guards of the database back after migrations
        return []
    return [name for name in names(source) if "signals" in name or "receiver" in name]


@pytest.mark.parametrize(
    "wrong",
    [of_an_app_above, of_the_site, of_a_higher_module, of_a_package_behind_another_module,
     of_a_slow_package_too_early, of_signals],
)  # fmt: skip
def test_no_module_imports_what_it_may_not(wrong):
    assert {source: found for source in SOURCES if (found := wrong(source))} == {}


def test_every_module_draws_its_border():
    texts = {source: (ROOT / source).read_text(encoding="utf-8") for source in SOURCES}

    assert [source for source, text in texts.items()
            if text.strip() and not ast.get_docstring(ast.parse(text))] == []  # fmt: skip


def test_there_is_no_junk_drawer():
    junk = {"utils", "helpers", "common", "misc", "tools", "lib"}

    assert [source for source in SOURCES if junk & set(source.removesuffix(".py").split("/"))] == []


def test_a_foreign_key_across_apps_is_unknown_below():
    from django.apps import apps

    crossing = [
        str(field)
        for app in APPS
        for model in apps.get_app_config(app).get_models()
        for field in model._meta.get_fields()
        if field.is_relation
        and field.concrete
        and field.related_model._meta.app_label in APPS
        and field.related_model._meta.app_label != app
        and not str(field.remote_field.related_name).endswith("+")
    ]

    assert crossing == []
