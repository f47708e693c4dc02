"""Our papers beside the usual way: docxtpl fills a Word template, LibreOffice makes the PDF of it.

Its template is our own Word file with the words taken out. The usual way gets a head start: it is
given the same paper each time, ours is each time another.
"""

import atexit
import functools
import json
import shutil
import subprocess
import tempfile
import time
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

from scripts.figures import figure, papers
from scripts.word_template import emptied

OFFICE = "soffice"
PYTHON = "/usr/bin/python3"  # the one Debian's python3-uno belongs to
ROUNDS = 7


def lacking():
    """Return why nothing can be compared on this machine, or ""."""
    if shutil.which(OFFICE) is None:
        return "нет LibreOffice (apt-get install libreoffice-writer-nogui)"
    probe = subprocess.run([PYTHON, "-c", "import uno"], capture_output=True)
    if probe.returncode != 0:
        return "нет python3-uno (apt-get install python3-uno)"
    return "" if find_spec("docxtpl") else "нет docxtpl (.venv/bin/python -m pip install docxtpl)"


@figure("order: LibreOffice started for it, times our PDF", limit=15, unit="×", sense=">=",
        slow=True, needs=lacking)  # fmt: skip
def started():
    converted = least(lambda: start_and_convert(word_file("order")), 3)
    return (filled("order") + converted) / ours("order")


@figure("order: LibreOffice waiting for it, times our PDF", limit=2.5, unit="×", sense=">=",
        slow=True, needs=lacking)  # fmt: skip
def order():
    return usual("order") / ours("order")


@figure("roadmap: LibreOffice waiting for it, times our PDF", limit=1.1, unit="×", sense=">=",
        slow=True, needs=lacking)  # fmt: skip
def roadmap():
    return usual("roadmap") / ours("roadmap")


@figure("order with 300 pairs: times LibreOffice waiting for it", limit=1.0, unit="×",
        slow=True, needs=lacking)  # fmt: skip
def many_pairs():
    return ours("many") / usual("many")


def usual(name):
    """Return the least seconds of the usual way with an office that waits."""
    return filled(name) + listener()(name)


@functools.cache
def filled(name):
    """Return the least seconds docxtpl takes to fill the template and to write the file."""
    from docxtpl import DocxTemplate

    template, words = emptied(word_file(name).read_bytes())

    def fill():
        document = DocxTemplate(BytesIO(template))
        document.render(words, autoescape=True)
        document.save(BytesIO())

    return least(fill, ROUNDS)


@functools.cache
def subjects(name):
    if name == "roadmap":
        return "roadmap", papers.longest_roadmap()
    return "order-pairs", papers.pairs(300 if name == "many" else 8)


@functools.cache
def ours(name):
    """Return our least seconds from the stored facts to the PDF."""
    code, rows = subjects(name)
    return least(papers.printer(code, *rows), 3 if name == "many" else ROUNDS)


@functools.cache
def word_file(name):
    from reports.word import render_docx

    code, rows = subjects(name)
    path = folder() / f"{name}.docx"
    path.write_bytes(papers.printer(code, *rows, into=render_docx)())
    return path


def least(work, rounds):
    """Return the least seconds by the clock: half of the other way's work is another process's."""
    work()
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return min(times)


def start_and_convert(path):
    subprocess.run(
        [OFFICE, "--headless", f"-env:UserInstallation=file://{folder()}/started",
         "--convert-to", "pdf", "--outdir", str(folder()), str(path)],
        check=True, capture_output=True,
    )  # fmt: skip


@functools.cache
def folder():
    made = tempfile.TemporaryDirectory(prefix="office-", ignore_cleanup_errors=True)
    atexit.register(made.cleanup)
    return Path(made.name)


@functools.cache
def listener():
    """Start LibreOffice and return a function: name of a paper to its least seconds there."""
    client = subprocess.Popen(
        [PYTHON, Path(__file__).parents[1] / "office_client.py", OFFICE, str(folder())],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    atexit.register(client.stdin.close)

    @functools.cache
    def seconds(name):
        order = {"path": str(word_file(name)), "rounds": ROUNDS}
        client.stdin.write(json.dumps(order) + "\n")
        client.stdin.flush()
        return json.loads(client.stdout.readline())

    return seconds
