"""A small school with a paper of every kind, and how a person reads a paper."""

import datetime
import re
from html.parser import HTMLParser

import pypdfium2

from mentoring.actions import erase
from mentoring.models import Attendance, LabourTerms, PairMember, Partner, Programme, Replacement
from people.models import Candidate, Curator, Erasure, Mentor, Organization
from reports import actions
from reports.documents import KINDS
from reports.models import AgendaItem, Document, Protocol
from roadmaps.actions import add_item, edit_item, open_edition, remove_item
from roadmaps.models import Event, Item, Publication, Roadmap
from surveys.models import SwotLine, Wave
from tests import factories as make
from tests.surveys.asking import answered, make_survey, make_wave

AWARDS = ("certificate", "thanks", "order-awards", "portfolio")
SETTLED = {*AWARDS, "analytical-report", "acquaintance", "attendance-sheet", "diary",
           "mentor-report", "order-results",
           "register-consents", "register-mentees", "register-mentors", "register-orders",
           "register-participants"}  # fmt: skip
ON = datetime.date(2026, 9, 15)
POINTS_A_MM = 72 / 25.4


def make_school():
    return make.make_organization(
        code="school-7", short_name="МБОУ СШ № 7", place="г. Верхнеозёрск",
        full_name="Муниципальное бюджетное общеобразовательное учреждение "
        "«Средняя школа № 7 г. Верхнеозёрска»",
        founder="Управление образования администрации Верхнеозёрского муниципального округа",
        address="ул. Береговая, д. 12, г. Верхнеозёрск, 000712", phone="(00000) 2-17-07",
        email="school7@verhneozersk.example", okpo="00712345", ogrn="1020000071234",
        inn="0000071234", kpp="000001001",
    )  # fmt: skip


class School:
    """A small school whose people stand in every paper under their own names."""

    def __init__(self):
        self.organization = make_school()
        make.make_head(self.organization)
        curator = self.person("Мельникова Наталья Андреевна", "f",
                              "заместитель директора по учебно-воспитательной работе")  # fmt: skip
        Curator.objects.create(person=curator, year=2026)
        self.mentor = self.person("Иванова Анна Петровна", "f", "учитель математики")
        self.mentor.posts.update(contract_number="14", contract_on=datetime.date(2015, 9, 1))
        self.mentee = self.person("Соколов Дмитрий Игоревич", "m", "учитель физики")
        self.organizer = self.person("Громова Светлана Юрьевна", "f", "педагог-организатор")
        self.pupil = self.learner("Захаров Матвей Андреевич", "m", 13)
        self.guardian = make.make_guardian(
            self.pupil, surname="Захарова", first_name="Ирина", patronymic="Олеговна"
        )
        self.teen = self.learner("Лаптева Дарья Сергеевна", "f", 16)
        make.make_guardian(self.teen, surname="Лаптев", first_name="Сергей", gender="m",
                           patronymic="Ильич")  # fmt: skip
        self.teen.guardians.update(relation="отец")
        teachers = make.make_form(name="педагог – педагог", labour_terms_possible=True)
        self.pair = make.make_pair(
            self.organization, self.mentor, [self.mentee], form=teachers,
            direction="методика урока, оценивание",
        )  # fmt: skip
        self.group = make.make_pair(
            self.organization, self.organizer, [self.pupil, self.teen],
            form=make.make_form(name="педагог – ученик"), kind=make.make_kind(name="групповое"),
        )  # fmt: skip
        self.meeting = make.make_meeting(self.group, held_on=ON)
        for member in self.group.mentees:
            Attendance.objects.create(meeting=self.meeting, member=member)
        self.roadmap = make.make_roadmap(
            self.organization, title="План мероприятий (дорожная карта)\nна 2026/2027 учебный год"
        )
        self.add_rows()

    def person(self, full_name, gender, post):
        surname, first_name, patronymic = full_name.split()
        return make.make_person(self.organization, post=post, surname=surname, gender=gender,
                                first_name=first_name, patronymic=patronymic,
                                birth_on=datetime.date(1985, 5, 1))  # fmt: skip

    def learner(self, full_name, gender, age):
        surname, first_name, patronymic = full_name.split()
        return make.make_pupil(
            self.organization, surname=surname, first_name=first_name, patronymic=patronymic,
            gender=gender, birth_on=datetime.date(2026 - age, 3, 1),
        )  # fmt: skip

    def add_rows(self):
        """Add a row whose cells continue the row above, and one whose cells are one cell."""
        section = self.roadmap.stages.get()
        Item.objects.create(roadmap=self.roadmap, section=section, position=1, number="1.2",
                            activity='Провести "круглый стол" - с гостями',
                            inherits=["deadline", "responsible"])  # fmt: skip
        Item.objects.create(roadmap=self.roadmap, section=section, position=2, number="1.3",
                            activity="Подвести итоги:\n– отчёт;\n– справка", deadline="май 2027",
                            merged=["deadline", "responsible"])  # fmt: skip

    def work(self):
        """Fix the pairs by an order and let them meet, so that there is something to count."""
        for pair in (self.pair, self.group):
            pair.confirmed_on, pair.basis = ON, "приказ от 15.09.2026 № 163-ОД"
            pair.save()
            make.make_meeting(pair, held_on=ON, minutes=90)
        make.make_headcount(self.organization)
        make.make_headcount(self.organization, group="pupils", number=7)

    def settle(self):
        """Fill the banks, sign consents, let a pair end and register an order about it all."""
        self.work()
        bank = make.make_bank(self.mentor)
        bank.strengths = "оценивание, работа с трудным классом"
        bank.achievements, bank.availability = "победитель конкурса", "среда после уроков"
        bank.save()
        make.make_bank(self.organizer)
        for person in (self.mentee, self.pupil, self.teen):
            make.make_bank(person, "mentee")
        make.make_consent(self.mentor, signed_on=ON)
        consent = make.make_consent(self.pupil, signed_on=ON, signer=self.guardian)
        consent.valid_until, consent.shelf_mark = datetime.date(2027, 8, 31), "08-12, л. 4"
        consent.save()
        self.pair.closed_on, self.pair.closing = ON, "completed"
        self.pair.save()
        self.order = actions.draft("order-curator", [self.organization], by=None, on=ON)
        self.order = actions.register(self.order, number="142-ОД", dated=ON, by=None, on=ON)
        return bank

    def invite(self):
        """Let a parent and a teacher be heard of at meetings; the teacher is in the bank now."""
        heard_on = datetime.date(2026, 9, 10)
        Candidate.objects.create(
            person=self.guardian, year=2026, source="parents", agreed=True, heard_on=heard_on,
            field="инженер, поможет с проектами",
        )  # fmt: skip
        Candidate.objects.create(person=self.organizer, year=2026, source="teachers")
        make.make_bank(self.organizer)
        self.organizer.mentors.update(entered_on=ON)

    def subject_of(self, code):
        if code == "order-programmes" and not Programme.objects.exists():
            make.make_programme(self.pair)
            make.make_programme(self.group, goal="")
        if code == "order-termination" and not self.pair.confirmed_on:
            self.work()
            make.make_labour_terms(self.pair.mentors[0])
        if code == "register-agreements" and not LabourTerms.objects.exists():
            make.make_labour_terms(self.pair.mentors[0])
        if code == "figures" and not self.pair.confirmed_on:
            self.work()
        if code in SETTLED and not self.pair.confirmed_on:
            self.settle()
        if code == "register-candidates" and not Candidate.objects.exists():
            self.invite()
        if code == "content-plan":
            self.publish()
        if code == "swot":
            self.weigh()
        if KINDS[code].subject is Wave:
            return self.wave()
        if code == "partner-agreement":
            return self.partner()
        if KINDS[code].subject in (Protocol, AgendaItem):
            minutes = self.minutes()
            return minutes if code == "protocol" else minutes.items.first()
        if code == "order-pairs-changes":
            return self.changed_order()
        if code == "order-municipal":
            return self.town()
        if code == "order-roadmap-changes":
            return self.edition()
        if KINDS[code].subject is Erasure:
            return self.erasure()
        if KINDS[code].subject in (Mentor, Document):
            return Mentor.objects.get(person=self.mentor) if code in AWARDS else self.order
        if KINDS[code].subject is Organization:
            return self.organization
        if KINDS[code].subject in (LabourTerms, Replacement) or code == "programme":
            return self.changed(code)
        return {
            "consent-adult": self.mentor,
            "consent-minor": self.pupil,
            "consent-teen": self.teen,
            "feedback-card": self.meeting,
            "consent-dissemination": self.teen,
            "consent-image": self.pupil,
            "consent-transfer": self.mentor,
            "consent-labour": self.mentor,
            "consent-withdrawal": self.pupil,
            "cooperation-agreement": self.group,
            "diary": self.pair,
            "event-sheet": self.event(),
            "order-event": self.event(),
            "feedback-blank": self.group,
            "mentee-response": self.group,
            "meeting-plan": self.group,
            "mentor-report": self.pair,
            "order-pairs": [self.pair, self.group],
            "order-programmes": [self.pair, self.group],
            "order-termination": [self.pair, self.group],
            "order-regulation-roadmap": self.roadmap,
            "order-roadmap": self.roadmap,
            "participation-mentee": self.mentee,
            "participation-mentor": self.mentor,
            "participation-parent": self.pupil,
            "roadmap": self.roadmap,
        }[code]

    def changed(self, code):
        """Return the programme's pair, the terms of its mentor or the replacement of both."""
        member = self.pair.mentors[0]
        if code == "programme":
            if not self.pair.programmes.exists():
                make.make_programme(self.pair, tasks="Освоить планирование урока.")
            return self.pair
        terms = member.labour_terms.first() or make.make_labour_terms(member)
        if code != "order-replacement":
            return terms
        return Replacement.objects.get_or_create(
            leaving=member, reason="refusal", noticed_on=ON, started_on=ON,
            effective_on=datetime.date(2026, 9, 19), successor=self.organizer,
        )[0]  # fmt: skip

    def changed_order(self):
        """Return the order on the pairs after a mentor was replaced and a pupil left and came."""
        if not Document.objects.filter(kind="order-pairs").exists():
            pairs = [self.pair, self.group]
            make.make_all_consents(
                *(member.person for pair in pairs for member in pair.members.all())
            )
            order = actions.draft("order-pairs", pairs, by=None, on=ON)
            actions.register(order, number="142-ОД", dated=ON, by=None, on=ON)
            newcomer = self.learner("Белов Глеб Ильич", "m", 12)
            for pair, person, side in ((self.pair, self.organizer, "mentor"),
                                       (self.group, newcomer, "mentee")):  # fmt: skip
                pair.members.filter(pk=pair.members.filter(side=side).first().pk).update(left_on=ON)
                PairMember.objects.create(
                    pair=pair, person=person, side=side, joined_on=datetime.date(2026, 9, 16)
                )
        return Document.objects.get(kind="order-pairs")

    def partner(self):
        """Return a partner whose engineer mentors the group."""
        found = Partner.objects.first()
        if found is None:
            found = Partner.objects.create(organization=self.organization,
                                           name="ООО «Верхнеозёрский завод»",
                                           contact="отдел кадров, (00000) 2-30-40")  # fmt: skip
            self.group.partner = found
            self.group.save()
        return found

    def minutes(self):
        """Return minutes of two questions, the second still without its decision."""
        found = Protocol.objects.first()
        if found is None:
            found = Protocol.objects.create(
                organization=self.organization, body="council", number="2", held_on=ON,
                chair=self.organizer, members=5, present=4, absent="Иванова А.П. (болезнь)",
                names="Громова С.Ю., Соколов Д.И.",
            )  # fmt: skip
            AgendaItem.objects.create(
                protocol=found, position=1, question="О составе наставнических пар",
                speaker=self.mentor, speech="Рассказала о запросах молодых педагогов.",
                discussion="Соколов Д.И. поддержал состав пар.", votes_for=4,
                decision="Одобрить состав пар.\nПодготовить приказ до 20.09.2026.",
            )  # fmt: skip
            AgendaItem.objects.create(protocol=found, position=2, question="Разное")
        return found

    def erasure(self):
        """Return the destruction of a person's data, at a moment that stands on the paper."""
        if not Erasure.objects.exists():
            curator = Curator.objects.get().person if Curator.objects.exists() else None
            user = make.make_user("eraser", self.organization, "curator", curator)
            leaver = make.make_person(self.organization, post="учитель", pk=700)
            erasure = erase(leaver, surname=leaver.surname, ground="purpose", by=user, on=ON)
            moment = datetime.datetime(2026, 9, 15, 7, 30, tzinfo=datetime.UTC)
            erasure.erased_at = moment
            self.erased = erasure
        return self.erased

    def edition(self):
        """Return a new edition of the roadmap: a row changed, one added and one taken out."""
        if not self.roadmap.is_approved:
            self.roadmap.approved_on, self.roadmap.approved_basis = ON, "приказ от 28.08.2026 № 142"
            self.roadmap.save()
            edition = open_edition(self.roadmap, by=None)
            first, second, third = edition.items.order_by("position")
            edit_item(first, cells={"deadline": "До 15.12.2026"}, by=None)
            remove_item(second, by=None)
            added = add_item(edition, after=third, by=None)
            edit_item(added, cells={"number": "1.4", "activity": "Провести опрос"}, by=None)
        return Roadmap.objects.get(replaces=self.roadmap)

    def event(self):
        """Return an event with two people called and a class counted."""
        found = Event.objects.filter(organization=self.organization).first()
        if found is None:
            found = make.make_event(self.organization, called=[self.mentor, self.pupil])
            make.make_turnout(found, self.pupil.school_class)
        return found

    def publish(self):
        """Plan a publication and let another come out."""
        if Publication.objects.exists():
            return
        make.make_publication(self.organization, title="Рядом с молодым учителем",
                              channel="newspaper", published_on=None, link="",
                              planned_on=datetime.date(2026, 10, 20))  # fmt: skip
        make.make_publication(self.organization, published_on=ON)

    def wave(self):
        """Return the second of two measures, answered by mentor and mentee alike."""
        if not Wave.objects.exists():
            survey = make_survey(self.organization, [
                ("satisfaction-process", "scale10", {}), ("glad", "yes_no", {}),
                ("topics", "multiple", {"choices": ["урок", "класс"]}), ("change", "text", {}),
            ])  # fmt: skip
            for day, mark in [(datetime.date(2026, 9, 1), 4), (ON, 8)]:
                wave = make_wave(self.organization, survey, [self.mentor, self.mentee],
                                 title="Диагностика", opens_on=day, closes_on=day)  # fmt: skip
                for n, invitation in enumerate(wave.invitations.order_by("pk")):
                    answered(wave, mark + n, "да", ["урок"], "Больше уроков",
                             invitation=invitation, is_paper=True)  # fmt: skip
        return Wave.objects.order_by("pk").last()

    def weigh(self):
        """Put a line into two fields of the SWOT table."""
        if not SwotLine.objects.exists():
            for quadrant, text in [("strength", "Пары встречаются каждую неделю"),
                                   ("threat", "Мало времени у наставников")]:  # fmt: skip
                SwotLine.objects.create(organization=self.organization, year=2026,
                                        quadrant=quadrant, text=text)  # fmt: skip

    def town(self):
        """Return the roadmap of the municipality above the school."""
        if self.organization.parent is None:
            self.organization.parent = make.make_organization(
                code="town", kind="municipality", founder="",
                full_name="Управление образования Верхнеозёрского муниципального округа",
                short_name="Управление образования", place="г. Верхнеозёрск",
            )  # fmt: skip
            self.organization.save()
        town = self.organization.parent
        return Roadmap.objects.filter(organization=town).first() or make.make_roadmap(town)


def paper(code, subject, **mark):
    kind = KINDS[code]
    return kind.render(kind.collect(subject, on=ON), **mark)


def printed_paper(code, subject, **chosen):
    """Return the page with what a person chose before printing."""
    kind = KINDS[code]
    return kind.render(kind.collect(subject, on=ON, **chosen))


class Reader(HTMLParser):
    """The words of a page as a person reads them: a line a block, cells apart, clauses numbered."""

    BLOCKS = ("p", "h1", "h2", "li", "tr", "div", "br", "caption", "figcaption", "section")

    def __init__(self):
        super().__init__()
        self.lines, self.clauses, self.skipped = [""], [], 0

    def handle_starttag(self, tag, attrs):
        self.skipped += tag in ("title", "style", "svg")
        if tag in self.BLOCKS and not re.fullmatch(r"[\d.]+ ", self.lines[-1]):
            self.lines.append("")
        if tag == "ol":
            self.clauses.append(0)
        if tag == "li":
            self.clauses[-1] += 1
            self.lines[-1] = "".join(f"{number}." for number in self.clauses) + " "
        name = dict(attrs).get("class") or ""
        if name.startswith(("rule", "line", "blank", "sign")) and tag != "table":
            self.lines[-1] += "________"

    def handle_endtag(self, tag):
        self.skipped -= tag in ("title", "style", "svg")
        if tag == "ol":
            self.clauses.pop()
        if tag in ("td", "th"):
            self.lines[-1] += " | "

    def handle_data(self, data):
        if not self.skipped:
            self.lines[-1] += re.sub(r"\s+", " ", data.replace("\xad", ""))


def words(html):
    reader = Reader()
    reader.feed(re.sub(r'http://[^<\s"]+', "http://…", html))  # a token is another each time
    lines = (re.sub(r"[ \u00a0]+", " ", line).strip(" |") for line in reader.lines)
    return "\n".join(line for line in lines if line) + "\n"


def outside(content, margin=9):
    """Return the characters nearer to the edge of their page than the margin in millimetres."""
    found = []
    document = pypdfium2.PdfDocument(content)
    for number, page in enumerate(document, 1):
        width, height = page.get_size()
        text = page.get_textpage()
        least = margin * POINTS_A_MM
        for index in range(text.count_chars()):
            left, bottom, right, top = text.get_charbox(index)
            if not text.get_text_range(index, 1).isspace() and not (
                least <= left
                and right <= width - least
                and least <= bottom <= top <= height - least
            ):
                found.append((number, text.get_text_range(index, 1)))
    document.close()
    return found
