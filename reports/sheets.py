"""Pages of a PDF as pictures, and where words stand on them. The only module that knows PDFium."""

from io import BytesIO
from threading import Lock

SCALE = 1.6  # 115 dots an inch: sharp enough to read, a page stays under 100 KB

# what the engine puts between letters at the end of a line, and what differs from the page's text
_NO_LETTERS = " \u00a0\r\n\t-\u00ad\u2010\u2011\x02\ufffe"
_one_at_a_time = Lock()  # PDFium is not safe to use from two threads at once


class NoSuchPage(LookupError):
    """The paper has fewer pages."""


def words_of(pdf: bytes) -> list[str]:
    """Return the text of each page, its words parted by single spaces."""
    import pypdfium2  # slow import

    with _one_at_a_time:
        document = pypdfium2.PdfDocument(pdf)
        try:
            texts = [page.get_textpage().get_text_range() for page in document]
        finally:
            document.close()
    return [" ".join(text.replace("\x02", "-").split()) for text in texts]


def places_of(pdf: bytes, words: list[str]) -> list[dict]:
    """Return where the words stand: one dict a page with its width and height and its boxes.

    A box is (number of the word, left, top, width, height); all in whole points from the top left
    corner. A word over two lines has two boxes; hyphens and spaces make no difference.
    """
    import pypdfium2  # slow import

    with _one_at_a_time:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return [_places_on(page, [_letters(word) for word in words]) for page in document]
        finally:
            document.close()


def _places_on(page, words):
    width, height = page.get_size()
    text = page.get_textpage()
    said = text.get_text_range()
    kept = [at for at, char in enumerate(said) if char not in _NO_LETTERS]
    letters = "".join(said[at] for at in kept)
    boxes = []
    for number, word in enumerate(words):
        begin = letters.find(word) if word else -1
        while begin >= 0:
            first, last = kept[begin], kept[begin + len(word) - 1]
            if not (said[:first][-1:].isalnum() or said[last + 1 : last + 2].isalnum()):
                boxes += [(number, *box) for box in _boxes(text, first, last, height)]
            begin = letters.find(word, begin + len(word))
    return {"width": round(width), "height": round(height), "boxes": boxes}


def _boxes(text, first, last, height):
    for index in range(text.count_rects(first, last - first + 1)):
        left, bottom, right, top = text.get_rect(index)
        yield round(left), round(height - top), round(right - left), round(top - bottom)


def _letters(text):
    return "".join(char for char in text if char not in _NO_LETTERS)


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
