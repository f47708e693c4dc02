import datetime
import re

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from mentoring import roster
from mentoring.changelist import state_with_phrase
from mentoring.models import Attendance, Meeting, MentoringForm, Pair, PairState
from people.models import Mentee, Mentor
from people.years import year_of
from reports.models import Document
from tests import factories as make

LIST = "admin:mentoring_pair_changelist"


def this_year(organization, today, **values):
    return make.make_pair(organization, year=year_of(today), **values)


def at_work(organization, today, **values):
    begun = today - datetime.timedelta(days=60)
    return this_year(organization, today, active=True, starts_on=begun, confirmed_on=begun,
                     **values)  # fmt: skip


def page_of(client, pair):
    return client.get(reverse("admin:mentoring_pair_change", args=[pair.pk]))


def step(pair, name):
    return reverse("admin:mentoring_pair_step", args=[pair.pk, name])


def sentences(response):
    return " ".join(response.content.decode().split())


def new_pair(today, mentor, mentees, form=None, **values):
    """Return what the form «Сформировать пару» sends."""
    form = form or make.make_form()
    return {
        "mentor": mentor.pk, "mentees": [person.pk for person in mentees], "form": form.pk,
        "kind": make.make_kind().pk, "starts_on": today.isoformat(),
        "ends_on": (today + datetime.timedelta(days=180)).isoformat(),
    } | values  # fmt: skip


# the list


def test_the_list_shows_the_pairs_of_the_school_and_the_year(as_curator, ours, theirs, today):
    pair = this_year(ours, today)
    this_year(theirs, today)
    make.make_pair(ours, year=2019)

    page = as_curator.get(reverse(LIST))

    assert page.context["cl"].result_list == [pair]


def test_the_list_says_what_each_pair_lacks(as_curator, ours, today):
    this_year(ours, today)
    make.make_meeting(at_work(ours, today), held_on=today)
    at_work(ours, today)
    ready = this_year(ours, today)
    make.make_all_consents(*(member.person for member in ready.members.all()))
    withdrawn = at_work(ours, today)
    withdrawn.mentees[0].person.consents.update(withdrawn_on=today)

    page = as_curator.get(reverse(LIST))

    phrases = [
        " ".join(strip_tags(state_with_phrase(pair, today).replace("<span", " <span")).split())
        for pair in page.context["cl"].result_list
    ]
    assert phrases == [
        "Нет согласий Действует, но не хватает 2 согласий.",
        "Ждёт приказа Согласия есть.",
        "Действует Пара действует 60 дней, ни одной встречи не записано.",
        "Действует приказ от 15.09.2026 № 1-ОД",
        "Нет согласий Не хватает 4 согласий.",
    ]


def test_only_open_pairs_can_be_ticked_for_an_order(as_curator, ours, today):
    still_open = [this_year(ours, today), at_work(ours, today)]
    at_work(ours, today, closed_on=today, closing="ended_early")

    page = as_curator.get(reverse(LIST)).content.decode()

    ticked = re.findall(r'name="subject" value="(\d+)"', page)
    assert sorted(map(int, ticked)) == [pair.pk for pair in still_open]
    assert f'formaction="{reverse("document-draft", args=["order-pairs"])}"' in page


@pytest.mark.parametrize("query", ["соколов", "СОКОЛОВ дмитрий", "семёнова", "Семенова"])
def test_a_pair_is_found_by_either_name(as_curator, ours, today, query):
    mentor = make.make_person(ours, surname="Семёнова", first_name="Ольга", gender="f")
    mentee = make.make_person(ours, surname="Соколов", first_name="Дмитрий")
    pair = this_year(ours, today, mentor=mentor, mentees=[mentee])
    this_year(ours, today)

    page = as_curator.get(reverse(LIST), {"q": query})

    assert page.context["cl"].result_list == [pair]


@pytest.mark.parametrize(
    ("state", "index"),
    [("active", 0), ("awaiting", 1), ("paused", 2), ("completed", 3), ("ended_early", 4),
     ("cancelled", 5), ("draft", 6), ("proposed", 7)],
)  # fmt: skip
def test_the_list_is_narrowed_to_a_state(as_curator, ours, today, state, index):
    pairs = [at_work(ours, today), this_year(ours, today, agreed_on=today),
             at_work(ours, today, paused_on=today),
             at_work(ours, today, closed_on=today, closing="completed"),
             at_work(ours, today, closed_on=today, closing="ended_early"),
             this_year(ours, today, closed_on=today, closing="cancelled"),
             this_year(ours, today, agreed_on=None, proposed_on=None),
             this_year(ours, today, agreed_on=None, proposed_on=today)]  # fmt: skip

    page = as_curator.get(reverse(LIST), {"state": state})

    assert page.context["cl"].result_list == [pairs[index]]


def test_a_made_up_state_narrows_nothing(as_curator, ours, today):
    pair = this_year(ours, today)

    page = as_curator.get(reverse(LIST), {"state": "1 OR 1"})

    assert page.context["cl"].result_list == [pair]


@pytest.mark.parametrize("address", [LIST, "admin:mentoring_meeting_changelist"])
def test_a_list_asks_as_much_for_thirty_rows_as_for_one(
    as_curator, ours, today, address, django_assert_num_queries
):
    form, kind = make.make_form(), make.make_kind()

    def add(number):
        for _ in range(number):
            pair = at_work(ours, today, form=form, kind=kind)
            make.make_meeting(pair).topics.add(make.make_topic())

    add(1)
    with CaptureQueriesContext(
        connection,
    ) as one:
        as_curator.get(reverse(address))
    add(29)

    with django_assert_num_queries(len(one)):
        as_curator.get(reverse(address))


# the form


def test_a_group_is_formed_on_the_page(as_curator, ours, today):
    teacher = make.make_person(ours, post="учитель")
    pupils = [make.make_pupil(ours) for _ in range(3)]
    form = make.make_form(mentee_is_learner=True)

    answer = as_curator.post(
        reverse("admin:mentoring_pair_add"), new_pair(today, teacher, pupils, form)
    )

    pair = Pair.objects.get()
    assert answer.url == reverse("admin:mentoring_pair_change", args=[pair.pk])
    assert [m.person for m in pair.mentors] == [teacher]
    assert [m.person for m in pair.mentees] == pupils
    assert (pair.organization, pair.year) == (ours, year_of(today))


def test_the_bank_and_the_base_come_first(as_curator, ours, today):
    teacher, novice = make.make_person(ours, post="учитель"), make.make_person(ours)
    Mentor.objects.create(person=teacher, year=year_of(today), capacity=3)
    Mentee.objects.create(person=novice, year=year_of(today))
    this_year(ours, today, mentor=teacher, mentees=[make.make_person(ours) for _ in range(2)])

    form = as_curator.get(reverse("admin:mentoring_pair_add")).context["form"]

    heading, [(value, label)] = form.fields["mentor"].choices[1]
    assert (heading, value, label) == (
        "Банк наставников", teacher.pk, f"{teacher.full_name}, учитель – ведёт 2 из 3",
    )  # fmt: skip
    first, is_open, [(value, _, is_ticked)] = next(iter(form.groups()))
    assert (first, is_open, value, is_ticked) == ("База наставляемых", True, novice.pk, False)


def test_a_parent_is_led_only_when_the_base_says_so(as_curator, ours, today):
    mother, pupil = make.make_person(ours, kind="guardian"), make.make_pupil(ours)

    def led():
        form = as_curator.get(reverse("admin:mentoring_pair_add")).context["form"]
        return {value for _, _, rows in form.groups() for value, *_ in rows}

    assert pupil.pk in led() and mother.pk not in led()
    Mentee.objects.create(person=mother, year=year_of(today))
    assert mother.pk in led()


def test_of_many_people_those_of_the_banks_are_offered(as_curator, ours, today, monkeypatch):
    monkeypatch.setattr(roster, "FEW", 2)
    base, *others = [make.make_pupil(ours) for _ in range(3)]
    Mentee.objects.create(person=base, year=year_of(today))
    Mentee.objects.create(person=others[0], year=year_of(today) - 1)
    wanted = {base.pk, *ours.persons.filter(kind="employee").values_list("pk", flat=True)}
    assert 1 < len(wanted) < 4  # the few employees are offered besides

    for name, fields in {"pair": ("mentor", "mentees"), "pairban": ("first", "second")}.items():
        page = as_curator.get(reverse(f"admin:mentoring_{name}_add"))
        for field in fields:
            found = re.findall(r'value="(\d+)"', str(page.context["form"][field]))
            assert {int(key) for key in found} == wanted, field
        assert "Людей много, поэтому в списках те, кто внесён в банк" in sentences(page)
    others[0].delete()
    page = as_curator.get(reverse("admin:mentoring_pair_add"))
    assert f'value="{others[1].pk}"' in sentences(page)
    assert "Людей много" not in sentences(page)


def test_a_pair_begins_in_its_own_year(as_curator, ours, today):
    teacher, novice = make.make_person(ours), make.make_person(ours)
    sent = new_pair(today, teacher, [novice])

    refused = as_curator.post(
        reverse("admin:mentoring_pair_add"),
        sent | {"starts_on": f"{year_of(today) - 1}-10-01"},
    )

    assert "день другого учебного года" in refused.content.decode()
    assert not Pair.objects.exists()


def test_people_of_another_school_are_neither_offered_nor_taken(as_curator, ours, theirs, today):
    teacher, stranger = make.make_person(ours), make.make_person(theirs, surname="Чужаков")

    offered = as_curator.get(reverse("admin:mentoring_pair_add"))
    refused = as_curator.post(
        reverse("admin:mentoring_pair_add"), new_pair(today, teacher, [stranger])
    )

    assert "Чужаков" not in sentences(offered)
    assert "Отметьте наставляемых из списка." in sentences(refused)
    assert not Pair.objects.exists()


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"mentor": ""}, "Выберите наставника."),
        ({"mentor": "x"}, "Выберите наставника из списка."),
        ({"mentees": []}, "Отметьте хотя бы одного наставляемого."),
        ({"form": "0"}, "Выберите форму."),
        ({"kind": ""}, "Выберите вид."),
        ({"starts_on": "2026-02-31"}, "Такой даты нет."),
        ({"ends_on": "2019-01-01"}, "раньше, чем начался"),
        ({"direction": "я" * 20_000}, "Сократите направление"),
    ],
)
def test_a_wrong_pair_is_answered_with_a_sentence(as_curator, ours, today, values, sentence):
    data = new_pair(today, make.make_person(ours), [make.make_person(ours)])

    page = as_curator.post(reverse("admin:mentoring_pair_add"), data | values)

    assert page.status_code == 400
    assert sentence in sentences(page)
    assert not Pair.objects.exists()


def test_the_form_sent_twice_makes_one_pair(as_curator, ours, today):
    data = new_pair(today, make.make_person(ours), [make.make_person(ours)])
    as_curator.post(reverse("admin:mentoring_pair_add"), data)

    page = as_curator.post(reverse("admin:mentoring_pair_add"), data)

    assert "Такая пара уже есть." in sentences(page)
    assert Pair.objects.count() == 1


def test_the_form_asks_a_constant_number_of_questions(
    as_curator, ours, django_assert_max_num_queries
):
    for _ in range(30):
        make.make_pupil(ours)
        make.make_person(ours, post="учитель")

    with django_assert_max_num_queries(10):
        as_curator.get(reverse("admin:mentoring_pair_add"))


# the page


def test_the_page_names_everybody_who_lacks_a_consent(as_curator, ours, today):
    pupil = make.make_pupil(ours, age=13, surname="Захаров", first_name="Матвей")
    pair = this_year(ours, today, mentees=[pupil])
    make.make_all_consents(pair.mentors[0].person)

    page = page_of(as_curator, pair)

    assert [person for person, _, _ in page.context["lacking"]] == [pupil]
    assert "Нет согласия: участие в программе. Подписывает родитель." in sentences(page)
    assert "Приказа о закреплении нет" in sentences(page)


def test_the_page_shows_the_three_axes(as_curator, ours, today):
    pair = at_work(ours, today)
    make.make_meeting(pair, stage="acquaintance", held_on=today - datetime.timedelta(days=35))

    page = sentences(page_of(as_curator, pair))

    assert "Согласия всех участников" in page and "Приказ от 15.09.2026 № 1-ОД" in page
    assert "35 дней без встречи" in page
    assert '<li class="done"><b>Знакомство</b>' in page


def test_ratings_are_for_the_curator_alone(as_curator, ours, director, today, client):
    pair = at_work(ours, today)
    meeting = make.make_meeting(pair, held_on=today)
    Attendance.objects.create(
        meeting=meeting, member=pair.mentees[0], usefulness=2, comfort=3, goal="no",
        message="хочу другого", answered_at=timezone.now(),
    )  # fmt: skip
    address = reverse("admin:mentoring_meeting_change", args=[meeting.pk])

    curators = sentences(page_of(as_curator, pair)) + sentences(as_curator.get(address))
    client.force_login(director)
    directors = sentences(page_of(client, pair)) + sentences(client.get(address))

    for secret in ("поставил 2 из 10", "2&nbsp;и&nbsp;3", "хочу другого", "Польза 2 из 10"):
        assert secret in curators
        assert secret not in directors


def test_the_page_of_a_pair_asks_a_constant_number_of_questions(
    as_curator, ours, today, django_assert_max_num_queries
):
    pair = at_work(ours, today, mentees=[make.make_pupil(ours) for _ in range(5)])
    for _ in range(12):
        meeting = make.make_meeting(pair)
        for member in pair.mentees:
            Attendance.objects.create(meeting=meeting, member=member)

    with django_assert_max_num_queries(28):
        page_of(as_curator, pair)


def test_another_school_finds_neither_pair_nor_meeting(as_curator, theirs, today):
    pair = at_work(theirs, today)
    meeting = make.make_meeting(pair)
    addresses = [
        reverse("admin:mentoring_pair_change", args=[pair.pk]),
        reverse("admin:mentoring_meeting_change", args=[meeting.pk]),
    ]

    shown = [as_curator.get(address) for address in addresses]
    refused = as_curator.post(step(pair, "pause"))

    assert [page.status_code for page in (*shown, refused)] == [404, 404, 404]


# the steps


@pytest.mark.parametrize(
    ("name", "values", "expected"),
    [
        ("pause", {}, PairState.PAUSED),
        ("complete", {}, PairState.COMPLETED),
        ("end", {"reason": "переезд"}, PairState.ENDED_EARLY),
    ],
)
def test_a_step_is_asked_and_taken(as_curator, ours, today, name, values, expected):
    pair = at_work(ours, today)
    asked = as_curator.get(step(pair, name))
    assert " ".join(str(pair).split()) in sentences(asked)

    as_curator.post(step(pair, name), values)

    pair.refresh_from_db()
    assert pair.state(today) == expected


def test_a_waiting_pair_is_cancelled(as_curator, ours, today):
    pair = this_year(ours, today)

    as_curator.post(step(pair, "cancel"))

    pair.refresh_from_db()
    assert pair.state(today) == PairState.CANCELLED


def test_an_early_end_without_a_reason_is_asked_again(as_curator, ours, today):
    pair = at_work(ours, today)

    page = as_curator.post(step(pair, "end"))

    pair.refresh_from_db()
    assert "Напишите причину" in sentences(page)
    assert pair.state(today) == PairState.ACTIVE


def test_the_director_reads_and_changes_nothing(as_director, ours, today):
    pair = at_work(ours, today)

    answers = [as_director.get(step(pair, "pause")), as_director.post(step(pair, "pause")),
               as_director.get(reverse("admin:mentoring_pair_add"))]  # fmt: skip

    assert [answer.status_code for answer in answers] == [403, 403, 403]
    assert "Приостановить" not in sentences(page_of(as_director, pair))


def test_an_unknown_step_does_not_exist(as_curator, ours, today):
    assert as_curator.get(step(at_work(ours, today), "marry")).status_code == 404


# the meetings


def test_the_meetings_are_read_and_narrowed_by_what_is_waited_for(as_curator, ours, theirs, today):
    answered, waiting = at_work(ours, today), at_work(ours, today)
    make.make_meeting(at_work(theirs, today))
    make.make_meeting(make.make_pair(ours, year=2019))
    Attendance.objects.create(
        meeting=make.make_meeting(answered), member=answered.mentees[0], usefulness=9, comfort=9,
        goal="yes", answered_at=timezone.now(),
    )  # fmt: skip
    Attendance.objects.create(meeting=make.make_meeting(waiting), member=waiting.mentees[0])
    address = reverse("admin:mentoring_meeting_changelist")

    found = {
        choice: [meeting.pair for meeting in page.context["cl"].result_list]
        for choice in ("", "all", "waiting")
        for page in [as_curator.get(address, {"answers": choice} if choice else {})]
    }

    assert found == {"": [waiting, answered], "all": [answered], "waiting": [waiting]}


def test_a_meeting_cannot_be_typed_in_the_admin(as_curator, ours, today):
    meeting = make.make_meeting(at_work(ours, today))

    answer = as_curator.post(
        reverse("admin:mentoring_meeting_change", args=[meeting.pk]), {"minutes": 480}
    )

    assert answer.status_code == 403
    assert Meeting.objects.get().minutes == 45


def test_the_forms_are_those_of_the_catalogue(as_curator, ours, db):
    call_command("loaddata", "catalogue", verbosity=0)

    form = as_curator.get(reverse("admin:mentoring_pair_add")).context["form"]

    assert list(form.fields["form"].queryset) == list(MentoringForm.objects.all())


def test_the_page_of_a_pair_leads_to_its_order(as_curator, ours, today):
    pair = at_work(ours, today)
    order = Document.objects.create(
        organization=ours, kind="order-pairs", title="О закреплении", series="core",
        number="7-ОД", number_key="7-од", number_year=today.year, registered_on=today,
        registered_at=timezone.now(), sha256="0" * 64, facts={}, subject_ids=[pair.pk],
    )  # fmt: skip
    address = reverse("admin:reports_document_change", args=[order.pk])

    other = page_of(as_curator, pair).content.decode()
    Pair.objects.update(basis=order.basis)

    assert (address in other, address in page_of(as_curator, pair).content.decode()) == (
        False, True
    )  # fmt: skip
