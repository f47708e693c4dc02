"""Measure every figure in a folder of data made for it, print a table or JSON."""

import argparse
import contextlib
import importlib
import json
import os
import pkgutil
import sys
import tempfile
import traceback
from pathlib import Path

import django

from scripts.figures import FIGURES

OWN_SETTINGS = ("DATABASE_URL", "SITE_URL", "SECRET_KEY", "ALLOWED_HOSTS", "MEDIA_ROOT", "DEBUG")


def main():
    parser = argparse.ArgumentParser(prog="scripts/bench")
    parser.add_argument("--quick", action="store_true", help="без долгих измерений")
    parser.add_argument("--json", action="store_true", help="только JSON")
    parser.add_argument("parts", nargs="*", metavar="ЧАСТЬ", choices=[*parts(), []],
                        help=f"только эти части: {', '.join(parts())}")  # fmt: skip
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        rows = measure_all(folder, options.parts or parts(), quick=options.quick)
    if options.json:
        print(json.dumps([row for row, _ in rows], ensure_ascii=False, indent=1))
    else:
        print_table(rows)
    return 0 if all(kept for _, kept in rows) else 1


def parts():
    """Return the names of the modules that hold figures, in the order they are measured."""
    here = [module.name for module in pkgutil.iter_modules([str(Path(__file__).parent)])]
    return [name for name in here if name != "__main__"]


def measure_all(folder, chosen, *, quick):
    """Return (row, kept) of each figure; `folder` is the DATA_DIR, nothing of the site's own."""
    for name in OWN_SETTINGS:
        os.environ.pop(name, None)
    os.environ |= {"DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "mentoring.settings"}
    django.setup()
    with contextlib.redirect_stdout(sys.stderr):
        for name in chosen:
            importlib.import_module(f"scripts.figures.{name}")
        return [measure(one) for one in FIGURES if not (quick and one.slow)]


def measure(one):
    if lacking := one.lacking():
        return {"name": f"{one.name}: пропущено, {lacking}", "value": None, "limit": one.limit,
                "unit": one.unit, "sense": one.sense}, True  # fmt: skip
    try:
        value = round(one.measure(), 3)
    except Exception:  # one broken figure must not hide the others
        traceback.print_exc()
        value = None
    row = {"name": one.name, "value": value, "limit": one.limit, "unit": one.unit,
           "sense": one.sense}  # fmt: skip
    return row, one.keeps(value)


def print_table(rows):
    for row, kept in rows:
        value = "не измерено" if row["value"] is None else f"{row['value']:g}"
        limit = f"{row['sense']} {row['limit']:g} {row['unit']}"
        print(f"{'да ' if kept else 'НЕТ'}  {value:>12}  {limit:<22} {row['name']}")


if __name__ == "__main__":
    sys.exit(main())
