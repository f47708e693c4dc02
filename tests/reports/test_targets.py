"""Targets of a roadmap beside their values: what is computed, what is typed, who may see it."""

import datetime
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from people.models import Headcount
from reports.measures import measures, suggested
from roadmaps import actions
from roadmaps.models import Publication, Target
from tests import factories as make
from tests.factories import TODAY, YEAR


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *args: TODAY)


def roadmap_of(organization, curator, indicator="Охвачено не менее 10 % педагогов", number=1):
    rows = [{"section": "", "number": str(n + 1), "activity": "Дело", "result": "Справка",
             "indicator": indicator} for n in range(number)]  # fmt: skip
    read = {"title": "Карта", "columns": ["number", "activity", "result", "indicator"],
            "sections": [], "rows": rows}  # fmt: skip
    return actions.import_rows(read, organization=organization, year=YEAR, by=curator)


def form(target, **changes):
    return {"step": "change", "op": target.op, "value": target.value, "unit": target.unit,
            "per": target.per, "code": target.code} | changes  # fmt: skip


def of(page):
    return [aim for row in page.context["rows"] for aim in row.targets]


def test_a_chosen_figure_stands_beside_its_target(as_curator, ours, curator):
    roadmap = roadmap_of(ours, curator)
    pair = make.make_pair(ours, active=True)
    make.make_pair(make.make_organization(), active=True)
    Headcount.objects.create(organization=ours, group="teachers", counted_on=TODAY, number=40)
    target = Target.objects.get()

    answer = as_curator.post(reverse("target", args=[target.pk]), form(target, code="teachers"))

    assert answer.url == reverse("admin:roadmaps_item", args=[target.item_id])
    (aim,) = of(as_curator.get(reverse("roadmap-targets", args=[roadmap.pk])))
    assert pair.members.count() == 2
    assert (aim.counted, aim.typed, aim.standing.words) == (5, None, "Не хватает 5\u00a0%.")
    assert "Не хватает 5\u00a0%." in as_curator.get(answer.url).content.decode()


def test_both_numbers_are_seen_where_a_typed_one_overrides(as_curator, ours, curator):
    roadmap = roadmap_of(ours, curator, "Не менее 3 встреч")
    target = Target.objects.get()
    as_curator.post(reverse("target", args=[target.pk]), form(target, code="meetings"))

    as_curator.post(reverse("target", args=[target.pk]),
                    {"step": "measure", "measured": "4,5", "measured_on": "2026-11-20",
                     "comment": "по дневникам"})  # fmt: skip

    page = as_curator.get(reverse("roadmap-targets", args=[roadmap.pk]))
    (aim,) = of(page)
    assert (aim.typed, aim.counted, aim.standing.is_met) == (Decimal("4.5"), 0, True)
    assert "Программа насчитала 0." in page.content.decode()
    assert "Введено от руки на 20.11.2026: по дневникам." in page.content.decode()
    (before,) = of(as_curator.get(reverse("roadmap-targets", args=[roadmap.pk]) + "?on=2026-11-19"))
    assert (before.typed, before.standing.reached) == (None, 0)


@pytest.mark.parametrize(
    ("sent", "reason"),
    [
        ({"step": "measure", "measured": "пять"}, "Введите число"),
        (
            {"step": "measure", "measured": "-1", "measured_on": "2026-11-20"},
            "не может быть меньше нуля",
        ),
        ({"step": "measure", "measured": "5"}, "Укажите и значение, и день"),
        ({"step": "measure", "measured": "5", "measured_on": "2027-01-01"}, "ещё не наступил"),
        ({"step": "change", "op": "between", "value": "5", "upper": "3"}, "не может быть меньше"),
        ({"step": "change", "op": "at_least", "value": "5", "code": "чужой"}, "Выберите"),
    ],
)
def test_a_value_that_cannot_be_is_refused_with_a_sentence(as_curator, ours, curator, sent, reason):
    roadmap_of(ours, curator)
    target = Target.objects.get()

    page = as_curator.post(reverse("target", args=[target.pk]), sent)

    assert page.status_code == 400
    assert reason in page.content.decode()
    target.refresh_from_db()
    assert (target.value, target.measured, target.code) == (10, None, "")


def test_a_dropped_target_is_shown_nowhere_until_it_is_brought_back(as_curator, ours, curator):
    roadmap = roadmap_of(ours, curator)
    target = Target.objects.get()
    address = reverse("roadmap-targets", args=[roadmap.pk])

    as_curator.post(reverse("target", args=[target.pk]), {"step": "drop"})
    assert of(as_curator.get(address)) == []

    as_curator.post(reverse("target", args=[target.pk]), {"step": "restore"})
    assert [aim.target for aim in of(as_curator.get(address))] == [target]


def test_kept_values_are_drawn_in_the_roadmap_within_ten_queries(
    as_curator, ours, curator, django_assert_max_num_queries
):
    roadmap = roadmap_of(ours, curator, number=30)
    Target.objects.update(code="teachers")
    make.make_pair(ours, active=True)
    Headcount.objects.create(organization=ours, group="teachers", counted_on=TODAY, number=40)
    address = reverse("admin:roadmaps_roadmap_change", args=[roadmap.pk])
    as_curator.get(address)

    as_curator.post(reverse("roadmap-targets-keep", args=[roadmap.pk]))

    with django_assert_max_num_queries(10):
        page = as_curator.get(address).content.decode()
    assert page.count("5\u00a0% на 23.11.2026. Не хватает 5\u00a0%.") == 30


@pytest.mark.parametrize("number", [1, 40])
def test_the_page_asks_as_often_for_many_targets_as_for_one(
    as_curator, ours, curator, number, django_assert_max_num_queries
):
    roadmap = roadmap_of(ours, curator, number=number)
    Target.objects.update(code="pupils")

    with django_assert_max_num_queries(23):
        page = as_curator.get(reverse("roadmap-targets", args=[roadmap.pk]))

    assert len(of(page)) == number
    assert len(page.content) < 150_000


def test_a_roadmap_without_targets_offers_to_read_them(as_curator, ours, curator):
    roadmap = roadmap_of(ours, curator)
    Target.objects.all().delete()
    address = reverse("roadmap-targets", args=[roadmap.pk])
    assert "Прочитать цели карты" in as_curator.get(address).content.decode()

    as_curator.post(reverse("roadmap-targets-read", args=[roadmap.pk]))

    assert len(of(as_curator.get(address))) == 1


def test_another_school_is_not_there(as_curator, ours, theirs, curator):
    roadmap = roadmap_of(theirs, curator)
    target = Target.objects.get()

    for name, key in [("roadmap-targets", roadmap), ("target", target)]:
        assert as_curator.get(reverse(name, args=[key.pk])).status_code == 404
    for name in ("roadmap-targets-keep", "roadmap-targets-read"):
        assert as_curator.post(reverse(name, args=[roadmap.pk])).status_code == 404
    assert as_curator.post(reverse("target", args=[target.pk]), {"step": "drop"}).status_code == 404


def test_a_director_looks_and_changes_nothing(as_director, ours, curator):
    roadmap = roadmap_of(ours, curator)

    assert as_director.get(reverse("roadmap-targets", args=[roadmap.pk])).status_code == 200
    for name, key in [("target", Target.objects.get().pk), ("roadmap-targets-keep", roadmap.pk)]:
        assert as_director.post(reverse(name, args=[key]), {"step": "drop"}).status_code == 403


def test_a_day_that_is_none_is_said_so(as_curator, ours, curator):
    roadmap = roadmap_of(ours, curator)

    page = as_curator.get(reverse("roadmap-targets", args=[roadmap.pk]) + "?on=31.02.2026")

    assert page.context["on"] == TODAY
    assert "Такого дня нет" in page.content.decode()


def test_the_month_with_the_fewest_publications_counts(ours, theirs):
    for organization, day in [(ours, "2026-09-05"), (ours, "2026-09-20"), (ours, "2026-10-05"),
                              (ours, "2026-11-05"), (theirs, "2026-10-06")]:  # fmt: skip
        Publication.objects.create(organization=organization, title="Пара", link="https://example.org",
                                   published_on=datetime.date.fromisoformat(day))  # fmt: skip

    found = measures(ours, year=YEAR, on=TODAY)

    assert found["publications"].number == 4
    assert found["publications_a_month"].number == 1
    september = measures(ours, year=YEAR, on=datetime.date(2026, 9, 30))
    assert september["publications_a_month"].number is None


def test_a_goal_for_each_group_is_met_by_the_least_of_them(ours, theirs):
    pupil = make.make_pupil(ours)
    make.make_pair(ours, mentees=[pupil], active=True)
    for group, number in (("teachers", 4), ("pupils", 50)):
        make.make_headcount(ours, group=group, number=number)
    make.make_headcount(theirs, group="pupils", number=1)

    found = measures(ours, year=YEAR, on=TODAY)["each_group"]

    assert found.number == 2
    assert "педагоги в\xa0программе 25,0\xa0%" in found.definition
    assert measures(theirs, year=YEAR, on=TODAY)["each_group"].number == 0
    assert measures(theirs, year=YEAR, on=datetime.date(2026, 8, 1))["each_group"].number is None


def test_dates_of_the_roadmap_are_counted_when_they_are_due(ours):
    roadmap = make.make_roadmap(ours)
    occurrence = roadmap.items.get().occurrences.get()
    late = datetime.date(2026, 12, 2)
    assert measures(ours, year=YEAR, on=TODAY)["done"].number is None

    occurrence.done_on = late
    occurrence.save()

    found = measures(ours, year=YEAR, on=late)
    assert (found["done"].number, found["in_time"].number) == (100, 0)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Оформлены согласия у 100% участников", "consents"),
        ("Не менее одной публикации в месяц", "publications_a_month"),
        ("Выполнено 100% позиций дорожной карты", "done"),
        ("Реализовано 100% мероприятий в установленные сроки", "in_time"),
        ("Выполнено в срок 100 % мероприятий", "in_time"),
        ("Охвачено не менее 10 % обучающихся", "pupils"),
        (
            "Наставничества не менее 10% от общего количества членов каждой целевой группы (10% от "
            "общего числа обучающихся, 10% от общего числа пед. работников)",
            "each_group",
        ),
        ("Охват не менее 10 % в каждой группе", "each_group"),
        ("Проведено не менее 3 занятий для каждой группы", ""),
        ("Приняло участие 10 родителей", ""),
    ],
)
def test_the_words_propose_a_figure(words, code):
    assert suggested(words) == code
