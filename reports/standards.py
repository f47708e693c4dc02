"""What the two editions of the office standard ask of a paper. Pure.

Sources: ГОСТ Р 7.0.97-2016 and -2025. Margins, sizes of letters, the place of the page number and
the agreement of the stamp are the same in both; what differs stands here.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Standard:
    """`corner`: millimetres a requisite in a corner may be wide; `bar_code`: requisite 31."""

    corner: int
    bar_code: bool


STANDARDS = {
    "gost-2025": Standard(corner=80, bar_code=True),
    "gost-2016": Standard(corner=75, bar_code=False),
}


def standard_of(name) -> Standard:
    """Return the edition; a paper drafted before there was a choice has that of 2025."""
    return STANDARDS.get(name, STANDARDS["gost-2025"])
