"""One plain function a model: give by name only what the test is about."""

import datetime
import itertools
import uuid
from decimal import Decimal

from mentoring.models import (
    LabourTerms,
    Meeting,
    MentoringForm,
    MentoringKind,
    Pair,
    PairMember,
    Programme,
    ProgrammeItem,
    Side,
    Topic,
)
from people.models import (
    REQUIRED_KINDS,
    Consent,
    ConsentSignature,
    Guardian,
    Headcount,
    Headship,
    Membership,
    Mentee,
    Mentor,
    Organization,
    Person,
    PositionPeriod,
    SchoolClass,
    User,
)
from roadmaps.models import (
    Event,
    ExpectedResult,
    Item,
    Occurrence,
    Participation,
    Publication,
    Roadmap,
    Stage,
    Turnout,
)

TODAY = datetime.date(2026, 11, 23)
YEAR = 2026
SURNAMES = ["Белов", "Горин", "Дёмин", "Жуков", "Зимин", "Карпов", "Лосев", "Мохов", "Носов"]
_numbers = itertools.count(1)


def make_organization(**values):
    number = next(_numbers)
    defaults = {
        "code": f"school-{number}", "kind": "school",
        "full_name": f"Муниципальное бюджетное общеобразовательное учреждение «Школа № {number}»",
        "short_name": f"МБОУ «Школа № {number}»", "place": "г. Верхнеозёрск",
    }  # fmt: skip
    return Organization.objects.create(**defaults | values)


def make_person(organization, post=None, **values):
    """Make an employee (with `post` as the title of a post) or whoever `kind` says."""
    number = next(_numbers)
    defaults = {
        "kind": "employee", "surname": f"{SURNAMES[number % 9]}", "first_name": "Иван",
        "patronymic": f"{'Петрович' if number % 2 else 'Львович'}", "gender": "m",
        # of age for ever: a long run makes more people than there are days since
        "birth_on": datetime.date(1980, 1, 1) + datetime.timedelta(days=number % 7000),
    }  # fmt: skip
    person = Person.objects.create(organization=organization, **defaults | values)
    if post:
        PositionPeriod.objects.create(person=person, title=post)
    return person


def make_pupil(organization, age=13, **values):
    """Make a pupil who is `age` on TODAY, of class 7 «А»."""
    school_class, _ = SchoolClass.objects.get_or_create(
        organization=organization, year=YEAR, name="7 «А»"
    )
    born = datetime.date(TODAY.year - age, 3, 1 + next(_numbers) % 28)
    return make_person(
        organization,
        **{"kind": "pupil", "birth_on": born, "school_class": school_class} | values,
    )


def make_guardian(child, **values):
    adult = make_person(
        child.organization,
        **{"kind": "guardian", "first_name": "Анна", "patronymic": "Львовна", "gender": "f"}
        | values,
    )
    return Guardian.objects.create(child=child, adult=adult, relation="мать").adult


def make_user(username, organization=None, role=None, person=None, **values):
    """Make an account with the password «secret»; with a role also its membership."""
    user = User(username=username, **values)
    user.set_password("secret")
    user.save()
    if role:
        Membership.objects.create(user=user, organization=organization, role=role, person=person)
    return user


def make_consent(person, kind="personal_data", signed_on=datetime.date(2026, 9, 1), signer=None):
    consent = Consent.objects.create(person=person, kind=kind, signed_on=signed_on)
    ConsentSignature.objects.create(
        consent=consent, signer=signer or person, is_guardian=signer is not None
    )
    return consent


def make_all_consents(*persons):
    for person in persons:
        for kind in REQUIRED_KINDS:
            make_consent(person, kind)


def make_form(**values):
    number = next(_numbers)
    return MentoringForm.objects.create(
        **{"code": f"form-{number}", "name": "педагог – педагог"} | values
    )


def make_kind(**values):
    number = next(_numbers)
    return MentoringKind.objects.create(
        **{"code": f"kind-{number}", "name": "традиционное"} | values
    )


def make_topic(**values):
    number = next(_numbers)
    return Topic.objects.create(**{"code": f"topic-{number}", "name": f"Тема {number}"} | values)


def make_pair(organization, mentor=None, mentees=None, *, active=False, **values):
    """Make an agreed pair; with `active` also its members' consents and the order."""
    mentor = mentor or make_person(organization, post="учитель математики")
    mentees = mentees or [make_person(organization, post="учитель химии")]
    defaults = {
        "year": YEAR, "starts_on": datetime.date(2026, 9, 15),
        "ends_on": datetime.date(2027, 5, 31), "agreed_on": datetime.date(2026, 9, 10),
    }  # fmt: skip
    if active:
        make_all_consents(mentor, *mentees)
        defaults |= {
            "confirmed_on": datetime.date(2026, 9, 15),
            "basis": "приказ от 15.09.2026 № 1-ОД",
        }
    if "form" not in values:
        values["form"] = make_form()
    if "kind" not in values:
        values["kind"] = make_kind()
    pair = Pair.objects.create(organization=organization, **defaults | values)
    for side, persons in [(Side.MENTOR, [mentor]), (Side.MENTEE, mentees)]:
        for person in persons:
            PairMember.objects.create(pair=pair, person=person, side=side, joined_on=pair.starts_on)
    return pair


def make_labour_terms(member, **values):
    defaults = {
        "content": "Помощь в планировании уроков", "form": "очно",
        "starts_on": member.joined_on, "ends_on": member.pair.ends_on,
        "pay_kind": "percent", "pay_value": Decimal(15),
    }  # fmt: skip
    return LabourTerms.objects.create(member=member, **defaults | values)


def make_programme(pair, rows=2, **values):
    """Make a programme with so many rows, the first due on 20.10.2026, then every month."""
    defaults = {
        "starts_on": pair.starts_on, "ends_on": pair.ends_on, "created_on": pair.starts_on,
        "goal": "Уверенно вести уроки",
    }  # fmt: skip
    programme = Programme.objects.create(pair=pair, **defaults | values)
    for number in range(rows):
        due_on = datetime.date(2026, 10, 20) + datetime.timedelta(days=30 * number)
        ProgrammeItem.objects.create(programme=programme, position=number + 1,
                                     activity=f"Задача {number + 1}", due_on=due_on)  # fmt: skip
    return programme


def make_meeting(pair, **values):
    defaults = {
        "held_on": datetime.date(2026, 11, 9), "stage": "working", "minutes": 45,
        "sending": uuid.uuid4(),
    }  # fmt: skip
    return Meeting.objects.create(pair=pair, **defaults | values)


def make_roadmap(organization, **values):
    """Make a roadmap of one stage and one row due on 30.11.2026."""
    defaults = {
        "title": "Дорожная карта внедрения целевой модели наставничества", "year": YEAR,
        "columns": [
            {"field": "number", "heading": "№ п/п"},
            {"field": "activity", "heading": "Наименование мероприятия"},
            {"field": "deadline", "heading": "Сроки"},
            {"field": "responsible", "heading": "Ответственный"},
        ],
    }  # fmt: skip
    roadmap = Roadmap.objects.create(organization=organization, **defaults | values)
    stage = Stage.objects.create(roadmap=roadmap, position=0, number="1.", title="Подготовка")
    item = Item.objects.create(
        roadmap=roadmap, section=stage, position=0, number="1.1", activity="Собрать согласия",
        deadline="До 30.11.2026", responsible="Куратор", deadline_kind="until",
    )  # fmt: skip
    Occurrence.objects.create(item=item, due_on=datetime.date(2026, 11, 30))
    return roadmap


def make_result(item, kind="order", text="Приказ"):
    """Let the row expect a result of that kind."""
    return ExpectedResult.objects.create(
        item=item, position=item.results.count(), kind=kind, text=text
    )


def make_event(organization, called=(), came=(), **values):
    """Make a council of 12.11.2026; with `came` its attendance is entered."""
    defaults = {
        "year": YEAR, "kind": "council", "title": "Педсовет о наставничестве",
        "held_on": datetime.date(2026, 11, 12), "place": "актовый зал",
        "counted_on": TODAY if came else None,
    }  # fmt: skip
    event = Event.objects.create(organization=organization, **defaults | values)
    for person in (*called, *came):
        Participation.objects.create(event=event, person=person, was_present=person in came)
    return event


def make_turnout(event, school_class=None, **values):
    defaults = {"title": school_class.name if school_class else "Гости", "expected": 26,
                "present": 24}  # fmt: skip
    return Turnout.objects.create(event=event, school_class=school_class, **defaults | values)


def make_publication(organization, persons=(), **values):
    """Make a publication that came out on 10.11.2026; consents are not asked for here."""
    defaults = {"title": "Школа наставников открылась", "link": "https://example.ru/news/1",
                "published_on": datetime.date(2026, 11, 10)}  # fmt: skip
    publication = Publication.objects.create(organization=organization, **defaults | values)
    publication.persons.set(persons)
    return publication


def make_headcount(organization, **values):
    defaults = {"group": "teachers", "counted_on": datetime.date(2026, 9, 1), "number": 40}
    return Headcount.objects.create(organization=organization, **defaults | values)


def make_head(organization, **values):
    """Make the head who signs the papers of the organization and return the person."""
    person = make_person(
        organization, **{"surname": "Кудряшова", "first_name": "Ольга", "patronymic": "Викторовна",
                         "gender": "f"} | values,
    )  # fmt: skip
    Headship.objects.create(organization=organization, person=person, position="директор")
    return person


def make_bank(person, role="mentor", year=YEAR):
    model = Mentor if role == "mentor" else Mentee
    return model.objects.create(person=person, year=year)
