"""The shapes of the stamp above a roadmap, and whose participle agrees with what."""

import pytest

from reports.documents.stamps import participle
from roadmaps.models import Roadmap
from tests.reports.papers import printed_paper, words

HEADS = {
    "person": "УТВЕРЖДАЮ\nДиректор МБОУ СШ № 7\n________ О.В. Кудряшова\n«____»",
    "person-order": "УТВЕРЖДАЮ\nДиректор МБОУ СШ № 7\n________ О.В. Кудряшова\nПриказ от ____",
    "order": "УТВЕРЖДЁН\nприказом МБОУ СШ № 7\nот ____________ № ________\n",
    "annex": "Приложение\nк приказу МБОУ СШ № 7\nот ____________ № ________\n",
    "none": "План мероприятий (дорожная карта)\n",
}


@pytest.mark.parametrize("shape", sorted(HEADS))
def test_each_shape_of_the_stamp_can_be_chosen(shape, school):
    assert words(printed_paper("roadmap", school.roadmap, stamp=shape)).startswith(HEADS[shape])


@pytest.mark.parametrize(
    ("title", "word"),
    [("План мероприятий (дорожная карта)", "УТВЕРЖДЁН"), ("Дорожная карта школы", "УТВЕРЖДЕНА"),
     ("Муниципальная дорожная карта", "УТВЕРЖДЕНА"), ("Положение о наставничестве", "УТВЕРЖДЕНО"),
     ("Планы наставников", "УТВЕРЖДЕНЫ"), ("Комплекс мер", "УТВЕРЖДЁН")],
)  # fmt: skip
def test_the_participle_agrees_with_the_title(title, word):
    assert participle(title) == word


def test_bodies_that_agreed_stand_beside_the_approval(school):
    school.roadmap.header = {"blocks": [
        {"kind": "agreed", "body": "с управляющим советом", "protocol": "протокол № 2"},
        {"kind": "accepted", "body": "педагогическим советом", "protocol": "протокол № 1"},
    ]}  # fmt: skip
    school.roadmap.save()

    text = words(printed_paper("roadmap", school.roadmap))

    assert text.startswith("СОГЛАСОВАН\nс управляющим советом\nпротокол № 2")
    assert "ПРИНЯТ\nпедагогическим советом\nпротокол № 1" in text
    Roadmap.objects.filter(pk=school.roadmap.pk).update(title="Дорожная карта")
    school.roadmap.refresh_from_db()
    assert "ПРИНЯТА\nпедагогическим" in words(printed_paper("roadmap", school.roadmap))
