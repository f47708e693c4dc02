"""What was read from a file: plain values that a page shows, corrects and stores as JSON."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

TEXTS = (
    "section",
    "number",
    "stage",
    "activity",
    "deadline",
    "responsible",
    "result",
    "indicator",
)


@dataclass(frozen=True)
class ReadColumn:
    """A column in table order; `field` is "other" for one that is none of ours."""

    field: str
    heading: str
    width: float = 0.0  # per cent of the table's width


@dataclass(frozen=True)
class ReadSection:
    number: str
    title: str


@dataclass(frozen=True)
class ReadRow:
    """One activity; `inherits` names columns merged with the row above, `merged` side by side.

    `doubts` are (column, sentence); "row" as column means the row as a whole.
    """

    section: str = ""
    number: str = ""
    stage: str = ""
    activity: str = ""
    deadline: str = ""
    responsible: str = ""
    result: str = ""
    indicator: str = ""
    inherits: list[str] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)
    doubts: list[tuple[str, str]] = field(default_factory=list)
    other: dict[str, str] = field(default_factory=dict)
    emphasis: dict[str, dict] = field(default_factory=dict)

    def as_json(self) -> dict:
        found = {name: getattr(self, name) for name in TEXTS} | {"inherits": list(self.inherits)}
        if self.merged:
            found["merged"] = list(self.merged)
        if self.doubts:
            found["doubts"] = [list(doubt) for doubt in self.doubts]
        if self.other:
            found["other"] = dict(self.other)
        return found

    def stored(self) -> dict:
        """Return `as_json` with what is bold and italic."""
        return self.as_json() | ({"emphasis": self.emphasis} if self.emphasis else {})


@dataclass(frozen=True)
class Candidate:
    """A table of the file that may be chosen; `score` 0 means that no header was found in it."""

    index: int
    description: str
    rows: int
    columns: list[str]
    score: int


@dataclass(frozen=True)
class Layout:
    """How the school drew its table, for printing it the same way.

    `section_style`: none, merged, bold, numbered (number in its own cell), roman, column, plain;
    `number_style`: none, "1", "1.", "1.1", "1.1." or mixed.
    """

    orientation: str = "portrait"
    widths: list[float] = field(default_factory=list)
    section_style: str = "none"
    section_merged: bool = False
    section_column: int = 0  # where the words of an unmerged heading stand
    number_style: str = "none"


@dataclass(frozen=True)
class ReadRoadmap:
    """A roadmap as it stands in the file, nothing computed, everything doubtful marked."""

    file: str
    title: str
    header: dict
    table: dict
    columns: list[ReadColumn]
    sections: list[ReadSection]
    rows: list[ReadRow]
    subtitle: str = ""
    notes: list[str] = field(default_factory=list)
    candidates: list[Candidate] = field(default_factory=list)
    layout: Layout = field(default_factory=Layout)
    order_text: str = ""  # the words of the order above the table
    intro: list[str] = field(default_factory=list)  # what stands between title and table

    @property
    def doubtful(self) -> list[int]:
        """Return the positions of the rows that carry a doubt."""
        return [position for position, row in enumerate(self.rows) if row.doubts]

    def as_json(self) -> dict:
        """Return what stands in the file, as the console prints it."""
        subtitle = {"subtitle": self.subtitle} if self.subtitle else {}
        notes = {"notes": list(self.notes)} if self.notes else {}
        return {
            "file": self.file,
            "title": self.title,
            **subtitle,
            "header": self.header,
            "table": self.table,
            "columns": [column.field for column in self.columns],
            "sections": [asdict(section) for section in self.sections],
            "rows": [row.as_json() for row in self.rows],
            **notes,
        }

    def stored(self) -> dict:
        """Return all of it as JSON: `as_json` with headings, layout, candidates, order, intro."""
        return self.as_json() | {
            "rows": [row.stored() for row in self.rows],
            "headings": [[column.heading, column.width] for column in self.columns],
            "layout": asdict(self.layout),
            "candidates": [asdict(candidate) for candidate in self.candidates],
            "order_text": self.order_text,
            "intro": list(self.intro),
        }

    @classmethod
    def from_json(cls, found: Mapping) -> "ReadRoadmap":
        """Return what `stored` or `as_json` gave; KeyError or TypeError for anything else."""
        fields = found["columns"]
        headings = found.get("headings") or [["", 0.0]] * len(fields)
        return cls(
            file=found["file"],
            title=found["title"],
            subtitle=found.get("subtitle", ""),
            header=found["header"],
            table=found["table"],
            columns=[
                ReadColumn(name, heading, width)
                for name, (heading, width) in zip(fields, headings, strict=True)
            ],
            sections=[ReadSection(**section) for section in found["sections"]],
            rows=[
                ReadRow(**{**row, "doubts": [tuple(doubt) for doubt in row.get("doubts", [])]})
                for row in found["rows"]
            ],
            notes=list(found.get("notes", [])),
            layout=Layout(**found.get("layout", {})),
            candidates=[Candidate(**candidate) for candidate in found.get("candidates", [])],
            order_text=found.get("order_text", ""),
            intro=list(found.get("intro", [])),
        )
