"""Many papers drawn side by side by lean processes that know the engine and nothing of the site."""

import os
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from reports.pdf import render_pdf

AHEAD = 3  # pages a process may have waiting: enough to be never idle, few enough to be light
MOST = 4


def drawn(pages, *, processes=None):
    """Yield the PDF of each page (whole HTML), in their order, while later ones are drawn.

    A page of bytes is drawn already and keeps its place. `pages` is read as fast as it is drawn,
    so a thousand papers never lie in memory at once.
    `processes`: as many as the machine has cores, at most four. Raises what render_pdf raises.
    """
    processes = processes or min(os.cpu_count() or 1, MOST)
    # spawn: a forked child would share the parent's database connection and its memory
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        waiting = deque()
        for page in pages:
            ready = isinstance(page, bytes)
            waiting.append(page if ready else pool.submit(render_pdf, page))
            if len(waiting) > AHEAD * processes:
                yield _result(waiting.popleft())
        while waiting:
            yield _result(waiting.popleft())


def _result(drawn_or_drawing):
    ready = isinstance(drawn_or_drawing, bytes)
    return drawn_or_drawing if ready else drawn_or_drawing.result()
