"""Which row of a newer table is which row of the older one, and what changed in its words. Pure.

Rows are dictionaries of the importer. Equal texts go first, then texts that are alike; a number
or a section in common helps, the order decides between equals. A row written anew is a new row:
what was done for the old one proves nothing about it.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

LEAST_ALIKE = 0.3  # share of common words without which number and place prove nothing
ENOUGH = 0.6
SAME_NUMBER, SAME_SECTION = 0.2, 0.1
SHORT = 20  # letters of an activity that say little by themselves
FREQUENT = 60  # a word in more rows than these tells nothing about one of them
TRIED = 40  # so many rows are compared with one
LONGEST = 300  # words of a cell that are compared one by one
_WORD = re.compile(r"[а-яa-z0-9]+")
_TOKEN = re.compile(r"\S+\s*")

Rows = Sequence[Mapping]


@dataclass(frozen=True)
class Part:
    """A piece of a cell: `kind` is "same", "gone" or "came"."""

    kind: str
    text: str


def paired(old: Rows, new: Rows) -> dict[int, int]:
    """Return {position in `new`: position in `old`} of the rows that are the same work."""
    before, after = [_Row(n, row) for n, row in enumerate(old)], [
        _Row(n, row) for n, row in enumerate(new)
    ]  # fmt: skip
    found: dict[int, int] = {}
    for key in (_Row.exactly, _Row.in_section, _Row.by_words):
        _pair_equal(before, after, key, found)
    taken = set(found.values())
    rest = [row for row in before if row.place not in taken]
    left = [row for row in after if row.place not in found]
    for _, _, o, n in sorted(_alike(rest, left)):
        if n not in found and o not in taken:
            found[n] = o
            taken.add(o)
    return found


def likeness(old: Rows, new: Rows) -> float:
    """Return from 0 to 1 how much of the two tables is the same work."""
    return 2 * len(paired(old, new)) / max(len(old) + len(new), 1)


def differs(old: str, new: str) -> bool:
    """Say whether the words differ; spaces and line breaks are no difference."""
    return old.split() != new.split()


def word_diff(old: str, new: str) -> list[Part]:
    """Return the new text in pieces, with the words that went where they stood."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    if max(len(before), len(after)) > LONGEST:
        return [Part("gone", old), Part("came", new)]
    bare = SequenceMatcher(None, [w.strip() for w in before], [w.strip() for w in after], False)
    return list(_parts(bare.get_opcodes(), before, after))


def _parts(codes, before: list[str], after: list[str]) -> Iterator[Part]:
    for code, a, b, c, d in codes:
        if code == "equal":
            yield Part("same", "".join(after[c:d]))
            continue
        if a < b:
            yield Part("gone", "".join(before[a:b]))
        if c < d:
            yield Part("came", "".join(after[c:d]))


class _Row:
    """What a row is recognised by."""

    def __init__(self, place: int, row: Mapping):
        self.place = place
        self.number = (row.get("number") or "").strip().rstrip(". ")
        self.section = " ".join(_words(row.get("section") or ""))
        self.words = _words(_work(row))

    @cached_property
    def stems(self) -> frozenset[str]:
        return frozenset(word[:6] for word in self.words if len(word) > 2 or word.isdigit())

    def by_words(self):
        return tuple(self.words)

    def in_section(self):
        return self.section, *self.words

    def exactly(self):
        return self.number, self.section, *self.words


def _work(row: Mapping) -> str:
    """Return what is to be done; under a merged activity the cells beside it say what."""
    work = row.get("activity") or ""
    if len(work) < SHORT:
        work = " ".join([row.get("stage") or "", work, *(row.get("other") or {}).values()])
    beside = (row.get("responsible") or "", row.get("result") or "")
    return work if work.strip() else " ".join(beside)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower().replace("ё", "е"))


def _pair_equal(before, after, key, found: dict[int, int]) -> None:
    """Pair rows of one key in their order, those that are paired already left out."""
    taken, waiting = set(found.values()), defaultdict(list)
    for row in before:
        if row.place not in taken and row.words:
            waiting[key(row)].append(row.place)
    for row in after:
        if row.place not in found and waiting.get(key(row)):
            found[row.place] = waiting[key(row)].pop(0)


def _alike(before: list[_Row], after: list[_Row]) -> Iterator[tuple[float, float, int, int]]:
    """Yield (weight, distance, old, new) of rows that may be the same, the likeliest smallest."""
    index = _index(before)
    for row in after:
        common = Counter(one for name in _names(row) for one in index.get(name, ()))
        for n, _ in common.most_common(TRIED):
            other = before[n]
            score = _score(other, row)
            if score >= ENOUGH:
                far = abs(other.place - row.place)
                yield -score, far, other.place, row.place


def _index(rows: list[_Row]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for n, row in enumerate(rows):
        for name in _names(row):
            found[name].append(n)
    return {name: places for name, places in found.items() if len(places) <= FREQUENT}


def _names(row: _Row) -> set[str]:
    return {*row.stems, *([f"№{row.number}"] if row.number else [])}


def _score(old: _Row, new: _Row) -> float:
    common = len(old.stems & new.stems)
    least = min(len(old.stems), len(new.stems))
    alike = 2 * common / max(len(old.stems) + len(new.stems), 1)
    if least > 2 and common == least:  # one text holds the other whole
        alike = max(alike, ENOUGH)
    if alike < LEAST_ALIKE:
        return 0
    helps = SAME_NUMBER * (old.number == new.number != "")
    return alike + helps + SAME_SECTION * (old.section == new.section != "")
