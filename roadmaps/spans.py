"""How the computed dates of a row are said beside their wording."""

ONE_DAY = ("exact", "until")  # kinds whose wording already is the date
SHOWN = 4  # so many dates are named, then only the first and the last


def when(pairs, kind):
    """Return the dates of pairs (start, due) as one line; empty where the wording says them."""
    pairs = [pair for pair in pairs if any(pair)]
    if len(pairs) > 1:  # a band beside dates of a list is left to the wording
        pairs = [pair for pair in pairs if pair[1]]
    if kind in ONE_DAY and len(pairs) == 1:
        return ""
    if len(pairs) > SHOWN:
        return f"сроков {len(pairs)}, с {pairs[0][1]:%d.%m.%Y} по {pairs[-1][1]:%d.%m.%Y}"
    if len(pairs) > 1:
        return ", ".join(f"{due:%d.%m.%Y}" for _, due in pairs if due)
    for start, due in pairs:
        if start and due:
            return f"{start:%d.%m.%Y} – {due:%d.%m.%Y}"
        return f"до {due:%d.%m.%Y}" if due else f"с {start:%d.%m.%Y}"
    return ""
