"""The headaches of a curator about pairs, each gone in the browser (domain, section 8)."""

import datetime

from django.utils import timezone

from mentoring.models import LabourTerms, Pair, PairMember, Replacement, Side
from people.models import Mentee, Person
from people.workdays import add_working_days
from reports.models import Document

DAY = datetime.timedelta(days=1)


def press(page, name):
    with page.expect_navigation():
        page.get_by_role("button", name=name).first.click()


def test_headache_5_a_mentor_is_replaced_in_the_middle_of_the_year(visitor):
    """Reason, notice of three working days, successor, order; then the pay has ended."""
    seat = visitor().sign_in("curator")
    page = seat.page
    pair = Pair.objects.filter(organization__code="school-4").earliest("pk")
    old, met = pair.mentors[0], pair.meetings.count()
    seat.open(f"/admin/mentoring/pair/{pair.pk}/change/")
    page.get_by_role("link", name="Заменить").click()
    page.wait_for_load_state()
    page.locator("label.chip", has_text="Наставник отказался").click()
    press(page, "Дальше: кто заменит")
    page.locator("label.chip", has_text="Белова Елена").click()
    page.get_by_label("Почему сверх предела").fill("решение совета наставников")
    press(page, "Дальше: приказ")
    assert seat.barriers() == []
    press(page, "Подготовить приказ о замене")
    unchanged = [member.pk for member in pair.members.filter(side=Side.MENTOR, left_on=None)]
    press(page, "Передать на подпись")

    paper = Document.objects.get(kind="order-replacement", sha256="")
    director = visitor().sign_in("director")
    director.open(f"/desk/?paper={paper.pk}")
    director.page.locator("#id_number").fill("777-ОД")
    press(director.page, "Зарегистрировать приказ")

    last = add_working_days(timezone.localdate(), 3, organization=pair.organization)
    old.refresh_from_db()
    new = PairMember.objects.get(pair=pair, side=Side.MENTOR, left_on=None)
    assert unchanged == [old.pk]
    assert (old.left_on, new.person.surname, new.joined_on) == (last, "Белова", last + DAY)
    assert LabourTerms.objects.get(member=old).last_day == last
    assert Replacement.objects.open().count() == 0
    assert pair.meetings.count() == met
    assert seat.troubles == [] and director.troubles == []


def test_headache_3_one_of_a_group_leaves_and_nobody_is_counted_twice(visitor):
    seat = visitor("phone").sign_in("curator")
    page = seat.page
    at_work = Pair.objects.active(timezone.localdate()).filter(organization__code="school-4")
    group = next(pair for pair in at_work.order_by("pk") if pair.is_group)
    leaving, count = group.mentees[0], len(group.mentees)
    seat.open(f"/admin/mentoring/pair/{group.pk}/leave/{leaving.pk}/")
    page.get_by_label("Причина").fill("переезд семьи")
    press(page, "Записать выход")

    leaving.refresh_from_db()
    assert (leaving.left_on, leaving.leaving_reason) == (timezone.localdate(), "переезд семьи")
    assert len(Pair.objects.get(pk=group.pk).mentees) == count - 1
    assert seat.overflow() == 0
    assert seat.troubles == []


def test_headache_an_overloaded_mentor_is_a_question_with_a_reason(visitor):
    """The limit warns, the reason lets the group be formed and stays on its page (5.3)."""
    seat = visitor().sign_in("curator")
    page = seat.page
    mentor = Person.objects.get(organization__code="school-4", surname="Громова")
    led = PairMember.objects.filter(pair__members__person=mentor).values("person")
    pupils = Mentee.objects.filter(person__organization=mentor.organization, person__kind="pupil")
    free = list(pupils.exclude(person__in=led).values_list("person", flat=True)[:3])
    before = Pair.objects.count()
    seat.open("/admin/mentoring/pair/add/")
    page.locator("#id_mentor").select_option(str(mentor.pk))
    page.locator("#id_form").select_option(label="педагог – ученик")
    for pupil in free:
        page.locator(f"input[name=mentees][value='{pupil}']").evaluate("box => box.checked = true")
    press(page, "Сформировать пару")
    refused = (Pair.objects.count(), page.title())
    warned = page.locator(".errornote").inner_text()
    page.get_by_label("Почему сверх предела").fill("решение совета наставников")
    press(page, "Сформировать пару")

    assert refused[0] == before and refused[1].startswith("Ошибка:")
    assert "в банке указано, что ведёт не больше" in warned
    formed = Pair.objects.latest("pk")
    assert (Pair.objects.count(), formed.limit_reason) == (
        before + 1, "решение совета наставников",
    )  # fmt: skip
    assert "Сверх предела: решение совета наставников." in page.content()
