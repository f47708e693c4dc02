"""The control code of a registered paper: short enough to type, bound to the paper's content."""

import base64
import hashlib
import re

_LETTERS = str.maketrans("OIL", "011")  # what the eye takes for a digit


def control_code(facts: bytes, *, organization: str, number: str, dated: str) -> str:
    """Return twelve letters and digits of these facts (JSON) under this number and ISO date.

    60 bits of a SHA-256 in the alphabet of base32hex without look-alikes; a code for another
    paper can neither be guessed nor made to fit.
    """
    mark = "\n".join([organization, number, dated]).encode()
    digest = hashlib.sha256(mark + b"\n" + facts).digest()
    text = base64.b32hexencode(digest).decode()[:12]
    return text.translate(str.maketrans("OIL", "XYZ"))


def spoken(code: str) -> str:
    """Return the code in three groups, as it is printed: «4KQ2-M9XT-7CVA»."""
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))


def typed(text: str) -> str:
    """Return what a hand typed as a code: any case, any separators, O for 0, I and L for 1."""
    return re.sub(r"[^0-9A-Z]", "", text.upper()).translate(_LETTERS)[:12]
