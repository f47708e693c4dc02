"""Who answers for the rows: nobody, the one who controls, people who left, posts nobody holds."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from roadmaps.lint.facts import Facts, Finding, Known, Row, Severity, of_row

CONTROL = re.compile(r"^\W*(?:осуществл\w+\s+)?контрол[ья]\w*\s", re.I)
NAME = re.compile(
    r"\b([А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?)[ \t]+([А-ЯЁ])[ ]?\.?[ ]?(?:([А-ЯЁ])\b)?(?![А-ЯЁа-яё])"
)
NAME_AFTER = re.compile(r"\b([А-ЯЁ])[ ]?\.[ ]?([А-ЯЁ])[ ]?\.[ ]?([А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?)")
_ORDER = 4_000  # letters at the end of an order, where its points stand
_LONGEST = 400  # letters in which responsible people are looked for
_STEM = 3  # letters of a surname that no case changes
MOST = 3  # so many rows of one's own make control over them empty

# Posts that a school fills by name: how a roadmap writes them, how the list of staff does.
POSTS = {
    "педагог-психолог": r"педагог\w*[-–\s]+психолог\w*",
    "социальный педагог": r"социальн\w+\s+педагог\w*",
    "методист": r"методист\w*",
    "старший воспитатель": r"старш\w+\s+воспитател\w*",
    "заместитель": r"заместител\w*|зам\.",
    "специалист по кадрам": r"специалист\w*\s+по\s+кадрам",
    "библиотекарь": r"библиотекар\w*",
    "логопед": r"логопед\w*",
}
# Duties of one year: how a roadmap writes them.
DUTIES = {
    "куратор наставничества": r"\bкуратор(?:а|у|ом)?\b",
    "классный руководитель": r"классн\w+\s+руководител\w*",
}
_ANSWERS = re.compile(
    r"ответственн\w*.{0,120}?(?:возложить\s+на|назначить)\s+(?P<name>.{3,60})", re.I | re.S
)
_KEEPS = re.compile(r"контроль\s.{0,80}оставляю\s+за\s+собой", re.I | re.S)
_CONTROLS = re.compile(r"контроль\s.{0,80}возложить\s+на\s+(?P<name>.{3,60})", re.I | re.S)


def wrong_people(facts: Facts, known: Known) -> Iterator[Finding]:
    """Yield findings about who answers for the rows and who controls them."""
    yield from _own_controller_by_order(facts)
    yield from _own_controllers(facts)
    for row in facts.rows:
        empty = not row.responsible and "responsible" not in row.inherits
        if empty and "responsible" in facts.fields:
            yield of_row("nobody", Severity.BAD, row, "Никто не отвечает",
                         "Назвать ответственного")  # fmt: skip
        yield from _gone(row, known)
        yield from _strangers(row, known)
        yield from _unfilled(row, known)
        yield from _unheld(row, known)


def _own_controller_by_order(facts: Facts) -> Iterator[Finding]:
    """The order makes one person answer for the roadmap and control it as well."""
    answers = _ANSWERS.search(facts.order_text[-_ORDER:])
    if not answers:
        return
    controls = _CONTROLS.search(facts.order_text[-_ORDER:])
    keeps = _KEEPS.search(facts.order_text[-_ORDER:])
    one = _person(answers["name"])
    other = _person(controls["name"]) if controls else _person(facts.signer) if keeps else None
    if one and other and _is_same(one, other):
        yield Finding(
            "own-controller", Severity.WARN, (),
            "Приказ возлагает исполнение на того же человека, который его контролирует: "
            f"{_shown(other)}",
            "Поручить контроль другому",
        )  # fmt: skip


def _own_controllers(facts: Facts) -> Iterator[Finding]:
    """A row of control whose responsible, not the head, does the work of other rows."""
    head = _person(facts.signer)
    doers = _doers(facts.rows)
    counts: dict[tuple[str, str], int] = {}
    for row in facts.rows:
        for person in _people(row.responsible) if CONTROL.match(row.activity) else []:
            if head and _is_same(person, head):
                continue
            if person not in counts:
                counts[person] = sum(n for one, n in doers.items() if _is_same(person, one))
            if counts[person] >= MOST:
                yield Finding(
                    "controls-own-work", Severity.WARN, (row.key,),
                    f"Контроль по строке {row.label} поручен тому, кто сам отвечает за другие "
                    f"строки: {_shown(person)}, таких строк {counts[person]}.",
                    f"Поручить контроль по строке {row.label} другому",
                )  # fmt: skip


def _doers(rows: Iterable[Row]) -> Counter:
    """Count the rows each person answers for, rows of control left aside."""
    work = (row for row in rows if not CONTROL.match(row.activity))
    return Counter(person for row in work for person in set(_people(row.responsible)))


def _gone(row: Row, known: Known) -> Iterator[Finding]:
    for surname, name in known.left:
        if re.search(rf"\b{re.escape(surname)}\b", row.responsible, re.I):
            yield of_row("person-left", Severity.BAD, row, f"{name} больше не работает, а отвечает",
                         "Назвать, кто отвечает теперь")  # fmt: skip


def _strangers(row: Row, known: Known) -> Iterator[Finding]:
    """People of no post and none who left; judged only where the staff is known."""
    familiar = [(surname, "") for surname in (*known.staff, *(one for one, _ in known.left))]
    for person in _people(row.responsible) if known.staff else []:
        if not any(_is_same(person, one) for one in familiar):
            yield of_row(
                "stranger", Severity.HINT, row,
                f"{_shown(person)} отвечает, но среди работников с должностями не значится",
                "Назвать своего работника или добавить должность человеку",
            )  # fmt: skip


def _unfilled(row: Row, known: Known) -> Iterator[Finding]:
    """A post that nobody holds; judged only where the posts of the staff are known."""
    if not known.posts:
        return
    for post, pattern in POSTS.items():
        if re.search(pattern, row.responsible, re.I) and not any(
            re.search(pattern, held, re.I) for held in known.posts
        ):
            yield of_row("post-unfilled", Severity.HINT, row,
                         f"Должность «{post}» никто не занимает, а она отвечает",
                         "Назвать другого или добавить работника")  # fmt: skip


def _unheld(row: Row, known: Known) -> Iterator[Finding]:
    """A duty of the year that the organization has given to nobody."""
    for duty in sorted(known.unheld):
        if re.search(DUTIES[duty], row.responsible, re.I):
            yield of_row("role-unheld", Severity.WARN, row,
                         f"Роль «{duty}» в этом году никому не поручена, а она отвечает",
                         "Поручить роль или назвать другого ответственного")  # fmt: skip


def _people(text: str) -> list[tuple[str, str]]:
    """Return (surname, initials) of the people named, written one way or the other throughout."""
    text = text[:_LONGEST]
    before, after = list(NAME_AFTER.finditer(text)), list(NAME.finditer(text))
    if before and (not after or before[0].start() < after[0].start()):
        return [(found[3], found[1] + found[2]) for found in before]
    return [(found[1], found[2] + (found[3] or "")) for found in after]


def _person(text: str) -> tuple[str, str] | None:
    found = _people(text)
    return found[0] if found else None


def _shown(person: tuple[str, str]) -> str:
    return f"{person[0]} {''.join(f'{letter}.' for letter in person[1])}"


def _is_same(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Compare surnames in any case («Чуракову», «Чуракова») and the initials both have."""
    shared = min(len(one[0]), len(other[0]))
    stem = max(shared - 2, _STEM)
    return (
        one[0][:stem].lower() == other[0][:stem].lower()
        and abs(len(one[0]) - len(other[0])) <= 2
        and all(a == b for a, b in zip(one[1], other[1], strict=False))
    )
