"""Who approves a roadmap and who agreed to it before: the blocks above its title. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace

PERSON, PERSON_ORDER, ORDER, ANNEX = "person", "person-order", "order", "annex"
AGREED, ACCEPTED, REVIEWED = "agreed", "accepted", "reviewed"
APPROVING = {
    PERSON: "УТВЕРЖДАЮ и дата от руки",
    PERSON_ORDER: "УТВЕРЖДАЮ и номер приказа",
    ORDER: "УТВЕРЖДЕНА приказом",
    ANNEX: "Приложение к приказу",
}
BESIDE = {AGREED: "СОГЛАСОВАНО", ACCEPTED: "ПРИНЯТО", REVIEWED: "РАССМОТРЕНО"}
LEFT, RIGHT = "left", "right"
MOST = 6
NEXT_PROTOCOL = "протокол от ____________ № ____"


@dataclass(frozen=True)
class Approval:
    """One block: `body` is a post, a body or whose order, `paper` a date, protocol or order.

    What is empty comes from what the program knows on the day of printing: who heads the
    organization, by which order the roadmap is approved. `number` is that of an annex.
    """

    kind: str
    body: str = ""
    name: str = ""
    paper: str = ""
    number: str = ""
    side: str = ""


def approvals_of(header: Mapping, *, approved: bool) -> list[Approval]:
    """Return the blocks as the curator has set them, else those of the file."""
    if "approvals" in header:
        return [Approval(**one) for one in header["approvals"]]
    shape = _shape(header, approved)
    number = (header.get("annex") or {}).get("number") or ""
    main = [Approval(shape, number=number if shape == ANNEX else "")] if shape else []
    return main + [
        Approval(block["kind"], block["body"], paper=block.get("protocol") or "")
        for block in header.get("blocks") or []
    ]


def _shape(header: Mapping, approved: bool) -> str:
    """Return the shape the file had, "" for none; a ready-made roadmap has the usual one."""
    stamp = (header.get("approval") or {}).get("kind") or ""
    if "approval" in header and not stamp and not approved:
        return ""
    if stamp == "УТВЕРЖДАЮ":
        numbered = (header.get("order") or {}).get("number")
        return PERSON_ORDER if numbered or approved else PERSON
    if stamp in ("ПРИЛОЖЕНИЕ", "ПРИКАЗ"):
        return ANNEX
    return ORDER if stamp or approved else PERSON


def with_approvals(header: Mapping, approvals: Iterable[Approval]) -> dict:
    """Return the header with the blocks the curator has set."""
    return dict(header) | {"approvals": [asdict(one) for one in approvals]}


def of_next_year(approvals: Iterable[Mapping]) -> list[dict]:
    """Return stored blocks without the papers of the year that ends."""
    return [
        asdict(replace(one, paper=NEXT_PROTOCOL if one.kind in BESIDE and one.paper else ""))
        for one in (Approval(**stored) for stored in approvals)
    ]


def signer_of(header: Mapping) -> str:
    """Return who approves by name, "" where only the post is known."""
    if "approvals" in header:
        named = (one["name"] for one in header["approvals"] if one["kind"] in APPROVING)
        return next(filter(None, named), "")
    return (header.get("approval") or {}).get("name") or ""


def placed(approvals: Iterable[Approval]) -> list[list[Approval | None]]:
    """Return rows of a left and a right block, each where its side says, the others in turn.

    The approving ones stand at the right, the first of them above all others.
    """
    taken: dict[tuple[int, int], Approval] = {}
    for one in sorted(approvals, key=lambda one: one.kind not in APPROVING):
        sides = _sides(one)
        place = next((row, side) for row in range(MOST * 2) for side in sides
                     if (row, side) not in taken)  # fmt: skip
        taken[place] = one
    rows = range(max((row for row, _ in taken), default=-1) + 1)
    return [[taken.get((row, 0)), taken.get((row, 1))] for row in rows]


def _sides(one: Approval) -> tuple[int, ...]:
    if one.side:
        return (0,) if one.side == LEFT else (1,)
    return (1,) if one.kind in APPROVING else (0, 1)
