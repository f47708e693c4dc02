import csv
from pathlib import Path

import pytest

from people import names

HERE = Path(__file__).parent
SAMPLE = HERE.parents[2] / "shared" / "samples" / "inflection.csv"
DECLINE = {
    "surname": names.decline_surname,
    "first": names.decline_first,
    "patronymic": names.decline_patronymic,
    "position": names.decline_position,
}


def rows_of(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def forms_of(row):
    return DECLINE[row["kind"]](row["nominative"], row["gender"]).as_dict()


def expected_of(row):
    return {case: row[case] for case in names.CASES}


def row_name(row):
    return f"{row['kind']}-{row['gender']}-{row['nominative']}"


@pytest.mark.parametrize("row", rows_of(HERE / "names.csv"), ids=row_name)
def test_words_of_each_class_stand_in_five_cases(row):
    assert forms_of(row) == expected_of(row)


@pytest.mark.skipif(not SAMPLE.exists(), reason="../shared/samples is not here")
def test_sample_is_declined_to_the_asked_share():
    wrong = {"position": 0, "name": 0}
    seen = {"position": 0, "name": 0}
    for row in rows_of(SAMPLE):
        group = "position" if row["kind"] == "position" else "name"
        ours, theirs = forms_of(row), expected_of(row)
        differing = [case for case in names.CASES if ours[case] != theirs[case]]
        seen[group] += len(names.CASES) - 1
        wrong[group] += len(differing)
        for case in differing:
            print(row_name(row), case, ours[case], "instead of", theirs[case])

    assert wrong["position"] == 0
    assert wrong["name"] <= 0.01 * seen["name"]


def test_whole_name_is_declined_part_by_part():
    forms = names.decline_full("Салтыкова-Речная Любовь Ильинична")

    assert forms.as_dict() == {
        "nominative": "Салтыкова-Речная Любовь Ильинична",
        "genitive": "Салтыковой-Речной Любови Ильиничны",
        "dative": "Салтыковой-Речной Любови Ильиничне",
        "accusative": "Салтыкову-Речную Любовь Ильиничну",
        "instrumental": "Салтыковой-Речной Любовью Ильиничной",
    }


@pytest.mark.parametrize(
    ("written", "dative"),
    [
        ("МЕЛЬНИК ОЛЕГ ИЛЬИЧ", "МЕЛЬНИКУ ОЛЕГУ ИЛЬИЧУ"),
        ("Мельник Ольга Ильинична", "Мельник Ольге Ильиничне"),
        ("Алиев Вагиф Гасан оглы", "Алиеву Вагифу Гасан оглы"),
        ("Тимур уулу Азамат", "Тимур уулу Азамату"),
        ("фон Крон Карл Петрович", "фон Крону Карлу Петровичу"),
        ("Анна Петровна", "Анне Петровне"),
        ("Цой Ольга", "Цой Ольге"),
        ("Пeтров  Иван\u00a0Ильич", "Петрову Ивану Ильичу"),  # Latin e, spaces
        ("Зорина - Луговая Анна Юрьевна", "Зориной-Луговой Анне Юрьевне"),
    ],
)
def test_line_of_any_shape_is_declined(written, dative):
    assert names.decline_full(written).dative == dative


def test_initials_beside_a_surname_stay():
    assert names.decline_full("Иванова А.П.", "f").dative == "Ивановой А.П."


def test_name_without_patronymic_leaves_no_gap():
    assert names.decline_name("Ким", "Анна", "", "f").genitive == "Ким Анны"


@pytest.mark.parametrize("name", ["Иванова", "Шевченко Саша", "Седых Женя", "Smith John"])
def test_unknown_gender_is_refused_with_a_sentence(name):
    with pytest.raises(names.GenderUnknown, match="Укажите пол"):
        names.decline_full(name)


@pytest.mark.parametrize(
    ("patronymic", "first", "gender"),
    [
        ("Ильинична", "", "f"),
        ("Ильич", "", "m"),
        ("Али оглы", "", "m"),
        ("Гасан-кызы", "", "f"),
        ("Тимур кизи", "", "f"),
        ("ПЕТРОВНА", "", "f"),
        ("", "Анна", "f"),
        ("", "Никита", "m"),
        ("", "Саша", ""),
        ("", "Гульшат", ""),
        ("", "", ""),
        ("Петрович", "Анна", "m"),  # the patronymic is stronger
    ],
)
def test_gender_is_read_from_the_patronymic(patronymic, first, gender):
    assert names.propose_gender(patronymic, first) == gender


def test_correction_wins_over_the_rules_and_settles_the_doubt():
    proposed = names.decline_surname("Заяц", "m")
    written = {("surname", "Заяц", "m"): {"genitive": "Заяца", "instrumental": "Заяцем"}}

    forms = names.decline_surname("Заяц", "m", written)

    assert proposed == names.Forms("Заяц", "Зайца", "Зайцу", "Зайца", "Зайцем", doubtful=True)
    assert forms == names.Forms("Заяц", "Заяца", "Зайцу", "Зайца", "Заяцем", doubtful=False)


def test_correction_serves_the_whole_name_but_not_the_other_gender():
    written = {("surname", "Заяц", "m"): {"dative": "Заяцу"}}

    assert names.decline_full("Заяц Иван Ильич", "m", written).dative == "Заяцу Ивану Ильичу"
    assert names.decline_full("Заяц Анна Ильинична", "f", written).dative == "Заяц Анне Ильиничне"


def test_correction_of_a_post_needs_no_gender():
    written = {("position", "зам. директора", ""): {"dative": "заместителю директора"}}

    assert names.decline_position("зам. директора", "f", written).dative == "заместителю директора"


@pytest.mark.parametrize(
    ("kind", "word", "gender"),
    [
        ("surname", "Кравец", "m"),
        ("surname", "Соловей", "m"),
        ("surname", "Ткач", "m"),
        ("surname", "Дубок", "m"),
        ("surname", "Иванова", "m"),
        ("surname", "Иванов", "f"),
        ("surname", "Smith", "m"),
        ("first", "Николь", "f"),
        ("patronymic", "Хасан", "m"),
        ("position", "зам. директора", ""),
        ("position", "ст. воспитатель", ""),
        ("position", "директора школы", ""),
    ],
)
def test_doubtful_word_is_marked(kind, word, gender):
    assert DECLINE[kind](word, gender).doubtful


@pytest.mark.parametrize(
    ("kind", "word", "gender"),
    [
        ("surname", "Иванов", "m"),
        ("surname", "Кравец", "f"),
        ("surname", "Седых", "m"),
        ("first", "Любовь", "f"),
        ("patronymic", "Али оглы", "m"),
        ("position", "тьютор", ""),
        ("position", "и.о. директора", ""),
        ("position", "учитель русского языка и литературы", ""),
    ],
)
def test_regular_word_is_not_marked(kind, word, gender):
    assert not DECLINE[kind](word, gender).doubtful


@pytest.mark.parametrize("text", ["", " ", "-", "()", "«учитель»", "№ 1", "учитель (", "\u0301"])
def test_text_that_is_no_name_comes_back_without_an_error(text):
    for decline in DECLINE.values():
        assert isinstance(decline(text, "m"), names.Forms)


@pytest.mark.parametrize(
    ("parts", "first", "last"),
    [
        (("Иванова", "Анна", "Петровна"), "А.П.\u00a0Иванова", "Иванова\u00a0А.П."),
        (("Ивановой", "Анна", ""), "А.\u00a0Ивановой", "Ивановой\u00a0А."),
        (("Крон", "жан-жак", ""), "Ж.-Ж.\u00a0Крон", "Крон\u00a0Ж.-Ж."),
        (("Алиев", "Вагиф", "Гасан оглы"), "В.Г.\u00a0Алиев", "Алиев\u00a0В.Г."),
        (("Алиев", "", ""), "Алиев", "Алиев"),
    ],
)
def test_initials_stand_beside_the_surname(parts, first, last):
    assert (names.initials_first(*parts), names.initials_last(*parts)) == (first, last)


def test_search_form_ignores_case_dots_spaces_and_keyboard():
    written = [
        "Фёдорова - Ким  Анна",
        "ФЕДОРОВА-КИМ АННА",
        " Фeдорова‑Ким Анна",
        "Фе\u0308дорова-ким анна",
    ]

    assert {names.normalise(text) for text in written} == {"федорова-ким анна"}


def test_latin_word_stays_latin():
    assert names.clean("Smith  Иван") == "Smith Иван"


def test_wording_agrees_with_the_gender():
    assert names.agree("m", "действующего", "действующей") == "действующего"
    assert names.agree("f", "действующего", "действующей") == "действующей"
    with pytest.raises(names.GenderUnknown, match="Укажите пол"):
        names.agree("", "действующего", "действующей")
