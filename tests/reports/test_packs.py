import datetime
import errno
import io
import zipfile

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from reports.actions import draft, drop_old_packs, make_pack, next_pack, order_pack, register
from reports.actions.packs import BROKEN
from reports.models import Document, Pack
from reports.packs import PACKS, READERS, ROADMAPS, file_name
from reports.pdf import page_count, render_pdf
from reports.press import drawn
from roadmaps.models import Roadmap
from tests import factories as make

PACK = "consent-pack"
today = timezone.localdate


def content(pack):
    with Pack.objects.get(pk=pack.pk).file.open() as file:
        return file.read()


def test_a_class_gets_all_its_blanks_in_one_file(as_curator, ours, theirs):
    children = [make.make_pupil(ours) for _ in range(2)]
    for child in children:
        make.make_guardian(child)
    ready = make.make_pupil(ours, age=19)
    make.make_all_consents(ready)
    stranger = make.make_pupil(theirs)

    page = as_curator.get(reverse(PACK), {"class": ready.school_class_id})
    chosen = as_curator.get(reverse(PACK), {"person": [children[0].pk, stranger.pk, "x"]})

    assert page["Content-Type"] == "application/pdf"
    assert page_count(page.content) >= 4
    assert page_count(chosen.content) * 2 == page_count(page.content)


def test_a_long_name_of_a_file_ends_with_a_whole_word():
    long = {"folder": "Приказы", "name": "О закреплении наставнических пар " * 4 + "на год"}

    assert file_name(3, long) == f"Приказы/03 {long['name'][:98]}.pdf"
    assert long["name"][:98].endswith(" пар")
    assert file_name(3, long | {"name": "я" * 150}) == f"Приказы/03 {'я' * 100}.pdf"


def test_nothing_to_print_leads_back(as_curator, ours):
    for query in ({}, {"class": "x"}, {"person": "9" * 30}):
        page = as_curator.get(reverse(PACK), query, follow=True)
        assert page.redirect_chain == [(reverse("admin:consents"), 302)]
        assert "Печатать нечего" in page.content.decode()


def test_a_name_without_gender_is_told(as_curator, ours):
    child = make.make_pupil(ours, gender="", surname="Безродных")

    page = as_curator.get(reverse(PACK), {"person": child.pk})

    assert (page.status_code, "Укажите пол: Безродных" in page.content.decode()) == (409, True)


def test_a_director_prints_none(as_director):
    assert as_director.get(reverse(PACK)).status_code == 403


def test_many_blanks_are_ordered_first(as_curator, ours, monkeypatch):
    monkeypatch.setattr("reports.actions.AT_ONCE", 1)
    pupil = make.make_pupil(ours)
    make.make_guardian(pupil)

    page = as_curator.get(reverse(PACK), {"person": pupil.pk}).content.decode()

    assert f'name="chosen" value="{pupil.pk}"' in page
    assert Pack.objects.count() == 0


@pytest.fixture
def woken(monkeypatch):
    """Count how often the maker is started, without starting it."""
    calls = []
    monkeypatch.setattr("reports.actions.wake_maker", lambda: calls.append(1))
    return calls


def order(client, code, **data):
    return client.post(reverse("pack-order", args=[code]), data)


def test_a_small_pack_is_made_at_once(as_curator, ours, theirs, woken):
    own, strange = make.make_pair(ours, active=True), make.make_pair(theirs, active=True)

    order(as_curator, "programmes")

    pack = Pack.objects.get()
    assert [leaf["pk"] for leaf in pack.leaves] == [own.pk] != [strange.pk]
    assert (pack.state, pack.done, pack.problems, woken) == ("ready", 1, [], [])
    given = as_curator.get(reverse("pack-file", args=[pack.pk]))
    assert page_count(content(pack)) >= 1
    assert b"".join(given.streaming_content) == content(pack)


def test_a_large_pack_waits_for_its_maker(as_curator, ours, woken, monkeypatch):
    monkeypatch.setattr("reports.actions.AT_ONCE", 1)
    for _ in range(2):
        make.make_pair(ours, active=True)

    pages = [order(as_curator, "programmes") for _ in range(2)]  # the button pressed twice
    pack = Pack.objects.get()
    waiting = as_curator.get(reverse("pack", args=[pack.pk]))
    call_command("make_packs", stderr=io.StringIO())
    ready = as_curator.get(reverse("pack", args=[pack.pk]))
    listed = as_curator.get(reverse("packs")).content.decode()

    assert {page.url for page in pages} == {reverse("pack", args=[pack.pk])}
    assert waiting["Refresh"] == "3" and "Refresh" not in ready
    assert len(woken) == 3
    assert "2\N{NO-BREAK SPACE}бумаги" in listed and "Готов" in listed
    pack.refresh_from_db()
    assert (pack.state, pack.done) == ("ready", 2)


def test_a_pack_is_made_by_one_and_taken_over_from_the_dead(curator, ours):
    make.make_pair(ours, active=True)
    order_pack("programmes", ours, year=make.YEAR, by=curator, on=today())
    now = timezone.now()

    first, second = next_pack(at=now), next_pack(at=now)
    later = next_pack(at=now + datetime.timedelta(minutes=3))

    assert (first.pk, second, later.pk) == (first.pk, None, first.pk)


def test_what_cannot_be_drawn_is_named_and_the_rest_is_made(curator, ours):
    nobody = make.make_pupil(ours, gender="", surname="Безродных")
    child = make.make_pupil(ours)
    for person in (nobody, child):
        make.make_guardian(person)
    chosen = [nobody.pk, child.pk]

    pack = order_pack("consents", ours, year=make.YEAR, by=curator, on=today(), chosen=chosen)
    make_pack(pack, side_by_side=False)

    assert len(pack.problems) + pack.done == len(pack.leaves)
    assert pack.done and all("Укажите пол: Безродных" in said for said in pack.problems)


def test_the_folder_holds_the_stored_bytes_and_a_list(curator, ours):
    make.make_head(ours)
    pair = make.make_pair(
        ours,
        starts_on=today(),
        ends_on=today() + datetime.timedelta(days=90),
    )
    make.make_all_consents(*[member.person for member in pair.members.all()])
    paper = draft("order-pairs", [pair], by=curator, on=today())
    paper = register(paper, number="7/2: ОД", dated=today(), by=curator, on=today())
    stranger = make.make_organization(code="other")

    pack = order_pack("inspection", ours, year=make.YEAR, by=curator, on=today())
    make_pack(pack, side_by_side=False)

    folder = zipfile.ZipFile(io.BytesIO(content(pack)))
    names = folder.namelist()
    order = next(name for name in names if name.startswith("Приказы"))
    assert folder.read(order) == bytes(paper.file.pdf)
    assert not set(order.partition("/")[2]) & set(':\\?*"<>|')
    index = folder.read("index.html").decode()
    assert paper.sha256 in index and ours.full_name in index and stranger.full_name not in index
    assert len(names) - 2 == pack.done == len(pack.leaves)
    assert names[-2:] == ["pack.css", "index.html"]


def leaves(code, organization, **options):
    found = PACKS[code].leaves(organization, **{"year": make.YEAR, "on": make.TODAY} | options)
    return [(leaf["kind"], leaf["pk"]) for leaf in found if "kind" in leaf]


def test_an_inspection_gets_papers_of_its_year_and_readers_where_there_are_any(curator, ours):
    make.make_head(ours)
    for number, day in enumerate((make.TODAY, datetime.date(2026, 8, 31)), 1):
        plan = make.make_roadmap(ours)
        paper = draft("order-roadmap", [plan], by=curator, on=day)
        paper.facts["acquainted"] = ["Иванова А.П."] * (number == 1)
        paper.save()
        register(paper, number=str(number), dated=day, by=curator, on=day)
    current = make.make_roadmap(ours)
    unread = draft("order-roadmap", [current], by=curator, on=make.TODAY)
    unread.facts["acquainted"] = []
    unread.save()
    register(unread, number="3", dated=make.TODAY, by=curator, on=make.TODAY)

    Roadmap.objects.exclude(pk=current.pk).update(replaced_on=make.TODAY)

    found = PACKS["inspection"].leaves(ours, year=make.YEAR, on=make.TODAY)

    first = Document.objects.get(number="1")
    assert [leaf["document"] for leaf in found if "document" in leaf] == [first.pk, unread.pk]
    assert [leaf["pk"] for leaf in found if leaf["folder"] == READERS] == [first.pk]
    assert [leaf["pk"] for leaf in found if leaf["folder"] == ROADMAPS] == [current.pk]


def test_certificates_are_for_those_who_have_led(ours):
    led = make.make_bank(make.make_pair(ours, active=True).mentors[0].person)
    make.make_bank(make.make_pair(ours).mentors[0].person)

    assert leaves("certificates", ours) == [("certificate", led.pk)]


def test_blanks_are_printed_for_own_people_only(ours, theirs):
    own, stranger = make.make_person(ours), make.make_person(theirs)

    found = leaves("consents", ours, chosen=[own.pk, stranger.pk])

    assert {pk for _, pk in found} == {own.pk}


def test_a_pack_is_its_makers_alone(as_director, curator, ours):
    make.make_pair(ours, active=True)
    pack = order_pack("programmes", ours, year=make.YEAR, by=curator, on=today())

    answers = [as_director.get(reverse(name, args=[pack.pk])) for name in ("pack", "pack-file")]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert order(as_director, "consents", chosen=1).status_code == 403
    assert order(as_director, "nonsense").status_code == 404


def test_nothing_to_pack_is_said(as_curator, ours):
    page = order(as_curator, "programmes")

    assert (page.status_code, Pack.objects.count()) == (409, 0)
    assert "пока нет ни одной бумаги" in page.content.decode()


def test_a_pack_and_its_file_live_a_day(as_curator, curator, ours):
    make.make_pair(ours, active=True)
    pack = order_pack("programmes", ours, year=make.YEAR, by=curator, on=today())
    make_pack(pack, side_by_side=False)
    storage, name = pack.file.storage, pack.file.name
    now = timezone.now()

    early = drop_old_packs(at=now)
    assert (early, storage.exists(name)) == (0, True)
    late = drop_old_packs(at=now + datetime.timedelta(days=1, minutes=1))

    assert (late, Pack.objects.count(), storage.exists(name)) == (1, 0, False)
    assert as_curator.get(reverse("pack", args=[pack.pk])).status_code == 404


def test_a_disk_that_fills_up_keeps_no_piece_of_a_pack(curator, ours, monkeypatch):
    make.make_pair(ours, active=True)
    pack = order_pack("programmes", ours, year=make.YEAR, by=curator, on=today())
    storage, save = pack.file.storage, FileSystemStorage._save

    def half(self, name, content):
        save(self, name, ContentFile(content.read(1000)))
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(FileSystemStorage, "_save", half)
    make_pack(pack, side_by_side=False)

    assert (pack.state, pack.problems) == ("failed", [BROKEN])
    assert storage.listdir("packs") == ([], [])


def test_a_file_whose_maker_died_goes_after_a_day(db, curator, ours):
    make.make_pair(ours, active=True)
    pack = order_pack("programmes", ours, year=make.YEAR, by=curator, on=today())
    make_pack(pack, side_by_side=False)
    storage = pack.file.storage
    left = storage.save("packs/left.pdf", ContentFile(b"%PDF"))
    now = timezone.now()

    drop_old_packs(at=now)
    assert storage.exists(left)
    Pack.objects.update(created_at=now + datetime.timedelta(hours=1))
    drop_old_packs(at=now + datetime.timedelta(days=1, minutes=1))

    assert (storage.exists(left), storage.exists(pack.file.name)) == (False, True)


def test_processes_draw_the_same_bytes_in_order():
    pages = [f"<html lang=ru><title>{n}</title><p>Лист {n}</p></html>" for n in range(5)]
    given = [*pages, b"%PDF ready"]

    assert list(drawn(given, processes=2)) == [*map(render_pdf, pages), b"%PDF ready"]
