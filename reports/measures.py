"""The computed figures a target of the roadmap may be tied to, each by its code, for a day."""

import re
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, F, Q

from people.years import first_day
from reports.event_figures import event_figures
from reports.indicators import figures
from roadmaps.models import Occurrence, Publication, in_force

TARGET_GROUPS = ("pupils", "teachers")  # the groups of the roadmap whose numbers schools enter
TEACHING = (9, 10, 11, 12, 1, 2, 3, 4, 5)  # months in which a school publishes

# What the words of a target speak of; the first that fits is proposed, the curator decides.
SPEAKS_OF = [
    (
        "each_group",
        r"(?:кажд\w+ (?:из )?|по |в разрезе )целев\w+ групп|охва\w+.*кажд\w+ .{0,20}групп"
        r"|(?:от|%|процент\w*) .{0,60}кажд\w+ (?:\w+ )?(?:групп|категори)",
    ),
    ("consents", r"согласи"),
    ("feedback", r"обратн\w+ связ"),
    ("in_time", r"(?:позици|мероприяти).*\bсрок|\bв срок .*(?:позици|мероприяти)"),
    ("done", r"(?:позици\w+|мероприяти\w+).*(?:дорожн|выполн)|(?:выполн|реализ)\w+.*мероприяти"),
    ("closing", r"(?:итогов|заключительн|закрывающ)\w*.*(?:игр|мероприят|встреч|событи)"),
    ("council", r"педсовет|педагогическ\w+ совет"),
    ("class_hours", r"классн\w+ час"),
    ("parents_present", r"представител\w+ родител|родител\w+ (?:присутств|пришл|участ)"),
    ("parents_meetings", r"родительск\w+ собрани"),
    (
        "outside",
        r"региональн\w+.*(?:федеральн|мероприят|конкурс)|федеральн\w+ (?:мероприят|конкурс)",
    ),
    ("publications_a_month", r"публикаци.*месяц"),
    ("publications", r"публикаци"),
    ("young", r"молод\w+ (?:специалист|педагог)"),
    ("pupils", r"(?:охва|числа).*(?:обучающ|учени|школьник)"),
    ("teachers", r"(?:охва|числа).*(?:педагог|учител)"),
    ("participants", r"(?:количество|число) участник"),
    ("meetings", r"\bвстреч\w* (?:проведен|состоял)"),
]


@dataclass(frozen=True)
class Measure:
    """A figure of an organization on a day; `number` None is not known yet."""

    code: str
    title: str
    unit: str
    number: Decimal | None
    definition: str


def measures(organization, *, year, on):
    """Return {code: Measure} of the organization, in the order in which they are offered."""
    found = figures(organization, year=year, on=on)
    shares = [
        Measure(share.code, share.title, "%", _decimal(share.percent), share.definition)
        for share in found.shares
    ]
    counts = [
        Measure("participants", "Участники пар и групп", "", Decimal(found.participants),
                "разные люди в парах и группах, закреплённых приказом"),
        Measure("mentors", "Наставники", "", Decimal(found.mentors),
                "разные наставники пар и групп, закреплённых приказом"),
        Measure("mentees", "Наставляемые", "", Decimal(found.mentees),
                "разные наставляемые пар и групп, закреплённых приказом"),
        Measure("pairs", "Пары и группы", "", Decimal(found.pairs), "закреплённые приказом"),
        Measure("meetings", "Встречи", "", Decimal(found.meetings), "записанные встречи года"),
    ]  # fmt: skip
    every = [*shares, _each_group(found.shares), *_of_roadmap(organization, year, on), *counts,
             *_publications(organization, year, on),
             *(Measure(*row) for row in event_figures(organization, year=year, on=on))]  # fmt: skip
    return {measure.code: measure for measure in every}


def suggested(words):
    """Return the code of the figure that the words of a target seem to mean; "" for none."""
    words = " ".join(words.lower().replace("ё", "е").split())
    return next((code for code, pattern in SPEAKS_OF if re.search(pattern, words)), "")


def _each_group(shares):
    """The least of the shares of the target groups: a goal for each group is met by all of them."""
    groups = [share for share in shares if share.code in TARGET_GROUPS]
    known = [share.percent for share in groups if share.percent is not None]
    said = "; ".join(
        f"{share.title.lower()} {str(share.percent).replace('.', ',')}\u00a0%"
        if share.percent is not None
        else f"{share.title.lower()}: численность не введена"
        for share in groups
    )
    return Measure(
        "each_group",
        "Охват в самой малой из целевых групп",
        "%",
        _decimal(min(known, default=None)),
        f"наименьшая из долей: {said}",
    )


def _of_roadmap(organization, year, on):
    """Rows of the roadmap that are due: how many are done, how many were done in time."""
    due = Occurrence.objects.filter(
        in_force("item__roadmap__"), item__roadmap__organization=organization,
        item__roadmap__year=year, due_on__lte=on, cancelled_on=None,
    ).aggregate(
        due=Count("pk"),
        done=Count("pk", Q(done_on__lte=on)),
        in_time=Count("pk", Q(done_on__lte=F("due_on"))),
    )  # fmt: skip
    to_all = "к числу сроков карты, которые уже наступили"
    return [
        Measure("done", "Выполнено по карте", "%", _percent(due["done"], due["due"]),
                f"выполненные {to_all}"),
        Measure("in_time", "Выполнено по карте в срок", "%", _percent(due["in_time"], due["due"]),
                f"выполненные не позже срока {to_all}"),
    ]  # fmt: skip


def _publications(organization, year, on):
    days = Publication.objects.filter(organization=organization, published_on__lte=on,
                                      published_on__gte=first_day(year))  # fmt: skip
    days = list(days.values_list("published_on", flat=True))
    by_month = Counter((day.year, day.month) for day in days)
    passed = [(year if month > 8 else year + 1, month) for month in TEACHING]
    passed = [month for month in passed if month < (on.year, on.month)]
    least = min((by_month[month] for month in passed), default=None)
    return [
        Measure("publications", "Публикации", "", Decimal(len(days)), "вышедшие с начала года"),
        Measure("publications_a_month", "Публикации в самом бедном месяце", "", _decimal(least),
                "наименьшее число публикаций за месяц, с сентября по май, по прошедшим месяцам"),
    ]  # fmt: skip


def _percent(part, whole):
    return round(Decimal(100 * part) / whole, 1) if whole else None


def _decimal(number):
    return None if number is None else Decimal(str(number))
