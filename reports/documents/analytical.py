"""The analytical report of a year: sections one after another, each made by its own function.

A section says lines and tables, or leaves ruled lines for the curator's own words. What is still
ruled becomes lines and tables by giving its row of SECTIONS a function; nothing else changes.
"""

from mentoring.models import Pair
from people.models import Organization
from people.years import first_day, last_day, year_of
from reports import indicators
from reports.documents.kinds import document
from reports.documents.letterhead import curator_signature, letterhead, year_label
from reports.documents.survey_sections import surveys, swot
from reports.models import Document, DocumentState

RULED = 3  # lines for the curator's own words


@document("analytical-report", title="Аналитическая справка", subject=Organization,
          permission="people.view_person")  # fmt: skip
def analytical_report(organization, *, on, year=None):
    """Collect the sections of the academic year of `on`, or of `year`, as of that day."""
    year = year_of(on) if year is None else year
    return letterhead(organization, on=on) | {
        "year": year_label(year),
        "counted_on": on,
        "sections": [
            {"title": title, "lines": [], "tables": [], "ruled": [] if made else [""] * RULED}
            | (made(organization, year, on) if made else {})
            for title, made in SECTIONS
        ],
        "curator": curator_signature(organization, year, on=on),
    }


def _basis(organization, year, on):
    return {
        "lines": [
            f"Период: с {first_day(year):%d.%m.%Y} по {min(on, last_day(year)):%d.%m.%Y}. "
            "Цель: оценить, как организовано наставничество и что оно изменило для участников. "
            "Источники: приказы, базы участников, дневники встреч, ответы участников."
        ]
    }


def _orders(organization, year, on):
    """Return the registered orders of the year that nothing has cancelled."""
    rows = Document.objects.registered().prefetch_related("amendments").filter(
        organization=organization, registered_on__range=(first_day(year), min(on, last_day(year)))
    )  # fmt: skip
    rows = [row for row in rows.order_by("registered_on", "pk")
            if row.state != DocumentState.CANCELLED]  # fmt: skip
    return {"tables": [{
        "widths": [30, 70], "headings": ["Приказ", "О чём"],
        "rows": [[row.mark, row.title] for row in rows],
    }]}  # fmt: skip


def _people(organization, year, on):
    counted = indicators.figures(organization, year=year, on=on)
    return {
        "lines": [
            f"В парах и группах, закреплённых приказом, – {counted.participants} чел.: наставников "
            f"– {counted.mentors}, наставляемых – {counted.mentees}. Проведено встреч – "
            f"{counted.meetings}, всего часов – {counted.hours}."
        ],
        "tables": [
            {
                "widths": [60, 20, 20], "headings": ["Форма", "Пар и групп", "Человек"],
                "counted": True,
                "rows": [list(row) for row in counted.pairs_by_form],
            },
            {
                "widths": [64, 12, 12, 12], "headings": ["Показатель", "Есть", "Из", "Доля, %"],
                "counted": True,
                "rows": [
                    [share.title, share.part, "–" if share.whole is None else share.whole,
                     "–" if share.percent is None else f"{share.percent}".replace(".", ",")]
                    for share in counted.shares
                ],
            },
        ],
    }  # fmt: skip


def _pairs(organization, year, on):
    rows = Pair.objects.with_people().of_year(year).filter(
        organization=organization, confirmed_on__lte=on
    )  # fmt: skip
    return {"tables": [{
        "widths": [27, 25, 14, 16, 18],
        "headings": ["Наставник", "Наставляемые", "Форма", "Срок", "Состояние"],
        "rows": [
            [_names(pair.mentors), _names(pair.mentees), pair.form.name,
             f"{pair.starts_on:%d.%m.%Y} – {pair.closed_on or pair.ends_on:%d.%m.%Y}",
             pair.state(on).label]
            for pair in rows.order_by("starts_on", "pk")
        ],
    }]}  # fmt: skip


def _names(members):
    return ", ".join(member.person.short_name for member in members)


SECTIONS = (
    ("Основание, период, цель, источники", _basis),
    ("Нормативная база", _orders),
    ("Участники, формы и показатели", _people),
    ("Наставнические пары и группы", _pairs),
    ("Выполнение дорожной карты и мероприятия", None),
    ("Опросы: до и после, удовлетворённость", surveys),
    ("SWOT-анализ", swot),
    ("Результаты и достижения участников", None),
    ("Публикации и обмен опытом", None),
    ("Трудности и их причины", None),
    ("Выводы", None),
    ("Рекомендации на следующий учебный год", None),
)
