"""Our papers beside the usual way: docxtpl fills a Word template, LibreOffice makes the PDF of it.

Both ways give the same thing, and each figure is the worse of two comparisons: drafts (both plain,
without tags) and what is kept for years (ours PDF/A-3a, LibreOffice's tagged PDF/A-3b: it has no
3a). The paper is the same too, sheet for sheet: the template is our own Word file with the words
taken out. The limits were set for an order of one sheet; our orders have a sheet of acquaintance
and often an annex, so the order is measured at both lengths: its one sheet alone, and whole with
an annex of eight pairs, three sheets. The usual way gets a head start: it is given the same paper
each time, ours is each time another, and begins with the stored facts. Measured in turns, by the
clock: half of the usual way's work is another process's.
"""

import atexit
import functools
import json
import re
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
ROUNDS = 25
ARCHIVAL = {"UseTaggedPDF": True, "SelectPdfVersion": 3}
NEXT_SHEET = re.compile('<section class="portrait">.*(?=</body>)', re.DOTALL)


def lacking():
    """Return why nothing can be compared on this machine, or ""."""
    if shutil.which(OFFICE) is None:
        return "нет LibreOffice (apt-get install libreoffice-writer-nogui)"
    probe = subprocess.run([PYTHON, "-c", "import uno"], capture_output=True)
    if probe.returncode != 0:
        return "нет python3-uno (apt-get install python3-uno)"
    return "" if find_spec("docxtpl") else "нет docxtpl (.venv/bin/python -m pip install docxtpl)"


def times_ours(name, limit, *, slow=True):
    return figure(name, limit=limit, unit="×", sense=">=", slow=slow, needs=lacking)


@times_ours("order of one sheet: LibreOffice started for it, times our PDF", 15)
def sheet_started():
    return started("sheet")


@times_ours("order of three sheets: LibreOffice started for it, times our PDF", 15)
def order_started():
    return started("order")


@times_ours("order of one sheet: LibreOffice waiting for it, times our PDF", 2.5)
def sheet():
    return min(waiting("sheet"))


@times_ours("order of three sheets: LibreOffice waiting for it, times our PDF", 2.5)
def order():
    return min(waiting("order"))


@times_ours("roadmap: LibreOffice waiting for it, times our PDF", 1.1)
def roadmap():
    return min(waiting("roadmap"))


@figure("order with 300 pairs: times LibreOffice waiting for it", limit=1.0, unit="×",
        slow=True, needs=lacking)  # fmt: skip
def many_pairs():
    return 1 / min(waiting("many"))


def waiting(name):
    """Return how many times ours the usual way takes with an office that waits: plain, archival."""
    return [compared(name, archival, listener(), ROUNDS if name != "many" else 5)
            for archival in (False, True)]  # fmt: skip


def started(name):
    return min(compared(name, archival, start_and_convert, 5) for archival in (False, True))


def compared(name, archival, convert, rounds):
    """Return the least seconds of the usual way over our least, done in turns."""
    path, print_ours, ours, theirs = word_file(name), printer(name, archival), [], []
    convert(path, archival)
    print_ours()
    for _ in range(rounds):
        theirs.append(seconds(lambda: convert(path, archival)))
        ours += [seconds(print_ours) for _ in range(2 if name == "many" else 4)]
    usual = filled(name) + min(theirs)
    print(f"{name}, {'архивный' if archival else 'черновик'}: привычный путь {usual:.3f} с, "
          f"из них шаблон {filled(name):.3f}; наш {min(ours):.3f} с")  # fmt: skip
    return usual / min(ours)


@functools.cache
def filled(name):
    """Return the least seconds docxtpl takes to fill the template and to write the file."""
    from docxtpl import DocxTemplate

    template, words = emptied(word_file(name).read_bytes())

    def fill():
        document = DocxTemplate(BytesIO(template))
        document.render(words, autoescape=True)
        document.save(BytesIO())

    fill()
    return min(seconds(fill) for _ in range(ROUNDS))


@functools.cache
def subjects(name):
    if name == "roadmap":
        return "roadmap", papers.longest_roadmap()
    if name == "sheet":
        return "order-introduction", [papers.school()]
    return "order-pairs", papers.pairs(300 if name == "many" else 8)


def printer(name, archival):
    """Return the work from the stored facts to the PDF."""
    from reports.pdf import render_pdf

    return made(name, lambda page: render_pdf(page, archival=archival))


def made(name, into):
    code, rows = subjects(name)
    if name != "sheet":
        return papers.printer(code, *rows, into=into)
    return papers.printer(code, *rows, into=lambda page: into(NEXT_SHEET.sub("", page)))


@functools.cache
def word_file(name):
    from reports.word import render_docx

    path = folder() / f"{name}.docx"
    path.write_bytes(made(name, render_docx)())
    return path


def seconds(work):
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def start_and_convert(path, archival):
    options = {name: {"type": "boolean" if value is True else "long", "value": f"{value}".lower()}
               for name, value in ARCHIVAL.items()}  # fmt: skip
    kind = f"pdf:writer_pdf_Export:{json.dumps(options)}" if archival else "pdf"
    subprocess.run(
        [OFFICE, "--headless", f"-env:UserInstallation=file://{folder()}/started",
         "--convert-to", kind, "--outdir", str(folder()), str(path)],
        check=True, capture_output=True,
    )  # fmt: skip


@functools.cache
def folder():
    made = tempfile.TemporaryDirectory(prefix="office-", ignore_cleanup_errors=True)
    atexit.register(made.cleanup)
    return Path(made.name)


@functools.cache
def listener():
    """Start LibreOffice and return what converts a file there."""
    client = subprocess.Popen(
        [PYTHON, Path(__file__).parents[1] / "office_client.py", OFFICE, str(folder())],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    atexit.register(client.stdin.close)

    def convert(path, archival):
        said = {"path": str(path), "options": ARCHIVAL if archival else {}}
        client.stdin.write(json.dumps(said) + "\n")
        client.stdin.flush()
        if client.stdout.readline() != "done\n":
            raise RuntimeError("LibreOffice does not answer")

    return convert
