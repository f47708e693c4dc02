"""How the computed dates of a row are said beside their wording."""

ONE_DAY = ("exact", "until")  # kinds whose wording already is the date


def when(pairs, kind):
    """Return the dates of pairs (start, due) as one line; empty where the wording says them."""
    pairs = [pair for pair in pairs if any(pair)]
    if kind in ONE_DAY and len(pairs) == 1:
        return ""
    if len(pairs) > 1:
        return ", ".join(f"{due:%d.%m.%Y}" for _, due in pairs if due)
    for start, due in pairs:
        if start and due:
            return f"{start:%d.%m.%Y} – {due:%d.%m.%Y}"
        return f"до {due:%d.%m.%Y}" if due else f"с {start:%d.%m.%Y}"
    return ""
