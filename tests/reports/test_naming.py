"""Names of organizations in their cases: a table."""

import pytest

from reports.documents.naming import dative, genitive, headed


@pytest.mark.parametrize(
    ("name", "expected_genitive", "expected_dative"),
    [
        ("МБОУ СШ № 7", "МБОУ СШ № 7", "МБОУ СШ № 7"),
        ("МБДОУ «Детский сад № 5»", "МБДОУ «Детский сад № 5»", "МБДОУ «Детский сад № 5»"),
        (
            "Муниципальное казённое общеобразовательное учреждение «Лицей»",
            "Муниципального казённого общеобразовательного учреждения «Лицей»",
            "муниципальному казённому общеобразовательному учреждению «Лицей»",
        ),
        ("Управление образования", "Управления образования", "управлению образования"),
        ("ОТДЕЛ ОБРАЗОВАНИЯ", "ОТДЕЛА ОБРАЗОВАНИЯ", "ОТДЕЛУ ОБРАЗОВАНИЯ"),
        ("Детский сад «Ёлочка»", "Детского сада «Ёлочка»", "детскому саду «Ёлочка»"),
        ("Средняя школа № 3", "Средней школы № 3", "средней школе № 3"),
        ("Кванториум", "", ""),
        ("", "", ""),
    ],
)
def test_the_head_word_and_its_adjectives_are_declined(name, expected_genitive, expected_dative):
    assert (genitive(name), dative(name)) == (expected_genitive, expected_dative)


def test_a_post_and_its_organization_say_a_noun_once():
    assert headed("Начальнику отдела", "Отдела образования") == "Начальнику отдела образования"
    assert headed("Директору", "МБОУ СШ № 7") == "Директору МБОУ СШ № 7"
    assert headed("Руководителю", "") == "Руководителю"
