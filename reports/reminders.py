"""The Monday digest of the curator and the director's line about the past month."""

import datetime

from django.db.models import Count, Q
from django.urls import reverse

from mentoring.models import Meeting, Pair
from people.addresses import site_address
from people.letters import Reminder
from people.models import Membership, Role
from people.templatetags.words import plural
from people.years import year_of
from reports.agenda import agenda
from reports.models import Document

MONTHS = ("январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь",
          "октябрь", "ноябрь", "декабрь")  # fmt: skip
IN_TIME = 4  # days after which neither is news


def reminders(organization, on):
    """Return the digest in the first days of a week, the line in the first days of a month."""
    monday = on - datetime.timedelta(days=on.weekday())
    if on - monday < datetime.timedelta(days=IN_TIME):
        curators = _with_account(organization, Role.CURATOR)
        text = digest(organization, on) if curators else ""
        yield from (
            Reminder(work.person, "digest", f"{monday:%Y%m%d}", monday, text,
                     reverse("admin:index"), address=_mailbox(work))
            for work in curators if text
        )  # fmt: skip
    first = on.replace(day=1)
    if on.day <= IN_TIME:
        directors = _with_account(organization, Role.DIRECTOR)
        text = month_line(organization, first) if directors else ""
        yield from (
            Reminder(work.person, "month", f"{first:%Y%m}", first, text, reverse("desk"),
                     address=_mailbox(work))
            for work in directors
        )  # fmt: skip


def digest(organization, on):
    """Return what waits for the curator, a line with a link for each matter; "" for nothing."""
    found = agenda(organization, year=year_of(on), on=on)
    lines = [
        (found.overdue, "срок дорожной карты просрочен,срока дорожной карты просрочены,"
                        "сроков дорожной карты просрочено", "admin:roadmaps_roadmap_changelist"),
        (found.soon, "срок ближайших двух недель,срока ближайших двух недель,"
                     "сроков ближайших двух недель", "admin:roadmaps_roadmap_changelist"),
        (len(found.lacking), "человек без нужных согласий,человека без нужных согласий,"
                             "человек без нужных согласий", "admin:consents"),
        (len(found.silent), "пара без встречи больше 30 дней,пары без встречи больше 30 дней,"
                            "пар без встречи больше 30 дней", "admin:mentoring_pair_changelist"),
        (found.health.count("bad"), "пара с тревогой,пары с тревогой,пар с тревогой",
         "admin:mentoring_pair_changelist"),
        (found.health.count("warn"), "пара просит внимания,пары просят внимания,"
                                     "пар просят внимания", "admin:mentoring_pair_changelist"),
        (len(found.returning), "пара возвращается после перерыва,"
                               "пары возвращаются после перерыва,пар возвращаются после перерыва",
         "admin:mentoring_pair_changelist"),
        (found.unmatched, "человек без пары,человека без пары,человек без пары",
         "admin:mentoring_unmatched"),
        (len(found.waiting), "бумага на подписи у директора,бумаги на подписи у директора,"
                             "бумаг на подписи у директора", "admin:reports_document_changelist"),
        (len(found.sent_back), "бумагу вернул директор,бумаги вернул директор,"
                               "бумаг вернул директор", "admin:reports_document_changelist"),
        (len(found.to_count), "событие без отметки о явке,события без отметки о явке,"
                              "событий без отметки о явке", "admin:roadmaps_event_changelist"),
        (len(found.to_remove), "публикацию надо снять,публикации надо снять,публикаций надо снять",
         "admin:roadmaps_content_plan"),
    ]  # fmt: skip
    said = [f"– {plural(number, words)}: {site_address(reverse(address))}"
            for number, words, address in lines if number]  # fmt: skip
    return "\n".join(["Что ждёт на этой неделе:", *said, "Всё вместе:"]) if said else ""


def month_line(organization, first):
    """Return the line about the month before that day."""
    last = first - datetime.timedelta(days=1)
    month = Q(held_on__range=(last.replace(day=1), last))
    met = Meeting.objects.filter(month, pair__organization=organization).aggregate(
        meetings=Count("pk"), pairs=Count("pair", distinct=True)
    )
    at_work = Pair.objects.filter(organization=organization).active(last).count()
    waiting = Document.objects.filter(organization=organization).waiting().count()
    return (
        f"За {MONTHS[last.month - 1]}: встреч записано – {met['meetings']}, встречались пар и "
        f"групп – {met['pairs']}. На конец месяца в работе – {at_work}. "
        f"Бумаг на подписи – {waiting}."
    )


def _with_account(organization, role):
    rows = Membership.objects.filter(organization=organization, role=role, user__is_active=True,
                                     person__isnull=False)  # fmt: skip
    return list(rows.select_related("person", "user").order_by("pk"))


def _mailbox(work):
    return work.person.email or work.user.email
