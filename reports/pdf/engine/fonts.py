"""Font files inside a paper: each face with its whole alphabet, cut out and packed once a process.

The engine cuts out the letters of each paper anew, and they differ with every name. The alphabet
is the same for all papers, so is its file. Saves a tenth of an order and is the one part that
changes the bytes: a paper carries letters it does not show.
"""

import string
from functools import lru_cache
from io import BytesIO

from fontTools.ttLib import TTFont
from weasyprint.pdf.fonts import Font

RUSSIAN = "".join(map(chr, range(ord("А"), ord("я") + 1))) + "Ёё"
ALPHABET = RUSSIAN + string.digits + " \xa0.,:;!?()/_-–—«»„“№%+"
MOST = 16  # files kept: a paper has up to four faces
_subset, cut = Font._harfbuzz_subset, {}


def subset(self, to_unicode, hinting):
    """Keep the used glyphs and those of the alphabet, each at its number."""
    glyphs = _alphabet(self.file_content, self.index).union(to_unicode)
    paper = self.file_content, self.index, glyphs, hinting, bool(self.missing)
    if paper not in cut:
        if len(cut) == MOST:
            cut.clear()
        _subset(self, glyphs, hinting)
        cut[paper] = self.file_content
    self.file_content = cut[paper]


@lru_cache(16)
def _alphabet(content, index):
    letters = TTFont(BytesIO(content), fontNumber=index)
    named = letters.getBestCmap()
    return frozenset(
        letters.getGlyphID(named[ord(sign)]) for sign in ALPHABET if ord(sign) in named
    )


Font._harfbuzz_subset = subset
NEW = {}
