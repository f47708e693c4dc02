"""Headache 4: missing and outdated consents, and what a withdrawal brings, as a curator sees it."""

from django.utils import timezone

from mentoring.models import Pair


def test_headache_4_a_withdrawn_consent_stops_the_pair_at_once(visitor):
    today = timezone.localdate()
    pair = Pair.objects.active(today).filter(organization__code="school-4").order_by("pk").first()
    mentee = pair.members.filter(side="mentee").first().person
    seat = visitor("desk").sign_in("curator")
    page = seat.page

    seat.open(f"/admin/legal/{mentee.pk}/withdraw/")
    page.get_by_label("Обработка персональных данных", exact=True).check()
    page.get_by_label("Электронная почта", exact=True).check()
    page.get_by_role("button", name="Отметить отзыв").click()

    page.get_by_text("Пара приостановлена").first.wait_for()
    pair.refresh_from_db()
    assert (pair.paused_on, pair.pause_reason) == (today, "отозвано согласие")
    assert seat.overflow() == 0
    assert seat.barriers() == []
    page.get_by_role("link", name="Уничтожить данные").click()
    assert seat.barriers() == []
    assert seat.troubles == []
