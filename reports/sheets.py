"""Pages of a PDF as pictures. The only module that knows PDFium."""

from io import BytesIO
from threading import Lock

SCALE = 1.6  # 115 dots an inch: sharp enough to read, a page stays under 100 KB

_one_at_a_time = Lock()  # PDFium is not safe to use from two threads at once


class NoSuchPage(LookupError):
    """The paper has fewer pages."""


def page_picture(pdf: bytes, page: int) -> bytes:
    """Return the page (1 is the first) as PNG in shades of grey; raises NoSuchPage."""
    import pypdfium2  # slow import

    with _one_at_a_time:
        document = pypdfium2.PdfDocument(pdf)
        try:
            if not 1 <= page <= len(document):
                raise NoSuchPage(page)
            picture = document[page - 1].render(scale=SCALE, grayscale=True).to_pil()
        finally:
            document.close()
    kept = BytesIO()
    picture.save(kept, "PNG", optimize=True)
    return kept.getvalue()
