"""What is checked before a paper is registered: claims that hold, and those that do not."""

import datetime
from dataclasses import dataclass
from html import unescape

from django.utils.html import strip_tags

from mentoring.legal import missing_consents, partner_troubles
from mentoring.models import Pair, Replacement
from people.consent_gaps import missing
from reports.actions import is_stale, subjects_of
from reports.citations import citations
from reports.documents import KINDS
from reports.documents.letterhead import head_facts
from reports.models import Act, act_key
from roadmaps.models import Roadmap


@dataclass(frozen=True)
class Finding:
    holds: bool
    text: str


def findings(document, *, on):
    """Return the findings about a draft on that day, the failing ones first."""
    subject = KINDS[document.kind].subject
    subjects = subjects_of(document)
    found = []
    if len(subjects) < len(document.subject_ids):
        found.append(
            Finding(False, "Часть строк удалена после подготовки. Соберите проект заново.")
        )
    if subject is Pair:
        found += _pairs(subjects, on)
    if added := [row["key"] for row in document.facts.get("pairs", []) if row.get("added")]:
        found += _pairs(Pair.objects.filter(pk__in=added), on)
    if subject is Replacement:
        found += _successors(subjects)
    if subject is Roadmap:
        found += _roadmap(subjects)
        if is_stale(document, subjects):
            found.append(Finding(False, "Строки карты изменились. Соберите проект заново."))
    found.append(_signer(document, on))
    found += _terms(document.facts, on)
    found += _acts(document, on)
    return sorted(found, key=lambda finding: finding.holds)


def _signer(document, on):
    """Compare who stands on the paper with who signs on that day: heads go on leave."""
    named = (document.facts.get("head") or {}).get("signature", "")
    now = head_facts(document.organization, on=on)
    if not named:
        return Finding(False, "Не указан руководитель: на бумаге останется пустая строка.")
    if now["signature"] and now["signature"] != named:
        return Finding(
            False,
            f"Сегодня подписывает {now['position'].lower()} {now['signature']}, а на бумаге стоит "
            f"{named}. Соберите проект заново.",
        )
    return Finding(True, f"Подписывает {named}")


def _pairs(pairs, on):
    found = [
        Finding(False, f"Нет согласия: {gap.person.short_name}, {gap.kind.label}")
        for gap in missing_consents(pairs, on)
    ] or [Finding(True, "Согласия всех участников подписаны")]
    whole = Pair.objects.with_people().filter(pk__in=[pair.pk for pair in pairs])
    return found + [Finding(False, f"{pair}: {trouble}.")
                    for pair, trouble in partner_troubles(whole, on)]  # fmt: skip


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
    """Yield the terms of the clauses that have passed before anybody signed."""
    named = {name: day for name, day in facts.items() if name.endswith("_until") and day}
    passed = sorted({day for day in named.values() if datetime.date.fromisoformat(day) < on})
    for day in passed:
        yield Finding(
            False,
            f"Срок {datetime.date.fromisoformat(day):%d.%m.%Y} в тексте уже прошёл. "
            "Соберите проект заново.",
        )
    if named and not passed:
        yield Finding(True, "Сроки в тексте не раньше сегодняшнего дня")


def _acts(document, on):
    """Compare the acts the text names with the list: date, and whether they are in force."""
    page = KINDS[document.kind].render(document.facts)
    cited = citations(unescape(strip_tags(page)))
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
