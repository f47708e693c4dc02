"""Orders and the roadmap: cases, dates, refusals, annexes and what registration brings about."""

import datetime

import pypdfium2
import pytest

from people.models import Duty, Headship, OrganizationKind
from reports.documents import KINDS, GenderUnknown, WrongSubject
from reports.documents.roadmap_table import column_widths
from reports.pdf import render_pdf
from tests import factories as make
from tests.reports.papers import ON, outside, paper, words


def test_a_roadmap_without_rows_says_so_and_is_not_approved(school):
    school.roadmap.items.all().delete()

    assert "Мероприятий пока нет" in words(paper("roadmap", school.roadmap))
    with pytest.raises(WrongSubject, match="нет ни одной строки"):
        paper("order-roadmap", school.roadmap)


def test_three_hundred_pairs_repeat_the_head_of_the_table(school):
    pairs = [school.pair, *(make.make_pair(school.organization, school.mentor, [school.mentee])
                            for _ in range(299))]  # fmt: skip

    document = pypdfium2.PdfDocument(render_pdf(paper("order-pairs", pairs)))

    texts = [page.get_textpage().get_text_range() for page in document]
    document.close()
    annex = [text for text in texts if "учитель физики" in text or "учитель химии" in text]
    assert len(annex) > 9
    assert all("Направление" in text for text in annex)


def test_a_draft_has_places_for_number_and_date_everywhere(school):
    text = words(paper("order-pairs", [school.pair]))

    assert text.count("№ ________") == 3  # order, annex mark, acquaintance sheet
    assert "от ____________ № ________" in text


def test_the_annex_carries_number_and_date_of_its_order(school):
    text = words(paper("order-roadmap", school.roadmap, number="47 § 3", date="2026-08-28"))

    assert "УТВЕРЖДЁН\nприказом МБОУ СШ № 7\nот 28.08.2026 № 47 § 3\n" in text


def test_the_acting_head_signs_and_is_addressed(school):
    deputy = school.person("Рябинин Олег Львович", "m", "заместитель директора")
    Headship.objects.create(organization=school.organization, person=deputy, is_acting=True,
                            position="директор", starts_on=ON, ends_on=ON)  # fmt: skip

    text = words(paper("order-pairs", school.pair)) + words(paper("consent-adult", school.mentor))

    assert "И.о. директора | О.Л. Рябинин" in text
    assert "И.о. директора МБОУ СШ № 7\nРябинину Олегу Львовичу" in text
    assert "Кудряшова" not in text


@pytest.mark.parametrize(
    ("day", "signed"),
    [(9, "Директор | О.В. Кудряшова"),
     (10, "И.о. директора | О.Л. Рябинин"),
     (20, "И.о. директора | О.Л. Рябинин"),
     (21, "Исполняющий обязанности директора | А.П. Иванова"),
     (30, "Исполняющий обязанности директора | А.П. Иванова")],
)  # fmt: skip
def test_who_signs_changes_on_the_day_and_no_earlier(school, day, signed):
    """The head goes on leave from 10 September; one deputy until the 20th, then another."""
    deputy = school.person("Рябинин Олег Львович", "m", "заместитель директора")
    acting = {"organization": school.organization, "is_acting": True}
    Headship.objects.create(person=deputy, position="директор", **acting,
                            starts_on=ON.replace(day=10), ends_on=ON.replace(day=20))  # fmt: skip
    Headship.objects.create(person=school.mentor, position="исполняющий обязанности директора",
                            starts_on=ON.replace(day=21), **acting)  # fmt: skip
    kind = KINDS["order-council"]

    text = words(kind.render(kind.collect(school.organization, on=ON.replace(day=day))))

    assert signed in text
    assert text.count("Кудряшова") == (day == 9)


def test_a_name_without_gender_is_refused_with_a_sentence(school):
    school.mentor.gender = ""
    school.mentor.save()

    with pytest.raises(GenderUnknown) as refusal:
        KINDS["order-pairs"].collect(school.pair, on=ON)

    assert refusal.value.messages == [
        "Укажите пол: Иванова Анна Петровна. Без него имя нельзя поставить в нужный падеж."
    ]


def test_one_order_is_about_one_organization_and_year(school, theirs):
    their_pair = make.make_pair(theirs)

    with pytest.raises(WrongSubject, match="одной организации"):
        KINDS["order-pairs"].collect([school.pair, their_pair], on=ON)
    with pytest.raises(WrongSubject, match="Выберите"):
        KINDS["order-roadmap"].collect([school.roadmap, school.roadmap], on=ON)
    with pytest.raises(WrongSubject, match="Выберите"):
        KINDS["order-pairs"].collect([], on=ON)


def test_many_mentors_are_named_by_the_annex(school):
    pairs = [make.make_pair(school.organization, form=school.pair.form) for _ in range(11)]

    text = words(paper("order-pairs", pairs))

    assert "Назначить наставниками работников, указанных в приложении; работу" in text


def test_clauses_set_no_date_before_the_order(school):
    late = datetime.date(2026, 11, 20)

    facts = KINDS["order-pairs"].collect(school.pair, on=late)

    assert facts["programme_until"] == "2026-11-27"
    assert facts["interim_until"] is None


def test_registering_the_order_approves_the_roadmap_and_its_stamp_follows(school, curator):
    KINDS["order-roadmap"].registered(
        [school.roadmap], basis="приказ от 28.08.2026 № 142-ОД", on=ON, by=curator
    )

    school.roadmap.refresh_from_db()
    assert "УТВЕРЖДЁН\nприказом МБОУ СШ № 7\nот 28.08.2026 № 142-ОД" in words(
        paper("roadmap", school.roadmap)
    )
    assert "утверждённым приказом от 28.08.2026 № 142-ОД, и на" in words(
        paper("order-pairs", school.pair)
    )


def test_registering_the_order_starts_its_pairs(school, curator):
    make.make_all_consents(school.mentor, school.mentee)

    rows = KINDS["order-pairs"].collect([school.pair], on=ON)["pairs"]
    KINDS["order-pairs"].registered([school.pair], basis="приказ от 1", on=ON, by=curator,
                                    pairs=rows)  # fmt: skip

    school.pair.refresh_from_db()
    assert school.pair.confirmed_on == ON


def test_cells_that_were_merged_are_printed_merged(school):
    rows = [
        [(cell["text"], cell["colspan"], cell["rowspan"]) for cell in row["cells"]]
        for group in KINDS["roadmap"].collect(school.roadmap, on=ON)["roadmap"]["groups"]
        for row in group["rows"]
        if not row["section"]
    ]

    assert rows == [
        [("1.1", 1, 1), ("Собрать согласия", 1, 1), ("До 30.11.2026", 1, 2), ("Куратор", 1, 2)],
        [("1.2", 1, 1), ('Провести "круглый стол" - с гостями', 1, 1)],
        [("1.3", 1, 1), ("Подвести итоги:\n– отчёт;\n– справка", 1, 1), ("май 2027", 2, 1)],
    ]


def test_a_column_is_as_wide_as_its_longest_word():
    narrow, wide = column_widths(["№", "Мероприятие"], [["1.", "Профориентационное " * 30]])

    assert float(narrow) < 6
    assert float(narrow) + float(wide) == pytest.approx(100)


def test_a_municipality_charges_the_heads_of_its_organizations(school):
    school.organization.kind = OrganizationKind.MUNICIPALITY
    school.organization.save()

    text = words(paper("order-roadmap", school.roadmap))

    assert "2. Руководителям образовательных организаций назначить кураторов" in text


def test_the_table_is_drawn_as_the_school_drew_it(school):
    headings = {"number": "№ пп", "activity": "Содержание", "deadline": "Когда",
                "responsible": "Кто"}  # fmt: skip
    school.roadmap.columns = [{"field": f, "heading": h} for f, h in headings.items()]
    school.roadmap.layout = {
        "widths": [10, 60, 15, 15], "digit_row": True, "section_style": "numbered",
    }  # fmt: skip
    school.roadmap.save()

    table = KINDS["roadmap"].collect(school.roadmap, on=ON)["roadmap"]

    assert [column["heading"] for column in table["columns"]] == [
        "№ пп",
        "Содержание",
        "Когда",
        "Кто",
    ]
    assert table["groups"][0]["rows"][0]["cells"] == [
        {"text": "1.", "colspan": 1},
        {"text": "Подготовка", "colspan": 3, "left": True},
    ]
    assert [round(float(column["width"])) for column in table["columns"]] == [10, 60, 15, 15]
    assert "№ пп | Содержание | Когда | Кто\n1 | 2 | 3 | 4\n1. | Подготовка\n" in words(
        paper("roadmap", school.roadmap)
    )


def test_a_class_is_called_once_however_it_was_entered(school):
    school.pupil.school_class.name = "9 класс"
    school.pupil.school_class.save()

    text = words(paper("order-pairs", school.group))

    assert "Захарова Матвея Андреевича, обучающегося 9 класса," in text
    assert "Лаптева Дарья Сергеевна, 9 класс |" in text


def test_the_bodies_of_the_year_are_filled_from_its_roles(school):
    for person, kind, ends_on in (
        (school.organizer, "council_head", None),
        (school.mentor, "council", None),
        (school.mentee, "council", datetime.date(2026, 9, 10)),
        (school.mentor, "commission_head", None),
        (school.organizer, "site", None),
        (school.mentor, "clerk", None),
    ):
        Duty.objects.create(person=person, year=2026, kind=kind, ends_on=ends_on)

    council = words(paper("order-council", school.organization))
    commission = words(paper("order-commission", school.organization))
    opening = words(paper("order-introduction", school.organization))

    annex = council.split("В совете\n")[1].split("Лист ознакомления")[0]
    assert annex == (
        "1 | Громова Светлана Юрьевна, педагог-организатор | председатель\n"
        "2 | Иванова Анна Петровна, учитель математики | член совета\n"
    )
    assert "1 | Иванова Анна Петровна, учитель математики | председатель комиссии" in commission
    journal = words(paper("register-orders", school.organization))
    assert "Ответственный за ведение журнала | А.П. Иванова" in journal
    assert "5. Громовой Светлане Юрьевне, педагогу-организатору, ответственной за сайт," in opening


def test_a_number_of_fifty_signs_stays_on_the_sheet(school):
    number = "777/" + "Ж" * 43 + "-ОД"

    page = paper("order-pairs", [school.pair, school.group], number=number, date="2026-11-20")
    printed = render_pdf(page)

    assert words(page).count(number) == 3  # the order, its annex, the sheet of readers
    assert outside(printed) == []
    with pypdfium2.PdfDocument(printed) as document:
        text = "".join(sheet.get_textpage().get_text_range() for sheet in document)
    assert text.count("Ж") == 3 * 43
