"""The site the figures are measured on: the demo in a folder of data made for the run."""

import functools

from scripts.prepare import prepare


@functools.cache
def fill():
    """Prepare tables, static files and the demo, once for all the figures that need them."""
    prepare()
