"""The banks of the year: competences and criteria of mentors, needs of mentees, own topics."""

import datetime

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils.html import strip_tags

from mentoring.models import Competence, Criterion, CriterionCheck, Need, PairMember, Topic
from mentoring.standing import with_load
from people.models import Candidate, Mentor
from people.spreadsheets import read_sheets
from reports.documents.registers import register_mentees, register_mentors
from tests import factories as make
from tests.factories import TODAY, YEAR


@pytest.fixture
def bank(ours):
    call_command("loaddata", "catalogue", verbosity=0)
    return make.make_bank(make.make_person(ours, post="учитель", surname="Смирнова"))


def save(client, bank, **values):
    """Open the page of the mentor, send it with the values, return both answers."""
    sizes = {f"{prefix}-{name}_FORMS": "0" for prefix in ("competence", "criterioncheck")
             for name in ("TOTAL", "INITIAL")}  # fmt: skip
    form = {"person": bank.person_id, "year": YEAR, "capacity": 2} | sizes | values
    address = reverse("admin:people_mentor_change", args=[bank.pk])
    return client.get(address), client.post(address, form)


def test_a_mentor_gets_competences_and_a_checklist(as_curator, bank):
    topic, criterion = Topic.objects.get(code="assessment"), Criterion.objects.get(code="category")
    page, answer = save(as_curator, bank, **{
        "competence-TOTAL_FORMS": "1", "competence-0-topic": topic.pk,
        "competence-0-level": 3, "competence-0-evidence": "открытый урок",
        "criterioncheck-TOTAL_FORMS": "1", "criterioncheck-0-criterion": criterion.pk,
        "criterioncheck-0-is_met": "on", "availability": "вторник",
        "recommended_by": "методическое объединение",
    })  # fmt: skip

    assert answer.status_code == 302, answer.content.decode()
    assert str(Competence.objects.get(mentor=bank)) == "Оценивание: учит других"
    assert CriterionCheck.objects.get(mentor=bank).criterion == criterion
    bank.refresh_from_db()
    assert (bank.availability, bank.recommended_by) == ("вторник", "методическое объединение")
    shown = page.content.decode()
    assert "Первая или высшая категория" in shown
    assert "Успевает в учёбе" not in shown  # a criterion of pupils
    assert "Методические</option>" not in shown  # a heading of the tree is no topic


def test_the_checklist_begins_with_what_is_still_open(as_curator, bank):
    known = Criterion.objects.get(code="category")
    CriterionCheck.objects.create(mentor=bank, criterion=known)
    page, _ = save(as_curator, bank)
    (checklist,) = [one.formset for one in page.context["inline_admin_formsets"]
                    if one.formset.model is CriterionCheck]  # fmt: skip
    asked = [form.initial["criterion"] for form in checklist.extra_forms]
    names = {criterion.name for criterion in asked}
    assert "Готовность делиться опытом" in names
    assert not {known.name, "Успевает в учёбе"} & names
    assert {form.initial["is_met"] for form in checklist.extra_forms} == {False}

    sent = {"criterioncheck-TOTAL_FORMS": str(len(asked))}
    sent |= {f"criterioncheck-{number}-criterion": criterion.pk
             for number, criterion in enumerate(asked, 1)}  # fmt: skip
    kept = CriterionCheck.objects.get().pk
    answer = save(as_curator, bank, **sent | {
        "criterioncheck-INITIAL_FORMS": "1", "criterioncheck-0-id": kept,
        "criterioncheck-0-criterion": known.pk, "criterioncheck-0-is_met": "on",
        "criterioncheck-TOTAL_FORMS": str(len(asked) + 1), "criterioncheck-2-is_met": "on",
    })[1]  # fmt: skip

    assert answer.status_code == 302, answer.content.decode()
    assert set(CriterionCheck.objects.values_list("criterion", "is_met")) == {
        (known.pk, True), (asked[1].pk, True),
    }  # fmt: skip


def test_another_schools_topic_is_neither_shown_nor_taken(as_curator, bank, theirs):
    topic = Topic.objects.create(organization=theirs, name="Чужая тема")

    page, answer = save(as_curator, bank, **{
        "competence-TOTAL_FORMS": "1", "competence-0-topic": topic.pk,
        "competence-0-level": 3,
    })  # fmt: skip

    assert (answer.status_code, Competence.objects.count()) == (200, 0)
    assert "Чужая тема" not in page.content.decode()


def test_shared_topics_are_read_and_own_ones_written(as_curator, bank, ours):
    shared = Topic.objects.get(code="assessment")
    form = {"name": "Кванториум", "parent": Topic.objects.get(code="methodical").pk,
            "for_teachers": "on"}  # fmt: skip
    as_curator.post(reverse("admin:mentoring_topic_add"), form)
    address = reverse("admin:mentoring_topic_change", args=[shared.pk])

    assert Topic.objects.get(name="Кванториум").organization == ours
    assert as_curator.post(address, form).status_code == 403
    again = as_curator.post(reverse("admin:mentoring_topic_add"), form | {"name": "оценивание"})
    assert "уже есть в общем дереве" in again.content.decode()


def test_registers_and_downloads_name_the_topics(as_curator, bank, ours):
    base = make.make_bank(make.make_pupil(ours), "mentee")
    Competence.objects.create(mentor=bank, topic=Topic.objects.get(code="assessment"), level=1)
    Competence.objects.create(mentor=bank, topic=Topic.objects.get(code="exams"), level=3)
    Need.objects.create(mentee=base, topic=Topic.objects.get(code="career"), severity=3)

    assert register_mentors(ours, on=TODAY)["rows"][0]["strengths"] == (
        "Подготовка к ОГЭ и ЕГЭ, Оценивание"
    )
    assert register_mentees(ours, on=TODAY)["rows"][0]["request"] == "Выбор профессии"
    for name, text in [("mentor", "Оценивание: знает; Подготовка к ОГЭ и ЕГЭ: учит других"),
                       ("mentee", "Выбор профессии: остро")]:  # fmt: skip
        data = as_curator.post(reverse(f"admin:people_{name}_export")).content
        assert text in read_sheets(data)[0].rows[1]


def test_possible_mentors_stand_in_their_list_by_source(as_curator, ours, theirs):
    for organization, source in [(ours, "parents"), (ours, "pupils"), (theirs, "parents")]:
        person = make.make_person(organization, surname=f"Возможный-{source}")
        Candidate.objects.create(person=person, year=YEAR, source=source)

    page = as_curator.get(reverse("admin:people_candidate_changelist") + "?source=parents")

    assert [str(row.person)[:17] for row in page.context["cl"].result_list] == ["Возможный-parents"]


def columns(client, name, query=""):
    """Return [(who, about, with whom, state)] of the list as plain words."""
    page = client.get(reverse(f"admin:people_{name}_changelist") + query)
    admin = page.context["cl"].model_admin
    shown = admin.list_display
    return [tuple(" ".join(strip_tags(str(getattr(admin, column)(row))).split())
                  for column in shown) for row in page.context["cl"].result_list]  # fmt: skip


def test_the_bank_tells_the_load_and_the_state_of_each_mentor(as_curator, ours):
    busy, free, lacking = (make.make_person(ours, surname=name) for name in ("Ай", "Бей", "Вей"))
    for person in (busy, free, lacking):
        make.make_bank(person)
    pupils = [make.make_pupil(ours, age=19), make.make_pupil(ours, age=19)]
    make.make_pair(ours, mentor=busy, mentees=pupils, active=True)
    make.make_pair(ours, mentor=busy, mentees=pupils[:1], closed_on=TODAY, closing="cancelled")
    make.make_all_consents(free)
    Competence.objects.create(
        mentor=free.mentors.get(), topic=make.make_topic(name="Оценивание"), level=3
    )

    rows = {row[0].split()[0]: row[1:] for row in columns(as_curator, "mentor")}
    page = as_curator.get(reverse("admin:people_mentor_changelist")).content.decode()

    assert rows == {
        "Ай": ("–", "2 из 5", "Действует"),
        "Бей": ("Оценивание", "0 из 5", "Свободен"),
        "Вей": ("–", "0 из 5", "Нет согласий"),
    }
    assert "3\u00a0наставника, у\u00a03 есть свободные места." in page


def test_who_is_replaced_leads_up_to_the_last_day(ours):
    old, new = make.make_person(ours), make.make_person(ours)
    for person in (old, new):
        make.make_bank(person, year=YEAR)
    pair = make.make_pair(ours, mentor=old, active=True, year=YEAR)
    last = TODAY + datetime.timedelta(days=3)
    pair.members.filter(person=old).update(left_on=last)
    PairMember.objects.create(pair=pair, person=new, side="mentor",
                              joined_on=last + datetime.timedelta(days=1))  # fmt: skip

    def loads(on):
        return dict(with_load(Mentor.objects.all(), on).values_list("person", "load"))

    assert loads(TODAY) == loads(last) == {old.pk: 1, new.pk: 1}
    assert loads(last + datetime.timedelta(days=1)) == {old.pk: 0, new.pk: 1}


def test_the_bank_is_narrowed_to_those_who_may_take_one_more(as_curator, ours):
    full, free = (make.make_person(ours, surname=name) for name in ("Ай", "Бей"))
    for person in (full, free):
        row = make.make_bank(person)
        row.capacity = 1
        row.save()
    make.make_pair(ours, mentor=full, active=True)

    def found(query):
        return [row[0].split()[0] for row in columns(as_curator, "mentor", query)]

    assert found("?pairs=room") == ["Бей"]
    assert found("?pairs=without") == ["Бей"]
    assert found("?pairs=at_work") == ["Ай"]
    assert found("?pairs=paused") == []


def test_the_base_names_the_mentor_and_who_has_none(as_curator, ours):
    led, waiting = (make.make_person(ours, surname=name) for name in ("Ай", "Бей"))
    for person in (led, waiting):
        make.make_bank(person, role="mentee")
    mentor = make.make_person(ours, surname="Вей", first_name="Яна", patronymic="", gender="f")
    make.make_pair(ours, mentor=mentor, mentees=[led], active=True)
    make.make_all_consents(waiting)

    assert [row[2:] for row in columns(as_curator, "mentee")] == [
        ("Вей Я.", "Действует"), ("–", "Без пары"),
    ]  # fmt: skip


def test_a_capacity_below_those_who_are_led_is_refused_beside_the_field(as_curator, ours, bank):
    make.make_pair(ours, mentor=bank.person, active=True,
                   mentees=[make.make_person(ours), make.make_person(ours)])  # fmt: skip

    _, refused = save(as_curator, bank, capacity=1)
    _, taken = save(as_curator, bank, capacity=2)

    assert "Сейчас ведёт 2\u00a0наставляемых. Поставьте 2 или больше" in refused.content.decode()
    assert taken.status_code == 302


@pytest.mark.parametrize("page", ["person", "mentor"])
def test_the_page_of_a_person_and_of_a_mentor_lists_the_pairs(as_curator, ours, bank, page):
    pair = make.make_pair(ours, mentor=bank.person, active=True)
    other = make.make_pair(ours, active=True)
    pk = bank.person_id if page == "person" else bank.pk

    shown = as_curator.get(reverse(f"admin:people_{page}_change", args=[pk])).content.decode()

    assert reverse("admin:mentoring_pair_change", args=[pair.pk]) in shown
    assert reverse("admin:mentoring_pair_change", args=[other.pk]) not in shown


def test_the_page_of_a_person_says_which_consents_are_in_force(as_curator, ours, bank):
    stranger = make.make_person(ours)
    make.make_consent(bank.person, "participation")

    def words(person):
        answer = as_curator.get(reverse("admin:people_person_change", args=[person.pk]))
        return " ".join(strip_tags(answer.content.decode()).split())

    shown = words(bank.person)
    assert "Обработка персональных данных: нет Отметить подпись" in shown
    assert "Участие в программе: подписано 01.09.26" in shown
    assert "согласия не нужны" in words(stranger) and "согласия не нужны" not in shown
