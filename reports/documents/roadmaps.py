"""The roadmap as a paper: its table in the school's own layout, with its approval."""

from reports.documents.kinds import Choice, document
from reports.documents.letterhead import letterhead, year_label
from reports.documents.order_words import order_words
from reports.documents.roadmap_table import LANDSCAPE, PORTRAIT, table_facts
from reports.documents.stamps import STAMPS, stamp_facts
from roadmaps.models import Roadmap

CHOICES = (
    Choice("sheet", "Вид листа",
           {"": "как в вашем файле", LANDSCAPE: "альбомный", PORTRAIT: "книжный"}),
    Choice("mark", "Отметка о выполнении", {"": "не печатать", "yes": "напечатать"}),
    Choice("stamp", "Гриф", STAMPS),
)  # fmt: skip


@document("roadmap", title="Дорожная карта", subject=Roadmap, choices=CHOICES)
def roadmap(plan, *, on, sheet="", mark="", stamp=""):
    head = letterhead(plan.organization, on=on)
    header = plan.header or {}
    whole_order = (not stamp and not plan.is_approved and header.get("order_text")) or ""
    return head | {
        "year": year_label(plan.year),
        "roadmap": table_facts(plan, sheet=sheet, mark=bool(mark)),
        "order_words": order_words(whole_order),
        "name_above": bool(stamp != "none" and not whole_order and _name_stood_above(header, plan)),
        "stamp": [] if whole_order else stamp_facts(plan, head, stamp),
    }


def _name_stood_above(header, plan):
    """Say whether the school's name was a letterhead, not words of the title or of the stamp."""
    name = _flat(header.get("organisation"))
    said = [plan.title, (header.get("annex") or {}).get("text"),
            (header.get("approval") or {}).get("position"),
            *(one["body"] for one in header.get("approvals") or [])]  # fmt: skip
    return name and not any(name in _flat(text) for text in said)


def _flat(text):
    return " ".join((text or "").split()).lower()
