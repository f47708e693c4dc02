"""What the engine does for nothing, left out: the same bytes in less than half of the time.

Each module here replaces functions of one part of WeasyPrint and says what that saves. They hold
for one version only: with any other the engine stays as it is, prints the same and is slower.
`fonts` alone changes the bytes, not the look.
"""

import sys
from importlib import import_module

VERSION = "70.0"
PARTS = ("borders", "building", "drawing", "fonts", "lines", "markup", "plain", "sizes", "styles",
         "writing")  # fmt: skip
replaced = set()


def quicken(sheet, text):
    """Replace the slow functions; keep the styles that `sheet`, a CSS made of `text`, gives."""
    import weasyprint  # slow import

    if weasyprint.VERSION != VERSION:
        return
    styles = import_module(f"{__name__}.styles")
    styles.remember(sheet, text)
    for part in {import_module(f"{__name__}.{name}") for name in PARTS} - replaced:
        replaced.add(part)
        put(part.NEW)


def put(new):
    """Put the functions of {old: new} in the place of the old ones, wherever these are named."""
    found = {id(old): function for old, function in new.items()}
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] == "weasyprint":
            for key, value in list(vars(module).items()):
                if id(value) in found:
                    setattr(module, key, found[id(value)])
