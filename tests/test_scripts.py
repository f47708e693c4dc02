"""The console side of the house: set-up, locks and figures, so far as no network is needed."""

import os
import re
import socket
import subprocess
from pathlib import Path

import pytest

from scripts.figures import Figure
from scripts.free_port import problem
from scripts.postgresql import own_database
from scripts.prepare import is_empty
from tests import factories as make

ROOT = Path(__file__).parent.parent
COMMANDS = ["scripts/run", "scripts/test", "scripts/bench", "scripts/lock", ".ci/run"]


def run(*command, **environment):
    return subprocess.run(
        command, cwd=ROOT, env=os.environ | environment, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_can_be_started(command):
    assert os.access(ROOT / command, os.X_OK)
    assert run("bash", "-n", command).stderr == ""


def test_ci_runs_exactly_the_test_command():
    lines = (ROOT / ".ci/run").read_text().splitlines()

    assert lines == ["#!/usr/bin/env bash", 'exec "$(dirname "$0")/../scripts/test"']


def test_readme_opens_with_the_two_commands():
    block = re.search(r"```\n(.*?)```", (ROOT / "README.md").read_text(), re.DOTALL)

    assert [line.split()[0] for line in block[1].splitlines()] == ["scripts/run", "scripts/test"]


@pytest.mark.parametrize("name", ["run", "dev"])
def test_a_lock_names_no_package_source_and_a_hash_for_every_package(name):
    text = (ROOT / f"requirements/{name}.txt").read_text()
    packages = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)

    assert re.findall(r"://|^-", text, re.MULTILINE) == []
    assert [package for package in packages if package and "--hash=sha256:" not in package] == []


def test_both_locks_hold_the_same_versions():
    pins = {
        name: set(re.findall(r"^\S+==\S+", (ROOT / f"requirements/{name}.txt").read_text(), re.M))
        for name in ("run", "dev")
    }

    assert pins["run"] - pins["dev"] == set()


@pytest.mark.parametrize("command", ["scripts/run", "scripts/test"])
def test_an_unknown_option_is_one_line_and_the_status_2(command):
    answer = run(command, "--unknown")

    assert (answer.returncode, answer.stdout) == (2, "")
    assert answer.stderr == f"Неизвестный ключ --unknown. Подсказка: {command} --help\n"


def test_an_old_python_is_told_what_to_install(tmp_path):
    for tool in ("bash", "dirname", "flock"):
        (tmp_path / tool).symlink_to(f"/usr/bin/{tool}")
    old = tmp_path / "python3"
    old.write_text('#!/bin/bash\n[[ "$2" == *version_info* ]] && exit 1\necho 3.10.12\n')
    old.chmod(0o755)

    answer = run("/usr/bin/bash", "scripts/run", PATH=str(tmp_path), PYTHON="")

    assert (answer.returncode, answer.stdout) == (1, "")
    assert answer.stderr.splitlines()[:2] == [
        "Нужен Python 3.11 или новее, а на этой машине 3.10.12.",
        "Ubuntu 22.04: sudo apt-get install -y python3.11 python3.11-venv",
    ]


def test_a_busy_port_is_said_in_one_sentence():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        sentence = problem("127.0.0.1", port)

    assert sentence == (
        f"Порт {port} на 127.0.0.1 занят: возможно, «Наставник» уже запущен. Откройте "
        f"http://127.0.0.1:{port}/ или задайте другой порт: PORT={port + 1} scripts/run"
    )


def test_an_impossible_port_is_refused():
    assert problem("127.0.0.1", 70000) == "PORT должен быть от 1 до 65535, а не 70000."


@pytest.mark.django_db
def test_a_base_without_organizations_and_users_is_empty():
    assert is_empty()


def test_a_base_with_an_organization_is_not_filled_with_the_demo(ours):
    assert not is_empty()


@pytest.mark.django_db
def test_a_base_with_its_first_administrator_is_not_filled_with_the_demo():
    make.User.objects.create_superuser("first", password="a long sentence")

    assert not is_empty()


def test_two_test_runs_have_two_databases():
    address = own_database("postgres://user:secret@localhost:5432/nastavnik")

    assert address == f"postgres://user:secret@localhost:5432/nastavnik_{os.getppid()}"


@pytest.mark.parametrize(
    ("sense", "value", "kept"),
    [("<=", 5, True), ("<=", 5.1, False), (">=", 99, True), (">=", 98.9, False),
     ("<=", None, False)],
)  # fmt: skip
def test_a_figure_keeps_its_limit(sense, value, kept):
    limit = 5 if sense == "<=" else 99
    figure = Figure("a figure", limit, "%", sense, measure=lambda: value, slow=False)

    assert figure.keeps(value) is kept
