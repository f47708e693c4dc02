"""What papers cost: ours against bare WeasyPrint on the same ready HTML, and memory over time.

Each round prints another paper: what our engine remembers of the last one is its fixed wording.
"""

import atexit
import contextlib
import datetime
import functools
import gc
import itertools
import re
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from django.apps import apps

from scripts.figures import figure, site

ROOT = Path(__file__).parents[2]
ROUNDS = 15
NAME = r"\b[А-ЯЁ][а-яё]+ [А-ЯЁ][а-яё]+ [А-ЯЁ][а-яё]*(?:вич|вн|ьич|ичн)[а-яё]*"
SAID = re.compile(rf"<td\b[^>]*>[^<]+|{NAME}")  # what differs from paper to paper
VOWELS, CONSONANTS = "аеиоуыяюэ", "внтсрлкмдпгбз"


@figure("order PDF, warm: times bare WeasyPrint", limit=1.15, unit="×")
def order():
    return ratio("order-pairs", *pairs(8))


@figure("roadmap PDF, warm: times bare WeasyPrint", limit=1.15, unit="×")
def roadmap():
    return ratio("roadmap", *longest_roadmap())


@figure("order with 300 pairs: times bare WeasyPrint", limit=1.15, unit="×", slow=True)
def many_pairs():
    return ratio("order-pairs", *pairs(300), rounds=3)


@figure("the dearest kind of the demo: times bare WeasyPrint", limit=1.15, unit="×", slow=True)
def dearest_kind():
    times = {}
    for code, ours in first_papers():
        times[code] = least_ratio(ours, lambda ours=ours: bare(ours.page), rounds=3)
    dearest = max(times, key=times.get)
    print(f"Дороже всех {dearest}: {times[dearest]:.2f}; видов {len(times)}")
    return times[dearest]


@figure("order as Word, warm: times bare WeasyPrint", limit=0.2, unit="×")
def order_as_word():
    from reports.word import render_docx

    return ratio("order-pairs", *pairs(8), into=render_docx)


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


def school():
    site.fill()
    return apps.get_model("people", "Organization").objects.get(code="school-4")


def pairs(number):
    """Return so many pairs that await their order, the same ones again where there are fewer.

    The demo's school has fixed nearly all of its pairs; in the data of this run they wait again.
    """
    site.fill()
    rows = apps.get_model("mentoring", "Pair").objects.filter(organization__code="school-4")
    rows.update(confirmed_on=None, basis="", closed_on=None, closing="", paused_on=None)
    return (list(rows) * number)[:number]


def first_papers():
    """Yield (code, work) of each kind: the first paper of the demo, from its facts to the PDF."""
    from reports.documents import KINDS, WrongSubject, kinds_for
    from reports.pdf import render_pdf

    site.fill()
    today = datetime.date.today()
    documents = apps.get_model("reports", "Document").objects
    for code, kind in KINDS.items():
        rows = documents.filter(kind=code) if kind.draftable else kind.subject.objects.all()
        for row in rows:
            if not kind.draftable and kind not in kinds_for(row, on=today):
                continue
            with contextlib.suppress(WrongSubject):
                facts = row.facts if kind.draftable else kind.collect(row, on=today)
                work = functools.partial(lambda kind, facts: render_pdf(kind.render(facts)),
                                         kind, facts)  # fmt: skip
                work.page = kind.render(facts)
                yield code, work
                break


def other(page, number):
    """Return the page as of other people: no name and no cell of its tables is as it was."""
    vowel, consonant = number % len(VOWELS), number // len(VOWELS) % len(CONSONANTS)
    letters = str.maketrans(VOWELS + CONSONANTS, VOWELS[vowel:] + VOWELS[:vowel]
                            + CONSONANTS[consonant:] + CONSONANTS[:consonant])  # fmt: skip
    return SAID.sub(lambda found: found[0].translate(letters), page)


def ratio(code, *subjects, into=None, rounds=ROUNDS):
    """Return our least time over WeasyPrint's least.

    Ours begins with the stored facts; WeasyPrint is given the ready HTML and its best settings:
    fonts and stylesheet loaded once, no garbage collection while it draws.
    """
    html, number = page(code, subjects), itertools.count()
    return least_ratio(printer(code, *subjects, into=into),
                       lambda: bare(other(html, next(number))), rounds=rounds)  # fmt: skip


def least_ratio(ours, other, rounds=ROUNDS):
    """Return the least time of one work over that of the other, measured in turns, both warm.

    A work that returns seconds has been measured where it was done.
    """
    times = {ours: [], other: []}
    ours(), other()
    for _ in range(rounds):
        for work, spent in times.items():
            began = time.process_time()
            elsewhere = work()
            here = time.process_time() - began
            spent.append(elsewhere if isinstance(elsewhere, float) else here)
    return min(times[ours]) / min(times[other])


def printer(code, *subjects, into=None):
    """Return the work from the stored facts to the file: a PDF, or what `into` makes.

    Each time it is a paper of other people.
    """
    from reports.documents import KINDS
    from reports.pdf import render_pdf

    kind, into, number = KINDS[code], into or render_pdf, itertools.count()
    facts = kind.collect(list(subjects), on=datetime.date.today())
    return lambda: into(other(kind.render(facts), next(number)))


def page(code, subjects):
    from reports.documents import KINDS

    kind = KINDS[code]
    return kind.render(kind.collect(list(subjects), on=datetime.date.today()))


def bare(html):
    """Return the seconds WeasyPrint as it comes takes, in a process of its own."""
    return alone().submit(bare_seconds, html).result()


@functools.cache
def alone():
    pool = ProcessPoolExecutor(1, get_context("spawn"))
    atexit.register(pool.shutdown)
    return pool


def bare_seconds(html):
    from weasyprint import HTML

    fonts, style = engine()
    gc.disable()
    began = time.process_time()
    HTML(string=html).write_pdf(font_config=fonts, stylesheets=[style])
    spent = time.process_time() - began
    gc.enable()
    return spent


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
