"""What must not be entered about people and pairs: a sentence each, and nothing half done."""

import datetime

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from mentoring.models import Pair
from people.actions import ConsentRefused, record_consent
from people.models import Consent, Guardian, Person
from tests import factories as make
from tests.people import tables
from tests.people.test_admin import EMPTY_INLINES

HOUSE = ("people", "mentoring", "surveys", "roadmaps", "reports")
DAY = datetime.timedelta(days=1)


def everything():
    """Return all rows of the house."""
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values_list())
        for app in HOUSE for model in apps.get_app_config(app).get_models()
    }  # fmt: skip


class School:
    """What a curator has before her: a teacher, a child with a mother, a pair at work."""

    def __init__(self, client, ours, theirs):
        self.client, self.ours = client, ours
        self.today = timezone.localdate()
        self.teacher = make.make_person(ours, post="учитель", surname="Ларин")
        self.clerk = make.make_person(ours, surname="Маслов")
        self.child = make.make_pupil(ours, age=13, surname="Чижов")
        self.mother = make.make_guardian(self.child, surname="Чижова")
        self.stranger = make.make_person(theirs, surname="Чужаков")
        self.pair = make.make_pair(ours, active=True, confirmed_on=self.today - 9 * DAY,
                                   starts_on=self.today - 9 * DAY)  # fmt: skip
        self.form, self.kind = make.make_form(), make.make_kind()

    def change(self, person, **values):
        return self.client.post(
            reverse("admin:people_person_change", args=[person.pk]),
            {"surname": person.surname, "first_name": "Иван", "patronymic": "Петрович",
             "gender": "m", "kind": person.kind, "birth_on": f"{person.birth_on:%d.%m.%Y}"}
            | EMPTY_INLINES | values,
        )  # fmt: skip

    def change_child(self, **values):
        return self.change(self.child, **values)

    def name_guardian(self, adult):
        return self.change_child(**{
            "guardians-TOTAL_FORMS": "1", "guardians-0-adult": adult.pk,
            "guardians-0-relation": "мать", "guardians-0-child": self.child.pk,
        })  # fmt: skip

    def sign(self, day):
        return self.client.post(reverse("admin:consents_record"), {
            "person": self.child.pk, "kind": "participation", "signed_on": f"{day:%Y-%m-%d}",
            f"guardian_{self.child.pk}": self.mother.pk,
        })  # fmt: skip

    def form_pair(self, mentees, **values):
        return self.client.post(reverse("admin:mentoring_pair_add"), {
            "mentor": self.teacher.pk, "mentees": [person.pk for person in mentees],
            "form": self.form.pk, "kind": self.kind.pk, "starts_on": f"{self.today}",
            "ends_on": f"{self.today + 90 * DAY}",
        } | values)  # fmt: skip

    def load(self, data):
        file = SimpleUploadedFile("люди.xlsx", data)
        return self.client.post(reverse("admin:people_import"), {"file": file}, follow=True)


def two_main_posts(school):
    return school.change(school.clerk, **{
        "posts-TOTAL_FORMS": "2", "posts-0-title": "учитель",
        "posts-0-is_main": "on", "posts-1-title": "тьютор", "posts-1-is_main": "on",
    })  # fmt: skip


def a_post_that_ends_first(school):
    return school.change(school.clerk, **{
        "posts-TOTAL_FORMS": "1", "posts-0-title": "учитель",
        "posts-0-starts_on": "02.09.2026", "posts-0-ends_on": "01.09.2026",
    })  # fmt: skip


BAD = {
    "guardian = child": (
        lambda s: s.name_guardian(s.child), "Представитель и ребёнок – это разные люди."),
    "a guardian who is a minor": (
        lambda s: s.name_guardian(make_friend(s)), "моложе 18 лет и не может быть представителем"),
    "a guardian of another school": (
        lambda s: s.name_guardian(s.stranger), "В вашей организации такого нет."),
    "a consent of tomorrow": (
        lambda s: s.sign(s.today + DAY), "ата подписи ещё не наступила. Исправьте дату."),
    "a consent before the birth": (
        lambda s: s.sign(s.child.birth_on - DAY), "ата подписи раньше даты рождения."),
    "two main posts at once": (two_main_posts, "Основная должность бывает одна"),
    "a post that ends before it starts": (
        a_post_that_ends_first, "Должность не может закончиться раньше, чем началась."),
    "mentor = mentee": (
        lambda s: s.form_pair([s.teacher]), "Один человек не может стоять в паре дважды."),
    "closing before opening": (
        lambda s: s.form_pair([s.mother], ends_on=f"{s.today - DAY}"), "раньше, чем начался"),
    "a member of another school": (
        lambda s: s.form_pair([s.stranger]), "Отметьте наставляемых из списка."),
    "29 February of a common year": (
        lambda s: s.change_child(birth_on="29.02.2013"), "Такой даты нет."),
    "a birth of tomorrow": (
        lambda s: s.change_child(birth_on=f"{s.today + DAY:%d.%m.%Y}"), "ата рождения"),
    "an import with 16,384 columns": (
        lambda s: s.load(tables.with_column_xfd()), "В таблице занято столбцов: 16384"),
}  # fmt: skip


def make_friend(school):
    return Person.objects.get(surname="Дружков")


@pytest.fixture
def school(as_curator, ours, theirs):
    make.make_pupil(ours, age=16, surname="Дружков")
    return School(as_curator, ours, theirs)


@pytest.mark.parametrize(("send", "sentence"), BAD.values(), ids=BAD)
def test_it_is_refused_with_a_sentence_and_nothing_is_changed(school, send, sentence):
    before = everything()

    answer = send(school)

    assert answer.status_code in (200, 400)
    assert sentence in " ".join(answer.content.decode().split())
    assert everything() == before


def test_a_formula_is_told_with_its_cell_and_no_row_of_it_is_written(school):
    people = Person.objects.count()

    page = school.load(tables.with_formula()).content.decode()

    assert "В ячейке A2 формула." in page
    assert Person.objects.count() == people


def test_who_was_born_on_29_february_is_14_on_1_march(school):
    school.change_child(birth_on="29.02.2012")

    school.sign(datetime.date(2025, 9, 1))

    consent = Consent.objects.get(person=school.child)
    assert consent.person.birth_on == datetime.date(2012, 2, 29)
    assert consent.valid_until == datetime.date(2026, 2, 28)


def test_a_pair_is_closed_no_day_before_it_began(school):
    member = school.pair.mentees[0]
    address = reverse("admin:mentoring_pair_leave", args=[school.pair.pk, member.pk])
    make.make_person(school.ours)
    before = everything()

    school.client.post(address, {"left_on": "2020-01-01", "reason": "x"})

    assert everything() == before
    assert Pair.objects.get(pk=school.pair.pk).closed_on is None


def test_a_guardian_was_of_age_on_the_day_of_the_signature(school):
    """The link is older than the birth date that somebody corrected later."""
    Person.objects.filter(pk=school.mother.pk).update(birth_on=datetime.date(2008, 11, 1))
    signer = Guardian.objects.get(child=school.child).adult

    with pytest.raises(ConsentRefused, match="моложе 18 лет"):
        record_consent(person=school.child, kind="participation", signers=[signer], by=None,
                       signed_on=datetime.date(2026, 9, 1), on=school.today)  # fmt: skip
    assert not Consent.objects.filter(person=school.child).exists()
