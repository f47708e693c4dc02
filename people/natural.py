"""The order in which people count: «9 «А»» stands before «10 «А»»."""

import re


def natural(text):
    """Return a sorting key that takes the numbers inside a text as numbers."""
    return [(not part.isdecimal(), int(part) if part.isdecimal() else 0, part)
            for part in re.split(r"(\d+)", text) if part]  # fmt: skip
