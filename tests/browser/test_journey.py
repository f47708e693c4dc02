"""The steps of the year that need a real browser: signing, the meeting on the phone, the answer."""

import pytest
from django.utils import timezone

from mentoring.links import feedback_path
from mentoring.models import Attendance, Meeting, Pair
from reports.models import Document
from tests.browser.conftest import THEMES


@pytest.mark.parametrize("theme", THEMES)
def test_the_director_signs_what_waits(visitor, theme):
    seat = visitor("desk", theme).sign_in("director")
    page = seat.page
    paper = Document.objects.filter(organization__code="school-4").waiting().get()
    page.get_by_label("Номер").fill("999-ОД")
    page.get_by_role("button", name="Зарегистрировать приказ").click()
    page.wait_for_load_state()

    paper.refresh_from_db()
    assert (paper.number, paper.registered_on) == ("999-ОД", timezone.localdate())
    assert page.get_by_role("heading", name="На подпись ничего нет").is_visible()
    assert seat.troubles == []


def test_a_meeting_takes_six_taps_on_the_phone(visitor):
    seat = visitor("phone").sign_in("mentor")
    page = seat.page
    before = Meeting.objects.count()
    taps = 0
    for target in [
        page.get_by_role("link", name="Записать встречу").first,
        page.locator("input[name=stage][value=working]"),
        page.locator("input[name=topics]").first,
        page.locator("input[name=progress][value='8']"),
        page.locator("input[name=rapport][value='9']"),
        page.get_by_role("button", name="Сохранить встречу"),
    ]:
        target.click()
        taps += 1
    page.wait_for_load_state()

    assert taps <= 6
    assert Meeting.objects.count() == before + 1
    meeting = Meeting.objects.latest("pk")
    assert (meeting.stage, meeting.progress, meeting.rapport, meeting.held_on) == (
        "working", 8, 9, timezone.localdate(),
    )  # fmt: skip
    assert seat.overflow() == 0
    assert seat.troubles == []


def test_the_mentee_answers_by_link_without_an_account(visitor):
    pair = Pair.objects.filter(organization__code="school-4").earliest("pk")
    asked = Attendance.objects.filter(meeting__pair=pair, answered_at=None).earliest("pk")
    seat = visitor("phone")
    page = seat.open(feedback_path(asked.pk, timezone.localdate())).page
    assert page.url == f"{seat.site}/feedback/"
    page.locator("input[name=usefulness][value='9']").click()
    page.locator("input[name=comfort][value='10']").click()
    page.locator("input[name=goal][value=yes]").click()
    page.get_by_role("button", name="Отправить ответы").click()
    page.wait_for_load_state()

    asked.refresh_from_db()
    assert (asked.usefulness, asked.comfort, asked.goal) == (9, 10, "yes")
    assert seat.barriers() == []
    assert seat.troubles == []
