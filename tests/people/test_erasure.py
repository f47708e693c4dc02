"""Destroying somebody's data: nothing named is left, driven by the list of personal fields."""

import datetime
import html
import logging
import os
import shutil
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.db import connection
from django.urls import reverse

from mentoring.actions import erase
from mentoring.models import PairMember
from people import erasure_rules as rules
from people.actions import ErasureRefused
from people.actions.erasure import _text_fields
from people.models import Consent, ConsentScan, Erasure, JournalEntry, Person, User
from people.personal_data import PERSONAL
from reports.models import Pack
from reports.pdf import render_pdf
from reports.sheets import words_of
from surveys.models import Answer
from tests import factories as make
from tests.factories import TODAY
from tests.whole_rows import Rows

NAME = {"surname": "Зверобоева", "first_name": "Агриппина", "patronymic": "Ерофеевна",
        "gender": "f"}  # fmt: skip
TRACES = ("Зверобоев", "зверобоев", "ЗВЕРОБОЕВ", "Агриппин", "агриппин", "zveroboeva")
STAY_OF_PAPERS = {"people.erasure", "reports.documentfile", "reports.amendment",
                  "reports.acquaintance"}  # fmt: skip
WORDS = "ЗВЕРОБОЕВОЙ А.Е., Агриппине Ерофеевне, самой Зверобоевой, зверобоеву А., зверобоевой"


def test_every_personal_field_has_its_fate():
    decided = {label: set() for label in PERSONAL}
    for label, rule in rules.EMPTIED.items():
        decided[label] = {*rule.emptied.split(), *rule.stays.split()}
    personal = {label: {name for group in groups for name in group.fields}
                for label, groups in PERSONAL.items()}  # fmt: skip

    assert rules.known() == set(PERSONAL)
    assert {label: decided[label] for label in rules.EMPTIED} == {
        label: personal[label] for label in rules.EMPTIED
    }


def _words(field):
    if field.name == "link":
        return "https://example.org/Зверобоева"
    if field.get_internal_type() == "JSONField":
        return [WORDS]
    return WORDS if len(WORDS) <= (field.max_length or len(WORDS)) else "Зверобоева"


def whole_life(person, curator):
    """Make a row of every model that may hold data of the person, named in every word of it."""
    other = make.make_person(person.organization, surname="Тишин")
    rows = Rows(
        [person, person.organization, curator, make.make_topic()],
        {
            "people.membership": {"user": make.make_user("zveroboeva"), "role": "mentor"},
            "people.guardian": {"child": other},
            "mentoring.pairban": {"second": other},
            "people.distinction": {"second": other},
            "mentoring.pair": {"closed_on": TODAY, "closing": "cancelled",
                               "ends_on": TODAY + datetime.timedelta(days=9)},
            "mentoring.attendance": {"answered_at": datetime.datetime(2026, 11, 9, 12,
                                                                     tzinfo=datetime.UTC)},
            "people.consent": {"withdrawn_on": TODAY},
            "mentoring.concern": {"note": "x"},
            "mentoring.meeting": {"minutes": 45},
            "mentoring.labourterms": {"pay_kind": "duties", "pay_value": None,
                                      "agreed_on": TODAY, "agreement_number": "1"},
            "roadmaps.event": {"cancelled_on": TODAY, "reason": "x"},
            "mentoring.replacement": {"cancelled_on": TODAY},
            "people.headship": {"ends_on": TODAY - datetime.timedelta(days=1)},
            "roadmaps.publication": {"planned_on": TODAY},
            "surveys.survey": {"organization": person.organization},
            "reports.protocol": {"secretary": other},
            "surveys.answer": {"response": lambda made: made.of(apps.get_model(
                "surveys.response"))},
            "surveys.response": {
                "invitation": lambda made: made.of(apps.get_model("surveys.invitation")),
                "answered_at": datetime.datetime(2026, 11, 9, 12, tzinfo=datetime.UTC)},
        },
    )  # fmt: skip
    for label in (*PERSONAL, *rules.ALSO_WORDS):
        if label in STAY_OF_PAPERS:
            continue
        model = apps.get_model(label)
        row = rows.of(model)
        if label in rules.NAMES_OF_OTHERS | {"people.user"}:
            continue
        words = {name: _words(model._meta.get_field(name)) for name in _text_fields(label)}
        model._base_manager.filter(pk=row.pk).update(**words)
    return rows


def everything():
    """Return every byte of the database: the file of SQLite, the dump of PostgreSQL."""
    if connection.vendor == "sqlite":
        raw = Path(connection.settings_dict["NAME"]).read_bytes()
        return raw.decode("utf-8", "replace") + raw.replace(b"\\u", b"").decode("latin-1")
    known = connection.settings_dict
    dump = subprocess.run(
        ["pg_dump", "--host", known["HOST"], "--port", str(known["PORT"] or 5432), "--username",
         known["USER"], known["NAME"]],
        env=os.environ | {"PGPASSWORD": known["PASSWORD"] or ""}, capture_output=True, check=True,
    )  # fmt: skip
    return dump.stdout.decode()


def traces(text):
    """Return what of the name stands in the text, also as JSON escapes it and as a dump does."""
    return [trace for trace in TRACES
            if trace in text or trace.encode().hex() in text
            or trace.encode("unicode_escape").decode().replace("\\u", "") in text]  # fmt: skip


def inside(content):
    """Return the words of a file: the pages of a PDF, the parts of an archive, plain text."""
    if content.startswith(b"%PDF"):
        return " ".join(words_of(content))
    if content.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(content)) as parts:
            texts = [parts.read(name).decode("utf-8", "replace") for name in parts.namelist()]
        return html.unescape(" ".join(texts))
    return content.decode("utf-8", "replace")


def files_of(folder):
    """Return {name of the file: what of the name stands inside}, the clean ones too."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {path.name: traces(inside(path.read_bytes())) for path in files}


def packed(name):
    """Return a PDF and a workbook whose bytes hide the name from a plain search."""
    book, kept = openpyxl.Workbook(), BytesIO()
    book.active.append([name])
    book.save(kept)
    return render_pdf(f"<p>{name}</p>"), kept.getvalue()


@pytest.fixture
def person(ours):
    return make.make_person(ours, post="учитель", phone="+7 901 555-00-00", **NAME)


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(
    connection.vendor == "postgresql" and shutil.which("pg_dump") is None,
    reason="pg_dump is not installed: it reads every byte that PostgreSQL keeps",
)
def test_no_byte_of_the_name_is_left(database_file, guards_off_at_the_end, caplog, settings,
                                     request):  # fmt: skip
    person, curator = (request.getfixturevalue(name) for name in ("person", "curator"))
    caplog.set_level(logging.DEBUG)
    rows = whole_life(person, curator)
    paper, book = packed("Зверобоева")
    ConsentScan.objects.get().file.save("scan.pdf", ContentFile(paper))
    Pack.objects.get().file.save("drafts.pdf", ContentFile(paper))
    settings.MEDIA_ROOT.joinpath("others.xlsx").write_bytes(packed("Тишин")[1])
    assert "Зверобоева".encode() not in paper + book
    assert traces(inside(book)) == ["Зверобоев"]
    assert traces(everything()) == list(TRACES)
    assert sorted(map(len, files_of(settings.MEDIA_ROOT).values())) == [0, 1, 1]

    erase(person, surname="зверобоева", ground="purpose", by=curator, on=TODAY)

    assert traces(everything()) == []
    assert files_of(settings.MEDIA_ROOT) == {"others.xlsx": []}
    assert traces(caplog.text.split("VACUUM")[-1]) == []
    assert Erasure.objects.get().rewritten_at is not None
    assert rows.known


def test_figures_keep_a_stub(person, curator, ours):
    pair = make.make_pair(ours, mentees=[person], active=True, closed_on=TODAY,
                          closing="completed")  # fmt: skip

    erasure = erase(person, surname="Зверобоева", ground="purpose", by=curator, on=TODAY)

    stub = Person.objects.get(pk=person.pk)
    assert (str(stub), stub.birth_on, stub.phone, stub.erased_on) == (
        f"Данные уничтожены № {person.pk}", None, "", TODAY
    )  # fmt: skip
    assert PairMember.objects.filter(pair=pair).count() == 2
    assert Consent.objects.filter(person=stub).count() == 2
    assert list(Person.objects.visible_to(curator).filter(pk=person.pk)) == []
    assert (erasure.number, erasure.ground, erasure.by) == (1, "purpose", curator)
    assert ["должности", 1] in erasure.lines
    line = JournalEntry.objects.get(action="erase_person")
    assert line.text == "Персональные данные уничтожены, акт № 1"


def test_the_act_does_not_tell_that_the_psychologist_kept_a_note(person, curator):
    person.care_notes.create(noted_on=TODAY, text="тревожится")

    erasure = erase(person, surname="Зверобоева", ground="purpose", by=curator, on=TODAY)

    assert ["заметки о человеке", 1] in erasure.lines
    assert "психолог" not in str(erasure.lines)
    assert not person.care_notes.exists()


def test_a_refused_erasure_destroys_nothing(person, curator, ours):
    def refused(**values):
        wanted = {"surname": "Зверобоева", "ground": "purpose", "by": curator, "on": TODAY}
        with pytest.raises(ErasureRefused) as refusal:
            erase(person, **wanted | values)
        return refusal.value.messages[0]

    assert "Введите её ещё раз" in refused(surname="Зверева")
    assert "Отзыв согласия не отмечен" in refused(ground="withdrawal")
    assert "Выберите причину" in refused(ground="x")
    pair = make.make_pair(ours, mentees=[person])
    assert "Сначала закройте пару" in refused()
    pair.delete()
    own = User.objects.get(pk=curator.pk)
    own.memberships.update(person=person)
    assert "ваша собственная" in refused()
    own.memberships.all().delete()
    make.make_user("root", ours, "director", person, is_superuser=True)
    assert "учётная запись администратора" in refused()
    assert Person.objects.get(pk=person.pk).phone == "+7 901 555-00-00"


def test_an_account_of_two_schools_is_left_to_the_other(person, curator, theirs):
    shared = make.make_user("shared", theirs, "mentor", last_name="Зверобоева")
    own = make.make_user("zveroboeva", person.organization, "mentor", person)
    make.Membership.objects.create(user=shared, organization=person.organization, role="mentor",
                                   person=person)  # fmt: skip

    erase(person, surname="Зверобоева", ground="purpose", by=curator, on=TODAY)

    shared.refresh_from_db()
    own.refresh_from_db()
    assert (shared.is_active, shared.last_name) == (True, "Зверобоева")
    assert (own.is_active, own.username, own.has_usable_password()) == (
        False, f"erased-{own.pk}", False
    )  # fmt: skip


def test_words_of_others_and_of_other_schools_stay(person, curator, ours, theirs):
    namesake = make.make_person(ours, surname="Зверобоева", first_name="Вера", gender="f")
    stranger = make.make_person(theirs, **NAME)
    meeting = make.make_meeting(make.make_pair(ours), note="Пришла Зверобоева Вера, не А.Е.")
    foreign = make.make_meeting(make.make_pair(theirs), note="Зверобоева А.Е. согласна")

    erase(person, surname="Зверобоева", ground="purpose", by=curator, on=TODAY)

    for row in (namesake, stranger, meeting, foreign):
        row.refresh_from_db()
    assert (namesake.surname, stranger.surname) == ("Зверобоева", "Зверобоева")
    assert meeting.note == "Пришла Зверобоева Вера, не А.Е."
    assert foreign.note == "Зверобоева А.Е. согласна"
    assert Answer.objects.count() == 0


def test_a_former_surname_that_others_bear_stays_theirs(person, curator, ours):
    person.names.create(surname="Тишина", first_name="Агриппина", patronymic="Ерофеевна",
                        ends_on=datetime.date(2020, 1, 1))  # fmt: skip
    make.make_person(ours, surname="Тишина", first_name="Вера", gender="f")
    meeting = make.make_meeting(make.make_pair(ours), note="О Тишиной и о Тишиной А.Е.")

    erase(person, surname="Зверобоева", ground="purpose", by=curator, on=TODAY)

    meeting.refresh_from_db()
    assert meeting.note == "О Тишиной и о [данные уничтожены]"


def together(ours, person, curator):
    """Return a closed group of the person and another mentee, with words of every kind."""
    other = make.make_person(ours, surname="Тишин", first_name="Пётр", patronymic="Ильич")
    group = make.make_pair(ours, mentees=[person, other], active=True, closed_on=TODAY,
                           closing="ended_early", closing_reason="Зверобоева переехала",
                           pause_reason="каникулы")  # fmt: skip
    programme = make.make_programme(group, goal="дойти до цели", needs="А.Е. Зверобоева робка")
    programme.items.update(activity="выбрать дело", result="Агриппина Ерофеевна справилась")
    for note in ("говорили о проекте", "Зверобоевой трудно"):
        meeting = make.make_meeting(group, note=note)
        for member in group.mentees:
            meeting.attendances.filter(member=member).update(message=f"сказал {member.side}")
    return group, programme


def test_a_group_keeps_the_words_that_do_not_name_who_was_erased(person, curator, ours):
    group, programme = together(ours, person, curator)
    concerns = [group.concerns.create(note=note, raised_on=TODAY)
                for note in ("ссорятся", "Зверобоева молчит")]  # fmt: skip
    own = group.members.get(person=person).attendances.get_or_create(meeting=group.meetings.first())
    group.concerns.create(raised_on=TODAY, attendance=own[0])

    erase(person, surname="Зверобоева", ground="purpose", by=curator, on=TODAY)

    group.refresh_from_db()
    programme.refresh_from_db()
    assert (group.closing_reason, group.pause_reason) == ("", "каникулы")
    assert (programme.goal, programme.needs) == ("дойти до цели", "")
    assert {(item.activity, item.result) for item in programme.items.all()} == {
        ("выбрать дело", "")
    }
    assert set(group.meetings.values_list("note", flat=True)) == {"говорили о проекте", ""}
    assert list(group.concerns.all()) == concerns[:1]


def test_the_words_of_a_pair_of_two_go_whole(person, curator, ours):
    pair = make.make_pair(ours, mentees=[person], active=True, closed_on=TODAY,
                          closing="completed", pause_reason="каникулы")  # fmt: skip
    make.make_programme(pair, goal="дойти до цели")
    make.make_meeting(pair, note="говорили о проекте")

    erase(person, surname="Зверобоева", ground="purpose", by=curator, on=TODAY)

    pair.refresh_from_db()
    assert (pair.pause_reason, pair.programmes.get().goal, pair.meetings.get().note) == ("",) * 3


def test_the_page_says_whose_words_go_whole_and_whose_are_shared(as_curator, person, curator, ours):
    group, _ = together(ours, person, curator)
    pair = make.make_pair(ours, mentees=[person], closed_on=TODAY, closing="cancelled")

    answer = as_curator.get(reverse("erase", args=[person.pk]))

    assert answer.context["words"] == [(group, True), (pair, False)]
    page = answer.content.decode()
    goes, stays = page[: page.index("<h2>Останется")], page[page.index("<h2>Останется") :]
    assert f"№&nbsp;{pair.pk}, " in goes and f"№&nbsp;{group.pk}, " not in goes
    assert f"№&nbsp;{group.pk}, " in stays and "только те слова, в которых человек назван" in stays
