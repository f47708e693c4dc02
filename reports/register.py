"""The register of papers: the last number of a series and the one that would follow."""

import hashlib
import re

from reports.control_code import typed
from reports.models import Document


def last_registered(documents, series):
    """Return the paper of the series with the latest date and, on it, the latest entry."""
    return documents.registered().filter(series=series).order_by("-registered_on", "-pk").first()


def next_number(number):
    """Return the number after «201-ОД»: «202-ОД»; "" when it does not begin with digits."""
    found = re.match(r"(\d+)(\D*)$", number)
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
