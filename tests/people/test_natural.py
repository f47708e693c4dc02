"""The order of classes: by their numbers, as people count."""

from people.natural import natural


def test_the_ninth_class_stands_before_the_tenth():
    names = ["10 «А»", "9 «Б»", "9 «А»", "группа ПК-21", "1 «В»"]

    assert sorted(names, key=natural) == ["1 «В»", "9 «А»", "9 «Б»", "10 «А»", "группа ПК-21"]
