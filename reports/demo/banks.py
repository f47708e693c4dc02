"""The banks of the demo: who can help with what, who needs what, who might become a mentor."""

from itertools import cycle

from mentoring.models import Competence, Need, Partner, Topic
from people.models import Candidate, Duty, DutyKind, Mentee, Mentor, NamePeriod
from people.names import normalise

TIMES = ("вторник и четверг после 15:00", "среда после шестого урока", "суббота до обеда")
CANDIDATES = {
    "Захарова": ("parents", "бухгалтер, расскажет о профессии и деньгах", True),
    "Лаптев": ("parents", "инженер завода, поможет с проектами", True),
    "Дроздов": ("pupils", "ведёт школьный подкаст", False),
}
DUTIES = {
    "Рябинина": (DutyKind.COUNCIL_HEAD, ""),
    "Шестакова": (DutyKind.COUNCIL, ""),
    "Тихомиров": (DutyKind.COUNCIL, ""),
    "Мельникова": (DutyKind.GROUP_HEAD, ""),
    "Громова": (DutyKind.SITE, ""),
    "Доронина": (DutyKind.CLERK, ""),
    "Андреева": (DutyKind.PSYCHOLOGIST, ""),
    "Крайнова": (DutyKind.COMMISSION, ""),
    "Сафронова": (DutyKind.COMMISSION, ""),
    "Белова": (DutyKind.COMMISSION_HEAD, ""),
    "Прохоренко": (DutyKind.OTHER, "ответственный за школьный календарь"),
}
PARTNERS = {  # the name, and what is known beside it
    "ООО «Верхнеозёрский приборный завод»": {
        "contact": "отдел кадров, (00000) 2-40-11", "agreement_number": "14/П",
        "address": "ул. Заводская, д. 1, г. Верхнеозёрск, 000714", "inn": "0000085520",
        "ogrn": "1020000085520", "head_position": "генеральный директор",
        "head_name": "Прудников Сергей Матвеевич", "basis": "устава",
    },
    "ГБПОУ «Верхнеозёрский педагогический колледж»": {
        "contact": "заместитель директора по практике",
    },
}  # fmt: skip
MARRIED = ("Крайнова", "Журавлёва", 33)  # surname, maiden name, days after 1 September


def describe(school):
    """Give the mentors competences, the mentees needs, and the school those it may invite."""
    topics = {
        learner: list(Topic.objects.of(school.organization).filter(**{audience: True})[:9])
        for learner, audience in ((True, "for_learners"), (False, "for_teachers"))
    }
    _link(school, Mentor, Competence, "mentor", "level", topics)
    _link(school, Mentee, Need, "mentee", "severity", topics)
    for surname, (source, field, agreed) in CANDIDATES.items():
        if surname in school.people:
            Candidate.objects.create(
                person=school.people[surname], year=school.year, source=source, field=field,
                agreed=agreed, heard_on=school.day(40),
            )  # fmt: skip
    Duty.objects.bulk_create(
        Duty(person=school.people[surname], year=school.year, kind=kind, words=words)
        for surname, (kind, words) in DUTIES.items()
        if surname in school.people
    )
    for name, known in PARTNERS.items() if school.data["code"] == "school-4" else ():
        agreed_on = school.begin if "agreement_number" in known else None
        Partner.objects.create(
            organization=school.organization, name=name, agreed_on=agreed_on, **known
        )
    _marry(school)


def _link(school, model, linked, link, grade, topics):
    rows = model.objects.filter(person__organization=school.organization, year=school.year)
    times, made = cycle(TIMES), []
    for number, row in enumerate(rows.select_related("person").order_by("pk")):
        row.availability = next(times)
        own = topics[row.person.is_learner]
        made += [
            linked(**{link: row, "topic": own[(number + step) % len(own)],
                      grade: 1 + (number + step) % 3})
            for step in (0, 4)
        ]  # fmt: skip
    model.objects.bulk_update(rows, ["availability"])
    linked.objects.bulk_create(made)


def _marry(school):
    surname, maiden, days = MARRIED
    person = school.people.get(surname)
    if person is None:
        return
    period = NamePeriod.objects.create(
        person=person, surname=maiden, first_name=person.first_name,
        patronymic=person.patronymic, ends_on=school.day(days), basis="свидетельство о браке",
    )  # fmt: skip
    person.former = normalise(period.full_name)
    person.save(update_fields=["former"])
