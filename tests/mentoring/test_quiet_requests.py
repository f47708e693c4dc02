"""What a mentee says to the curator alone, and every place where a mentor must not find it."""

import re
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from mentoring.actions import answer
from mentoring.links import feedback_path
from mentoring.models import Attendance, Concern
from people.models import JournalEntry
from people.years import year_of
from reports.documents import KINDS
from tests import factories as make

FEEDBACK = "/feedback/"
SECRET = "Молчание под зонтом"
ASKED = "Вы подходите друг другу?"


@pytest.fixture
def row(ours, mentor, today):
    pair = make.make_pair(ours, mentor=mentor.membership.person, active=True, year=year_of(today))
    meeting = make.make_meeting(pair, held_on=today, stage="trial")
    return Attendance.objects.create(meeting=meeting, member=pair.mentees[0])


def opened(row):
    phone = Client()
    phone.get(feedback_path(row.pk, timezone.localdate()))
    return phone


def answers(row, **values):
    return {"usefulness": "9", "comfort": "9", "goal": "yes", "attendance": row.pk} | values


def sentences(response):
    return " ".join(response.content.decode().split())


def unfit(row, **values):
    answer(row, **{"usefulness": 2, "comfort": 3, "goal": "no", "fit": "no", "message": SECRET}
           | values)  # fmt: skip


@pytest.mark.parametrize(
    ("stage", "is_asked"),
    [("acquaintance", True), ("trial", True), ("planning", False), ("working", False)],
)
def test_the_first_two_meetings_ask_whether_they_suit_each_other(row, stage, is_asked):
    row.meeting.stage = stage
    row.meeting.save()

    assert (ASKED in sentences(opened(row).get(FEEDBACK))) is is_asked


@pytest.mark.parametrize(("fit", "number"), [("yes", 0), ("unsure", 0), ("no", 1)])
def test_only_a_no_opens_a_quiet_request(row, today, fit, number):
    opened(row).post(FEEDBACK, answers(row, fit=fit))

    assert [(c.attendance, c.raised_on, c.settled_on) for c in Concern.objects.all()] == (
        [(row, today, None)] * number
    )


def test_the_same_answer_sent_twice_opens_one_request(row):
    first, second = opened(row), opened(row)
    first.post(FEEDBACK, answers(row, fit="no"))
    second.post(FEEDBACK, answers(row, fit="no"))

    assert Concern.objects.count() == 1


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"fit": "maybe"}, "Выберите ответ: подходим, пока не знаю или не подходим."),
        ({}, "Выберите ответ: подходим, пока не знаю или не подходим."),
        ({"fit": "yes", "reader": "director"}, "Выберите, кто прочтёт ваши слова."),
    ],
)
def test_a_wrong_choice_is_met_with_a_sentence(row, values, sentence):
    page = opened(row).post(FEEDBACK, answers(row, **values))

    row.refresh_from_db()
    assert page.status_code == 400
    assert sentence in sentences(page)
    assert row.answered_at is None


@pytest.mark.parametrize("values", [{"fit": "maybe"}, {"reader": "director"}])
def test_the_action_takes_no_other_word(row, values):
    with pytest.raises(ValidationError):
        answer(row, **{"usefulness": 9, "comfort": 9, "goal": "yes"} | values)

    assert not Attendance.objects.exclude(answered_at=None).exists()


def test_words_without_a_chosen_reader_are_for_the_curator(row):
    opened(row).post(FEEDBACK, answers(row, fit="yes", message=SECRET))

    row.refresh_from_db()
    assert (row.message, row.reader, row.words_for_mentor) == (SECRET, "curator", "")


def test_words_for_both_are_read_by_the_mentor(as_mentor, row):
    opened(row).post(FEEDBACK, answers(row, fit="yes", message="Спасибо за урок", reader="both"))

    page = as_mentor.get(reverse("my-meeting", args=[row.meeting.pk]))

    assert "«Спасибо за урок»" in sentences(page)
    assert "Подходим" not in sentences(page)


def test_the_curator_reads_it_all(as_curator, row):
    unfit(row)

    page = sentences(as_curator.get(reverse("admin:mentoring_meeting_change",
                                            args=[row.meeting.pk])))  # fmt: skip

    assert f"Друг другу: не подходим.<br>«{SECRET}»" in page


def test_the_list_and_its_file_do_not_name_the_request(as_curator, row):
    unfit(row)

    page = as_curator.get(reverse("admin:mentoring_pair_changelist"))
    file = as_curator.post(reverse("admin:mentoring_pair_export"))

    assert "Нужно ваше внимание" in sentences(page)
    assert not reveals(page)
    [sheet] = load_workbook(BytesIO(file.content)).worksheets
    cells = " ".join(str(cell) for line in sheet.iter_rows(values_only=True) for cell in line)
    assert row.meeting.pair.mentors[0].person.full_name in cells
    assert not re.search("не подход|10", cells)


def test_the_director_reads_none_of_it(as_director, row):
    unfit(row)

    for address in [
        reverse("admin:mentoring_meeting_change", args=[row.meeting.pk]),
        reverse("admin:mentoring_pair_change", args=[row.meeting.pair.pk]),
        reverse("admin:mentoring_pair_changelist"),
        reverse("admin:people_journalentry_changelist"),
        reverse("admin:index"),
    ]:
        page = sentences(as_director.get(address))
        assert SECRET not in page
        assert not re.search("не подход|просьб", page, re.IGNORECASE)


def test_a_mentor_finds_it_on_no_page(as_mentor, row):
    unfit(row)
    seen, waiting = {}, [reverse("mentor-home"), reverse("meeting-new", args=[row.meeting.pair_id]),
                         reverse("meeting-correct", args=[row.meeting.pk])]  # fmt: skip
    while waiting:
        address = waiting.pop()
        if address not in seen:
            page = seen[address] = as_mentor.get(address)
            if page.status_code == 200 and "text/html" in page["Content-Type"]:
                waiting += re.findall(r'href="(/(?!static|papers)[^"#]*)"', page.content.decode())

    assert reverse("my-meeting", args=[row.meeting.pk]) in seen
    assert [address for address, page in seen.items() if reveals(page)] == []


def test_a_mentor_finds_it_in_no_paper(as_mentor, row, monkeypatch):
    unfit(row)
    make.make_programme(row.meeting.pair)
    monkeypatch.setattr("reports.views.papers.render_pdf", lambda html: html.encode())
    pair = row.meeting.pair
    keys = {pair.pk, row.meeting.pk, pair.organization_id, row.pk, Concern.objects.get().pk,
            *(member.pk for member in pair.members.all()),
            *(member.person_id for member in pair.members.all())}  # fmt: skip

    papers = [as_mentor.get(reverse("paper", args=[code, pk])) for code in KINDS for pk in keys]

    assert [page for page in papers if page.status_code == 200] != []
    assert [page.request["PATH_INFO"] for page in papers if reveals(page)] == []


def test_a_mentor_opens_no_page_of_the_curators(as_mentor, row):
    unfit(row)

    pages = [
        as_mentor.get(address)
        for address in [
            reverse("admin:mentoring_pair_change", args=[row.meeting.pair.pk]),
            reverse("admin:mentoring_meeting_change", args=[row.meeting.pk]),
            reverse("admin:people_journalentry_changelist"),
        ]
    ]

    assert [page.status_code for page in pages if page.status_code == 200] == []


def test_the_mentors_rows_hold_no_request(mentor, curator, row):
    unfit(row)

    assert list(Concern.objects.visible_to(mentor)) == []
    assert len(Concern.objects.visible_to(curator)) == 1


def test_the_journal_tells_a_no_from_a_yes_by_nothing(ours, row, today):
    other = Attendance.objects.create(
        meeting=make.make_meeting(row.meeting.pair, held_on=today, stage="acquaintance"),
        member=row.member,
    )
    unfit(row)
    answer(other, usefulness=9, comfort=9, goal="yes", fit="yes")

    lines = JournalEntry.objects.values_list("action", "subject_type", "text", "by", "person")

    assert len(lines) == 2
    assert len(set(lines)) == 1


def reveals(page):
    """Tell whether the words or the answer stand in a page, hidden fields and scripts included."""
    text = page.content.decode(errors="ignore")
    return SECRET in text or bool(re.search("не подход|тихая просьба|2 из 10", text, re.IGNORECASE))
