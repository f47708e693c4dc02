"""A page of HTML → its sections of paragraphs and tables. Knows nothing of Word's files."""

import re
from dataclasses import dataclass

from reports.word import runs as runs_of
from reports.word.blocks import CODE_HERE, Around, Paragraph, Section, Table, boxed, hold
from reports.word.look import LANDSCAPE, PORTRAIT, look_of, names_of
from reports.word.rows import rows_of, shares_of

_OF_THE_BOX = ("before", "after", "rule_below")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffc\ufffe\uffff\ud800-\udfff]")


@dataclass
class _Turn:
    """From here on, new pages of this orientation."""

    sheet: str


def sections_of(html: str) -> tuple[str, list[Section]]:
    """Return the title of the page and its sections, in order; an empty page has one."""
    from lxml import html as parser  # slow import

    page = parser.document_fromstring(_FORBIDDEN.sub("", html) or "<p></p>")
    title = " ".join((page.findtext(".//head/title") or "").split())
    reader = _Reader()
    body = page.find("body")
    found = [Section(PORTRAIT)]
    for block in reader.read(body, Around()) if body is not None else []:
        if not isinstance(block, _Turn):
            found[-1].blocks.append(block)
        elif found[-1].blocks:
            found.append(Section(block.sheet))
        else:
            found[-1].sheet = block.sheet
    if len(found) > 1 and not found[-1].blocks:
        found.pop()
    article = None if body is None else body.find("article")
    found[0].framed = article is not None and "award" in article.get("class", "").split()
    return title, found


class _Reader:
    """Walks the tree once; counts the lists, since each begins its numbers anew."""

    def __init__(self):
        self.lists = 0

    def read(self, node, around):
        """Return the blocks of an element with its margins on the first and the last."""
        if not isinstance(node.tag, str) or node.tag in ("style", "script", "colgroup", "title"):
            return []
        names = names_of(node)
        look = dict(around.look) | look_of(names, around.names)
        if node.tag == "table":
            blocks = self._table(node, names, look, around)
        elif node.tag == "svg":
            blocks = self.read(_numbers_of(node), around)
        elif ".fill" in names:
            blocks = [Paragraph(look, runs_of.fill(node, look, around))]
        elif node.get("data-code"):
            blocks = [Paragraph(look, [(CODE_HERE, look)], address=node.get("data-code"))]
        else:
            blocks = self._flow(node, names, look, around)
        return _dress(node, names, look, blocks)

    def _flow(self, node, names, look, around):
        inner = around.inside(names, look)
        blocks, runs = [], []
        own = {key: value for key, value in look.items() if key not in _OF_THE_BOX}
        self.lists += node.tag == "ol" and inner.depth == 0

        def flush():
            kept = runs_of.tidied(runs)
            if kept:
                blocks.append(Paragraph(own, kept))
            runs.clear()

        runs_of.say(runs, node.text, look)
        for child in node:
            if child.tag in runs_of.INLINE:
                runs_of.inline(runs, child, look, inner)
            else:
                flush()
                found = self.read(child, inner)
                if child.tag == "li" and node.tag == "ol" and found:
                    found[0].numbering = (self.lists, inner.depth)
                blocks += found
            runs_of.say(runs, child.tail, look)
        flush()
        return blocks

    def _table(self, node, names, look, around):
        inner = around.inside(names, look)
        caption = [block for child in node.iterchildren("caption")
                   for block in self.read(child, inner)]  # fmt: skip
        rows = rows_of(node, look, inner, self._flow)
        if not rows:
            return caption
        for row in rows[:-1] if ".signature" in names else rows[-2:-1]:
            row.keep = row.keep or not row.is_header
        columns = max(sum(cell.wide for cell in row.cells) for row in rows)
        columns = max(columns, len(list(node.iter("col"))), 1)
        table = Table(look, names, shares_of(node, columns), rows)
        return [*caption, table]


def _dress(node, names, look, blocks):
    """Return the blocks with what their element has as a box: margins, a rule, pages."""
    printed = [block for block in blocks if not isinstance(block, _Turn)]
    if printed:
        first, last = printed[0], printed[-1]
        first.look = _larger(first.look, "before", look)
        last.look = _larger(last.look, "after", look)
        if look.get("rule_below") and isinstance(last, Paragraph):
            last.look = last.look | {"rule_below": look["rule_below"]}
        if ".together" in names:
            for block in printed[:-1]:
                hold(block)
        if ".guardian" in names:
            blocks = boxed(blocks)
    before = node.getprevious()
    begins = before is None or ".register-of" not in names_of(before)
    if node.tag == "section" and begins and {".landscape", ".portrait"} & set(names):
        sheet = LANDSCAPE if ".landscape" in names else PORTRAIT
        return [_Turn(sheet), *blocks, _Turn(PORTRAIT)]
    return blocks


def _numbers_of(chart):
    """Return the numbers of a chart as a table: its columns carry them as titles."""
    from lxml.html import builder as make  # slow import

    pairs = [title.text_content().rsplit(": ", 1) for title in chart.iter("title")]
    pairs = [pair for pair in pairs if len(pair) == 2]
    names = (make.TH(name) for name, _ in pairs)
    numbers = (make.TD(make.CLASS("num"), number) for _, number in pairs)
    head, rows = ([make.TR(*names)], [make.TR(*numbers)]) if pairs else ([], [])
    return make.TABLE(make.CLASS("grid"), make.THEAD(*head), make.TBODY(*rows))


def _larger(look, key, other):
    value = max(look.get(key, 0), other.get(key, 0))
    return {**look, key: value} if value else look
