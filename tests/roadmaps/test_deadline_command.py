import io
import json
import sys

import pytest
from django.core.management import CommandError, call_command

SEPTEMBER = {"kind": "until", "occurrences": [[None, "2026-09-15"]]}


def answers_to(monkeypatch, capsys, *lines, **options):
    stdin = io.TextIOWrapper(io.BytesIO(b"".join(line + b"\n" for line in lines)))
    monkeypatch.setattr(sys, "stdin", stdin)
    call_command("deadline", "--stdin", **options)
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_deadline_is_answered_in_json_alone(capsys):
    call_command("deadline", "до 15 сентября", "--year", "2026", "--json")

    streams = capsys.readouterr()
    assert json.loads(streams.out) == SEPTEMBER
    assert streams.err == ""


def test_words_and_the_question_go_to_stderr(capsys):
    call_command("deadline", "август", "--year", "2026")

    streams = capsys.readouterr()
    assert json.loads(streams.out)["kind"] == "month"
    assert streams.err == (
        "01.08.2026 – 31.08.2026. Август – до начала учебного года или в его конце?\n"
    )


def test_empty_text_repeats_the_row_above(capsys):
    call_command("deadline", "", "--year", "2026", "--json")

    assert json.loads(capsys.readouterr().out) == {"kind": "inherit", "occurrences": []}


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "Напишите срок в кавычках."),
        (["май"], "Добавьте учебный год"),
        (["май", "--year", "1989"], "от 1990 до 2100"),
        (["май", "--year", "2101"], "от 1990 до 2100"),
        (["май", "--year", "двадцать"], "от 1990 до 2100"),
        (["май", "--year", "9" * 9999], "от 1990 до 2100"),
        (["май", "--colour", "red"], "Команда не понята."),
    ],
)
def test_wrong_arguments_are_refused_in_a_sentence(capsys, arguments, sentence):
    with pytest.raises(CommandError, match=sentence) as refusal:
        call_command("deadline", *arguments)

    assert refusal.value.returncode == 2
    assert capsys.readouterr().out == ""


def test_lines_are_answered_one_by_one(monkeypatch, capsys):
    lines = ['{"text": "до 15 сентября", "year": 2026}', '{"text": "", "year": "2026"}']

    answers = answers_to(monkeypatch, capsys, *map(str.encode, lines))

    assert answers == [SEPTEMBER, {"kind": "inherit", "occurrences": []}]


def test_line_without_a_year_takes_that_of_the_command(monkeypatch, capsys):
    line = '{"text": "до 15 сентября"}'.encode()

    assert answers_to(monkeypatch, capsys, line, year="2026") == [SEPTEMBER]


def test_unreadable_lines_are_answered_in_their_place(monkeypatch, capsys):
    lines = [
        b"",
        b"{",
        b"[1]",
        b"\xff\xfe",
        b'{"text": 5, "year": 2026}',
        b'{"text": "x"}',
        b'{"year": 2026}',
        b'{"text": "x", "year": 9999}',
        b'{"text": "x", "year": true}',
        b'{"text": "x", "year": 2026.5}',
        b'{"text": "x", "year": null}',
        b"[" * 100_000,
    ]
    good = '{"text": "до 15 сентября", "year": 2026}'.encode()

    answers = answers_to(monkeypatch, capsys, *lines, good)

    assert [list(answer) for answer in answers[:-1]] == [["error"]] * len(lines)
    assert answers[-1] == SEPTEMBER
