"""Words that depend on a number or a day."""

from django import template
from django.utils import formats
from django.utils.dates import MONTHS, MONTHS_ALT

register = template.Library()


@register.filter
def plural(number, forms):
    """Return «5 дней» for 5|plural:"день,дня,дней"; the number joins by a no-break space."""
    return f"{number}\u00a0{word(number, forms)}"


@register.filter
def word(number, forms):
    """Return the form alone: 5|word:"день,дня,дней" is «дней»."""
    one, few, many = forms.split(",")
    number = abs(int(number))
    if number % 10 == 1 and number % 100 != 11:
        return one
    return few if number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14) else many


@register.filter
def day(value):
    """Return «13 октября», as sentences name a day of this year."""
    return formats.date_format(value, "j\u00a0E") if value else ""


@register.filter
def full_day(value):
    """Return «13 октября 2026 г.»."""
    return formats.date_format(value, "j\u00a0E\u00a0Y\u00a0г.") if value else ""


@register.filter
def in_line(text):
    """Return the lines of a cell in one sentence: «директор, куратор»."""
    return ", ".join(part.strip(" ,;") for part in text.splitlines() if part.strip())


@register.filter
def percent(value):
    """Return «85,7 %»; a dash when there is nothing to divide by."""
    if value is None:
        return "–"
    return f"{formats.number_format(value, 1 if value % 1 else 0)}\u00a0%"


@register.filter
def signed(value):
    """Return «+0,6», «–1,2», «0,0»; a dash for None."""
    if value is None:
        return "–"
    text = f"{value:+.1f}".replace(".", ",").replace("-", "–")
    return "0,0" if text[1:] == "0,0" else text


@register.filter
def day_title(title):
    """Return «21 ноября» for «21 Ноябрь», as Django names the days of its date links."""
    number, _, name = str(title).partition(" ")
    cases = {str(MONTHS[month]): str(MONTHS_ALT[month]) for month in MONTHS}
    return f"{number} {cases[name]}" if name in cases else title
