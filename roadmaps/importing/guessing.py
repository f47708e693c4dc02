"""What the columns of a table without a header may be, by what stands in them: a proposal."""

from roadmaps.importing.columns import ACTIVITY, DEADLINE, NUMBER, RESPONSIBLE, RESULT, field_of
from roadmaps.importing.laying import NUMBER_TEXT, PERSON_TEXT, is_deadline

_MOST = 0.5  # of the cells look so


def guess_columns(cells: list[list[str]]) -> dict[int, str]:
    """Return {position: field} of the columns that can be told; `cells` are the first rows."""
    rows = [row for row in cells if sum(map(bool, row)) > 1]
    columns = [list(filter(None, texts)) for texts in zip(*rows, strict=False)]
    found: dict[int, str] = {}
    for at, texts in enumerate(columns):
        if texts and (name := field_of(texts[0])) and name not in found.values():
            found[at] = name
    tests = {
        NUMBER: lambda text: bool(NUMBER_TEXT.match(text)),
        DEADLINE: is_deadline,
        RESPONSIBLE: lambda text: len(text) < 80 and bool(PERSON_TEXT.search(text)),
    }
    for name, test in tests.items():
        shares = {at: sum(map(test, texts)) / len(texts) for at, texts in enumerate(columns)
                  if texts and at not in found}  # fmt: skip
        best = max(shares, key=shares.get, default=None)
        if name not in found.values() and best is not None and shares[best] > _MOST:
            found[best] = name
    if ACTIVITY not in found.values():
        lengths = {at: sum(map(len, texts)) / len(texts) for at, texts in enumerate(columns)
                   if texts and at not in found}  # fmt: skip
        if lengths:
            found[max(lengths, key=lengths.get)] = ACTIVITY
    left = [at for at in range(len(columns)) if at not in found]
    if left and RESULT not in found.values():
        found[left[-1]] = RESULT
    return found
