"""What the column «Отметка о выполнении» says of a row: its dates in words. Pure."""


def fulfilment(dates):
    """Return a line for each date that was done, moved, given up or proven; others say nothing.

    The dates carry what proves them and how many have done their share (`with_proof`).
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
    if one.proof:
        return f"{term}{one.proved_on:%d.%m.%Y}, {one.proof}"
    return f"{term}выполнено {one.shares_done} из {one.shares}" if one.shares_done else ""


def _lower(word, before):
    return word.lower() if before else word


def _after(sign, words):
    return f"{sign}{words}" if words else ""


def _when(one):
    day = one.due_on or one.start_on
    return (day is None, day.isoformat() if day else "", one.pk)
