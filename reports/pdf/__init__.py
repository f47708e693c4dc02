"""HTML in, PDF out. The only module that knows WeasyPrint."""

import atexit
import gc
import hashlib
import os
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from threading import Lock
from types import SimpleNamespace

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured, SuspiciousFileOperation
from django.utils._os import safe_join

from reports.pdf import engine

STYLESHEET = "static:css/document.css"
COLOURS = "sRGB"  # not the engine's own "srgb": it opens the profile each time and never closes it
PACKAGES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"

# Pango and fontconfig are not safe to use from two threads at once.
_one_at_a_time = Lock()


class PrintingUnavailable(ImproperlyConfigured):
    """The machine lacks the native libraries that draw text."""

    def __init__(self, *_said):  # made again when it comes from another process
        super().__init__(
            "Печать недоступна: на сервере нет библиотеки Pango. Выполните от имени "
            f"администратора сервера: apt-get install {PACKAGES}"
        )


def render_pdf(html, *, title="", attachments=(), archival=False) -> bytes:
    """Return the page as PDF, the same bytes for the same input.

    `html` is a whole page without stylesheets (document.css is applied here); `attachments`
    are pairs (file name, bytes). `archival` makes PDF/A-3a with tags, for what is kept for
    years; it looks the same and costs an eighth more. Raises PrintingUnavailable without Pango
    and WeasyPrint's FatalURLFetchingError when the page asks for anything but our static files.
    """
    identifier = hashlib.sha256(f"{title}\n{html}".encode()).hexdigest()[:32]
    with _one_at_a_time, _without_garbage_collection():
        printer = _printer()
        options = {"pdf_variant": "pdf/a-3a", "output_intent": COLOURS} if archival else {}
        page = printer.HTML(string=html, base_url="static:", url_fetcher=printer.fetcher)
        document = page.render(
            font_config=printer.fonts,
            stylesheets=[printer.style],
            color_profiles={COLOURS: _colours()} if archival else None,
            **options,
        )
        document.metadata.title = title or document.metadata.title
        document.metadata.attachments += [_attachment(*pair) for pair in attachments]
        return document.write_pdf(pdf_identifier=identifier, **options)


def merged(pdfs) -> bytes:
    """Return one PDF with all pages of several (each bytes), in their order, for the printer."""
    from pypdf import PdfReader, PdfWriter  # slow import

    writer, whole = PdfWriter(), BytesIO()
    for pdf in pdfs:
        writer.append(PdfReader(BytesIO(pdf)), import_outline=False)
    writer.write(whole)
    return whole.getvalue()


def page_count(pdf: bytes) -> int:
    from pypdf import PdfReader  # slow import

    return len(PdfReader(BytesIO(pdf)).pages)


class _without_garbage_collection:
    """Boxes of a page live until it is drawn: collecting meanwhile costs 15-25 % for nothing."""

    def __enter__(self):
        self.was_enabled = gc.isenabled()
        gc.disable()

    def __exit__(self, *error):
        if self.was_enabled:
            gc.enable()


@cache
def _printer():
    """Load the engine, the fonts and the stylesheet once a process.

    A new FontConfiguration for each paper leaks a quarter of a megabyte and costs 16 %.
    """
    try:
        from weasyprint import CSS, HTML  # slow import
        from weasyprint.text.fonts import FontConfiguration  # slow import
    except OSError as error:  # cffi's answer to a library that cannot be opened
        raise PrintingUnavailable from error
    atexit.register(_printer.cache_clear)  # fonts let go later find their library gone
    fetcher, fonts, text = _fetcher(), FontConfiguration(), _stylesheet()
    style = CSS(string=text, base_url="static:", url_fetcher=fetcher, font_config=fonts)
    engine.quicken(style, text)
    return SimpleNamespace(HTML=HTML, fetcher=fetcher, fonts=fonts, style=style)


def _fetcher():
    from weasyprint.urls import (  # slow import
        FatalURLFetchingError,
        URLFetcher,
        URLFetcherResponse,
    )

    class StaticFilesOnly(URLFetcher):
        def fetch(self, url, headers=None):
            path = _static_path(url)
            if path is None:
                raise FatalURLFetchingError(f"A document may use static files only, not {url}")
            with open(path, "rb") as file:
                return URLFetcherResponse(url, file.read())

    return StaticFilesOnly()


def _colours():
    """Return a fresh colour profile: one that was printed before is written in other bytes."""
    import weasyprint  # slow import
    from weasyprint.css import ColorProfile  # slow import

    profile = Path(weasyprint.__file__).parent / "pdf" / "sRGB2014.icc"
    components = (["r"], ["g"], ["b"])
    return ColorProfile(BytesIO(profile.read_bytes()), "sRGB", "relative-colorimetric", components)


def _attachment(name, content):
    from weasyprint import Attachment  # slow import

    return Attachment(
        file_obj=BytesIO(content), name=name, created=_EPOCH, modified=_EPOCH,
        relationship="Source",
    )  # fmt: skip


_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)  # a moving date would change the bytes


def _static_path(url):
    """Return the file behind `static:…`, or None for any other address and for ways around."""
    if not url.startswith("static:"):
        return None
    try:
        path = safe_join(settings.STATICFILES_DIRS[0], url.removeprefix("static:"))
    except SuspiciousFileOperation:
        return None
    return path if os.path.isfile(path) else None


def _stylesheet():
    """Return document.css with its addresses made absolute: `static:` joins no relative ones."""
    with open(_static_path(STYLESHEET), encoding="utf-8") as file:
        return file.read().replace('url("../', 'url("static:')
