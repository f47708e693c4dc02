"""The matrix of consents and the entry of signatures."""

import datetime
import re

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import reverse

from people.actions import record_consent
from people.admin_views.consents import NARROW
from people.consent_matrix import matrix, signer_words, totals
from people.models import Consent, ConsentKind, ConsentText, JournalEntry, SchoolClass
from people.spreadsheets import read_sheets
from tests import factories as make

TODAY = make.TODAY
MATRIX, RECORD = "admin:consents", "admin:consents_record"


def mentee(organization, **values):
    pupil = make.make_pupil(organization, **values)
    make.make_bank(pupil, role="mentee")
    return pupil


def states(organization, on=TODAY):
    (row,) = matrix(organization, year=2026, on=on)
    return {cell.kind.value: cell.state.value for cell in row.cells}


def test_a_new_mentee_lacks_what_is_required(ours):
    mentee(ours)

    assert states(ours) == {
        "personal_data": "missing", "participation": "missing", "dissemination": "optional",
        "image": "optional", "transfer": "unneeded", "labour": "unneeded",
    }  # fmt: skip


def test_an_employee_is_offered_the_transfer_of_data(ours):
    make.make_bank(make.make_person(ours), role="mentee")

    assert states(ours)["transfer"] == "optional"


def test_a_cell_tells_signed_ending_withdrawn(ours):
    teacher = make.make_person(ours)
    make.make_bank(teacher)
    make.make_consent(teacher, "personal_data")
    ending = make.make_consent(teacher, "participation")
    ending.valid_until = TODAY + datetime.timedelta(days=10)
    ending.save()
    gone = make.make_consent(teacher, "image")
    gone.withdrawn_on = TODAY
    gone.save()

    found = states(ours)

    assert [found[kind] for kind in ("personal_data", "participation", "image", "labour")] == [
        "signed", "ending", "withdrawn", "optional"
    ]  # fmt: skip


def test_only_this_years_participants_stand_in_the_matrix(ours, theirs):
    ours_now = mentee(ours)
    make.make_bank(make.make_person(ours), year=2020)
    mentee(theirs)
    make.make_guardian(ours_now)

    assert [row.person for row in matrix(ours, year=2026, on=TODAY)] == [ours_now]
    assert len(matrix(ours, year=2026, on=TODAY, everybody=True)) == 2


def test_numbers_above_the_table(ours):
    ready, lacking = mentee(ours, age=19), mentee(ours)
    make.make_all_consents(ready)

    found = totals(matrix(ours, year=2026, on=TODAY))

    assert (found["all"], found["given"], found["lacking"], found["open"]) == (2, 1, 1, 1)
    assert lacking.pk


def test_who_signs_now_and_after_the_birthday(ours):
    girl = mentee(ours, birth_on=datetime.date(2012, 12, 3), gender="f")
    make.make_guardian(girl)

    assert signer_words(girl, TODAY) == "мать, с 3.12 и сама"
    assert signer_words(girl, datetime.date(2026, 12, 3)) == "сама и мать"


def test_the_matrix_asks_little_for_many(as_curator, ours, django_assert_max_num_queries):
    for _ in range(40):
        make.make_guardian(mentee(ours))

    with django_assert_max_num_queries(15):
        page = as_curator.get(reverse(MATRIX))

    assert page.context["totals"]["all"] == 40


def test_the_matrix_is_filtered(as_curator, ours):
    ready, lacking = mentee(ours, surname="Готов", age=19), mentee(ours, surname="Ждёт")
    make.make_all_consents(ready)
    other = SchoolClass.objects.create(organization=ours, year=2026, name="5 «В»")

    def found(**query):
        return [
            line["row"].person for line in as_curator.get(reverse(MATRIX), query).context["rows"]
        ]

    assert found(show="open") == [lacking]
    assert found(kind="participation", state="signed") == [ready]
    assert found(q="ЖДЕТ") == [lacking]
    assert found(q="\0") == [ready, lacking]
    assert found(**{"class": other.pk}) == []
    assert found(**{"class": "x"}) == []
    assert len(found(show="pupils")) == 2


def record(client, *persons, **values):
    defaults = {"person": [person.pk for person in persons], "kind": "personal_data",
                "signed_on": "2026-09-01"}  # fmt: skip
    return client.post(reverse(RECORD), defaults | values, follow=True)


def test_signatures_of_several_are_recorded_at_once(as_curator, ours):
    teacher, child = make.make_person(ours), make.make_pupil(ours)
    mother = make.make_guardian(child)

    page = record(as_curator, teacher, child)

    assert "Подписи отмечены. Согласий: 2." in page.content.decode()
    signed = {c.person: [s.signer for s in c.signatures.all()] for c in Consent.objects.all()}
    assert signed == {teacher: [teacher], child: [mother]}


def test_a_signature_keeps_where_the_paper_lies_and_the_day_it_names(as_curator, ours):
    teacher = make.make_person(ours)

    record(as_curator, teacher, valid_until="2027-05-31", shelf_mark="08-12, л. 4")
    wrong = record(as_curator, teacher, kind="image", valid_until="2026-08-31")

    kept = Consent.objects.get()
    assert (kept.valid_until, kept.shelf_mark) == (datetime.date(2027, 5, 31), "08-12, л. 4")
    assert "Срок действия кончился раньше дня подписи" in wrong.content.decode()


def test_the_journal_tells_in_one_line_who_signed_until_when_and_where(as_curator, ours):
    child = make.make_pupil(ours, surname="Юрина", first_name="Ольга", patronymic="")
    adult = make.make_guardian(child, surname="Юрина", first_name="Вера", patronymic="")
    consent = make.make_consent(child, signer=adult)
    Consent.objects.filter(pk=consent.pk).update(
        valid_until=datetime.date(2026, 9, 20), shelf_mark="08-12, л. 4"
    )

    page = as_curator.get(reverse("admin:people_consent_changelist")).content.decode()
    row = " ".join(re.sub("<[^>]+>", " ", page[page.index("<tbody>") :]).split())

    assert row.startswith(
        "Юрина Ольга обработка персональных данных 01.09.2026 Юрина В. "
        "Кончилось 20.09.2026 08-12, л. 4 Приложить скан"
    )


def test_below_a_long_table_the_same_deeds_stand_again(as_curator, ours):
    pressed = "Отметить подписи выбранных"
    pupil = mentee(ours)
    short = as_curator.get(reverse(MATRIX)).content.decode()
    for _ in range(10):
        mentee(ours)
    long = as_curator.get(reverse(MATRIX)).content.decode()

    assert (short.count(pressed), long.count(pressed)) == (1, 2)
    assert f'value="{pupil.pk}"' in long


def test_one_of_two_parents_is_chosen(as_curator, ours):
    child = make.make_pupil(ours)
    make.make_guardian(child)
    father = make.make_guardian(child, first_name="Олег", gender="m")

    unchosen = record(as_curator, child)
    record(as_curator, child, **{f"guardian_{child.pk}": father.pk})

    assert "выберите, кто подписал" in unchosen.content.decode()
    assert Consent.objects.get().signatures.get().signer == father


def test_a_child_without_a_guardian_stops_all(as_curator, ours):
    teacher, child = make.make_person(ours), make.make_pupil(ours)

    page = record(as_curator, teacher, child)

    assert "Добавьте его на странице ученика" in page.content.decode()
    assert Consent.objects.count() == 0


def test_bad_dates_and_kinds_are_told(as_curator, ours):
    teacher = make.make_person(ours)

    for values in ({"signed_on": "2126-01-01"}, {"signed_on": "31.02.2026"}, {"kind": "x"}):
        assert record(as_curator, teacher, **values).status_code == 200

    assert Consent.objects.count() == 0


def test_the_page_offers_the_blanks_to_print(as_curator, ours):
    child = make.make_pupil(ours)
    make.make_guardian(child)

    page = as_curator.get(reverse(RECORD), {"person": child.pk}).content.decode()

    assert reverse("paper", args=["consent-minor", child.pk]) in page
    assert reverse("paper", args=["participation-parent", child.pk]) in page


@pytest.mark.parametrize("day", ["2012-02-28", "0001-01-01"])
def test_a_day_before_the_birth_is_refused_and_nothing_is_lost(as_curator, ours, day):
    pupil = make.make_pupil(ours, surname="Жуков", birth_on=datetime.date(2012, 2, 29))
    make.make_guardian(pupil)

    page = as_curator.post(reverse(RECORD), {"person": pupil.pk, "kind": "participation",
                                             "signed_on": day})  # fmt: skip

    said = page.content.decode()
    assert "Жуков\xa0И." in said
    assert "Дата подписи раньше даты рождения. Исправьте дату." in said
    assert f'value="{day}"' in said
    assert not Consent.objects.exists()


def test_a_birth_after_a_signature_is_refused(ours):
    pupil = make.make_pupil(ours, age=15)
    make.make_consent(pupil, signed_on=datetime.date(2026, 9, 1))
    pupil.birth_on = datetime.date(2026, 9, 2)

    with pytest.raises(ValidationError) as refused:
        pupil.clean()

    assert refused.value.messages == [
        "У этого человека есть согласие, подписанное раньше этого дня. Проверьте дату."
    ]


def test_another_schools_person_is_not_recorded(as_curator, theirs):
    stranger = make.make_person(theirs)

    page = record(as_curator, stranger)

    assert "Никто не выбран" in page.content.decode()
    assert Consent.objects.count() == 0


def test_a_director_sees_and_does_not_record(as_director, ours):
    person = mentee(ours)

    assert as_director.get(reverse(MATRIX)).status_code == 200
    assert record(as_director, person).status_code == 403
    assert "Отметить подписи" not in as_director.get(reverse(MATRIX)).content.decode()


@pytest.mark.parametrize("kind", ["dissemination", "image", "labour"])
def test_the_page_of_a_signature_offers_the_blank_of_its_kind(kind, as_curator, ours):
    person = make.make_person(ours)

    page = as_curator.get(reverse(RECORD), {"person": person.pk, "kind": kind})

    assert f"/papers/consent-{kind}/{person.pk}/" in page.content.decode()


def test_a_member_of_a_pair_stands_in_the_matrix_without_a_bank(as_curator, ours):
    pair = make.make_pair(ours)
    left = make.make_pair(ours, closed_on=TODAY, closing="cancelled")

    page = as_curator.get(reverse("admin:consents")).content.decode()

    for member in (*pair.mentors, *pair.mentees):
        assert member.person.full_name in page
    assert left.mentors[0].person.full_name not in page


def test_a_cell_tells_age_old_form_and_end(ours):
    girl = mentee(ours, birth_on=TODAY.replace(year=TODAY.year - 14) + datetime.timedelta(days=9))
    last = TODAY + datetime.timedelta(days=8)
    for kind, signed_on, ends_on in (
        ("personal_data", datetime.date(2026, 9, 1), last),
        ("dissemination", datetime.date(2025, 8, 1), None),
        ("image", datetime.date(2025, 8, 1), datetime.date(2026, 8, 31)),
    ):
        consent = make.make_consent(girl, kind, signed_on=signed_on)
        Consent.objects.filter(pk=consent.pk).update(valid_until=ends_on)

    found = states(ours)

    assert [found[kind] for kind in ("personal_data", "dissemination", "image")] == [
        "renewal", "outdated", "expired"
    ]  # fmt: skip


def test_a_consent_remembers_the_wording_it_was_signed_under(ours):
    old = record_consent(person=(teacher := make.make_person(ours)), kind="personal_data",
                         signed_on=TODAY, signers=[teacher], by=None, on=TODAY)  # fmt: skip
    new = ConsentText.objects.create(organization=ours, kind="personal_data", version="2026-11",
                                     required_from=TODAY + datetime.timedelta(days=1))  # fmt: skip
    make.make_bank(teacher)

    assert old.text.version == "2025-09"
    assert states(ours, TODAY)["personal_data"] == "signed"
    assert states(ours, new.required_from)["personal_data"] == "outdated"


def test_the_page_of_a_person_spells_the_law_as_it_is_written(as_curator, ours):
    teacher = make.make_person(ours, post="учитель")
    make.make_bank(teacher, role="mentor")
    page = as_curator.get(reverse("admin:people_person_change", args=[teacher.pk]))

    assert "Работа наставника по ст. 351.8 ТК РФ:" in page.content.decode()


def test_everybody_stands_on_one_lean_page(as_curator, ours, monkeypatch,
                                           django_assert_max_num_queries):  # fmt: skip
    monkeypatch.setattr("people.admin_views.consents.PEOPLE_ON_A_PAGE", 2)
    pupils = [mentee(ours) for _ in range(5)]
    make.make_consent(pupils[0], "personal_data", signer=make.make_guardian(pupils[0]))
    withdrawn = make.make_consent(pupils[1], "image")
    withdrawn.withdrawn_on = datetime.date(2026, 9, 2)
    withdrawn.save()
    page = as_curator.get(reverse(MATRIX)).content.decode()
    assert page.count('name="person"') == 2
    assert '<a href="?&amp;long=1">Показать всех на одной странице</a>' in page

    with django_assert_max_num_queries(15):
        page = as_curator.get(reverse(MATRIX), {"long": 1}).content.decode().replace("\n", "")

    assert page.count("name=person") == 5
    assert "<td>01.09.26<td class=bad>" in page
    link = f'<a href="record/?person={pupils[1].pk}&amp;kind=image">отозвано 02.09</a>'
    assert f"<td class=bad>{link}" in page
    assert '<a href="?">Показать по 2 на странице</a>' in page


def test_phones_name_the_columns_of_the_lean_page_from_the_styles():
    css = (settings.ROOT / "static/css/consents.css").read_text()

    names = re.findall(r'nth-last-child\((\d)\)::before \{ content: "(.*)"; \}', css)

    kinds = list(ConsentKind)
    assert names == [(str(len(kinds) + 1), "Подписывает")] + [
        (str(len(kinds) - number), NARROW[kind]) for number, kind in enumerate(kinds)
    ]


def test_more_than_a_hundred_at_once_are_told(as_curator, ours, monkeypatch):
    monkeypatch.setattr("people.admin_views.consents.MOST_AT_ONCE", 2)
    keys = [mentee(ours).pk for _ in range(3)]

    page = as_curator.get(reverse(RECORD), {"person": keys})

    assert len(page.context["persons"]) == 2
    assert "За один раз отмечают до 2 человек" in page.content.decode()


def test_the_matrix_is_exported_as_it_is_filtered(as_curator, ours, theirs):
    signed = mentee(ours, surname="Захаров")
    make.make_consent(signed, "personal_data", signed_on=datetime.date(2026, 9, 1))
    mentee(ours, surname="Кваша")
    mentee(theirs, surname="Чужой")
    address = reverse("admin:consents_export")

    answer = as_curator.post(f"{address}?q=захар")

    (sheet,) = read_sheets(answer.content)
    assert sheet.rows[0][:4] == ["Участник", "Роль, должность, класс", "Подписывает",
                                 "Обработка данных"]  # fmt: skip
    assert [row[0] for row in sheet.rows[1:]] == [signed.full_name]
    assert sheet.rows[1][3] == "есть, 01.09.2026"
    assert JournalEntry.objects.get(action="export_list").text.endswith("«Согласия»: 1 строк")
    assert as_curator.get(address).status_code == 405


@pytest.mark.parametrize(("age", "is_asked"), [(13, True), (17, True), (18, False)])
def test_a_representative_is_asked_for_only_of_the_young(as_curator, ours, age, is_asked):
    student = make.make_pupil(ours, age=age, kind="student")

    page = as_curator.get(reverse("admin:consents_record"), {"person": student.pk})

    assert ("Представитель не указан" in page.content.decode()) is is_asked
