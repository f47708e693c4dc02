"""What a paper is made of on its way to Word: sections of paragraphs and tables."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from reports.word.look import PASSED_ON

BREAK, FILL, CODE_HERE = "\n", "\t", "\ufffc"


@dataclass
class Paragraph:
    """`runs` are pairs (text, look); BREAK, FILL and CODE_HERE stand in the text for themselves."""

    look: dict
    runs: list
    numbering: tuple[int, int] | None = None  # the list and the depth in it, from 0
    address: str = ""  # what CODE_HERE leads to


@dataclass
class Cell:
    look: dict
    blocks: list
    column: int
    wide: int
    names: tuple[str, ...]
    goes_on: bool = False  # a rowspan ends below this row
    continues: bool = False  # belongs to the cell above


@dataclass
class Row:
    cells: list[Cell]
    is_header: bool
    may_break: bool
    least_height: float
    keep: bool


@dataclass
class Table:
    look: dict
    names: tuple[str, ...]
    shares: list[float]
    rows: list[Row]


@dataclass
class Section:
    """Pages of one orientation."""

    sheet: str
    blocks: list = field(default_factory=list)
    framed: bool = False


@dataclass(frozen=True)
class Around:
    """What holds inside the elements around: names, passed looks, depth of lists."""

    names: frozenset = frozenset()
    look: tuple = ()
    depth: int = -1

    def inside(self, names, look):
        passed = {key: value for key, value in look.items() if key in PASSED_ON}
        return Around(self.names | set(names), tuple(passed.items()),
                       self.depth + ("ol" in names))  # fmt: skip


def paragraphs_in(blocks) -> Iterator[Paragraph]:
    """Yield every paragraph, those in tables too."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            for row in block.rows:
                for cell in row.cells:
                    yield from paragraphs_in(cell.blocks)


def hold(block):
    """Keep the block on the page of what follows it."""
    if isinstance(block, Paragraph):
        block.look = block.look | {"keep": True}
    else:
        block.look = block.look | {"keep": True}
        for row in block.rows:
            row.keep = True


def boxed(blocks):
    """Put what follows the heading into one row that no page splits, without lines.

    A long chain of kept paragraphs is broken by LibreOffice where it likes; such a row is not.
    """
    heading, rest = blocks[:1], blocks[1:]
    cell = Cell({}, rest, column=0, wide=1, names=())
    row = Row([cell], is_header=False, may_break=False, least_height=0, keep=False)
    return [*heading, Table({}, (), [1.0], [row])]
