"""The code on a registered paper: printed, found again, and true to the byte."""

import datetime
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfReader

from reports import actions
from reports.control_code import control_code, spoken, typed
from reports.models import Document
from tests import factories as make

ON = datetime.date(2026, 11, 20)


@pytest.fixture
def draft(ours, curator):
    return actions.draft("order-roadmap", [make.make_roadmap(ours)], by=curator, on=ON)


@pytest.fixture
def paper(draft, director):
    return actions.register(draft, number="140-ОД", dated=ON, by=director, on=ON)


def file_of(content):
    return SimpleUploadedFile("приказ.pdf", content, content_type="application/pdf")


def test_the_code_depends_on_everything_that_makes_the_paper():
    paper = {"organization": "school-4", "number": "1", "dated": "2026-11-20"}
    others = [
        control_code(b"{}", **paper | {"number": "2"}),
        control_code(b"{}", **paper | {"dated": "2026-11-21"}),
        control_code(b"{}", **paper | {"organization": "school-5"}),
        control_code(b"[]", **paper),
    ]

    assert control_code(b"{}", **paper) == control_code(b"{}", **paper)
    assert len({control_code(b"{}", **paper), *others}) == 5


def test_a_code_has_no_letters_that_look_like_digits():
    codes = "".join(control_code(b"", organization="", number=str(n), dated="") for n in range(300))

    assert set(codes) <= set("0123456789ABCDEFGHJKMNPQRSTUVXYZ")


@pytest.mark.parametrize("text", ["0KQ1M9XT1CVA", "okql-m9xt-icva", " 0KQ1 M9XT 1CVA "])
def test_a_code_is_read_as_a_hand_types_it(text):
    assert typed(text) == "0KQ1M9XT1CVA"


def test_the_registered_paper_carries_its_code_once(paper):
    first, *rest = [page.extract_text() for page in PdfReader(BytesIO(actions.pdf_of(paper))).pages]

    assert spoken(paper.code) in first
    assert not any(spoken(paper.code) in page for page in rest)


def test_a_draft_has_no_code(draft, client):
    assert draft.code == ""
    assert Document.objects.filter(code="").count() == 1
    assert client.get("/check/-/").status_code == 404


def test_the_page_confirms_and_tells_nothing_more(client, paper, ours):
    page = client.get(f"/check/{spoken(paper.code).lower()}/")
    words = page.content.decode()

    assert page.status_code == 200
    assert "№&nbsp;140-ОД от 20.11.2026. Контрольный код совпадает." in words
    for secret in (ours.short_name, ours.full_name, paper.title, str(paper.registered_by)):
        assert secret not in words
    assert "<form" not in words.partition("<main")[2]


def test_a_stranger_learns_nothing_of_a_file(client, paper):
    open_page = client.post(f"/check/{paper.code}/", {"file": file_of(actions.pdf_of(paper))})

    assert "Файл" not in open_page.content.decode()
    assert client.get(f"/documents/{paper.pk}/compare/").status_code == 302


def test_another_schools_paper_is_not_compared(client, paper, theirs):
    client.force_login(make.make_user("theirs", theirs, "curator"))

    assert client.get(f"/documents/{paper.pk}/compare/").status_code == 404


def test_a_draft_has_no_file_to_compare_with(as_curator, draft):
    assert as_curator.get(f"/documents/{draft.pk}/compare/").status_code == 404


def test_the_code_can_be_typed(client, paper):
    answer = client.get("/check/", {"code": spoken(paper.code)}, follow=True)

    assert answer.redirect_chain == [(f"/check/{paper.code}/", 302)]
    assert "Документ зарегистрирован" in answer.content.decode()


@pytest.mark.parametrize("code", ["0000-0000-0000", "\x00", "Ы" * 300, "%"])
def test_an_unknown_code_gets_a_sentence(client, paper, code):
    page = client.get("/check/x/".replace("x", code.replace("\x00", "%00")))

    assert page.status_code == 404
    assert "Документа с таким кодом нет." in page.content.decode()


def test_an_empty_code_is_asked_for_again(client, db):
    page = client.get("/check/", {"code": ""})

    assert page.status_code == 400
    assert "Введите код с бумаги." in page.content.decode()


@pytest.mark.parametrize(
    ("added", "sentence"),
    [(b"", "Файл совпадает с зарегистрированным."),
     (b" ", "Этот файл отличается от зарегистрированного.")],
)  # fmt: skip
def test_a_file_is_compared_to_the_byte(as_curator, paper, added, sentence):
    address = f"/documents/{paper.pk}/compare/"
    upload = file_of(actions.pdf_of(paper) + added)

    page = as_curator.post(address, {"file": upload})

    found = as_curator.get(f"/admin/reports/document/{paper.pk}/change/").content.decode()
    assert address in found

    assert sentence in page.content.decode()


def test_an_empty_file_is_refused(as_curator, paper):
    page = as_curator.post(f"/documents/{paper.pk}/compare/", {"file": file_of(b"")})

    assert page.status_code == 400
    assert "Файл пустой. Выберите другой." in page.content.decode()
