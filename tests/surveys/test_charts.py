"""Pictures of results: where the averages lie on the scale."""

import re

import pytest

from surveys.charts import RADIUS, STRIP, columns, dumbbell


def ends(drawing):
    """Return the places of the first average and of the last one."""
    return [int(place) for place in re.findall(r'<circle class="\w+" cx="(\d+)"', drawing)]


@pytest.mark.parametrize(
    ("first", "last", "top", "places"),
    [
        (5, 10, 10, [100, STRIP - RADIUS]),
        (10, 0, 10, [STRIP - RADIUS, RADIUS]),
        (2.5, 2.5, 5, [100, 100]),
    ],
)
def test_a_strip_begins_at_the_first_average_and_ends_at_the_last(first, last, top, places):
    assert ends(dumbbell(first, last, top)) == places


def test_columns_carry_their_numbers_and_escape_words():
    drawing = columns([("<да>", 3), ("нет", 0)], label="«Хотите?»")

    assert re.findall(r"<title>(.*?)</title>", drawing) == ["&lt;да&gt;: 3", "нет: 0"]
    assert 'aria-label="«Хотите?»"' in drawing
