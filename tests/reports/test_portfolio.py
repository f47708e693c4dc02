"""What the self-writing papers know: the portfolio over the years, the report of a pair."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from mentoring.models import Attendance, Competence
from people.models import Curator, Mentor
from reports import actions
from reports.documents import KINDS, WrongSubject
from tests import factories as make
from tests.reports.papers import paper, words

ON = datetime.date(2027, 6, 1)
ORDER = {"confirmed_on": datetime.date(2026, 9, 15), "basis": "приказ № 1"}


def collected(mentor, **choices):
    return KINDS["portfolio"].collect(mentor, on=ON, **choices)


def met(pair, day, *, answers=(), **values):
    """Let the pair meet, and its mentees answer: (usefulness, comfort, goal) each or None."""
    meeting = make.make_meeting(pair, held_on=day, **values)
    for member, told in zip(pair.mentees, answers, strict=False):
        row = Attendance.objects.create(meeting=meeting, member=member)
        if told:
            row.usefulness, row.comfort, row.goal = told
            row.answered_at = timezone.now()
            row.save()
    return meeting


@pytest.fixture
def mentor(ours):
    person = make.make_person(ours, post="учитель физики", surname="Котов", patronymic="Львович")
    return make.make_bank(person)


@pytest.fixture
def years(ours, mentor):
    """A pair of two years ago that reached its goal, a group of pupils of the last year."""
    teacher = make.make_person(ours, post="учитель химии", surname="Носова", gender="f")
    first = make.make_pair(
        ours, mentor.person, [teacher], basis="приказ № 1", year=2025,
        starts_on=datetime.date(2025, 9, 15), ends_on=datetime.date(2026, 5, 31),
        confirmed_on=datetime.date(2025, 9, 15), direction="оценивание",
    )  # fmt: skip
    done = make.make_programme(first, rows=2, goal="Вести уроки без помощи", outcome="closed",
                               final_on=first.ends_on)  # fmt: skip
    done.items.update(done_on=datetime.date(2026, 5, 1), result="ведёт сама")
    pupils = [make.make_pupil(ours, surname=f"Тайный{n}") for n in range(2)]
    group = make.make_pair(ours, mentor.person, pupils, **ORDER, direction="проект")
    secret = make.make_programme(group, rows=1, needs="боится отвечать", goal="Защитить проект")
    secret.items.update(done_on=datetime.date(2027, 3, 1), result="перестал заикаться")
    topic = make.make_topic(name="Конспект урока")
    met(first, datetime.date(2025, 10, 1), answers=[(8, 9, "yes")]).topics.add(topic)
    met(first, datetime.date(2025, 11, 1), answers=[None]).topics.add(topic)
    met(group, datetime.date(2026, 10, 1), answers=[(10, 10, "yes"), (6, 8, "partly")], minutes=90)
    met(group, ON + datetime.timedelta(days=1))  # after the day of the paper
    return first, group


def test_the_portfolio_adds_up_the_years(mentor, years):
    facts = collected(mentor)

    assert facts["years"] == [
        {"title": "2025/2026", "pairs": 1, "mentees": 1, "held": 2, "planned": 17, "hours": 2,
         "part": 2, "whole": 2},
        {"title": "2026/2027", "pairs": 1, "mentees": 2, "held": 1, "planned": 17, "hours": 2,
         "part": 1, "whole": 1},
    ]  # fmt: skip
    assert facts["total"] == {"title": "Всего", "pairs": 2, "mentees": 3, "held": 3, "planned": 34,
                              "hours": 3, "part": 3, "whole": 3}  # fmt: skip
    assert facts["settled"] == {"whole": 1, "settled": 1, "partly": 0}
    assert facts["topics"] == [{"name": "Конспект урока", "meetings": 2}]


def test_the_portfolio_names_no_learner_and_nothing_of_their_results(mentor, years):
    text = words(paper("portfolio", mentor))

    assert "Носова" in text
    assert "обучающихся – 2" in text
    assert "ведёт сама" in text
    for word in ("Тайный", "заикаться", "боится"):
        assert word not in text


def test_averages_are_the_curators_and_of_three_mentees(mentor, years):
    assert collected(mentor)["answers"] == {
        "asked": 4, "answered": 3, "people": 3,
        "averages": {"usefulness": "8,0", "comfort": "9,0", "reached": 2, "goals": 3},
    }  # fmt: skip
    assert collected(mentor, ratings=False)["answers"]["averages"] is None

    Attendance.objects.filter(usefulness=6).update(usefulness=None, comfort=None, goal="",
                                                   answered_at=None)  # fmt: skip

    assert collected(mentor)["answers"]["averages"] is None


def test_events_publications_competences_and_thanks_are_the_mentors_own(ours, mentor, years):
    other = make.make_person(ours)
    make.make_event(ours, came=[mentor.person, other], title="Фестиваль уроков", level="regional")
    make.make_event(ours, called=[mentor.person], came=[other], title="Не пришёл")
    make.make_publication(ours, [mentor.person], title="О паре")
    make.make_publication(ours, [other], title="О других")
    taken = make.make_publication(ours, [mentor.person], title="Снятая")
    taken.removed_on = ON
    taken.save()
    Competence.objects.create(mentor=mentor, topic=make.make_topic(name="Оценивание"), level=3)
    make.make_head(ours)
    order = actions.draft("order-awards", [mentor], by=None, on=ON)
    actions.register(order, number="12-К", dated=ON, by=None, on=ON)

    facts = collected(mentor)

    assert [event["title"] for event in facts["events"]] == ["Фестиваль уроков"]
    assert [row["title"] for row in facts["publications"]] == ["О паре"]
    assert [row["topic"] for row in facts["competences"]] == ["Оценивание"]
    assert facts["awards"] == ["от 01.06.2027 № 12-К"]


def test_without_an_order_there_is_nothing_to_show(ours, mentor):
    make.make_pair(ours, mentor.person)

    with pytest.raises(WrongSubject):
        collected(mentor)
    assert not KINDS["portfolio"].applies(mentor, on=ON)


def test_the_portfolio_takes_the_same_queries_for_more_pairs(
    ours, mentor, years, django_assert_max_num_queries
):
    for _ in range(5):
        make.make_pair(ours, mentor.person, **ORDER)

    with django_assert_max_num_queries(30):
        collected(mentor)


def test_a_mentor_prints_the_own_portfolio_without_averages(client, ours, mentor, years):
    client.force_login(make.make_user("kotov", ours, "mentor", mentor.person))

    own = client.get(reverse("my-portfolio"))
    curators = client.get(reverse("paper", args=["portfolio", mentor.pk]))

    assert own["Content-Type"] == "application/pdf"
    assert curators.status_code == 404
    assert reverse("my-portfolio") in client.get(reverse("mentor-home")).content.decode()


def test_somebody_outside_the_bank_has_no_portfolio(as_curator):
    assert as_curator.get(reverse("my-portfolio")).status_code == 404


def report_fields(facts):
    """Return the fields of the report by domain 3.3, the value the records give or nothing."""
    programme = facts["programme"]
    return {
        "наставник": facts["mentors"], "наставляемый": facts["mentees"], "период": facts["until"],
        "форма": facts["form"], "цель": programme.get("goal") or facts["direction"],
        "запрос": programme.get("needs"), "встречи": facts["held"], "план встреч": facts["planned"],
        "время": facts["minutes"], "темы": facts["topics"],
        "программа": programme.get("whole"), "что сделано": programme.get("done"),
        "оценки": facts["progress"] and facts["rapport"], "ответы": facts["answers"]["asked"],
        "что было трудным": None, "вывод": programme.get("settled"),
        "предложение": programme.get("prolong") or programme.get("settled") == "settled",
        "подпись": facts["mentor_signatures"], "виза": facts["curator"],
    }  # fmt: skip


def test_the_report_of_a_pair_is_mostly_written_by_the_records(ours, curator, mentor):
    Curator.objects.create(person=curator.membership.person, year=make.YEAR)
    teacher = make.make_person(ours, post="учитель химии")
    pair = make.make_pair(ours, mentor.person, [teacher], **ORDER)
    programme = make.make_programme(pair, needs="Оценивание", outcome="closed", final_on=ON)
    programme.items.filter(position=1).update(done_on=pair.starts_on, result="получилось")
    met(pair, datetime.date(2026, 10, 1), answers=[(3, 4, "no")], progress=8,
        rapport=9).topics.add(make.make_topic())  # fmt: skip

    facts = KINDS["mentor-report"].collect(pair, on=ON)
    text = words(KINDS["mentor-report"].render(facts))

    fields = report_fields(facts)
    filled = [name for name, value in fields.items() if value]
    assert len(filled) / len(fields) >= 0.8, set(fields) - set(filled)
    assert "Проведено встреч: 1 из 17" in text
    assert "выполнено задач – 1 из 2" in text
    assert "1. Задача 1 – получилось" in text
    assert "не успели к сроку «Задача 2»" in text
    assert "Запрос наставляемого решён" in text
    assert text.count("________") == 4  # two lines for what was hard, two signatures
    assert "3,0" not in text  # what the mentee answered


def test_the_report_asks_where_the_records_are_silent(ours, mentor):
    pair = make.make_pair(ours, mentor.person)

    facts = KINDS["mentor-report"].collect(pair, on=ON)

    fields = report_fields(facts)
    assert sum(bool(value) for value in fields.values()) / len(fields) < 0.8
    assert "решён частично;" in words(KINDS["mentor-report"].render(facts))


def test_the_bank_row_offers_the_portfolio_to_the_curator(as_curator, mentor, years):
    page = as_curator.get(reverse("admin:people_mentor_change", args=[mentor.pk])).content.decode()

    assert reverse("paper", args=["portfolio", mentor.pk]) in page
    assert reverse("paper-docx", args=["portfolio", mentor.pk]) in page
    assert Mentor.objects.get().pk == mentor.pk
