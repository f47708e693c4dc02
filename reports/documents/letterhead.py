"""Facts that many papers share: the organization, who signs, a person in all cases."""

from django.core.exceptions import ValidationError
from django.db.models import Q

from people.declension import declined_name, declined_post
from people.models import Curator, Duty, Gender, OrganizationKind, Person, PersonKind
from people.names import CASES
from reports.documents import naming

_LEARNING = {
    "m": ("обучающийся", "обучающегося", "обучающемуся", "обучающегося", "обучающимся"),
    "f": ("обучающаяся", "обучающейся", "обучающейся", "обучающуюся", "обучающейся"),
}
_CARED_FOR = {
    "m": ("воспитанник", "воспитанника", "воспитаннику", "воспитанника", "воспитанником"),
    "f": ("воспитанница", "воспитанницы", "воспитаннице", "воспитанницу", "воспитанницей"),
}


class GenderUnknown(ValidationError):
    """Without the gender a name cannot be put into its case."""

    def __init__(self, person):
        self.person = person
        super().__init__(
            f"Укажите пол: {person.full_name}. Без него имя нельзя поставить в нужный падеж."
        )


def letterhead(organization, *, on):
    """Return the head of a paper: names and codes of the organization, place, who signs."""
    return {
        "letterhead": {
            "standard": organization.paper_standard,
            "founder": organization.founder,
            "full_name": organization.full_name,
            "short_name": organization.short_name,
            "contacts": _joined(
                ". ",
                organization.address,
                _labelled("Тел.", organization.phone),
                _labelled("Эл. почта:", organization.email),
            ),
            "codes": _joined(
                ", ",
                _labelled("ОКПО", organization.okpo),
                _labelled("ОГРН", organization.ogrn),
                _labelled("ИНН/КПП", "/".join(filter(None, [organization.inn, organization.kpp]))),
            ),
            "address": organization.address,
            "dative": naming.dative(organization.full_name),
            "short_genitive": naming.genitive(organization.short_name),
        },
        "place": organization.place,
        "head": head_facts(organization, on=on),
    }


def head_facts(organization, *, on):
    """Return who signs on that day; empty strings leave a ruled place on the paper."""
    headship = organization.headships.on(on).select_related("person__organization").first()
    if headship is None:
        return {"position": "", "signature": "", "addressee": {"position": "", "name": ""}}
    position, head = headship.position, headship.person.as_of(on)
    if headship.is_acting and not position.lower().startswith(("и.о", "и. о", "исполн")):
        position = f"и.о. {declined_post(position, organization).forms['genitive']}"
    forms = name_facts(head)
    return {
        "position": _capital(position),
        "signature": head.signature_name,
        "addressee": {
            "position": _capital(declined_post(position, organization).forms["dative"]),
            "name": forms["dative"],
            "forms": forms,
        },
    }


def head_party(organization, *, on):
    """Return how an agreement names who acts for the organization; None leaves a ruled place."""
    headship = organization.headships.on(on).select_related("person__organization").first()
    if headship is None:
        return None
    head = headship.person.as_of(on)
    position = declined_post(headship.position, organization).forms["genitive"]
    acting = "исполняющего обязанности " if headship.is_acting else ""
    forms = name_facts(head)
    return {
        "genitive": f"{acting}{position} {forms['genitive']}",
        "forms": forms,
        "gender": head.gender,
        "basis": "приказа о возложении обязанностей" if headship.is_acting else "устава",
    }


def person_facts(person, *, on):
    """Return name and post in five cases, the gender, and the name for lists and signatures.

    The name is the one of that day, the forms are those somebody has put right.
    """
    person = person.as_of(on)
    return {
        "name": name_facts(person),
        "post": _post_facts(person, on),
        "gender": person.gender,
        "short": person.short_name,
        "signature": person.signature_name,
    }


def contract_facts(person, *, on):
    """Return the labour contract of the post held on that day; what is unknown is ruled."""
    post = person.post_on(on)
    return {
        "number": post.contract_number if post else "",
        "signed_on": post.contract_on if post else None,
    }


def name_facts(person):
    """Return the full name in five cases and whose it is; raises GenderUnknown."""
    if person.gender not in Gender.values:
        raise GenderUnknown(person)
    forms = declined_name(person).forms
    return {"person": person.pk} | {case: forms[case] for case in CASES}


def listed(person, *, on):
    """Return name and post as a table shows them: nothing is declined, no gender is needed."""
    person = person.as_of(on)
    post = f"{_class_of(person)} класс" if _class_of(person) else person.title_on(on)
    return {"name": person.full_name, "post": post}


def year_label(year):
    """Return «2026/2027» for the academic year that begins on 1 September 2026."""
    return f"{year}/{year + 1}"


def _post_facts(person, on):
    if person.is_learner:
        return _learner_facts(person)
    post = person.post_on(on)
    if post is None and not person.workplace:
        return None
    forms = declined_post(post.title if post else "работник", person.organization).forms
    return {"title": forms["nominative"]} | {
        case: _joined(" ", forms[case], person.workplace) for case in CASES
    }


def _learner_facts(person):
    table = _LEARNING
    if person.organization.kind == OrganizationKind.KINDERGARTEN:
        table = _CARED_FOR
    words = table[person.gender or "m"]
    place = f"{_class_of(person)} класса" if person.school_class else ""
    if person.kind == PersonKind.STUDENT and person.school_class:
        place = f"группы {person.school_class}"
    return {case: _joined(" ", word, place) for case, word in zip(CASES, words, strict=True)}


def _class_of(person):
    """Return «7 «А»» of a pupil, whether the class is called «7 «А»» or «9 класс»."""
    if person.kind != PersonKind.PUPIL or person.school_class is None:
        return ""
    return person.school_class.name.removesuffix("класс").strip()


def curator_of(organization, year, *, on):
    """Return the Person who is the curator of that year, the first one entered, or None."""
    rows = Curator.objects.filter(person__organization=organization, year=year)
    curator = rows.select_related("person__organization").order_by("pk").first()
    return curator and curator.person.as_of(on)


def holders_of(organization, kind, year, *, on):
    """Return the Persons who have this DutyKind on that day, in the order of names."""
    rows = Duty.objects.filter(
        Q(starts_on=None) | Q(starts_on__lte=on), Q(ends_on=None) | Q(ends_on__gte=on),
        person__organization=organization, kind=kind, year=year,
    )  # fmt: skip
    rows = rows.select_related("person__organization").order_by("person__search", "pk")
    return list({duty.person_id: duty.person.as_of(on) for duty in rows}.values())


def holder_of(organization, kind, year, *, on):
    """Return the one Person who has this DutyKind on that day; None for nobody and for several."""
    found = holders_of(organization, kind, year, on=on)
    return found[0] if len(found) == 1 else None


def curator_signature(organization, year, *, on):
    """Return «Н.А. Мельникова»; "" leaves a ruled place."""
    person = curator_of(organization, year, on=on)
    return person.signature_name if person else ""


def guardian_of(person: Person):
    """Return the first guardian entered, or None; a blank then has ruled places instead."""
    return person.guardians.select_related("adult").order_by("pk").first()


def _capital(text):
    return text[:1].upper() + text[1:]


def _joined(separator, *parts):
    return separator.join(part for part in parts if part)


def _labelled(label, value):
    return f"{label} {value}" if value else ""
