"""Headache 7 of a curator: feedback and diaries of busy mentors (domain, section 8)."""

import pytest
from django.utils import timezone

from mentoring.links import feedback_path
from mentoring.models import Attendance, Meeting, Pair
from people.models import User

OFFLINE = "Failed to load resource: net::ERR_INTERNET_DISCONNECTED"


class Hand:
    """Taps with one thumb and counts; whatever is typed is counted apart."""

    def __init__(self, page):
        self.page, self.taps, self.typed = page, 0, 0

    def tap(self, place):
        place.click()
        self.taps += 1

    def type(self, place, words):
        place.fill(words)
        self.typed += 1


def fill_in(hand):
    """Give what a meeting needs besides what stands there already: four taps."""
    page = hand.page
    for field in ("stage][value=working", "topics", "progress][value='8'", "rapport][value='9'"):
        hand.tap(page.locator(f"input[name={field}]").first)


def save(page):
    return page.get_by_role("button", name="Сохранить встречу")


def fresh_meetings(before):
    return Meeting.objects.exclude(pk__in=before)


def known():
    return set(Meeting.objects.values_list("pk", flat=True))


def test_headache_7_a_meeting_in_six_taps_and_the_answer_in_four(visitor):
    """Nothing is typed; the mentee needs no account; the papers of the meeting write themselves."""
    before, seat = known(), visitor("phone").sign_in("mentor")
    hand = Hand(seat.page)
    hand.tap(seat.page.get_by_role("link", name="Записать встречу").first)
    fill_in(hand)
    hand.tap(save(seat.page))
    seat.page.wait_for_url("**/my/meetings/*/")

    meeting = fresh_meetings(before).get()
    assert (hand.taps, hand.typed) == (6, 0)
    assert (meeting.stage, meeting.minutes, meeting.progress, meeting.rapport) == (
        "working", 45, 8, 9,
    )  # fmt: skip
    assert meeting.held_on == timezone.localdate() and meeting.topics.count() == 1
    asked = meeting.attendances.get()
    guest = visitor("phone", "dark")
    thumb = Hand(guest.open(feedback_path(asked.pk, timezone.localdate())).page)
    assert (guest.overflow(), guest.barriers()) == (0, [])
    for field in ("usefulness][value='9'", "comfort][value='10'", "goal][value=yes"):
        thumb.tap(guest.page.locator(f"input[name={field}]"))
    thumb.tap(guest.page.get_by_role("button", name="Отправить ответы"))
    guest.page.get_by_role("heading", name="Спасибо, ответ получен").wait_for()

    asked.refresh_from_db()
    assert (thumb.taps, thumb.typed) == (4, 0)
    assert (asked.usefulness, asked.comfort, asked.goal) == (9, 10, "yes")
    seat.page.reload()
    assert seat.page.get_by_text("Ответ получен").first.is_visible()
    assert (seat.overflow(), seat.barriers()) == (0, [])
    diary = seat.page.request.get(f"/papers/diary/{meeting.pair_id}/")
    assert diary.ok
    assert seat.troubles + guest.troubles == []


def test_a_meeting_survives_a_lost_connection_and_a_closed_page(visitor):
    before, seat = known(), visitor("phone").sign_in("mentor")
    page, context = seat.page, seat.page.context
    page.get_by_role("link", name="Записать встречу").first.click()
    hand = Hand(page)
    fill_in(hand)
    page.get_by_text("Добавить слова для дневника").click()
    hand.type(page.get_by_label("Слова для дневника"), "Разобрали план урока")
    context.set_offline(True)
    save(page).click()
    page.get_by_text("Сохранено в телефоне, отправим, когда появится связь").wait_for()
    assert (seat.overflow(), seat.barriers()) == (0, [])
    assert not fresh_meetings(before).exists()
    with pytest.raises(Exception, match="ERR_INTERNET_DISCONNECTED"):
        page.reload()  # the browser's own page: there is nothing of ours to show
    page.close()

    context.set_offline(False)
    page = context.new_page()
    page.goto("/my/")
    page.get_by_role("link", name="Открыть встречу").click()
    page.wait_for_url("**/my/meetings/*/")

    meeting = fresh_meetings(before).get()
    assert (meeting.stage, meeting.progress, meeting.note) == (
        "working", 8, "Разобрали план урока",
    )  # fmt: skip
    assert page.evaluate("Object.keys(localStorage)") == []
    assert [trouble for trouble in seat.troubles if trouble != OFFLINE] == []


def test_a_meeting_changed_after_it_was_saved_waits_for_another_save(visitor):
    before, seat = known(), visitor("phone").sign_in("mentor")
    page, context = seat.page, seat.page.context
    page.get_by_role("link", name="Записать встречу").first.click()
    fill_in(Hand(page))
    context.set_offline(True)
    save(page).click()
    page.get_by_text("Сохранено в телефоне").wait_for()
    page.locator("input[name=progress][value='5']").click()
    page.locator("input[name=progress][value='6']").click()
    context.set_offline(False)
    assert page.get_by_text("Нажмите «Сохранить встречу» ещё раз").is_visible()
    assert (seat.overflow(), seat.barriers()) == (0, [])
    assert not fresh_meetings(before).exists()

    save(page).click()
    page.wait_for_url("**/my/meetings/*/")

    assert fresh_meetings(before).get().progress == 6


def test_leaving_sends_what_still_waits(visitor):
    before, seat = known(), visitor("phone").sign_in("mentor")
    page = seat.page
    page.get_by_role("link", name="Записать встречу").first.click()
    fill_in(Hand(page))
    page.route("**/my/*/meeting/", lambda route: route.abort())
    save(page).click()
    page.get_by_text("Сохранено в телефоне").wait_for()
    page.unroute("**/my/*/meeting/")

    page.get_by_text("Меню").click()
    page.get_by_role("button", name="Выйти").last.click()
    page.wait_for_url("**/login/**")

    assert fresh_meetings(before).count() == 1
    assert page.evaluate("Object.keys(localStorage)") == []


def test_answers_and_corrections_stay_on_the_page_without_a_connection(visitor):
    """Nothing of a mentee is kept in the browser: the page itself waits, and says so."""
    today, seat = timezone.localdate(), visitor("phone").sign_in("mentor")
    meeting = Meeting.objects.visible_to(User.objects.get(username="mentor")).last()
    Meeting.objects.filter(pk=meeting.pk).update(recorded_at=timezone.now())  # no reason is asked
    asked = meeting.attendances.get()
    asked.answered_at, asked.usefulness, asked.comfort, asked.goal = None, None, None, ""
    asked.message = ""
    asked.save()
    guest = visitor("phone", "dark").open(feedback_path(asked.pk, today))
    for field in ("usefulness][value='9'", "comfort][value='10'", "goal][value=yes"):
        guest.page.locator(f"input[name={field}]").click()
    guest.page.get_by_text("Написать несколько слов").click()
    guest.page.get_by_label("Слова").first.fill("Разобрались с планом")
    seat.open(f"/my/meetings/{meeting.pk}/correct/")
    seat.page.locator("input[name=minutes][value='90']").click()

    for one, button in [(guest, "Отправить ответы"), (seat, "Сохранить встречу")]:
        one.page.context.set_offline(True)
        one.page.get_by_role("button", name=button).click()
        one.page.get_by_text("Нет связи, поэтому пока ничего не отправлено").wait_for()
        assert (one.overflow(), one.barriers()) == (0, [])
        one.page.context.set_offline(False)
    guest.page.get_by_role("heading", name="Спасибо, ответ получен").wait_for()
    seat.page.wait_for_url(f"**/my/meetings/{meeting.pk}/")

    asked.refresh_from_db()
    meeting.refresh_from_db()
    assert (asked.usefulness, asked.message, meeting.minutes) == (9, "Разобрались с планом", 90)
    assert guest.page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_the_connection_comes_back_to_the_open_page_and_the_answer_was_lost(visitor):
    """The server has the meeting, the telephone does not know it: sent again it is still one."""
    before, seat = known(), visitor("phone").sign_in("mentor")
    page, context = seat.page, seat.page.context
    page.get_by_role("link", name="Записать встречу").first.click()
    fill_in(Hand(page))
    reached = []

    def lose_the_answer(route):
        if route.request.method == "POST" and not reached:
            reached.append(route.fetch(max_redirects=0).status)
            return route.abort()
        return route.continue_()

    page.route("**/my/*/meeting/", lose_the_answer)
    save(page).click()
    page.get_by_text("Сохранено в телефоне").wait_for()
    assert (reached, fresh_meetings(before).count()) == ([302], 1)

    context.set_offline(True)
    context.set_offline(False)
    page.wait_for_url("**/my/meetings/*/")

    assert fresh_meetings(before).count() == 1
    assert page.evaluate("Object.keys(localStorage)") == []


def test_what_the_server_refuses_is_said_and_can_be_put_right(visitor):
    before, seat = known(), visitor("phone").sign_in("mentor")
    page = seat.page
    page.get_by_role("link", name="Записать встречу").first.click()
    fill_in(Hand(page))
    page.locator("input[name=held][value=other]").click()
    save(page).click()
    page.get_by_role("alert").wait_for()
    assert page.title().startswith("Ошибка:")
    assert page.locator("input[name=progress][value='8']").is_checked()
    assert page.evaluate("document.activeElement.getAttribute('role')") == "alert"
    assert (seat.overflow(), seat.barriers()) == (0, [])

    page.locator("input[name=held]").first.click()
    save(page).click()
    page.wait_for_url("**/my/meetings/*/")

    assert fresh_meetings(before).count() == 1


def test_a_shared_telephone_shows_a_draft_to_nobody_else(visitor):
    seat = visitor("phone").sign_in("mentor")
    page = seat.page
    page.get_by_role("link", name="Записать встречу").first.click()
    form = page.url
    page.get_by_text("Ещё темы").click()
    page.locator("input[name=topics]").last.check()
    page.get_by_text("Добавить слова для дневника").click()
    page.get_by_label("Слова для дневника").fill("Только для себя")
    seat.open("/my/")
    assert page.get_by_text("В телефоне осталась начатая встреча").is_visible()
    assert (seat.overflow(), seat.barriers()) == (0, [])
    page.goto(form)
    assert page.get_by_label("Слова для дневника").input_value() == "Только для себя"
    assert page.locator("input[name=topics]").last.is_visible()  # the fold is open again
    page.context.clear_cookies()  # the session ends by itself: nobody has logged out
    seat.open("/login/")
    assert page.get_by_text("ждёт неотправленная встреча").is_visible()
    assert (seat.overflow(), seat.barriers()) == (0, [])
    seat.sign_in("curator").open(form)
    assert page.get_by_label("Слова для дневника").input_value() == ""
    assert page.get_by_text("Продолжаем встречу").is_hidden()
    assert page.evaluate("Object.keys(localStorage)") == []  # what was only begun is gone

    page.context.clear_cookies()
    seat.sign_in("mentor").open(form)
    page.locator("input[name=topics]").first.check()
    seat.open("/my/")
    answers = ["dismiss", "accept"]
    page.on("dialog", lambda dialog: getattr(dialog, answers.pop(0))())
    page.get_by_text("Меню").click()
    for _ in range(2):
        page.get_by_role("button", name="Выйти").last.click()
        page.wait_for_load_state()
    page.wait_for_url("**/login/**")

    assert answers == []
    assert page.evaluate("Object.keys(localStorage)") == []


def test_a_saved_meeting_waits_for_its_mentor_or_is_erased_by_hand(visitor):
    seat = visitor("phone")
    page = seat.open("/login/").page
    page.evaluate(
        "localStorage['meeting:mentor:/my/1/meeting/'] = "
        "JSON.stringify({fields: [['note', 'Секрет']], ready: true, at: Date.now()})"
    )

    seat.sign_in("curator")
    seat.open("/")

    assert page.get_by_text("ждёт неотправленная встреча").is_visible()
    assert "Секрет" not in page.inner_text("body")
    assert (seat.overflow(), seat.barriers()) == (0, [])
    page.get_by_role("button", name="сотрите её").click()
    page.wait_for_function("!localStorage.length")
    assert page.get_by_text("ждёт неотправленная встреча").is_hidden()


def test_the_form_works_without_the_script(visitor):
    before, seat = known(), visitor("phone").sign_in("mentor")
    seat.page.route("**/draft.js", lambda route: route.abort())
    seat.page.reload()
    seat.page.get_by_role("link", name="Записать встречу").first.click()
    fill_in(Hand(seat.page))
    save(seat.page).click()
    seat.page.wait_for_url("**/my/meetings/*/")

    assert fresh_meetings(before).count() == 1
    assert Attendance.objects.filter(meeting=fresh_meetings(before).get()).exists()


def test_a_mentor_without_an_account_marks_who_of_the_group_came(visitor):
    """The curator gives the link; the telephone records the meeting and is left behind clean."""
    today = timezone.localdate()
    pairs = Pair.objects.filter(organization__code="school-4").active(today).order_by("pk")
    group = next(pair for pair in pairs if pair.is_group)
    before, curator = known(), visitor().sign_in("curator")
    curator.open(f"/admin/mentoring/pair/{group.pk}/link/{group.mentors[0].pk}/")
    curator.page.get_by_role("button", name="Создать ссылку").click()
    curator.page.get_by_role("heading", name="Ссылка готова").wait_for()
    assert (curator.overflow(), curator.barriers()) == (0, [])

    seat = visitor("phone", "dark")
    seat.open(curator.page.get_by_label("Ссылка, чтобы отправить").input_value())
    assert seat.page.url == f"{seat.site}/my/"
    assert (seat.overflow(), seat.barriers()) == (0, [])
    seat.page.get_by_role("link", name="Записать встречу").click()
    hand, absent = Hand(seat.page), group.mentees[0]
    hand.tap(seat.page.locator("label.chip", has_text=absent.person.short_name))
    hand.tap(save(seat.page))
    seat.page.wait_for_url("**/my/meetings/*/")
    assert (seat.overflow(), seat.barriers()) == (0, [])

    meeting = fresh_meetings(before).get()
    came = meeting.attendances.filter(was_present=True).count()
    assert meeting.attendances.get(member=absent).was_present is False
    assert (came, hand.taps, hand.typed) == (len(group.mentees) - 1, 2, 0)
    seat.page.get_by_text("Меню").click()
    seat.page.get_by_role("button", name="Выйти").last.click()
    seat.page.get_by_role("heading", name="Вы вышли").wait_for()
    assert (seat.overflow(), seat.barriers()) == (0, [])
    seat.page.goto("/my/")
    assert "/login/" in seat.page.url
    assert curator.troubles + seat.troubles == []
