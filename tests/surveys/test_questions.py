import types

import pytest

from surveys.questions import SATISFIED_FROM, TYPES

OPTIONS = {
    "single": {"choices": ["урок", "класс"]}, "multiple": {"choices": ["урок", "класс"]},
    "matrix": {"rows": ["урок", "класс"], "columns": ["легко", "трудно"]},
    "person": {"of": "mentors"}, "scale10": {"low": "трудно", "high": "легко"},
}  # fmt: skip


def ask(code, is_required=True, **options):
    return types.SimpleNamespace(text="Вопрос", type=code, is_required=is_required,
                                 options=options or OPTIONS.get(code, {}))  # fmt: skip


@pytest.mark.parametrize("code", TYPES)
def test_every_type_has_a_title_a_field_and_bars(code):
    kind, question = TYPES[code], ask(code)

    fields = kind.fields(question, [(1, "Лосева")])

    assert kind.title
    assert fields
    assert all(field.label in ("Вопрос", "урок", "класс") for field in fields.values())


@pytest.mark.parametrize("code", TYPES)
def test_what_need_not_be_answered_may_stay_empty(code):
    kind, question = TYPES[code], ask(code, is_required=False)

    values = {suffix: field.clean(field.initial)
              for suffix, field in kind.fields(question).items()}  # fmt: skip

    assert not kind.keep(question, values)


@pytest.mark.parametrize(
    ("code", "value", "score"),
    [("scale10", 9, 9), ("scale2", 0, 0), ("frequency", "никогда", 1),
     ("frequency", "очень часто", 5), ("yes_no", "да", None), ("single", "урок", None)],
)  # fmt: skip
def test_the_score_is_what_averages_count(code, value, score):
    assert TYPES[code].score(value) == score


@pytest.mark.parametrize(
    ("code", "value", "told"),
    [("scale10", SATISFIED_FROM, True), ("scale10", SATISFIED_FROM - 1, False),
     ("yes_no", "да", True), ("yes_no", "нет", False), ("frequency", "часто", None)],
)  # fmt: skip
def test_satisfaction_begins_at_seven_or_yes(code, value, told):
    assert TYPES[code].is_satisfied(value) is told


def test_a_matrix_is_asked_row_by_row_and_kept_by_row():
    kind, question = TYPES["matrix"], ask("matrix")

    kept = kind.keep(question, {"0": "легко", "1": "трудно"})

    assert kept == {"урок": "легко", "класс": "трудно"}
    assert [label for label in kind.labels(question) if label in kind.chosen(kept)] == [
        "урок: легко", "класс: трудно",
    ]  # fmt: skip


@pytest.mark.parametrize("code", TYPES)
def test_options_are_read_as_they_are_written(code):
    kind, options = TYPES[code], OPTIONS.get(code, {})

    assert kind.read(kind.write(options)) == options


@pytest.mark.parametrize(
    ("code", "lines", "sentence"),
    [("single", "один", "хотя бы два варианта"), ("matrix", "урок\nкласс", "пустую строку"),
     ("scale10", "один край", "две строки"), ("person", "соседи", "наставники")],
)  # fmt: skip
def test_options_that_cannot_be_asked_are_met_with_a_sentence(code, lines, sentence):
    with pytest.raises(ValueError, match=sentence):
        TYPES[code].read(lines)
