"""The checks of a roadmap: for each rule a table that breaks it and one that only looks so."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmaps.importing import read_roadmap
from roadmaps.lint import Known, check, facts_of, together
from roadmaps.templates import CODES, built_in

SAMPLES = Path(__file__).resolve().parent.parent.parent.parent / "shared" / "samples"
COLUMNS = ["number", "activity", "deadline", "responsible", "result", "indicator"]

FORMING = "Формирование наставнических пар и групп"
ANALYSIS = "Анализ полученных анкет"
ORDER = "Подготовка приказа о закреплении пар"


def row(number, activity="Провести круглый стол", deadline="до 10.09.2026", **values):
    """Make a row that nothing is wrong with but what the test gives."""
    defaults = {"responsible": "Куратор", "result": "Протокол"}
    return {"number": number, "activity": activity, "deadline": deadline} | defaults | values


def facts(*rows, title="План", header=None, columns=COLUMNS, year=2026, **values):
    read = {"title": title, "header": header or {}, "columns": columns, "rows": list(rows)}
    return facts_of(read | values, year=year)


def found(*rows, known=None, **values):
    """Return (rule, sentence) of what is found, equal findings together."""
    all_found = check(facts(*rows, **values), known=known or Known())
    return [(finding.rule, finding.sentence) for finding in together(all_found)]


def test_a_sound_roadmap_gets_no_finding():
    rows = [
        row("1", "Оформление согласий участников", "до 03.09.2026"),
        row("2", ANALYSIS, "до 04.09.2026"),
        row("3", FORMING, "с 07.09.2026 до 15.09.2026"),
        row("4", ORDER, "до 21.09.2026"),
        row("5", "Разработка персонализированных программ", "до 30.09.2026"),
        row("6", "Итоговое анкетирование участников", "май"),
        row("7", "Справка об итогах года", "до 15.06.2027"),
    ]

    assert found(*rows, title="План на 2026/2027 учебный год") == []


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([row("1.6", FORMING, "до 31.08.2026"), row("2.1", ANALYSIS, "до 04.09.2026")],
         ("pairs-before-answers", "Строка 1.6 формирует пары до 31.08.2026, а анкеты анализируются "
          "по строке 2.1 только к 04.09.2026.")),
        ([row("1", ORDER, "до 25.12.2026"), row("2", FORMING, "февраль 2027")],
         ("order-before-pairs", "Приказ о закреплении пар по строке 1 нужен до 25.12.2026, а пары "
          "формируются по строке 2 только с 01.02.2027.")),
        ([row("1", "Утверждение персонализированных программ", "до 10.09.2026"),
          row("2", FORMING, "до 15.09.2026")],
         ("programmes-before-pairs", "Программы пар по строке 1 готовятся до 10.09.2026, а пары "
          "формируются по строке 2 только к 15.09.2026.")),
        ([row("1", "Разработка материалов для каждой пары", "до 10.09.2026"),
          row("2", FORMING, "до 15.09.2026")],
         ("materials-before-pairs", "Строка 1 готовит материалы для каждой пары или группы до "
          "10.09.2026, а пары формируются по строке 2 только к 15.09.2026.")),
        ([row("1", FORMING, "до 15.09.2026"),
          row("2", "Формирование базы наставников", "октябрь")],
         ("pairs-before-base", "Строка 1 формирует пары до 15.09.2026, а участников собирают в "
          "базу по строке 2 только с 01.10.2026.")),
        ([row("1", FORMING, "до 15.09.2026"), row("2", "Оформление согласий", "до 30.09.2026")],
         ("pairs-before-consents", "Строка 1 формирует пары до 15.09.2026, а согласия собираются "
          "по строке 2 только к 30.09.2026.")),
        ([row("1", "Первые встречи внутри пар", "до 15.09.2026"), row("2", ORDER, "до 21.09.2026")],
         ("work-before-order", "Первые встречи пар по строке 1 назначены до 15.09.2026, а приказ о "
          "закреплении нужен по строке 2 только к 21.09.2026.")),
        ([row("1", "Анализ анкет информационной кампании", "до 10.09.2026"),
          row("2", "Анкетирование, реестр потенциальных наставников", "до 30.09.2026"),
          row("3", "Анкетирование потенциальных наставников", "до 15.10.2026")],
         ("answers-before-campaign", "Анкеты участников анализируются по строке 1 до 10.09.2026, а "
          "собираются они ещё по строкам 2 и 3 до 15.10.2026.")),
        ([row("1", "Аналитическая справка об итогах", "до 14.05.2027"),
          row("2", "Итоговый опрос", "до 28.05.2027")],
         ("report-before-final", "Итоги подводятся по строке 1 до 14.05.2027, а завершающий опрос "
          "или встреча пар назначены по строке 2 только к 28.05.2027.")),
    ],
)  # fmt: skip
def test_a_step_before_what_it_rests_on_is_named_with_both_rows(rows, expected):
    assert expected in found(*rows)
    turned = [one | {"deadline": other["deadline"]}
              for one, other in zip(rows, reversed(rows), strict=True)]  # fmt: skip
    if len(rows) == 2:
        assert expected[0] not in dict(found(*turned))


@pytest.mark.parametrize("vague", ["ежегодно", "в течение года", "по плану", "ежеквартально", ""])
def test_a_vague_deadline_contradicts_nothing(vague):
    rules = dict(found(row("1", FORMING, "до 03.09.2026"), row("2", ANALYSIS, vague)))

    assert "pairs-before-answers" not in rules


def test_the_first_row_of_a_finding_is_the_one_to_be_moved():
    finding = check(facts(row("1.6", FORMING, "до 31.08.2026"), row("2.1", ANALYSIS)))[0]

    assert (finding.keys, finding.fix) == ((1, 0), "Перенести срок строки 2.1")


def test_items_of_a_cell_have_their_own_dates():
    several = row("1", f"1) {FORMING}\n2) Итоговая встреча", "сентябрь 2026\nмай 2027")

    assert "order-before-pairs" in dict(found(several, row("2", ORDER, "до 28.08.2026")))
    assert "order-before-pairs" not in dict(found(several, row("2", ORDER, "до 02.10.2026")))


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"responsible": ""}, ["Никто не отвечает: строка 1."]),
        ({"responsible": "", "inherits": ["responsible"]}, []),
        ({"result": ""}, ["Не назван результат: строка 1."]),
        ({"result": "", "indicator": "не менее 3 встреч"}, []),
        ({"result": "", "inherits": ["result"]}, []),
        ({"deadline": "когда получится"}, ["Срок не понят, даты нет: строка 1."]),
        ({"deadline": "до 11.09.2023"}, ["Срок вне 2026/27 учебного года: строка 1."]),
        ({"deadline": "до 15.06.2026"}, []),  # the year is prepared in the summer before
        ({"deadline": "до 01.09.2027"}, ["Срок вне 2026/27 учебного года: строка 1."]),
        ({"deadline": "до 15.09.2022, далее ежегодно"}, []),
        ({"deadline": "с 25.12.2026 до 21.12.2026"},
         ["Срок заканчивается раньше, чем начинается: строка 1."]),
        ({"deadline": "с 21.12.2026 до 25.12.2026"}, []),
        ({"deadline": "до 12.09.2026"}, ["Срок приходится на выходной: строка 1."]),
        ({"deadline": "февраль 2027"}, []),  # ends on a Sunday, which nobody wrote
        ({"activity": "Итоги за 2024-2025 учебный год"}, []),
        ({"activity": "Школа наставника 2024-2025"},
         ["Назван другой год, 2024-2025: строка 1."]),
        ({"activity": "План на 2027-2028 учебный год"}, []),  # the next plan is prepared now
        ({"activity": "Встреча выпускников 2023 года"}, ["Назван другой год, 2023: строка 1."]),
        ({"activity": "Исполнение приказа от 25.12.2019 № 145, 2019 г."}, []),
        ({"activity": "Разработка дорожной карты на 2026-2027 учебный год"},
         ["Строка 1 поручает разработать карту на 2026/2027 учебный год, то есть эту же карту."]),
        ({"activity": "Разработка дорожной карты на 2027-2028 учебный год"}, []),
        ({"indicator": "Привлечено не менее экспертов"},
         ["В строке 1 не вписано число: «не менее … экспертов»."]),
        ({"indicator": "не менее ___ %"}, [
            "В строке 1 не вписано число: «не менее … %».",
            "В строке 1 осталось место для заполнения: «___»."]),
        ({"indicator": "не менее 5 экспертов, не менее 10 %, не менее чем на 90%"}, []),
        ({"result": "Публикации [ссылки]"},
         ["В строке 1 осталось место для заполнения: «[ссылки]»."]),
        ({"activity": "Приказ по (название образовательной организации)"},
         ["В строке 1 осталось место для заполнения: «(название образовательной организации)»."]),
        ({"activity": "Встреча (по желанию участников)"}, []),
    ],
)  # fmt: skip
def test_what_is_missing_or_left_over_is_named(values, expected):
    assert [sentence for _, sentence in found(row("1", **values))] == expected


def test_a_table_without_the_column_is_not_asked_for_it():
    bare = {"number": "1", "activity": "Дело", "deadline": "до 10.09.2026"}

    assert found(bare, columns=["number", "activity", "deadline"]) == []


def test_many_rows_are_one_sentence_and_keep_their_parts():
    rows = [row(str(n), responsible="") for n in range(1, 8)]

    (finding,) = together(check(facts(*rows)))

    assert finding.sentence == "Никто не отвечает: строки 1, 2, 3, 4 и ещё 3."
    assert finding.keys == (0, 1, 2, 3, 4, 5, 6)
    assert [part.sentence for part in finding.parts][-1] == "Никто не отвечает: строка 7."


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        (["1.1", "1.2", "2.1"], []),
        (["1.", "2", "3."], []),
        (["2.1", "2.1."], ["Номер 2.1 стоит у нескольких строк."]),
        (["1.1", "1.3"], ["Перед строкой 1.3 нет номера 1.2."]),
        (["1.2", "1.3"], ["Перед строкой 1.2 нет номера 1.1."]),
        (["I", "а)", ""], []),
    ],
)  # fmt: skip
def test_numbers_that_repeat_or_leap(numbers, expected):
    assert [sentence for _, sentence in found(*map(row, numbers))] == expected


@pytest.mark.parametrize(
    ("title", "wrong"),
    [
        ("План на 2023-2024 учебный год", "2023-2024"),
        ("План на 2025/26 год", "2025/26"),
        ("План на 2026/27 год", None),
        ("Программа 2024–2027 годов", None),
        ("Программа 2024–2026 годов", None),
        ("Программа 2022-2025 годов", "2022-2025"),
    ],
)
def test_the_year_of_the_title(title, wrong):
    sentence = f"В названии стоит {wrong}, а карта составлена на 2026/27 учебный год."

    assert found(row("1"), title=title) == ([("title-year", sentence)] if wrong else [])


def test_a_period_that_ends_before_it_starts():
    backward = replace(facts(row("1")), period=(date(2027, 1, 1), date(2026, 1, 1)))

    assert [finding.sentence for finding in check(backward)] == [
        "Период карты начинается 01.01.2027, а заканчивается раньше, 01.01.2026."
    ]


def test_the_period_of_an_old_file_excuses_no_old_deadline():
    def rules(start, end):
        header = {"period": {"start": start, "end": end}}
        return [rule for rule, _ in found(row("1", deadline="до 05.09.2023"), header=header)]

    assert rules("2023-09-01", "2024-08-31") == ["outside-year"]
    assert rules("2023-09-01", "2027-05-31") == []  # a roadmap of several years


def test_work_that_was_due_before_the_order():
    header = {"order": {"number": "31", "date": "2026-10-01", "text": ""}}
    rows = [row("1"), row("2", deadline="до 02.10.2026"), row("3", deadline="сентябрь"),
            row("4", "Утверждение дорожной карты")]  # fmt: skip

    assert found(*rows, header=header) == [
        ("before-order",
         "Срок истёк ещё до утверждения карты (приказ № 31 от 01.10.2026): строка 1.")
    ]  # fmt: skip


OWN = Known(names=("МБОУ «Школа № 7»", "Муниципальное учреждение «Средняя школа № 7»"))


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("Положение МКОУ «Заречная ООШ»", "МКОУ «Заречная ООШ»"),
        ("Опыт МОУ СОШ №4", "МОУ СОШ №4"),
        ("Совет МБДОУ «Детский сад № 5»", "МБДОУ «Детский сад № 5»"),
        ("Приказ МБОУ СОШ № 7", None),
        ("Приказ МБОУ «Школа №7»", None),
        ("Конкурс МКУ «Методический центр»", None),
        ("Игра «Заречная ООШ»", None),
    ],
)
def test_the_name_of_another_school(text, other):
    expected = [("other-school", f"В строке 1 названа другая организация: {other}.")]

    assert found(row("1", text), known=OWN) == (expected if other else [])
    assert found(row("1", text), known=Known(names=())) == []


@pytest.mark.parametrize(
    ("text", "place", "is_ours"),
    [
        ("Совет МОУ СОШ №7 г.Ростова", "г. Верхнеозёрск", False),
        ("Совет МОУ СОШ №7 г. Верхнеозёрска", "г. Верхнеозёрск", True),
        ("Совет МОУ СОШ №7 г. Орла", "ул. Садовая, г. Орёл", True),
        ("Совет МОУ СОШ №7 г.Ростова", "с. Заречное", True),
        ("Совет МОУ СОШ №7", "г. Верхнеозёрск", True),
    ],
)
def test_a_school_of_our_number_in_another_town(text, place, is_ours):
    rules = [rule for rule, _ in found(row("1", text), known=replace(OWN, place=place))]

    assert rules == ([] if is_ours else ["other-school"])


def test_the_district_of_another_municipality():
    known = Known(place="Отдел образования Верхнеозёрского муниципального округа")
    rows = [row("1", "База наставников Левокумского района, школ Левокумского\nрайона"),
            row("2", "Форум Верхнеозёрского округа", responsible="Заречный район")]  # fmt: skip

    assert found(*rows, known=known, title="План Левокумского муниципального\nокруга") == [
        ("other-place", "В названии стоит другое место: Левокумского муниципального округа."),
        ("other-place", "В строке 1 названо другое место: Левокумского района."),
    ]  # fmt: skip
    assert found(*rows, known=Known(place="г. Верхнеозёрск")) == []


def test_the_name_of_another_school_in_the_title():
    assert found(row("1"), known=OWN, title="План МКОУ «Заречная ООШ»") == [
        ("other-school", "В названии стоит другая организация: МКОУ «Заречная ООШ».")
    ]


def test_who_controls_and_does_the_work_as_well():
    work = [row(str(n), responsible="Лугова Н.М.") for n in range(1, 4)]
    control = row("4", "Контроль исполнения", responsible="Н. М. Лугова")
    assert found(*work, control) == [
        ("controls-own-work", "Контроль по строке 4 поручен тому, кто сам отвечает за другие "
         "строки: Лугова Н.М., таких строк 3.")
    ]  # fmt: skip
    assert found(*work, control | {"responsible": "Полевых А.М."}) == []
    head = {"approval": {"name": "Н.М. Лугова"}}
    assert found(*work, control, header=head) == []  # the head controls what is done under her


@pytest.mark.parametrize(
    ("order", "is_own"),
    [
        ("Ответственность возложить на Сомову Т.В., методиста.\nКонтроль оставляю за собой.", True),
        ("Ответственным назначить Сомову Т.В.\nКонтроль возложить на Т.В. Сомову.", True),
        ("Ответственность возложить на Лугову Н.М.\nКонтроль оставляю за собой.", False),
        ("Ответственность возложить на Сомову А.П.\nКонтроль оставляю за собой.", False),
        ("Контроль оставляю за собой.", False),
        ("", False),
    ],
)
def test_an_order_that_makes_one_person_her_own_controller(order, is_own):
    header = {"approval": {"name": "Т.В.Сомова"}}

    rules = dict(found(row("1"), header=header, order_text=order))

    assert ("own-controller" in rules) is is_own


def test_people_who_left_and_posts_nobody_holds():
    known = Known(posts=frozenset({"методист центра"}), left=(("Белов", "Белов И.П."),))
    rows = [row("1", responsible="Белов И.П."), row("2", responsible="Белова А.А."),
            row("3", responsible="Методист"),
            row("4", responsible="Педагог – психолог")]  # fmt: skip

    assert found(*rows, known=known) == [
        ("person-left", "Белов И.П. больше не работает, а отвечает: строка 1."),
        ("post-unfilled", "Должность «педагог-психолог» никто не занимает, а она отвечает: "
         "строка 4."),
    ]  # fmt: skip
    assert found(*rows) == []


def test_people_who_are_not_on_the_staff():
    known = Known(staff=frozenset({"Лугова", "Орлов"}), left=(("Белов", "Белов И.П."),))
    rows = [row("1", responsible="Сырыгина Н.М., директор"), row("2", responsible="Лугова Н.М."),
            row("3", responsible="Н.М. Сырыгина"), row("4", responsible="Орлову П.П."),
            row("5", responsible="Белов И.П.")]  # fmt: skip

    assert found(*rows, known=known) == [
        ("person-left", "Белов И.П. больше не работает, а отвечает: строка 5."),
        ("stranger", "Сырыгина Н.М. отвечает, но среди работников с должностями не значится: "
         "строки 1, 3."),
    ]  # fmt: skip
    assert found(*rows, known=Known()) == []


def test_a_duty_that_nobody_was_given_this_year():
    known = Known(unheld=frozenset({"куратор наставничества", "классный руководитель"}))
    rows = [row("1", responsible="Директор"), row("2", responsible="Куратор, директор"),
            row("3", responsible="Классные руководители"),
            row("4", responsible="Кураторы организаций")]  # fmt: skip

    assert found(*rows, known=known) == [
        ("role-unheld", "Роль «куратор наставничества» в этом году никому не поручена, а она "
         "отвечает: строка 2."),
        ("role-unheld", "Роль «классный руководитель» в этом году никому не поручена, а она "
         "отвечает: строка 3."),
    ]  # fmt: skip
    assert found(*rows) == []


def test_work_that_is_due_after_the_roadmap_has_ended():
    header = {"period": {"start": "2026-12-20", "end": "2027-05-31"}}
    rows = [row("1", deadline="до 21.06.2027"), row("2", deadline="до 31.05.2027"),
            row("3", deadline="июнь"), row("4", deadline="до 15.06.2026")]  # fmt: skip

    assert found(*rows, header=header) == [
        ("after-period", "Срок позже окончания карты (31.05.2027): строка 1."),
    ]  # fmt: skip


def test_the_order_on_pairs_named_twice():
    assert found(row("1", ORDER), row("2", "Работа пар", result="Приказ о закреплении пар")) == [
        ("order-twice", "Приказ о закреплении пар назван в нескольких строках: 1 и 2.")
    ]


IN_SAMPLES = {
    "seed-000-school.docx": (2022, [
        ("bad", "Приказ о закреплении пар по строке 1 нужен до 25.12.2022, а пары формируются по "
         "строке 5 только с 01.02.2023."),
        ("bad", "Программы пар по строке 1 готовятся до 25.12.2022, а пары формируются по строке "
         "5 только с 01.02.2023."),
        ("hint", "Срок приходится на выходной: строка 1."),
    ]),
    "seed-001-rural-school.docx": (2023, [
        ("bad", "Строка 5 формирует пары до 30.08.2023, а анкеты анализируются по строкам 14 и 15 "
         "только к 05.09.2023."),
        ("warn", "Строка 12 готовит материалы для каждой пары или группы до 25.08.2023, а пары "
         "формируются по строке 5 только к 30.08.2023."),
        ("warn", "Анкеты участников анализируются по строке 14 до 05.09.2023, а собираются они "
         "ещё по строкам 20, 21 и 22 до 15.10.2023."),
        ("warn", "Контроль по строке 24 поручен тому, кто сам отвечает за другие строки: Сырыгина "
         "Н.М., таких строк 15."),
        ("warn", "В строке 3 не вписано число: «не менее … экспертов», «не менее … "
         "образовательных занятий»."),
        ("warn", "В строке 19 осталось место для заполнения: «[ссылки]»."),
        ("hint", "Срок приходится на выходной: строки 9, 20, 21, 22."),
        ("hint", "Строка 25 поручает разработать карту на 2023/2024 учебный год, то есть эту же "
         "карту."),
    ]),
    "seed-002-kindergarten.docx": (2022, []),
    "seed-003-municipality.docx": (2022, [("hint", "Срок приходится на выходной: строка 11.")]),
    "seed-004-additional-education.docx": (2022, [
        ("warn", "Приказ возлагает исполнение на того же человека, который его контролирует: "
         "Чуракова Т.В."),
        ("hint", "Приказ о закреплении пар назван в нескольких строках: 1.1 и 2.4."),
    ]),
}  # fmt: skip


@pytest.mark.skipif(not SAMPLES.exists(), reason="нет папки ../shared/samples")
@pytest.mark.parametrize("name", IN_SAMPLES)
def test_what_it_says_of_the_samples_is_true_and_all_there_is(name):
    year, expected = IN_SAMPLES[name]
    read = read_roadmap((SAMPLES / name).read_bytes(), name).stored()

    said = together(check(facts_of(read, year=year)))

    assert [(str(finding.severity), finding.sentence) for finding in said] == expected


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("year", [2025, 2026, 2027])
def test_a_ready_made_roadmap_has_hints_at_most(code, year):
    said = check(facts_of(built_in(code, year), year=year))

    assert {finding.rule for finding in said} <= {"day-off"}


def test_a_long_table_names_a_few_rows_and_counts_the_rest():
    late = [row(str(n), FORMING, "февраль 2027") for n in range(2, 12)]

    ((_, sentence), *_) = found(row("1", ORDER, "до 25.12.2026"), *late)

    assert sentence == (
        "Приказ о закреплении пар по строке 1 нужен до 25.12.2026, а пары формируются по строкам "
        "2, 3, 4, 5, 6, 7 и другим только с 01.02.2027."
    )


WORDS = st.lists(
    st.sampled_from([FORMING, ANALYSIS, ORDER, "не менее", "[", "____", "МОУ «", "№ 4", "2023-2024",
                     "Контроль", "Лугова Н.М.", "до 31.12.2026", "с 01.02.2027 до 01.01.2027",
                     "30.02.2026", "\n", "1) ", "99999", "ежегодно"]) | st.text(max_size=20),
    max_size=6,
).map(" ".join)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.fixed_dictionaries(
            dict.fromkeys(COLUMNS, WORDS),
            optional={"inherits": st.lists(st.sampled_from(COLUMNS)), "section": WORDS},
        ),
        max_size=6,
    ),
    WORDS,
    st.integers(2015, 2040),
)
def test_no_table_breaks_the_checks(rows, title, year):
    read = {"title": title, "header": {}, "columns": COLUMNS, "rows": rows, "order_text": title}

    said = together(check(facts_of(read, year=year), known=OWN))

    assert all(finding.sentence and finding.fix for finding in said)
    assert {key for finding in said for key in finding.keys} <= set(range(len(rows)))


def test_an_approved_form_of_the_programme_is_no_programme_yet():
    rows = [row("1", "Утвердить формы: персонализированную программу", "до 31.08.2026"),
            row("2", FORMING, "до 20.09.2026")]  # fmt: skip

    assert "programmes-before-pairs" not in dict(found(*rows))
