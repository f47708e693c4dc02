"""The register of papers: the last number of a series and the one that would follow."""

import re


def last_registered(documents, series):
    """Return the paper of the series with the latest date and, on it, the latest entry."""
    return documents.registered().filter(series=series).order_by("-registered_on", "-pk").first()


def next_number(number):
    """Return the number after «201-ОД»: «202-ОД»; "" when it does not begin with digits."""
    found = re.match(r"(\d+)(\D*)$", number)
    return f"{int(found[1]) + 1}{found[2]}" if found else ""
