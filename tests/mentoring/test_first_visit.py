"""What weak internet pays for: a page of the phone with all it links is small, as it is sent."""

import datetime
import gzip

import pytest
from django.urls import reverse
from django.utils import timezone

from mentoring.links import feedback_path
from mentoring.models import Attendance
from people.years import year_of
from scripts.figures.first_visit import first_visit
from tests import factories as make

LIMIT = 40 * 1024


@pytest.fixture
def group(ours, mentor):
    """Twelve pupils to mark: few forms of a meeting are longer."""
    day = timezone.localdate()
    return make.make_pair(
        ours, mentor=mentor.membership.person, mentees=[make.make_pupil(ours) for _ in range(12)],
        starts_on=day, ends_on=day + datetime.timedelta(days=90), confirmed_on=day,
        year=year_of(day), active=True,
    )  # fmt: skip


def test_the_form_of_a_meeting_comes_with_everything_in_forty_kilobytes(client, mentor, group):
    client.force_login(mentor)

    sent = first_visit(client, reverse("meeting-new", args=[group.pk]))

    names = " ".join(sent)
    for part in ("core.css", "forms.css", "icons.svg", "draft.js", "400.woff2", "700.woff2"):
        assert part in names
    assert "app.css" not in names
    assert sum(sent.values()) <= LIMIT


def test_the_three_questions_come_with_everything_in_forty_kilobytes(client, group):
    meeting = make.make_meeting(group)
    row = Attendance.objects.create(meeting=meeting, member=group.mentees[0])
    client.get(feedback_path(row.pk, timezone.localdate()))

    sent = first_visit(client, reverse("feedback"))

    assert "app.css" not in " ".join(sent)
    assert sum(sent.values()) <= LIMIT


def test_pages_go_squeezed_and_files_as_they_are(client, mentor, group):
    client.force_login(mentor)
    squeezed = {"accept-encoding": "gzip"}
    meeting = make.make_meeting(group, next_on=timezone.localdate())

    page = client.get(reverse("mentor-home"), headers=squeezed)
    file = client.get(reverse("meeting-calendar", args=[meeting.pk]), headers=squeezed)
    plain = client.get(reverse("mentor-home"))

    assert page["Content-Encoding"] == "gzip"
    assert "Мои наставляемые" in gzip.decompress(page.content).decode()
    assert "Content-Encoding" not in file
    assert "Мои наставляемые" in plain.content.decode()
