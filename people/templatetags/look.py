"""Signs of the look as template tags: icons, states, bars. Words and figures come from the page."""

import json
import re

from django import template
from django.core.exceptions import NON_FIELD_ERRORS
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join, strip_tags
from django.utils.safestring import mark_safe

from people.templatetags.words import word
from people.years import short_title

register = template.Library()

SPRITE = "img/icons.svg"
YES_NO = re.compile(r'<img src="[^"]*icon-(yes|no|unknown)\.[^"]*" alt="[^"]*">')
ANSWERS = {"yes": "да", "no": '<span class="soft">нет</span>', "unknown": "–"}
FACET = re.compile(r"(.*?) \((\d+|-)\)")
# the form tells the state without colour: a tag carries the small sign, a row the round one
TAG_ICONS = {
    "ok": "check",
    "warn": "clock",
    "bad": "octagon",
    "info": "arrow-right",
    "idle": "ring",
}
MARK_ICONS = TAG_ICONS | {"ok": "check-circle", "info": "info"}

NUMBERS = ("ноль", "одно", "два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять")


@register.simple_tag
def icon(name, extra=""):
    """Return a sign of the sprite as decoration; the word beside it says the same."""
    return format_html(
        '<svg class="{}" width="20" height="20" aria-hidden="true"><use href="{}#{}"></use></svg>',
        f"icon {extra}".strip(), static(SPRITE), name,
    )  # fmt: skip


@register.simple_tag
def state(kind, name, sign=""):
    """Return the tag of a state (ok, warn, bad, info, idle): sign and word on a coloured ground."""
    return format_html(
        '<span class="tag {}">{}{}</span>', kind, icon(sign or TAG_ICONS[kind]), name
    )


@register.simple_tag
def mark(kind, sign="", name=""):
    """Return the 20 px sign of a state; give `name` where no text beside it says the state."""
    hidden = format_html('<span class="visually-hidden">{}</span>', name) if name else ""
    return format_html("{}{}", icon(sign or MARK_ICONS[kind], kind), hidden)


@register.simple_tag
def bar(value, goal=None, label=""):
    """Return a bar of 0–100 per cent with the goal as a line across; an SVG, as CSP forbids style.

    `value` None draws an empty track. The sentence beside it tells success, not the colour.
    """
    parts = [mark_safe('<rect class="track" y="4" width="100%" height="10" rx="2"/>')]
    if value is not None:
        parts.append(
            format_html('<rect class="fill" y="4" width="{}%" height="10" rx="2"/>', share(value))
        )
    if goal is not None:
        parts.append(
            format_html(
                '<rect class="goal" x="{}%" width="2" height="18" transform="translate(-1)"/>',
                share(goal),
            )
        )
    about = format_html('role="img" aria-label="{}"', label) if label else 'aria-hidden="true"'
    return format_html(
        '<svg class="bar" height="18" {}>{}</svg>', mark_safe(about),
        format_html_join("", "{}", ((part,) for part in parts)),
    )  # fmt: skip


@register.simple_tag
def pips(taken, places):
    """Return taken and free places as full and empty dots; more than ten dots are not drawn."""
    if places > 10:
        return ""
    dots = (("on" if number < taken else "off",) for number in range(max(taken, places)))
    return format_html(
        '<span class="pips" aria-hidden="true">{}</span>',
        format_html_join("", '<i class="{}"></i>', dots),
    )


@register.simple_tag
def not_saved(form, inlines=()):
    """Return the heading of the error summary: how many fields wait for a correction."""
    forms = [form, *(row for inline in inlines for row in inline.formset.forms)]
    wrong = sum(1 for each in forms for name in each.errors if name != NON_FIELD_ERRORS)
    return unsaved_heading(wrong)


@register.filter
def rate_ends(field):
    """Return the words of both ends of a rating, or None where the field is no rating.

    A rating is a RadioSelect(attrs={"data-low": "трудно", "data-high": "легко"}).
    """
    attrs = field.field.widget.attrs
    return (attrs["data-low"], attrs.get("data-high", "")) if "data-low" in attrs else None


@register.filter
def folding(field):
    """Return the options of chips: `shown`, then those of a titled group, which fold away.

    The group stands open where something in it is chosen.
    """
    shown, folded = [], []
    for option in field:
        (folded if "_" in option.data["index"] else shown).append(option)
    return {
        "shown": shown, "folded": folded, "title": field.field.choices[-1][0] if folded else "",
        "is_open": any(option.data["selected"] for option in folded),
    }  # fmt: skip


@register.filter
def labelled(cells, headers):
    """Return the cells of a row of Django's list, each td with its column's name for phones.

    Django's coloured signs of yes and no become words: red is for what needs a deed.
    """
    for cell, header in zip(cells, headers, strict=False):
        text = strip_tags(str(header["text"])).strip()
        name = text[:1].upper() + text[1:]
        cell = mark_safe(YES_NO.sub(lambda found: ANSWERS[found[1]], cell))
        if cell.startswith("<td") and name:
            # the cell comes as ready HTML of the admin
            yield mark_safe(str(format_html('<td data-label="{}"', name)) + cell[3:])
        else:
            yield cell
    yield from cells[len(headers) :]


@register.filter
def inline_data(formset):
    """Return what the script of inline tables reads, with our words on its links."""
    data = json.loads(formset.inline_formset_data())
    data["options"]["addText"] = getattr(formset.opts, "add_title", "Добавить строку")
    data["options"]["deleteText"] = "Убрать"
    return json.dumps(data)


@register.filter
def facet(display):
    """Split «Действует (17)» of a filter into its words and its number."""
    found = FACET.fullmatch(str(display))
    return found.groups() if found else (display, "")


@register.filter
def shown_rows(changelist):
    """Return «1–50», the rows this page of a list shows."""
    if changelist.show_all or not changelist.multi_page:
        return f"1–{changelist.result_count}" if changelist.result_count > 1 else "1"
    first = (changelist.page_num - 1) * changelist.list_per_page + 1
    return f"{first}–{min(first + changelist.list_per_page - 1, changelist.result_count)}"


@register.filter
def years_around(year):
    """Return the academic years offered beside this one, the newest first."""
    return [(number, short_title(number)) for number in range(year + 1, year - 4, -1)]


def unsaved_heading(fields):
    """Return «Не сохранено: исправьте два поля»; with no field to blame only the first words."""
    if not fields:
        return "Не сохранено"
    number = NUMBERS[fields] if fields < len(NUMBERS) else fields
    return f"Не сохранено: исправьте {number} {word(fields, 'поле,поля,полей')}"


def share(value):
    """Return a percentage between 0 and 100 with a point, as SVG wants it."""
    return f"{min(max(float(value), 0), 100):g}"
