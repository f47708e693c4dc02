"""Results as plain tables: what the .xlsx holds and the papers print. No drawing."""

from surveys.comparison import comparable, groups, label_of
from surveys.results import wave_results


def averages(found):
    """Return the sheet of averages and shares: a row a scored question, then satisfaction."""
    rows = [
        [result.question.block, result.question.text, result.answered, round(result.mean, 2),
         result.top]
        for result in found.questions if result.mean is not None and result.top
    ]  # fmt: skip
    share = found.satisfaction
    if share.whole:
        title = f"Довольны, %: {share.part} из {share.whole} ответов; порог: {share.threshold}"
        rows.append(["", title, share.whole, round(share.percent, 1), 100])
    headings = ["Раздел", "Вопрос", "Ответов", "Среднее", "Наибольшая оценка"]
    return "Средние", headings, rows


def distribution(found):
    """Return the sheet of bars: a row an answer of a question."""
    rows = [
        [result.question.text, label, number] for result in found.questions
        for label, number in result.bars
    ]  # fmt: skip
    return "Распределение", ["Вопрос", "Ответ", "Сколько"], rows


def side_by_side(waves):
    """Return a sheet a group: a row a question with its averages and the difference."""
    headings = ["Раздел", "Вопрос", *map(label_of, waves), "Разница"]
    found = groups(waves) if len(waves) > 1 else []
    return [(f"Сравнение, {group.title}", headings, _rows(group)) for group in found
            if group.blocks]  # fmt: skip


def all_sheets(wave):
    """Return every sheet of the tables of a wave, without names and words."""
    found = wave_results(wave)
    return [averages(found), distribution(found), *side_by_side(comparable(wave))]


def _rows(group):
    return [
        [block.title, row.text, *map(_rounded, row.means), _rounded(row.difference)]
        for block in group.blocks for row in block.rows
    ] + [
        [block.title, "В среднем по разделу", *map(_rounded, block.means),
         _rounded(block.difference)]
        for block in group.blocks if block.title and block.means
    ]  # fmt: skip


def _rounded(number):
    return None if number is None else round(number, 2)
