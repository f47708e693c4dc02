import io
import json
import sys

import pytest
from django.core.management import CommandError, call_command

from people.management.commands.decline import Command

NAME = {
    "nominative": "Зорина Анна Петровна",
    "genitive": "Зориной Анны Петровны",
    "dative": "Зориной Анне Петровне",
    "accusative": "Зорину Анну Петровну",
    "instrumental": "Зориной Анной Петровной",
}
POSITION = {
    "nominative": "старший воспитатель",
    "genitive": "старшего воспитателя",
    "dative": "старшему воспитателю",
    "accusative": "старшего воспитателя",
    "instrumental": "старшим воспитателем",
}


def answers_to(monkeypatch, capsys, *lines):
    stdin = io.TextIOWrapper(io.BytesIO(b"".join(line + b"\n" for line in lines)))
    monkeypatch.setattr(sys, "stdin", stdin)
    call_command("decline", "--stdin")
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_name_alone_is_answered_without_position(capsys):
    call_command("decline", "Зорина Анна Петровна", "--json")

    assert json.loads(capsys.readouterr().out) == {"gender": "f", "name": NAME}


def test_position_is_answered_beside_the_name(capsys):
    call_command("decline", "Зорина Анна Петровна", "--position", "старший воспитатель", "--json")

    answer = json.loads(capsys.readouterr().out)
    assert answer == {"gender": "f", "name": NAME, "position": POSITION}


def test_doubt_goes_to_stderr_and_json_stays_alone(capsys):
    call_command("decline", "Кравец Олег Ильич", "--json")

    streams = capsys.readouterr()
    assert json.loads(streams.out)["name"]["dative"] == "Кравцу Олегу Ильичу"
    assert streams.err == "Проверьте склонение: среди слов есть сомнительные.\n"


def test_table_shows_a_case_a_line(capsys):
    call_command("decline", "Зорина Анна Петровна", "--position", "старший воспитатель")

    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 5
    assert lines[2] == "Дательный     Зориной Анне Петровне, старшему воспитателю"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "Напишите имя в кавычках"),
        (["  "], "Напишите имя в кавычках"),
        (["Шевченко Саша"], "Добавьте --gender"),
        (["Зорин Пётр", "--gender", "x"], "m или f"),
        (["Зорин", "Пётр"], "Команда не понята"),
        (["Зорин", "--wrong"], "Команда не понята"),
    ],
)
def test_wrong_arguments_end_with_one_sentence_and_status_two(arguments, sentence):
    with pytest.raises(CommandError, match=sentence) as refusal:
        call_command("decline", *arguments)

    assert refusal.value.returncode == 2
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize("arguments", [["a", "b"], ["--gender"], ["Шевченко Саша"]])
def test_wrong_arguments_in_the_console_end_with_one_line_and_status_two(arguments, capsys):
    with pytest.raises(SystemExit) as end:
        Command().run_from_argv(["manage.py", "decline", *arguments])

    streams = capsys.readouterr()
    assert end.value.code == 2
    assert streams.out == ""
    assert len(streams.err.splitlines()) == 1


def test_each_line_of_stdin_gets_its_answer(monkeypatch, capsys):
    lines = [
        {"kind": "surname", "nominative": "Коваль", "gender": "m"},
        {"kind": "position", "nominative": "старший воспитатель", "gender": "f"},
        {"kind": "full", "nominative": "Зорина Анна Петровна"},
    ]

    answers = answers_to(monkeypatch, capsys, *(json.dumps(line).encode() for line in lines))

    assert answers == [
        {"gender": "m", "nominative": "Коваль", "genitive": "Коваля", "dative": "Ковалю",
         "accusative": "Коваля", "instrumental": "Ковалём"},
        {"gender": "f", **POSITION},
        {"gender": "f", **NAME},
    ]  # fmt: skip


def test_unreadable_lines_are_answered_in_their_place(monkeypatch, capsys):
    lines = [
        b"",
        b"{",
        b"[1]",
        b"\xff\xfe",
        b'{"kind": "colour", "nominative": "x"}',
        b'{"kind": ["first"], "nominative": "x"}',
        b'{"kind": "first", "nominative": 5}',
        b'{"kind": "first", "nominative": " ", "gender": "m"}',
        '{"kind": "first", "nominative": "Саша"}'.encode(),
        '{"kind": "first", "nominative": "Иван", "gender": "x"}'.encode(),
        b"[" * 100_000,
    ]
    good = '{"kind": "first", "nominative": "Иван", "gender": "m"}'.encode()

    answers = answers_to(monkeypatch, capsys, *lines, good)

    assert [list(answer) for answer in answers[:-1]] == [["error"]] * len(lines)
    assert answers[-1]["dative"] == "Ивану"
