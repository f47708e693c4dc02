"""Registers of a year: mentors, mentees, participants and registered orders."""

from dateutil.relativedelta import relativedelta

from mentoring.models import Competence, Need, Pair, Programme, Side
from people.models import Consent, ConsentKind, DutyKind, Mentee, Mentor, Organization, PersonKind
from people.years import year_of
from reports.documents.kinds import document
from reports.documents.letterhead import (
    curator_signature,
    holder_of,
    letterhead,
    listed,
    year_label,
)
from reports.models import CaseFile, Document, Series
from reports.register import number_order

PERSONS = "people.view_person"  # a municipality sees organizations and counts, never a person
YOUNG = relativedelta(years=3)  # the same rule as the share of young specialists


@document("register-mentors", title="База наставников", subject=Organization,
          permission=PERSONS)  # fmt: skip
def register_mentors(organization, *, on):
    """Collect the bank of the year's mentors with those they work with."""
    works = _works(organization, year_of(on), Side.MENTOR)
    bank = _bank(Mentor, organization, on)
    topics = _topics(Competence, "mentor", bank)
    return register_head(organization, on) | {
        "rows": [
            _participant(row, works, on)
            | {
                "strengths": _joined(topics, row, row.strengths),
                "capacity": row.capacity,
                "achievements": row.achievements,
                "wishes": [row.wishes, row.availability],
            }
            for row in bank
        ]
    }


@document("register-mentees", title="База наставляемых", subject=Organization,
          permission=PERSONS)  # fmt: skip
def register_mentees(organization, *, on):
    """Collect the base of the year's mentees with their requests and mentors."""
    works = _works(organization, year_of(on), Side.MENTEE)
    base = _bank(Mentee, organization, on)
    topics = _topics(Need, "mentee", base)
    return register_head(organization, on) | {
        "rows": [
            _participant(row, works, on)
            | {
                "request": _joined(topics, row, row.request),
                "born": row.person.birth_on and row.person.birth_on.year,
            }
            for row in base
        ]
    }


@document("register-participants", title="Реестр персонифицированного учёта участников",
          subject=Organization, permission=PERSONS)  # fmt: skip
def register_participants(organization, *, on):
    """Collect everybody of the pairs that an order has fixed, those who left included."""
    pairs = _fixed(organization, year_of(on))
    programmes = dict(
        Programme.objects.filter(pair__in=pairs, approved_on__isnull=False)
        .order_by("approved_on", "pk").values_list("pair", "approved_basis")
    )  # fmt: skip
    signed = _signed({m.person_id for pair in pairs for m in pair.members.all()}, on)
    return register_head(organization, on) | {
        "rows": [
            _member(pair, member, on)
            | {
                "pair": number,
                "consent_on": signed.get(member.person_id),
                "programme": programmes.get(pair.pk, ""),
            }
            for number, pair in enumerate(pairs, 1)
            for member in pair.members.all()
        ]
    }


@document("register-orders", title="Журнал регистрации приказов", subject=Organization,
          permission="reports.view_document")  # fmt: skip
def register_orders(organization, *, on):
    """Collect the registered papers of the calendar year: orders are numbered within it."""
    rows = Document.objects.registered().filter(organization=organization, number_year=on.year)
    rows = rows.select_related("drafted_by").prefetch_related("amendments")
    rows = sorted(rows, key=lambda row: (row.registered_on, number_order(row.number), row.pk))
    files = dict(CaseFile.objects.filter(organization=organization).values_list("keeps", "index"))
    sections = [
        {
            "title": series.label,
            "rows": [_order(row, files) for row in rows if row.series == series],
        }
        for series in Series
    ]
    clerk = holder_of(organization, DutyKind.CLERK, year_of(on), on=on)
    return register_head(organization, on) | {
        "calendar_year": on.year,
        "curator": clerk.signature_name if clerk else "",
        "sections": [section for section in sections if section["rows"]],
    }


def register_head(organization, on):
    year = year_of(on)
    return letterhead(organization, on=on) | {
        "year": year_label(year),
        "made_on": on,
        "curator": curator_signature(organization, year, on=on),
    }


def _bank(model, organization, on):
    rows = model.objects.known().filter(person__organization=organization, year=year_of(on))
    return rows.select_related(
        "person__organization", "person__school_class"
    ).prefetch_related("person__posts", "person__guardians__adult").order_by(
        "person__search", "pk"
    )  # fmt: skip


def _topics(model, link, rows):
    """Return {id of the row of a bank: names of its topics}, the strongest first."""
    grade = "-level" if model is Competence else "-severity"
    linked = model.objects.filter(**{f"{link}__in": rows}).order_by(grade, "topic__position", "pk")
    found = {}
    for key, name in linked.values_list(link, "topic__name"):
        found.setdefault(key, []).append(name)
    return found


def _joined(topics, row, words):
    return "; ".join(filter(None, [", ".join(topics.get(row.pk, ())), words]))


def _fixed(organization, year):
    """Return the pairs of the year that an order has fixed, with everybody ever in them."""
    rows = Pair.objects.with_people().of_year(year).filter(organization=organization)
    return list(rows.exclude(confirmed_on=None).order_by("starts_on", "pk"))


def _works(organization, year, side):
    """Return {person id: [(pair, member)]} of the members on that side."""
    found = {}
    for pair in _fixed(organization, year):
        for member in pair.members.all():
            if member.side == side:
                found.setdefault(member.person_id, []).append((pair, member))
    return found


def _participant(row, works, on):
    person = row.person
    return listed(person, on=on) | {
        "contacts": contacts_of(person),
        "works": [_work(pair, member, on) for pair, member in works.get(person.pk, [])],
    }


def _work(pair, member, on):
    across = pair.mentees if member.side == Side.MENTOR else pair.mentors
    return {
        "people": [listed(other.person, on=on) for other in across],
        "form": pair.form.name,
    } | _period(pair, member)


def _period(pair, member):
    """Return when somebody came and went; without an end the day the pair is planned to end."""
    return {
        "joined_on": member.joined_on,
        "left_on": member.left_on or pair.closed_on,
        "planned_on": pair.ends_on,
        "result": member.leaving_reason or _closing(pair),
    }


def _closing(pair):
    if not pair.closed_on:
        return ""
    return ": ".join(filter(None, [pair.get_closing_display(), pair.closing_reason]))


def contacts_of(person):
    """Return telephone and address; for a pupil also those of the representative."""
    own = [part for part in (person.phone, person.email) if part]
    guardian = min(person.guardians.all(), key=lambda row: row.pk, default=None)
    if guardian is None:
        return own
    adult = guardian.adult
    return [*own, f"{guardian.relation}: {adult.full_name}", *filter(None, [adult.phone])]


def _member(pair, member, on):
    person = member.person
    return listed(person, on=on) | {
        "category": _category(person, on),
        "role": member.get_side_display(),
        "form": pair.form.name,
        "basis": pair.basis,
    } | _period(pair, member)  # fmt: skip


def _category(person, on):
    if person.is_learner:
        return "обучающийся"
    if person.kind != PersonKind.EMPLOYEE:
        return person.get_kind_display()
    hired = max((post.hired_on for post in person.posts.all() if post.hired_on), default=None)
    return "молодой специалист" if hired and hired >= on - YOUNG else "работник"


def _signed(keys, on):
    """Return {person id: day of the latest consent to the processing of data in force}."""
    rows = Consent.objects.valid(on).filter(person__in=keys, kind=ConsentKind.PERSONAL_DATA)
    return dict(rows.order_by("signed_on").values_list("person", "signed_on"))


def _order(document, files):
    """Return the row of a paper; one registered before its file was named has today's index."""
    index = files.get(document.kind) or files.get(document.series, "")
    return {
        "case": document.facts.get("case") or index,
        "pk": document.pk,
        "dated": document.registered_on,
        "number": document.number,
        "title": document.title,
        "signed_by": (document.facts.get("head") or {}).get("signature", ""),
        "drafted_by": str(document.drafted_by or ""),
        "sheets": document.sheets,
        "remark": "; ".join(row.words for row in document.amendments.all()),
    }
