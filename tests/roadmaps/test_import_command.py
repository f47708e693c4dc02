"""manage.py import_roadmap: the contract of the console."""

import io
import json
import subprocess
import sys
from pathlib import Path

import docx
import pytest
from django.core.management import CommandError, call_command

from roadmaps.models import Roadmap

ROOT = Path(__file__).resolve().parent.parent.parent
SAMPLES = sorted((ROOT.parent / "shared" / "samples").glob("*.expected.json"))
EVERY_SAMPLE = pytest.mark.parametrize("expected", SAMPLES, ids=lambda path: path.name[:8])
CONTRACT = ("title", "columns", "sections", "rows")


@pytest.fixture
def file(tmp_path):
    document = docx.Document()
    document.add_paragraph("Дорожная карта наставничества")
    table = document.add_table(rows=3, cols=4)
    texts = [
        ["№", "Мероприятие", "Срок", "Ответственный"],
        ["1", "Назначить куратора", "до 10.09.2026", "Директор"],
        ["2", "Провести опрос", "май", "Куратор"],
    ]
    for row, cells in zip(table.rows, texts, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    path = tmp_path / "карта.docx"
    document.save(path)
    return path


def run(*arguments):
    """Return what the command printed on stdout and on stderr."""
    out, err = io.StringIO(), io.StringIO()
    call_command("import_roadmap", *map(str, arguments), stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_a_file_becomes_a_draft(file, ours):
    out, err = run(file, "--organization", "ours", "--year", "2026", "--json")

    roadmap = Roadmap.objects.get()
    answer = json.loads(out)
    assert answer["id"] == roadmap.pk
    assert [row["activity"] for row in answer["rows"]] == ["Назначить куратора", "Провести опрос"]
    assert (roadmap.organization, roadmap.year, roadmap.items.count()) == (ours, 2026, 2)
    assert "2 строки" in err.replace("\xa0", " ")


def test_a_dry_run_saves_nothing(file, ours):
    out, _ = run(file, "--organization", "ours", "--dry-run", "--json")

    assert "id" not in json.loads(out)
    assert not Roadmap.objects.exists()


def test_the_same_file_twice_answers_the_same_roadmap(file, ours):
    first, _ = run(file, "--organization", "ours")
    second, _ = run(file, "--organization", "ours")

    assert first == second
    assert Roadmap.objects.count() == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["{file}", "--organization", "nobody"], "Организации с кодом «nobody» нет"),
        (["{file}.missing", "--organization", "ours"], "не открывается"),
        (["{folder}", "--organization", "ours"], "не открывается"),
        (["{file}", "--organization", "ours", "--year", "когда-нибудь"], "Год пишется"),
        (["{file}", "--organization", "ours", "--year", "12026"], "Год пишется"),
        (["{file}", "--organization", "ours", "--year", "²"], "Год пишется"),
        (["{text}", "--organization", "ours"], "нет таблицы"),
        (["{big}", "--organization", "ours"], "10 МБ"),
        (["{file}"], "Команда не понята"),
        (["{file}", "--organization", "ours", "--wrong"], "Команда не понята"),
    ],
)
def test_a_refusal_is_one_sentence_and_status_2(arguments, words, file, ours, tmp_path):
    (tmp_path / "заметка.txt").write_text("Просто заметка.", encoding="utf-8")
    with (tmp_path / "большой.docx").open("wb") as big:
        big.truncate(11 * 1024 * 1024)
    names = {"file": file, "folder": tmp_path, "text": tmp_path / "заметка.txt",
             "big": tmp_path / "большой.docx"}  # fmt: skip

    with pytest.raises(CommandError, match=words) as refusal:
        run(*(argument.format(**names) for argument in arguments))

    assert refusal.value.returncode == 2
    assert "\n" not in str(refusal.value)
    assert not Roadmap.objects.exists()


def test_from_the_console_wrong_arguments_answer_in_russian_with_status_2():
    done = subprocess.run(
        [sys.executable, "manage.py", "import_roadmap", "--nothing"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("Команда не понята.")


@pytest.mark.skipif(not SAMPLES, reason="нет папки ../shared/samples")
@EVERY_SAMPLE
def test_every_sample_is_read_as_expected(expected, ours):
    wanted = json.loads(expected.read_text(encoding="utf-8"))
    source = expected.with_name(expected.name.removesuffix(".expected.json"))

    out, _ = run(source, "--organization", "ours", "--json")

    answer = json.loads(out)
    assert {key: answer[key] for key in CONTRACT} == {key: wanted[key] for key in CONTRACT}


@pytest.mark.skipif(not SAMPLES, reason="нет папки ../shared/samples")
@EVERY_SAMPLE
def test_every_text_of_a_sample_is_kept(expected, ours):
    wanted = json.loads(expected.read_text(encoding="utf-8"))

    run(expected.with_name(expected.name.removesuffix(".expected.json")), "--organization", "ours")

    items = Roadmap.objects.get().items.order_by("position")
    fields = [column for column in wanted["columns"] if column != "other"]
    assert [[getattr(item, field) for field in fields] for item in items] == [
        [row[field] for field in fields] for row in wanted["rows"]
    ]
