"""The register of papers: the last number of a series and the one that would follow."""

import hashlib
import re

from people.models import NumbersFrom
from reports.control_code import typed
from reports.models import Document, Series, number_key

RECENT = 20  # papers among which the last number is looked for
LONGEST = 6  # digits of a number that counts papers; a longer one is a date or an index


def last_registered(documents, series):
    """Return the paper of the series with the latest date and, on it, the highest number.

    A number put in between, «45/1», is the last only where no other is near; a paper entered
    late, under a later number and an earlier date, is the last as well.
    """
    rows = documents.registered().filter(series=series).order_by("-registered_on", "-pk")
    rows = list(rows.only("number", "registered_on")[:RECENT])
    rows = [row for row in rows if next_number(row.number)] or rows
    latest = [row for row in rows if row.registered_on == rows[0].registered_on]
    last = max(latest, key=lambda row: (number_order(row.number), row.pk), default=None)
    while last and (follower := _follower(documents, series, last)):
        last = follower
    return last


def _follower(documents, series, paper):
    """Return the paper that has taken the next number of the same year, or None."""
    key = number_key(next_number(paper.number))
    taken = documents.registered().filter(series=series, number_year=paper.registered_on.year)
    return taken.filter(number_key=key).only("number", "registered_on").first() if key else None


def leading(number):
    """Return the number's first digits as an integer, «47» of «47 § 3»; None without any."""
    found = re.match(r"\s*(\d+)", number)
    return int(found[1]) if found and len(found[1]) <= LONGEST else None


def number_order(number):
    """Return what sorts numbers as a clerk does: «45», «45/1», «46», «102»."""
    return [int(part) if part.isdecimal() else part for part in re.split(r"(\d+)", number)]


def next_serial(organization, series, year):
    """Return what follows all numbers of the series in that calendar year, typed ones included."""
    rows = Document.objects.registered().filter(
        organization=organization, series=series, number_year=year
    )
    return 1 + max(filter(None, map(leading, rows.values_list("number", flat=True))), default=0)


def issued_number(organization, series, serial):
    """Return «203-ОД»: the serial number with the organization's suffix for the series."""
    suffixes = {Series.CORE: organization.series_suffix,
                Series.PERSONNEL: organization.personnel_suffix}  # fmt: skip
    return f"{serial}{suffixes[series]}"


def next_issued(document, on):
    """Return the number the program would give the draft on that day; "" where it gives none."""
    organization = document.organization
    if organization.numbers_from != NumbersFrom.PROGRAM:
        return ""
    serial = next_serial(organization, document.series, on.year)
    return issued_number(organization, document.series, serial)


def is_begun(organization, series):
    """Say whether the program has issued a number of the series, in whatever year."""
    rows = Document.objects.filter(organization=organization, series=series)
    return rows.exclude(serial=None).exists()


def lost_numbers(organization):
    """Yield (series, year, serial) of numbers the program has passed over: there must be none."""
    rows = Document.objects.registered().filter(organization=organization)
    found = {}
    for series, year, serial, number in rows.values_list(
        "series", "number_year", "serial", "number"
    ):
        issued, known = found.setdefault((series, year), (set(), set()))
        known.add(leading(number))
        if serial is not None:
            issued.add(serial)
    for (series, year), (issued, known) in sorted(found.items()):
        if issued:
            gaps = set(range(min(issued), max(issued))) - issued - known
            yield from ((series, year, serial) for serial in sorted(gaps))


def next_number(number):
    """Return the number after «201-ОД»: «202-ОД»; "" when it does not begin with digits."""
    found = re.match(rf"(\d{{1,{LONGEST}}})(\D*)$", number)
    return f"{int(found[1]) + 1}{found[2]}" if found else ""


def named(organization, basis):
    """Return the papers in force that «приказ от 15.09.2026 № 163-ОД» names: one, or none."""
    papers = Document.objects.in_force().filter(organization=organization)
    return [paper for paper in papers.defer("facts") if paper.basis == basis]


def registered_under(code):
    """Return the registered Document with this control code, however it was typed, or None."""
    wanted = typed(code)
    return Document.objects.registered().filter(code=wanted).first() if wanted else None


def is_same_file(document, file):
    """Tell whether the uploaded file is the stored PDF of the document, byte for byte."""
    return hashlib.file_digest(file, "sha256").hexdigest() == document.sha256
