"""What is checked before a paper is registered: claims that hold, and those that do not."""

from dataclasses import dataclass

from mentoring.legal import missing_consents
from mentoring.models import Pair
from reports.actions import is_stale, subjects_of
from reports.documents import KINDS
from reports.documents.letterhead import head_facts
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
    if subject is Roadmap:
        found += _roadmap(subjects)
        if is_stale(document, subjects):
            found.append(Finding(False, "Строки карты изменились. Соберите проект заново."))
    found.append(_signer(document, on))
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
    gaps = missing_consents(pairs, on)
    if not gaps:
        return [Finding(True, "Согласия всех участников подписаны")]
    return [
        Finding(False, f"Нет согласия: {gap.person.short_name}, {gap.kind.label}") for gap in gaps
    ]


def _roadmap(roadmaps):
    for roadmap in roadmaps:
        if roadmap.is_approved:
            yield Finding(False, f"Карта уже утверждена: {roadmap.approved_basis}")
        elif not roadmap.items.exists():
            yield Finding(False, "В дорожной карте нет ни одной строки")
        else:
            yield Finding(True, f"Строк в приложении: {roadmap.items.count()}")
