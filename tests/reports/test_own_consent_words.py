"""The organization's own words stand on every consent blank of their kind, with their version."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from people.models import ConsentKind, ConsentText
from people.models.consent_texts import BLOCKS, PLACES
from tests.reports.papers import paper, words

BLANKS = {
    ConsentKind.PERSONAL_DATA: ("consent-adult", "consent-teen", "consent-minor"),
    ConsentKind.PARTICIPATION: ("participation-mentor", "participation-mentee",
                                "participation-parent"),
    ConsentKind.DISSEMINATION: ("consent-dissemination",),
    ConsentKind.IMAGE: ("consent-image",),
    ConsentKind.TRANSFER: ("consent-transfer",),
    ConsentKind.LABOUR: ("consent-labour",),
}  # fmt: skip
CASES = [(kind, code) for kind, codes in BLANKS.items() for code in codes]
WITHOUT = {("participation-parent", "actions")}  # a parent promises nothing for the child


def reword(organization, kind, version="2026-10", **values):
    """Make a version of the blank whose every place says its own name."""
    blocks = {name: f"Слова {name} версии {version}" for name in PLACES[kind]}
    defaults = blocks | {"required_from": datetime.date(2026, 9, 1)}
    return ConsentText.objects.create(
        organization=organization, kind=kind, version=version, **defaults | values
    )


@pytest.mark.parametrize(("kind", "code"), CASES, ids=[code for _, code in CASES])
def test_own_words_stand_on_the_blank_with_their_version(school, theirs, kind, code):
    reword(school.organization, kind)
    reword(theirs, kind, "чужая")
    reword(school.organization, kind, "будущая", required_from=datetime.date(2027, 9, 1))
    for other in set(ConsentKind) - {kind}:
        reword(school.organization, other, "другого вида")

    said = words(paper(code, school.subject_of(code)))

    wanted = [name for name in PLACES[kind] if (code, name) not in WITHOUT]
    assert [name for name in wanted if f"Слова {name} версии 2026-10" not in said] == []
    assert ", версия 2026-10" in said
    assert [word for word in ("чужая", "будущая", "другого вида") if word in said] == []


def test_lines_become_boxes_of_their_own(school):
    reword(school.organization, "image", actions="сайт школы\nстенд у учительской;\n")
    reword(school.organization, "dissemination", data="фамилия\n\nфото")

    assert "сайт школы;\nстенд у учительской.\n" in words(
        paper("consent-image", school.subject_of("consent-image"))
    )
    lines = words(
        paper("consent-dissemination", school.subject_of("consent-dissemination"))
    ).splitlines()
    first = next(n for n, line in enumerate(lines) if line.startswith("Персональные данные")) + 1
    assert [line.strip(" |") for line in lines[first : first + 3]] == [
        "фамилия", "фото", "биометрические данные: фотография лица",
    ]  # fmt: skip


@pytest.mark.parametrize("kind", ConsentKind.values)
def test_words_without_a_place_on_the_blank_are_refused(ours, kind):
    text = ConsentText(organization=ours, kind=kind, version="1",
                       required_from=datetime.date(2026, 9, 1),
                       **dict.fromkeys(BLOCKS, "слова"))  # fmt: skip
    homeless = set(BLOCKS) - set(PLACES[kind])
    try:
        text.full_clean()
        refused = {}
    except ValidationError as refusal:
        refused = refusal.message_dict

    assert set(refused) == homeless
    assert {sentence for own in refused.values() for sentence in own} <= {
        "На этом бланке такого места нет. Впишите текст в дополнительный абзац."
    }
