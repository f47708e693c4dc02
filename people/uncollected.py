"""Work that makes many objects which all live to its end: collecting garbage meanwhile is waste."""

import gc
from contextlib import contextmanager


@contextmanager
def uncollected():
    """Put off the collector of garbage; ten thousand rows take a third less time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
