"""What is checked before a paper is registered: claims that hold, and those that do not."""

import datetime
import re
from dataclasses import dataclass
from html import unescape

from django.db.models import Q
from django.utils.html import strip_tags

from mentoring.legal import missing_consents, partner_troubles
from mentoring.models import Pair, Partner, Replacement, Side
from people.consent_gaps import missing
from people.models import Gender, Organization, Person, PersonKind
from reports.actions import is_stale, subjects_of
from reports.citations import citations, deadlines
from reports.declined import persons_in
from reports.documents import KINDS
from reports.documents.letterhead import head_facts
from reports.models import Act, act_key
from roadmaps.lint import organizations_besides
from roadmaps.models import Roadmap

_MARK = re.compile(
    r"Приложение[^.]{0,40}?приказу[^.]{0,80}?от\s+(?P<day>\d\d\.\d\d\.\d{4})\s+№\s*(?P<number>[^\s.,;]+)"
)


# regulations of 2025 copy it from each other; no list of acts knows articles
_WRONG_ARTICLE = re.compile(r"(?i)\bст(?:\.|ать\w+)\s*358\.1\b")


@dataclass(frozen=True)
class Finding:
    holds: bool
    text: str


def findings(document, *, on):
    """Return the findings about a draft dated that day, the failing ones first."""
    subject = KINDS[document.kind].subject
    subjects = subjects_of(document)
    found = []
    if len(subjects) < len(document.subject_ids):
        found.append(
            Finding(False, "Часть строк удалена после подготовки. Соберите проект заново.")
        )
    if subject is Pair:
        found += _pairs(subjects, on)
        found += _members(subjects, document.facts)
    if added := [row["key"] for row in _fixed(document) if row.get("added")]:
        found += _pairs(Pair.objects.filter(pk__in=added), on)
    found += _begun(_fixed(document), on)
    if subject is Replacement:
        found += _successors(subjects)
    if subject is Roadmap:
        found += _roadmap(subjects)
        if is_stale(document, subjects):
            found.append(Finding(False, "Строки карты изменились. Соберите проект заново."))
    found.append(_signer(document, on))
    found += _terms(document.facts, on)
    text = unescape(strip_tags(KINDS[document.kind].render(document.facts))).replace("\xa0", " ")
    found += _acts(text, on)
    found += _others_named(document, text)
    found += _marks(text)
    found += _persons(document.facts, on)
    return sorted(found, key=lambda finding: finding.holds)


def failing(document, *, on, besides=None):
    """Return what does not hold on that day, without what did not hold on the day `besides`."""
    known = [] if besides is None else failing(document, on=besides)
    return [
        row.text for row in findings(document, on=on) if not row.holds and row.text not in known
    ]


def _signer(document, on):
    """Compare who stands on the paper with who signs on that day: heads go on leave."""
    named, now = document.facts.get("head") or {}, head_facts(document.organization, on=on)
    if not named.get("signature"):
        return Finding(False, "Не указан руководитель: на бумаге останется пустая строка.")
    if not now["signature"]:
        return Finding(
            False,
            f"На {on:%d.%m.%Y} руководитель не указан, а на бумаге стоит {named['signature']}. "
            "Проверьте дату приказа и дни руководителей на странице организации.",
        )
    if _signer_of(now) != _signer_of(named):
        return Finding(
            False,
            f"В день приказа подписывает {_signer_of(now)}, а на бумаге стоит "
            f"{_signer_of(named)}. Соберите проект заново.",
        )
    return Finding(True, f"Подписывает {_signer_of(now)}")


def _signer_of(head):
    """Return post and name: the same person may sign as the head and as who acts for one."""
    position = head["position"]
    return f"{position[:1].lower()}{position[1:]} {head['signature']}"


def _fixed(document):
    """Return the rows of the annex that the order fixes: all of them, or those it adds."""
    rows = document.facts.get("pairs", [])
    return rows if document.kind == "order-pairs" else [row for row in rows if row.get("added")]


def _begun(rows, on):
    """Yield that the order lets pairs begin before its own date."""
    first = min((row["starts_on"] for row in rows), default=None)
    if first and datetime.date.fromisoformat(first) < on:
        yield Finding(
            False,
            f"В тексте пары начинают работу {datetime.date.fromisoformat(first):%d.%m.%Y}, раньше"
            " даты приказа. Если приказ подписан раньше, введите его дату; если нет, верните его"
            " куратору: он соберёт проект заново.",
        )


def _pairs(pairs, on):
    found = [
        Finding(False, f"Нет согласия: {gap.person.short_name}, {gap.kind.label}")
        for gap in missing_consents(pairs, on)
    ] or [Finding(True, "Согласия всех участников подписаны")]
    whole = Pair.objects.with_people().filter(pk__in=[pair.pk for pair in pairs])
    return found + [Finding(False, f"{pair}: {trouble}.")
                    for pair, trouble in partner_troubles(whole, on)]  # fmt: skip


def _members(pairs, facts):
    """Yield the pairs whose members are not those of the annex any more."""
    named = {row["key"]: row["people"] for row in facts.get("pairs", []) if "people" in row}
    for pair in Pair.objects.with_people().filter(pk__in=[pair.pk for pair in pairs]):
        now = {Side.MENTOR.value: [member.person_id for member in pair.mentors],
               Side.MENTEE.value: [member.person_id for member in pair.mentees]}  # fmt: skip
        if named.get(pair.pk, now) != now:
            yield Finding(False, f"{pair}: состав изменился. Соберите проект заново.")


def _successors(replacements):
    """Yield who takes over without a consent that the first day demands."""
    for row in replacements:
        gaps = missing([row.successor], row.effective_on) if row.successor else []
        for gap in gaps:
            yield Finding(False, f"Нет согласия: {gap.person.short_name}, {gap.kind.label}")
        if row.successor and not gaps:
            yield Finding(True, f"Согласия подписаны: {row.successor.short_name}")


def _roadmap(roadmaps):
    for roadmap in roadmaps:
        if roadmap.is_approved:
            yield Finding(False, f"Карта уже утверждена: {roadmap.approved_basis}")
        elif not roadmap.items.exists():
            yield Finding(False, "В дорожной карте нет ни одной строки")
        else:
            yield Finding(True, f"Строк в приложении: {roadmap.items.count()}")


def _terms(facts, on):
    """Yield the terms of the clauses that lie before the date of the paper."""
    named = {name: day for name, day in facts.items() if name.endswith("_until") and day}
    passed = sorted({day for day in named.values() if datetime.date.fromisoformat(day) < on})
    for day in passed:
        yield Finding(
            False,
            f"Срок {datetime.date.fromisoformat(day):%d.%m.%Y} в тексте раньше даты приказа. "
            "Соберите проект заново.",
        )
    own = {day for words in facts.get("wording", {}).values() for day in deadlines(words)}
    stale = sorted(day for day in own if day < on)
    for day in stale:
        yield Finding(
            False,
            f"Срок {day:%d.%m.%Y} в ваших словах раньше даты приказа. Измените формулировку.",
        )
    if named and not passed and not stale:
        yield Finding(True, "Сроки в тексте не раньше даты приказа")


def _others_named(document, text):
    """Yield the schools that the text names and this organization has nothing to do with."""
    organization = document.organization
    near = Organization.objects.filter(Q(pk=organization.parent_id) | Q(parent=organization))
    names = [name for row in (organization, *near) for name in (row.short_name, row.full_name)]
    partners = Partner.objects.filter(organization=organization)
    names += partners.values_list("name", flat=True)
    for name in organizations_besides(names, text):
        yield Finding(False, f"В тексте названа другая организация: {name}. Исправьте название.")


def _marks(text):
    """Yield the number that a typed mark of an annex carries: a draft has ruled places there."""
    for number, day in {(found["number"], found["day"]) for found in _MARK.finditer(text)}:
        yield Finding(
            False,
            f"В приложении стоит «от {day} № {number}», а номер и дату приложению даёт этот"
            " приказ. Уберите их из текста.",
        )


def _persons(facts, on):
    """Yield who stands in the order and works here no more, or has no gender to be declined by."""
    listed = {key for row in facts.get("pairs", []) for side in row.get("people", {}).values()
              for key in side}  # fmt: skip
    rows = Person.objects.filter(pk__in=persons_in(facts) | listed).prefetch_related("posts")
    for person in rows.order_by("search", "pk"):
        if person.gender not in Gender.values:
            yield Finding(False, f"Не указан пол, имя не поставить в падеж: {person.short_name}")
        ended = [post.ends_on for post in person.posts.all() if post.ends_on]
        if person.kind == PersonKind.EMPLOYEE and ended and person.post_on(on) is None:
            yield Finding(
                False,
                f"{person.short_name} здесь больше не работает: последний день "
                f"{max(ended):%d.%m.%Y}. Соберите проект без этого человека.",
            )


def _acts(text, on):
    """Compare the acts the text names with the list: date, and whether they are in force."""
    if _WRONG_ARTICLE.search(text):
        yield Finding(
            False,
            "В Трудовом кодексе о работе наставника говорит статья 351.8, а в тексте стоит 358.1.",
        )
    cited = citations(text)
    known = {}
    for act in Act.objects.all() if cited else ():
        known.setdefault(act_key(act.number), []).append(act)
    for citation in dict.fromkeys(cited):
        acts = known.get(act_key(citation.number), [])
        act = next((act for act in acts if act.dated == citation.dated), None)
        if act is None and any("-" in act.number for act in acts):
            yield Finding(
                False, f"В тексте стоит «{citation.words}», а в списке актов – {acts[0]}."
            )
        elif act and not act.is_in_force(on):
            ended = f"действует по {act.ended_on:%d.%m.%Y}" if act.ended_on else "ещё не действует"
            instead = f", вместо него {act.replaced_by}" if act.replaced_by else ""
            yield Finding(False, f"{act}: {ended}{instead}.")
