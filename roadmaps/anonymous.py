"""A roadmap as a pattern: without people, without the name of its organization. Pure."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

ORGANIZATION = "{организация}"
CELLS = ("section", "number", "stage", "activity", "deadline", "responsible", "result", "indicator")
NOBODY = "Ответственный"

_CAP = r"[А-ЯЁ][а-яё]{1,30}(?:-[А-ЯЁ][а-яё]{1,30})?"
# «Обморышева ИА.» lost a dot; «педагогов МО» is no person
_SURNAME = r"(?:[оеё]в|[иы]н|[сц]к|ко|[ую]к|[иы]х|ян)(?:а|у|ы|е|ой|ым|ом|ий|ая|ого|ому|ую)?"
_SHORT = r"(?:МО|РФ|ДО|ОУ|ОО|УО|СП|ИК|ПК|ЦО|НО|ИМ)(?![А-ЯЁ])"
_PERSON = re.compile(
    rf"{_CAP}[ \u00a0]{{1,3}}[А-ЯЁ][ ]?\.[ ]?(?:[А-ЯЁ][ ]?\.?(?![а-яё]))?"
    rf"|(?<![А-ЯЁа-яё])[А-ЯЁ][ ]?\.[ ]?(?:[А-ЯЁ][ ]?\.[ ]?)?{_CAP}"
    rf"|(?<![А-ЯЁа-яё])[А-ЯЁ][а-яё]{{1,30}}{_SURNAME}[ \u00a0]{{1,3}}(?!{_SHORT})[А-ЯЁ]{{2}}\.?"
    r"(?![А-ЯЁа-яё])"
    rf"|{_CAP}(?:[ \u00a0]{{1,3}}{_CAP})?[ \u00a0]{{1,3}}[А-ЯЁ][а-яё]{{2,20}}"
    r"(?:вич|вича|вичу|вичем|виче|вна|вны|вне|вну|вной|ична|ичны|ичне|ичну|ичной)(?![а-яё])"
)
_CONTACT = re.compile(
    r"[\w.+-]{1,40}@[\w-]{1,40}\.[\w.]{2,20}|(?:\+7|\b8)[ (-]{0,2}\d{3}[\d ()-]{7,12}"
)
_LETTERS = re.compile(r"[А-ЯЁа-яё]{2}")
_WORD = re.compile(r"(?<![А-ЯЁа-яё-])[А-ЯЁ][а-яё]{3,30}(?![а-яё])")
_ADJECTIVE = ("ый", "ий", "ой", "ая", "яя")
_ENDING = 3  # letters a case adds to a surname


@dataclass(frozen=True)
class Removed:
    """A piece that leaves the text: what it was, what stands there now, in which row."""

    label: str
    what: str
    instead: str


@dataclass(frozen=True)
class Pattern:
    """A roadmap fit to be given away, and what was taken out of it."""

    read: dict
    removed: list[Removed]


def without_people(
    read: Mapping, *, names: Iterable[str] = (), posts: Mapping[str, str] | None = None
) -> Pattern:
    """Return the table in the importer's shape without persons and the organization's name.

    `names` are the organization's own names; `posts` gives the post («» if unknown) by the
    surname of everybody it knows: where a cell named nobody but a person, the post takes the
    place. Head, order, stamp, notes and marks do not belong to a pattern and are left out.
    """
    scrub = _Scrubber(tuple(sorted(filter(None, names), key=len, reverse=True)), posts or {})
    rows = [scrub.row(place, row) for place, row in enumerate(read["rows"], 1)]
    sections = [
        part | {"title": scrub.text("Раздел", part["title"])} for part in read.get("sections") or []
    ]
    columns = [(one, heading) for one, heading in _columns(read) if one not in ("mark",)]
    return Pattern(
        {
            "title": scrub.text("Название", read.get("title") or ""), "header": {},
            "layout": dict(read.get("layout") or {}), "sections": sections, "rows": rows,
            "columns": [one for one, _ in columns],
            "headings": [heading for _, heading in columns],
        },
        list(dict.fromkeys(scrub.removed)),
    )  # fmt: skip


def filled(read: Mapping, organization: str) -> dict:
    """Return the pattern with the name of the organization that takes it."""

    def fill(text):
        return text.replace(ORGANIZATION, organization)

    rows = [
        row | {name: fill(row[name]) for name in CELLS if row.get(name)}
        | {"other": {key: fill(text) for key, text in (row.get("other") or {}).items()}}
        for row in read["rows"]
    ]  # fmt: skip
    sections = [part | {"title": fill(part["title"])} for part in read["sections"]]
    return dict(read) | {"title": fill(read["title"]), "rows": rows, "sections": sections}


def changed_rows(pattern: Iterable[Mapping], own: Iterable[Mapping]) -> int:
    """Return how many rows differ: changed, added and taken out."""
    first, second = [{_key(row) for row in rows} for rows in (pattern, own)]
    return max(len(first - second), len(second - first))


def _key(row):
    return tuple(" ".join((row.get(name) or "").split()) for name in CELLS[2:])


def _columns(read):
    headings = read.get("headings") or [["", 0]] * len(read["columns"])
    return list(zip(read["columns"], headings, strict=False))


class _Scrubber:
    """Takes names out of texts and remembers which."""

    def __init__(self, names, posts):
        self.names, self.posts, self.removed = names, posts, []
        self.surnames = {
            _stem(surname): surname for surname in posts
            if len(_stem(surname)) > _ENDING and not surname.endswith(_ADJECTIVE)
        }  # fmt: skip

    def row(self, place, row):
        label = f"Строка {(row.get('number') or '').rstrip('. ') or place}"
        cells = {name: self.text(label, row.get(name) or "", name) for name in CELLS}
        other = {key: self.text(label, text) for key, text in (row.get("other") or {}).items()}
        kept = {"inherits": row.get("inherits") or [], "merged": row.get("merged") or []}
        return cells | kept | {"other": other, "mark": ""}

    def text(self, label, text, field=""):
        for name in self.names:
            if name in text:
                text = text.replace(name, ORGANIZATION)
                self.removed.append(Removed(label, name, "имя той организации, что возьмёт карту"))
        lines = [self._line(label, line, field) for line in text.split("\n")]
        return "\n".join(dict.fromkeys(lines) if lines != text.split("\n") else lines)

    def _line(self, label, line, field):
        found = [one[0] for pattern in (_PERSON, _CONTACT) for one in pattern.finditer(line)]
        left = _CONTACT.sub(" ", _PERSON.sub(" ", line))
        known = [one[0] for one in _WORD.finditer(left) if self._surname(one[0])]
        for name in known:
            left = re.sub(rf"(?<![А-ЯЁа-яё-]){name}(?![а-яё])", " ", left)
        if not found and not known:
            return line
        left = _tidy(left)
        instead = ""
        if field == "responsible" and not _LETTERS.search(left):
            left = instead = self._post(found + known)
        self.removed += [Removed(label, " ".join(name.split()), instead) for name in found + known]
        return left

    def _surname(self, word):
        ends = range(len(word), max(len(word) - _ENDING, _ENDING) - 1, -1)
        return next((self.surnames[word[:n]] for n in ends if word[:n] in self.surnames), None)

    def _post(self, names):
        """Return the posts of those who were named, «Ответственный» where none is known."""
        surnames = [self._surname(word[0]) for name in names for word in _WORD.finditer(name)]
        posts = [self.posts.get(surname) for surname in surnames if surname]
        shown = [post[0].upper() + post[1:] for post in posts if post]
        return ", ".join(dict.fromkeys(shown)) or NOBODY


def _stem(surname):
    return surname.rstrip("аяоеиыйь") if len(surname) > _ENDING + 1 else surname


def _tidy(text):
    """Close the holes that names leave: «Куратор – , директор», «(тел. )»."""
    text = re.sub(r"\([\s.,;–—-]{0,5}\)", " ", text)
    text = re.sub(r"[ \t\u00a0]+", " ", text)
    text = re.sub(r"(?:\s?[–—-]\s?)(?=[,;.)]|$)", "", text)
    text = re.sub(r"\s?([,;])(?:\s?[,;])+", r"\1", text)
    text = re.sub(r"\s+([,;.)])", r"\1", text)
    return text.strip(" ,;–—-")
