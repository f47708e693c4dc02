"""Working days: the production calendar of Russia with the exceptions of an organization."""

import datetime

from people.models.calendar import CalendarException

ONE = datetime.timedelta(days=1)
BREAK_DAYS = 5


def is_working(day, *, organization=None):
    """Tell whether people work on that day (ТК РФ ст. 111 and 112)."""
    return _works(day, _exceptions(organization))


def add_working_days(day, number, *, organization=None):
    """Return the day on which so many working days after `day` have passed.

    The term begins on the day after (ТК РФ ст. 14, ГК РФ ст. 191): three working days after a
    notice of Thursday end on the next Tuesday.
    """
    exceptions = _exceptions(organization)
    while number > 0:
        day += ONE
        number -= _works(day, exceptions)
    return day


def long_breaks(first, last, rest):
    """Return how many days after `first` up to `last` lie in breaks of BREAK_DAYS days or more.

    `rest` are days off beside the calendar's: holidays of the school entered as exceptions.
    """
    from holidays import country_holidays  # slow import

    calendar = country_holidays("RU")
    inside, free, day = 0, 0, first
    while day < last:
        day += ONE
        free = free + 1 if day in rest or not calendar.is_working_day(day) else 0
        inside += BREAK_DAYS if free == BREAK_DAYS else free > BREAK_DAYS
    return inside


def _exceptions(organization):
    """Return {day: is it working}; the organization's word wins over its municipality's."""
    if organization is None:
        return {}
    owners = {organization.parent_id, organization.pk} - {None}
    rows = CalendarException.objects.filter(organization__in=owners).values_list(
        "organization", "day", "is_working"
    )
    ranked = sorted(rows, key=lambda row: row[0] == organization.pk)
    return {day: works for _, day, works in ranked}


def _works(day, exceptions):
    if day in exceptions:
        return exceptions[day]
    from holidays import country_holidays  # slow import

    return country_holidays("RU").is_working_day(day)
