"""A real Chromium before a real server with the demo in its database."""

import os
import shutil
import sqlite3
from functools import cache

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.utils import timezone

from reports import demo

# Playwright keeps an event loop in this thread; the suite itself uses no asynchronous code
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
WIDTHS = {"desk": (1366, 900), "phone": (390, 844)}
THEMES = ["light", "dark"]


def pytest_collection_modifyitems(items):
    for item in items:
        if "/browser/" in str(item.path):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium():
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not path:
        pytest.skip("Chromium не найден: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@cache
def filled(day):
    """Return a copy of the database in memory after the demo of that day was filled into it."""
    demo.fill(on=day)
    copy = sqlite3.connect(":memory:")
    connection.connection.backup(copy)
    return copy


@pytest.fixture
def site(live_server, guards_off_at_the_end):
    """The address of a server whose database holds the demo; only the first test has to fill it."""
    if connection.vendor == "sqlite":
        filled(timezone.localdate()).backup(connection.connection)
        ContentType.objects.clear_cache()  # the copy brings its own keys
    else:
        demo.fill(on=timezone.localdate())
    return live_server.url


class Visitor:
    """One person at one screen; everything that went wrong there is kept in `troubles`."""

    def __init__(self, chromium, site, width, theme):
        wide, high = WIDTHS[width]
        context = chromium.new_context(
            base_url=site, viewport={"width": wide, "height": high}, color_scheme=theme,
            locale="ru-RU", accept_downloads=True,
        )  # fmt: skip
        self.site, self.page, self.troubles = site, context.new_page(), []
        self.page.on("console", self._hear)
        self.page.on("request", self._watch)

    def sign_in(self, login):
        self.page.goto("/login/")
        self.page.get_by_label("Логин").fill(login)
        self.page.get_by_label("Пароль").fill(demo.PASSWORD)
        self.page.get_by_role("button", name="Войти").click()
        self.page.wait_for_load_state()
        return self

    def open(self, address):
        answer = self.page.goto(address)
        assert answer.status == 200, f"{address}: {answer.status}"
        return self

    def overflow(self):
        """Return by how many pixels the page is wider than the screen."""
        return self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )

    def barriers(self):
        """Return the serious findings of axe: rule and the first place."""
        from axe_playwright_python.sync_playwright import Axe

        found = Axe().run(self.page).response["violations"]
        return [
            (rule["id"], rule["nodes"][0]["html"][:200])
            for rule in found
            if rule["impact"] in ("serious", "critical")
        ]

    def _hear(self, message):
        if message.type in ("error", "warning"):
            self.troubles.append(message.text)

    def _watch(self, request):
        if not request.url.startswith((self.site, "data:")):
            self.troubles.append(f"foreign request: {request.url}")


@pytest.fixture
def visitor(chromium, site):
    """Return a function that seats somebody before a screen: visitor("phone", "dark")."""
    seated = []

    def seat(width="desk", theme="light"):
        seated.append(Visitor(chromium, site, width, theme))
        return seated[-1]

    yield seat
    for one in seated:
        one.page.context.close()
