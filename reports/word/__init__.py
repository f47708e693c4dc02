"""The same HTML in, an editable Word document out. The only module that knows python-docx."""

import zipfile
from datetime import datetime
from functools import cache
from io import BytesIO
from itertools import count

from mentoring.links import qr_png
from reports.word.blocks import paragraphs_in
from reports.word.look import CODE
from reports.word.markup import body
from reports.word.reader import sections_of
from reports.word.styles import numbering, styles

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_UNWANTED = ("/thumbnail", "/stylesWithEffects", "/customXml", "/webSettings", "/theme")
_EPOCH = datetime(2000, 1, 1)  # a moving date would change the bytes
_SETTINGS = (
    f"<w:settings {_SPACES}>"
    '<w:zoom w:percent="100"/><w:defaultTabStop w:val="709"/><w:autoHyphenation/>'
    '<w:consecutiveHyphenLimit w:val="3"/><w:compat>'
    '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
    'w:val="15"/></w:compat><w:themeFontLang w:val="ru-RU"/><w:decimalSymbol w:val=","/>'
    '<w:listSeparator w:val=";"/></w:settings>'
)
_PAGE_NUMBER = (
    f'<w:p {_SPACES}><w:pPr><w:pStyle w:val="Header"/></w:pPr><w:r><w:fldChar '
    'w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>2</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
)


def render_docx(html, *, title="") -> bytes:
    """Return the page as .docx, the same bytes for the same input.

    `html` is what `pdf.render_pdf` is given; its elements and classes become Word's styles by
    the table in look.py, a class that is not there changes nothing. Words and numbers are those
    of the PDF; a chart becomes the table of its numbers, a QR code a picture.
    """
    import docx  # slow import

    page_title, sections = sections_of(html)
    document = docx.Document(BytesIO(_empty()))
    header = document.sections[0].header.part
    header_id = next(key for key, rel in document.part.rels.items() if rel.target_part is header)
    numbers = count(1)
    content = body(
        sections, header=header_id, picture=lambda it: _code(document, it, next(numbers))
    )
    _replace(document.element.body, content)
    blocks = [block for section in sections for block in section.blocks]
    lists = [part.numbering[0] for part in paragraphs_in(blocks) if part.numbering]
    _replace(document.part.numbering_part.element, numbering(max(lists, default=0)))
    document.core_properties.title = (title or page_title)[:255]
    return _packed(document)


@cache
def _empty():
    """Return a document without text that has our styles and the number of the page.

    The library's own template carries 800 KB of foreign styles, a picture and its author.
    """
    import docx  # slow import
    from docx.oxml import parse_xml  # slow import

    document = docx.Document()
    for rels in (document.part.rels, document.part.package.rels):
        for key in [key for key, rel in rels.items() if rel.reltype.endswith(_UNWANTED)]:
            del rels[key]
    _replace(document.styles.element, styles())
    _replace(document.settings.element, parse_xml(_SETTINGS))
    header = document.sections[0].header
    header.is_linked_to_previous = False
    header.paragraphs[0]._p.getparent().replace(header.paragraphs[0]._p, parse_xml(_PAGE_NUMBER))
    properties = document.core_properties
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.keywords = properties.subject = properties.category = ""
    properties.language = "ru-RU"
    properties.created = properties.modified = _EPOCH
    return _packed(document)


def _replace(element, content):
    """Put the content, markup or an element holding it, in place of the element's own."""
    from docx.oxml import parse_xml  # slow import

    if isinstance(content, str):
        content = parse_xml(f"<w:body {_SPACES}>{content}</w:body>")
    element[:] = list(content)


def _code(document, address, number):
    """Return the drawing of a QR code that leads to the address."""
    from docx.shared import Mm  # slow import
    from lxml import etree  # slow import

    inline = document.part.new_pic_inline(BytesIO(qr_png(address)), Mm(CODE), Mm(CODE))
    inline.docPr.id = number  # the library counts what stands in the document, not yet there
    inline.docPr.set("descr", f"QR-код: {address}")
    return f"<w:drawing>{etree.tostring(inline, encoding='unicode')}</w:drawing>"


def _packed(document):
    """Return the bytes of the document; the library stamps its parts with the hour."""
    written, kept = BytesIO(), BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as parts, zipfile.ZipFile(kept, "w") as archive:
        for name in parts.namelist():
            entry = zipfile.ZipInfo(name, date_time=_EPOCH.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, parts.read(name))
    return kept.getvalue()
