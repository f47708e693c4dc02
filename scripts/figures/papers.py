"""What papers cost: ours against bare WeasyPrint on the same ready HTML, and memory over time."""

import datetime
import functools
import gc
import time
from pathlib import Path

from django.apps import apps

from scripts.figures import figure, site

ROOT = Path(__file__).parents[2]
ROUNDS = 15


@figure("order PDF, warm: times bare WeasyPrint", limit=1.2, unit="×")
def order():
    return ratio("order-pairs", *pairs(8))


@figure("roadmap PDF, warm: times bare WeasyPrint", limit=1.2, unit="×")
def roadmap():
    return ratio("roadmap", *longest_roadmap())


@figure("order with 300 pairs: times bare WeasyPrint", limit=1.2, unit="×", slow=True)
def many_pairs():
    return ratio("order-pairs", *pairs(300), rounds=3)


@figure("order as Word, warm: times the same order as PDF", limit=0.2, unit="×")
def order_as_word():
    from reports.word import render_docx

    return least_ratio(printer("order-pairs", *pairs(8), into=render_docx),
                       printer("order-pairs", *pairs(8)))  # fmt: skip


@figure("memory grown from the 100th to the 500th order", limit=5, unit="MiB", slow=True)
def memory():
    printed = printer("order-pairs", *pairs(8))
    for _ in range(100):
        printed()
    before = resident()
    for _ in range(400):
        printed()
    return resident() - before


def longest_roadmap():
    site.fill()
    plans = apps.get_model("roadmaps", "Roadmap").objects.all()
    return [max(plans, key=lambda plan: plan.items.count())]


def pairs(number):
    """Return so many pairs that await their order, the same ones again where there are fewer.

    The demo's school has fixed nearly all of its pairs; in the data of this run they wait again.
    """
    site.fill()
    rows = apps.get_model("mentoring", "Pair").objects.filter(organization__code="school-4")
    rows.update(confirmed_on=None, basis="", closed_on=None, closing="", paused_on=None)
    return (list(rows) * number)[:number]


def ratio(code, *subjects, rounds=ROUNDS):
    """Return our least time over WeasyPrint's least, both of this process.

    Ours begins with the stored facts; WeasyPrint is given the ready HTML and its best settings:
    fonts and stylesheet loaded once, no garbage collection while it draws.
    """
    ours, bare = printer(code, *subjects), bare_printer(page(code, subjects))
    return least_ratio(ours, bare, rounds=rounds)


def least_ratio(ours, other, rounds=ROUNDS):
    """Return the least time of one work over that of the other, measured in turns, both warm."""
    times = {ours: [], other: []}
    ours(), other()
    for _ in range(rounds):
        for work, spent in times.items():
            began = time.process_time()
            work()
            spent.append(time.process_time() - began)
    return min(times[ours]) / min(times[other])


def printer(code, *subjects, into=None):
    """Return the work from the stored facts to the file: a PDF, or what `into` makes."""
    from reports.documents import KINDS
    from reports.pdf import render_pdf

    facts, into = KINDS[code].collect(list(subjects), on=datetime.date.today()), into or render_pdf
    return lambda: into(KINDS[code].render(facts))


def page(code, subjects):
    from reports.documents import KINDS

    kind = KINDS[code]
    return kind.render(kind.collect(list(subjects), on=datetime.date.today()))


def bare_printer(html):
    from weasyprint import HTML

    fonts, style = engine()

    def work():
        gc.disable()
        HTML(string=html).write_pdf(font_config=fonts, stylesheets=[style])
        gc.enable()

    return work


@functools.cache
def engine():
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    return fonts, CSS(filename=str(ROOT / "static/css/document.css"), font_config=fonts)


def resident():
    """Return the resident memory of this process in MiB."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("no VmRSS in /proc/self/status")
