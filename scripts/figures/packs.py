"""A pack of many different orders on all processors, beside what the machine itself can do."""

import os
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from scripts.figures import figure, papers

PAPERS = 120
SPIN = 20_000_000


@figure("pack of different orders on two processes: of the machine's own speed-up", limit=0.9,
        unit="×", sense=">=", slow=True)  # fmt: skip
def speed_up():
    pages = different(PAPERS)
    drawn_speed_up = seconds(draw, pages, 1) / seconds(draw, pages, 2)
    own_speed_up = seconds(spin, 1) / seconds(spin, 2)
    return drawn_speed_up / own_speed_up


@figure("memory of a process that draws packs, after 60 different orders", limit=80, unit="MiB",
        slow=True)  # fmt: skip
def memory():
    from reports.pdf import render_pdf

    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        for page in different(60):
            pool.submit(render_pdf, page).result()
        return greatest_memory(pool.submit(os.getpid).result())


def different(number):
    """Return so many pages of an order, no two the same."""
    page = papers.page("order-pairs", papers.pairs(8))
    return [papers.other(page, n) for n in range(number)]


def seconds(work, *given):
    began = time.perf_counter()
    work(*given)
    return time.perf_counter() - began


def draw(pages, processes):
    from reports.press import drawn

    for _ in drawn(pages, processes=processes):
        pass


def spin(processes):
    """Do the same work on one process or shared by two: what two processors are worth here."""
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        list(pool.map(count, [SPIN // processes] * processes))


def count(until):
    number = 0
    while number < until:
        number += 1


def greatest_memory(process):
    """Return the greatest resident memory a process has had, in MiB."""
    for line in Path(f"/proc/{process}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("no VmHWM in /proc")
