"""What the words of a row aim at in figures: a cell read into targets. Pure.

    read("Не менее одной публикации в месяц")      # [IndicatorTarget(op="at_least", value=1, …)]
    of_row("Приказ", "Согласия есть у 100 % участников")

The forms that are understood stand in tests/roadmaps/targets.csv. A number nobody understood stays
in `unread` of its target; a target without a number («не менее ___ экспертов») has no value.
"""

from roadmaps.targets.grammar import of_row, read
from roadmaps.targets.rules import IndicatorTarget
from roadmaps.targets.standing import Standing, goal_words, shown

__all__ = ["IndicatorTarget", "Standing", "goal_words", "of_row", "read", "shown"]
