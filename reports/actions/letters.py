"""The letters of a day: every app says whom to remind, one letter a person comes of it."""

import mentoring.reminders
import reports.reminders
import roadmaps.reminders
import surveys.reminders
from people.actions import post

SOURCES = (mentoring.reminders, surveys.reminders, roadmaps.reminders, reports.reminders)


def post_reminders(organization, *, on):
    """Make the letters of the organization for that day and return how many are new."""
    found = [one for source in SOURCES for one in source.reminders(organization, on)]
    return post(organization, found, on=on)
