"""Consents to show and to hand over: 152-ФЗ ст. 10.1, pictures (ГК ст. 152.1), ТК ст. 88."""

from people.consent_gaps import signers_of
from people.models import ConsentKind, Person, PersonKind
from reports.documents.consents import consent_facts, guardian_facts
from reports.documents.kinds import document

CATEGORIES = ("фамилия", "имя", "отчество")
ADULT_CATEGORIES = ("место работы", "должность", "квалификационная категория")
LEARNER_CATEGORIES = ("место учёбы", "класс или группа")
RESULTS = ("сведения об участии в наставничестве", "достижения, награды", "отзыв о наставничестве")


def _may_be_shown(person, *, on):
    return person.kind != PersonKind.GUARDIAN


@document("consent-dissemination", title="Согласие на распространение персональных данных",
          subject=Person, applies=_may_be_shown)  # fmt: skip
def consent_dissemination(person, *, on):
    """Collect the categories offered one by one, each with its box (приказ РКН № 18)."""
    known = LEARNER_CATEGORIES if person.is_learner else ADULT_CATEGORIES
    organization = person.organization
    facts = _facts(person, on, ConsentKind.DISSEMINATION)
    return facts | {
        "categories": _lines(facts, "data") or [*CATEGORIES, *known, *RESULTS],
        "website": organization.website,
        "ogrn": organization.ogrn,
        "inn": organization.inn,
    }


@document("consent-image", title="Согласие на фото- и видеосъёмку", subject=Person,
          applies=_may_be_shown)  # fmt: skip
def consent_image(person, *, on):
    facts = _facts(person, on, ConsentKind.IMAGE)
    return facts | {"website": person.organization.website, "places": _lines(facts, "actions")}


def _works_here(person, *, on):
    return person.kind == PersonKind.EMPLOYEE


@document("consent-transfer", title="Согласие работника на передачу персональных данных",
          subject=Person, applies=_works_here)  # fmt: skip
def consent_transfer(person, *, on):
    """Collect to whom the employer may give the data; without own words the founder is offered."""
    facts = _facts(person, on, ConsentKind.TRANSFER)
    founder = person.organization.founder.strip()
    return facts | {"recipients": _lines(facts, "actions") or ([founder] if founder else [])}


@document("consent-withdrawal", title="Отзыв согласия", subject=Person)
def consent_withdrawal(person, *, on):
    """Collect who withdraws: the same as would have to sign on that day."""
    return _facts(person, on, None) | {"filed_on": on}


def _lines(facts, block):
    """Return the lines of an own block: each of them is ticked by itself."""
    return [line.strip(" ;.") for line in facts["own"].get(block, "").splitlines() if line.strip()]


def _facts(person, on, kind):
    """Return the person, and who signs: the person, the representative or both."""
    signers = signers_of(person, on)
    return (
        consent_facts(person, on=on, kind=kind)
        | guardian_facts(person, on=on)
        | {"self_signs": "self" in signers, "guardian_signs": "guardian" in signers}
    )
