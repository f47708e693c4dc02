"""A page of HTML → its sections of paragraphs and tables. Knows nothing of Word's files."""

import re
from dataclasses import dataclass

from reports.word import runs as runs_of
from reports.word.blocks import CODE_HERE, Cell, Paragraph, Row, Section, Table, hold
from reports.word.look import (
    LANDSCAPE,
    PASSED_ON,
    PORTRAIT,
    RIGHT_AFTER_FIRST,
    TALL,
    look_of,
    names_of,
)

_OF_THE_BOX = ("before", "after", "rule_below")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffc\ufffe\uffff\ud800-\udfff]")


@dataclass
class _Turn:
    """From here on, new pages of this orientation."""

    sheet: str


@dataclass(frozen=True)
class _Around:
    """What holds inside the elements around: names, passed looks, depth of lists."""

    names: frozenset = frozenset()
    look: tuple = ()
    depth: int = -1

    def inside(self, names, look):
        passed = {key: value for key, value in look.items() if key in PASSED_ON}
        return _Around(self.names | set(names), tuple(passed.items()),
                       self.depth + ("ol" in names))  # fmt: skip


def sections_of(html: str) -> tuple[str, list[Section]]:
    """Return the title of the page and its sections, in order; an empty page has one."""
    from lxml import html as parser  # slow import

    page = parser.document_fromstring(_FORBIDDEN.sub("", html) or "<p></p>")
    title = " ".join((page.findtext(".//head/title") or "").split())
    reader = _Reader()
    body = page.find("body")
    found = [Section(PORTRAIT)]
    for block in reader.read(body, _Around()) if body is not None else []:
        if not isinstance(block, _Turn):
            found[-1].blocks.append(block)
        elif found[-1].blocks:
            found.append(Section(block.sheet))
        else:
            found[-1].sheet = block.sheet
    if len(found) > 1 and not found[-1].blocks:
        found.pop()
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
            blocks = self._chart(node, around)
        elif ".fill" in names:
            blocks = [Paragraph(look, runs_of.fill(node, look, around))]
        elif node.get("data-code"):
            blocks = [Paragraph(look, [(CODE_HERE, look)], address=node.get("data-code"))]
        else:
            blocks = self._flow(node, names, look, around)
        return self._dress(node, names, look, blocks)

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

    def _dress(self, node, names, look, blocks):
        printed = [block for block in blocks if not isinstance(block, _Turn)]
        if printed:
            first, last = printed[0], printed[-1]
            first.look = _larger(first.look, "before", look)
            last.look = _larger(last.look, "after", look)
            if look.get("rule_below") and isinstance(last, Paragraph):
                last.look |= {"rule_below": look["rule_below"]}
            if ".together" in names:
                for block in printed[:-1]:
                    hold(block)
        if node.tag == "section" and {".landscape", ".portrait"} & set(names):
            sheet = LANDSCAPE if ".landscape" in names else PORTRAIT
            return [_Turn(sheet), *blocks, _Turn(PORTRAIT)]
        return blocks

    def _table(self, node, names, look, around):
        inner = around.inside(names, look)
        caption = [block for child in node.iterchildren("caption")
                   for block in self.read(child, inner)]  # fmt: skip
        rows = []
        for group in node:
            if group.tag == "tr":
                rows += self._rows([group], (), inner, is_header=False)
            elif group.tag in ("thead", "tbody", "tfoot"):
                group_names = names_of(group)
                rows += self._rows(
                    group.iterchildren("tr"), group_names, inner.inside(group_names, look),
                    is_header=group.tag == "thead",
                )  # fmt: skip
        if not rows:
            return caption
        columns = max(sum(cell.wide for cell in row.cells) for row in rows)
        columns = max(columns, len(list(node.iter("col"))), 1)
        table = Table(look, names, _shares(node, columns), rows)
        return [*caption, table]

    def _rows(self, nodes, group_names, around, *, is_header):
        """Return the rows of one group: a cell over several rows ends with its group at most."""
        nodes, waiting, found = list(nodes), {}, []
        together = ".together" in group_names
        for number, node in enumerate(nodes):
            names = names_of(node)
            inner = around.inside(names, dict(around.look))
            cells = self._cells(node, inner, waiting, left=len(nodes) - number)
            found.append(Row(
                cells, is_header, may_break=".long" in group_names,
                least_height=max((TALL.get(name, 0) for name in names), default=0),
                keep=".section" in names or (together and number < len(nodes) - 1),
            ))  # fmt: skip
        return found

    def _cells(self, node, around, waiting, *, left):
        """Return the cells of a row; `waiting` is {column: [cell, rows to go]} from above."""
        cells, column = [], 0
        for child in [*node.iterchildren("td", "th"), None]:
            while column in waiting:
                column = _continue(cells, waiting, column)
            if child is None:
                break
            cell = self._cell(child, around, column)
            rows = min(_count(child, "rowspan"), left)
            if rows > 1:
                cell.goes_on = True
                waiting[column] = [cell, rows - 1]
            cells.append(cell)
            column += cell.wide
        return cells

    def _cell(self, node, around, column):
        names = names_of(node)
        look = dict(around.look) | look_of(names, around.names)
        if column and RIGHT_AFTER_FIRST & around.names:
            look |= {"align": "right"}
        blocks = self._flow(node, names, look, around)
        return Cell(look, blocks, column, _count(node, "colspan"), names)

    def _chart(self, node, around):
        """Return the numbers of a chart as a table: its columns carry them as titles."""
        from lxml.html import builder as make  # slow import

        pairs = [title.text_content().rsplit(": ", 1) for title in node.iter("title")]
        pairs = [pair for pair in pairs if len(pair) == 2]
        if not pairs:
            return []
        table = make.TABLE(
            make.CLASS("grid"),
            make.THEAD(make.TR(*(make.TH(name) for name, _ in pairs))),
            make.TBODY(make.TR(*(make.TD(make.CLASS("num"), number) for _, number in pairs))),
        )
        return self.read(table, around)


def _continue(cells, waiting, column):
    """Add the part of a higher cell that stands in this row; return the column after it."""
    cell, rows = waiting.pop(column)
    cells.append(Cell(cell.look, [], column, cell.wide, cell.names, rows > 1, continues=True))
    if rows > 1:
        waiting[column] = [cell, rows - 1]
    return column + cell.wide


def _shares(node, columns):
    """Return the columns' shares of the width, summing to one."""
    styles = [col.get("style") or "" for col in node.iter("col")]
    found = [float(match[1]) if (match := re.search(r"width:\s*([\d.]+)%", style)) else 0
             for style in styles][:columns]  # fmt: skip
    found += [0] * (columns - len(found))
    lacking = found.count(0)
    rest = max(100 - sum(found), 5 * lacking) / lacking if lacking else 0
    found = [share or rest for share in found]
    return [share / sum(found) for share in found]


def _larger(look, key, other):
    value = max(look.get(key, 0), other.get(key, 0))
    return {**look, key: value} if value else look


def _count(node, name):
    value = node.get(name) or "1"
    return max(int(value), 1) if value.isdecimal() else 1
