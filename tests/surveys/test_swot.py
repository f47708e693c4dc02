"""The SWOT table: what may be taken from answers, how it is worded, that nobody is found by it."""

import pytest

from people.models import JournalEntry
from surveys.actions import MOST_LINES, SwotRefused, add_lines, move_line
from surveys.models import SwotLine
from tests import factories as make
from tests.surveys.asking import answered, make_survey, make_wave, sentences

SWOT = "/admin/surveys/wave/swot/"


@pytest.fixture
def telling(ours):
    """A wave without names in which five people said something, two of them the same."""
    wave = make_wave(ours, make_survey(ours, [("change", "text", {})]), is_anonymous=True,
                     people=[make.make_person(ours)])  # fmt: skip
    for text in ("Мало времени", "Мало времени", "Дружный коллектив", "Ещё уроков", "=1+1"):
        answered(wave, text)
    return wave


@pytest.fixture
def line(ours):
    return SwotLine.objects.create(organization=ours, year=make.YEAR, quadrant="threat",
                                   text="Первая", position=1)  # fmt: skip


def chosen(page, **fields):
    """Return the form of the page with these answers put into these fields."""
    form = page.context["form"]
    names = {text: name for name, text in form.said.items()}
    return {names[text]: quadrant for text, quadrant in fields.items()}


def test_answers_ticked_become_lines_and_nothing_leads_back(as_curator, telling):
    address = f"/admin/surveys/wave/{telling.pk}/swot/"
    form = as_curator.get(address)
    data = chosen(form, **{"Мало времени": "threat", "Дружный коллектив": "strength",
                           "Ещё уроков": ""})  # fmt: skip

    as_curator.post(address, data)
    as_curator.post(address, data)

    assert sentences(form).count("<legend>Мало времени</legend>") == 1
    lines = set(SwotLine.objects.values_list("quadrant", "text"))
    assert lines == {("threat", "Мало времени"), ("strength", "Дружный коллектив")}
    related = {field.related_model for field in SwotLine._meta.fields if field.is_relation}
    assert {model.__name__ for model in related} == {"Organization"}


def test_an_answer_taken_and_reworded_is_offered_no_more(as_curator, telling, curator):
    address = f"/admin/surveys/wave/{telling.pk}/swot/"
    data = chosen(as_curator.get(address), **{"Мало времени": "weakness"})
    as_curator.post(address, data)
    line = SwotLine.objects.get()
    as_curator.post(f"{SWOT}{line.pk}/", {"quadrant": "threat", "text": "Нет часов в плане"})

    page = as_curator.get(address)
    as_curator.post(address, data | dict.fromkeys(data, "strength"))

    assert "Мало времени" not in page.context["form"].said.values()
    assert page.context["taken"] == [("Мало времени", line)]
    assert "Угрозы: «Нет часов в плане»" in sentences(page)
    assert SwotLine.objects.get().text == "Нет часов в плане"


def test_the_years_that_have_a_table_are_chosen_on_the_page(as_curator, ours, line):
    SwotLine.objects.create(organization=ours, year=make.YEAR - 2, quadrant="threat", text="Старая")

    page = sentences(as_curator.get(SWOT))
    back = as_curator.post("/year/", {"year": make.YEAR - 2, "next": SWOT})
    old = sentences(as_curator.get(SWOT))

    assert f'value="{make.YEAR - 2}">2024/25</button>' in page
    assert back.url == SWOT
    assert "Старая" in old and "Первая" not in old
    assert as_curator.post("/year/", {"year": make.YEAR, "next": "//foreign.example/"}).url == "/"


def test_words_of_four_people_without_names_are_not_offered(as_curator, ours, telling):
    telling.responses.first().delete()

    page = as_curator.get(f"/admin/surveys/wave/{telling.pk}/swot/")

    assert "Слов пока нет" in sentences(page)


def test_an_answer_that_came_in_between_shifts_nothing(as_curator, telling):
    address = f"/admin/surveys/wave/{telling.pk}/swot/"
    data = chosen(as_curator.get(address), **{"Мало времени": "weakness"})
    answered(telling, "А это первое по алфавиту")

    as_curator.post(address, data)

    assert list(SwotLine.objects.values_list("text", flat=True)) == ["Мало времени"]


def test_a_line_is_worded_moved_and_removed(as_curator, ours, curator, line):
    add_lines(ours, year=make.YEAR, lines=[("threat", "Вторая")], by=curator)
    second = SwotLine.objects.get(text="Вторая")

    as_curator.post(f"{SWOT}{second.pk}/up/")
    as_curator.post(f"{SWOT}{line.pk}/", {"quadrant": "weakness", "text": "Нет часов в плане"})
    page = sentences(as_curator.get(SWOT))
    as_curator.post(f"{SWOT}{second.pk}/remove/")

    second_place = SwotLine.objects.get()
    assert (second_place.quadrant, second_place.text) == ("weakness", "Нет часов в плане")
    assert page.index("Нет часов в плане") < page.index("Вторая")
    assert JournalEntry.objects.filter(action="change_swot", by=curator).count() == 4


def test_neighbours_change_places_only_within_a_field(ours, curator, line):
    add_lines(ours, year=make.YEAR, by=curator,
              lines=[("threat", "Вторая"), ("strength", "Чужое поле")])  # fmt: skip

    move_line(SwotLine.objects.get(text="Вторая"), up=True, by=curator)

    threats = SwotLine.objects.filter(quadrant="threat").values_list("text", flat=True)
    assert list(threats) == ["Вторая", "Первая"]


@pytest.mark.parametrize("text", ["", "  ", "я" * 501])
def test_a_sentence_empty_or_too_long_is_met_with_words(as_curator, line, text):
    page = as_curator.post(f"{SWOT}{line.pk}/", {"quadrant": "threat", "text": text})

    line.refresh_from_db()
    assert page.status_code == 400
    assert line.text == "Первая"


def test_a_long_answer_is_cut_at_a_word_and_a_full_table_says_so(ours, curator):
    add_lines(ours, year=make.YEAR, lines=[("threat", "слово " * 4000)], by=curator)

    text = SwotLine.objects.get().text
    assert len(text) <= 500 and text.endswith("слово…")
    with pytest.raises(SwotRefused):
        add_lines(ours, year=make.YEAR, by=curator,
                  lines=[("threat", f"Строка {n}") for n in range(MOST_LINES)])  # fmt: skip
    assert SwotLine.objects.count() == 1


def test_a_director_reads_and_changes_nothing(as_director, theirs, line):
    SwotLine.objects.create(organization=theirs, year=make.YEAR, quadrant="threat", text="Чужая")

    page = sentences(as_director.get(SWOT))

    assert "Первая" in page
    assert "Чужая" not in page
    assert as_director.get(f"{SWOT}{line.pk}/").status_code == 403
    assert as_director.post(f"{SWOT}{line.pk}/remove/").status_code == 403


def test_another_schools_line_is_not_found(as_curator, theirs):
    foreign = SwotLine.objects.create(organization=theirs, year=make.YEAR, quadrant="threat",
                                      text="Чужая")  # fmt: skip

    assert as_curator.get(f"{SWOT}{foreign.pk}/").status_code == 404
    assert as_curator.post(f"{SWOT}{foreign.pk}/remove/").status_code == 404
