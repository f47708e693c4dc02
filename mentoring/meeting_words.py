"""A meeting in the words of its form, for whoever compares what was with what is."""

from people.templatetags.words import full_day

EMPTY = "не отмечено"


def words_of(meeting):
    """Return {name of the field: words} of a recorded meeting; three queries."""
    came = meeting.attendances.filter(was_present=True).select_related("member__person")
    return {
        "Когда": full_day(meeting.held_on),
        "Какая встреча": meeting.get_stage_display(),
        "Как встречались": meeting.get_mode_display(),
        "Сколько минут": str(meeting.minutes),
        "О чём": _listed(meeting.topics.all()),
        "Задачи программы": _listed(meeting.tasks.all()),
        "Насколько продвинулись к цели": _rating(meeting.progress),
        "Как вам работалось вместе": _rating(meeting.rapport),
        "Следующая встреча": full_day(meeting.next_on) or "не назначена",
        "Слова для дневника": meeting.note or "нет",
        "Кто был": _listed(row.member.person.short_name for row in came.order_by("pk")),
    }


def _listed(rows):
    return ", ".join(map(str, rows)) or EMPTY


def _rating(number):
    return f"{number} из 10" if number else EMPTY
