"""Which papers make a pack, and how each of them is called in it."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from mentoring.models import Pair
from people.consent_gaps import blanks_for, missing
from people.import_plan import parts_of
from people.models import Mentor, Person
from people.years import first_day, last_day
from reports.documents import KINDS, kinds_for
from reports.models import Document
from roadmaps.models import Roadmap

PACKS = {}
PAPERS = "Бумаги"
REGISTERS = "Реестры и журналы"
READERS = "Листы ознакомления"
ROADMAPS = "Дорожная карта"
ORDERS = "Приказы и другие бумаги с номером"
INSPECTED = (
    "register-orders", "register-mentors", "register-mentees", "register-participants",
    "register-consents", "content-plan", "figures",
)  # fmt: skip
NAME_LENGTH = 100  # Windows opens no path longer than 260 signs, and the folder has one too


@dataclass(frozen=True)
class PackKind:
    """One pack: `leaves(organization, year=…, on=…, chosen=…)` lists its papers in order.

    A leaf is a dict: "folder", "name", and either "document" (the key of a stored paper) or
    "kind" and "pk". `chosen` are keys of what the pack is about, for those that are `asked`.
    `zipped`: papers to be handed over one by one; otherwise one PDF for the printer.
    """

    code: str
    title: str
    about: str
    permission: str
    leaves: Callable[..., list[dict]]
    asked: bool = False
    zipped: bool = False


def pack(code, **options):
    """Register the decorated function as what lists the papers of a new pack."""

    def register(leaves):
        PACKS[code] = PackKind(code, leaves=leaves, **options)
        return leaves

    return register


@pack("programmes", title="Программы всех пар", permission="mentoring.view_programme",
      about="Персонализированные программы пар и групп, которые сейчас действуют.")  # fmt: skip
def programmes(organization, *, year, on, chosen=()):
    pairs = Pair.objects.filter(organization=organization, year=year).active(on)
    return [_of("programme", pair.pk, str(pair)) for pair in pairs.with_people()]


@pack("certificates", title="Сертификаты всех наставников", permission="reports.add_document",
      about="Каждому, кого приказ закрепил наставником в этом году.")  # fmt: skip
def certificates(organization, *, year, on, chosen=()):
    bank = Mentor.objects.known().filter(person__organization=organization, year=year)
    bank = bank.select_related("person").order_by("person__search", "pk")
    applies = KINDS["certificate"].applies
    return [_of("certificate", mentor.pk, mentor.person.short_name)
            for mentor in bank if applies(mentor, on=on)]  # fmt: skip


@pack("consents", title="Бланки согласий", permission="people.add_consent", asked=True,
      about="Бланки, которых ещё не подписали ученики класса или отмеченные люди.")  # fmt: skip
def consents(organization, *, year, on, chosen=()):
    persons = Person.objects.filter(organization=organization, pk__in=chosen).in_order()
    persons = persons.select_related("organization", "school_class").prefetch_related("posts")
    roles = parts_of(organization, year)
    return [
        _of(code, gap.person.pk, gap.person.short_name)
        for gap in missing(list(persons), on)
        for code in blanks_for(gap.person, gap.kind, on,
                               is_mentor="mentor" in roles.get(gap.person.pk, ()))
    ]  # fmt: skip


@pack("pair", title="Бумаги пары", permission="mentoring.change_pair", asked=True,
      about="Программа, план и дневник встреч, отчёт и приказы одной пары или группы.")  # fmt: skip
def pair_papers(organization, *, year, on, chosen=()):
    pairs = Pair.objects.filter(organization=organization, pk__in=chosen).with_people()
    kinds = {code for code, kind in KINDS.items() if kind.subject is Pair}
    orders = Document.objects.filter(organization=organization, kind__in=kinds).registered()
    orders = list(orders.defer("facts").order_by("registered_on", "pk"))
    return [
        leaf
        for pair in pairs
        for leaf in [
            *(_stored(order) for order in orders if pair.pk in order.subject_ids),
            *(_of(kind.code, pair.pk) for kind in kinds_for(pair, on=on) if not kind.draftable),
        ]
    ]


@pack("inspection", title="Папка проверки", permission="reports.view_document", zipped=True,
      about="Приказы с номерами, дорожная карта, реестры и журналы: файлы с описью.")  # fmt: skip
def inspection(organization, *, year, on, chosen=()):
    papers = Document.objects.filter(organization=organization).registered()
    papers = papers.filter(registered_on__range=(first_day(year), last_day(year)))
    papers = papers.order_by("registered_on", "pk")
    plans = Roadmap.objects.current().filter(organization=organization, year=year)
    return [
        *(_stored(paper) for paper in papers),
        *(
            _leaf("acquaintance", paper.pk, f"Лист ознакомления с приказом {paper.mark}", READERS)
            for paper in papers
            if paper.facts.get("acquainted")
        ),
        *(_leaf("roadmap", plan.pk, plan.title, ROADMAPS) for plan in plans.order_by("pk")),
        *(_leaf(code, organization.pk, KINDS[code].title, REGISTERS) for code in INSPECTED),
    ]


def file_name(number, leaf, ending="pdf"):
    """Return «Приказы/03 О закреплении пар.pdf»: what every system can unpack, in order."""
    name = re.sub(r'[\\/:*?"<>|\x00-\x1f]+', " ", leaf["name"])
    name = re.sub(r"\s+", " ", name)
    if len(name) > NAME_LENGTH:
        name = name[:NAME_LENGTH].rpartition(" ")[0] or name[:NAME_LENGTH]
    name = name.strip(" .")
    return f"{leaf['folder']}/{number:02} {name}.{ending}"


def may_order(user, kind):
    return user.has_perm("reports.view_pack") and user.has_perm(kind.permission)


def _of(code, pk, about=""):
    title = KINDS[code].title
    return _leaf(code, pk, f"{title}, {about}" if about else title, PAPERS)


def _leaf(code, pk, name, folder):
    return {"folder": folder, "name": name, "kind": code, "pk": pk}


def _stored(paper):
    return {"folder": ORDERS, "name": f"{paper.mark} {paper.title}", "document": paper.pk}
