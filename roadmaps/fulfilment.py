"""What the column «Отметка о выполнении» says of a row: its dates in words. Pure."""


def fulfilment(dates):
    """Return a line for each date that was done, moved or given up; open ones say nothing.

    The dates carry `proof`, the words of what proves them, or None.
    """
    several = len(dates) > 1
    return "\n".join(filter(None, (_line(one, several) for one in sorted(dates, key=_when))))


def _line(one, several):
    term = f"Срок {one.due_on:%d.%m.%Y}: " if several and one.due_on else ""
    if one.done_on:
        return f"{term}{_lower('Выполнено', term)} {one.done_on:%d.%m.%Y}{_after(': ', one.proof)}"
    if one.cancelled_on:
        return f"{term}{_lower('Не актуально', term)}{_after(': ', one.reason)}"
    if one.planned_on:
        return f"Перенесено с {one.planned_on:%d.%m.%Y} на {one.due_on:%d.%m.%Y}" + _after(
            ": ", one.reason
        )
    return ""


def _lower(word, before):
    return word.lower() if before else word


def _after(sign, words):
    return f"{sign}{words}" if words else ""


def _when(one):
    day = one.due_on or one.start_on
    return (day is None, day.isoformat() if day else "", one.pk)
