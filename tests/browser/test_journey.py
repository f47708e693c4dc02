"""The steps of the year that need a real browser: signing."""

import pytest
from django.utils import timezone

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
