"""The share of right forms, asked through `manage.py decline --stdin` as anybody would."""

import csv
import functools
import json
import subprocess
import sys
from pathlib import Path

from scripts.figures import figure

ROOT = Path(__file__).parents[2]
CASES = ("genitive", "dative", "accusative", "instrumental")
SAMPLES = (ROOT.parent / "shared" / "samples" / "inflection.csv", ROOT / "tests/people/names.csv")


@figure("declension: right forms of names", limit=99, unit="%", sense=">=")
def names():
    return share(lambda kind: kind != "position")


@figure("declension: right forms of posts", limit=100, unit="%", sense=">=")
def posts():
    return share(lambda kind: kind == "position")


def share(wanted):
    verdicts = [right for kind, right in compared() if wanted(kind)]
    return 100 * sum(verdicts) / len(verdicts)


@functools.cache
def compared():
    """Return (kind, whether the form is right) of every case of every row of the sample."""
    sample = next(path for path in SAMPLES if path.exists())
    with sample.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    questions = [{name: row[name] for name in ("kind", "nominative", "gender")} for row in rows]
    answers = subprocess.run(
        [sys.executable, "manage.py", "decline", "--stdin"],
        input="\n".join(json.dumps(question) for question in questions),
        capture_output=True, text=True, check=True, cwd=ROOT,
    ).stdout.splitlines()  # fmt: skip
    return [
        (row["kind"], json.loads(answer).get(case) == row[case])
        for row, answer in zip(rows, answers, strict=True)
        for case in CASES
    ]
