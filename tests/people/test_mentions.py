from dataclasses import replace

import pytest

from people.mentions import BorneName, mentions_of

IVANOVA = BorneName("Иванова", "Анна", "Петровна", "f")


def removed(text, *, alone=True, called=True, name=IVANOVA):
    return mentions_of([replace(name, alone=alone, called=called)]).removed(text)


@pytest.mark.parametrize("text", [
    "Иванова Анна Петровна", "Ивановой Анне Петровне", "Анну Петровну Иванову", "Иванова А.П.",
    "А. П. Ивановой", "А.П.Иванова", "Анна Иванова", "ИВАНОВА", "с Анной Петровной", "Ивановой",
    "иванова анна", "анне петровне ивановой", "ивановой А.П.", "с анной петровной", "ивановой",
])  # fmt: skip
def test_every_way_to_name_somebody_is_found(text):
    assert removed(f"Помогла {text}, спасибо") in (
        "Помогла [данные уничтожены], спасибо", "Помогла с [данные уничтожены], спасибо"
    )  # fmt: skip


@pytest.mark.parametrize("text", [
    "Ивановская школа", "у Иванова Петра", "иванова роща", "Анна Сергеевна", "А.П. Чехов",
])  # fmt: skip
def test_other_words_stay(text):
    assert removed(text, alone=False) == text


def test_a_namesake_keeps_the_bare_surname():
    assert removed("Иванова и Иванова А.П.", alone=False) == "Иванова и [данные уничтожены]"


def test_yo_is_ye():
    name = BorneName("Королёв", "Семён", "", "m")

    assert removed("Королев Семен, Королёву", name=name) == (
        "[данные уничтожены], [данные уничтожены]"
    )


def test_json_is_walked_to_its_leaves():
    found = mentions_of([replace(IVANOVA, alone=True, called=True)])
    facts = {"head": ["Иванова А.П.", 5, None], "Ивановой": {"x": "нет"}}

    assert found.within(facts)
    assert found.removed(facts) == {
        "head": ["[данные уничтожены]", 5, None], "[данные уничтожены]": {"x": "нет"}
    }  # fmt: skip


def test_a_surname_that_is_also_a_word_is_taken_only_with_a_capital():
    name = BorneName("Зима", "Олег", "", "m")

    assert removed("зимой; Зимой; к олегу зиме; зиме О.", name=name) == (
        "зимой; [данные уничтожены]; к [данные уничтожены]; зиме О."
    )


def test_the_prepositional_and_the_forms_put_right_are_found():
    name = BorneName("Скальц", "Олег", "Николаевич", "m", alone=True,
                     put_right=("Скалеца Олега Николаевича",))  # fmt: skip

    said = mentions_of([name]).removed("о Скальце О.Н., об Олеге Николаевиче Скальце, у скалеца")

    assert said == "о [данные уничтожены], об [данные уничтожены], у [данные уничтожены]"
