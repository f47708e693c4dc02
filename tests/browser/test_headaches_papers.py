"""The curator's headaches about papers, each cured on the screen as it would be at school."""

import hashlib
import zipfile
from io import BytesIO

import pypdfium2
from django.utils import timezone

from reports import actions
from reports.models import Document, Pack
from roadmaps.models import Roadmap

OURS = {"organization__code": "school-4"}


def press(page, name):
    page.get_by_role("button", name=name).first.click()
    page.wait_for_load_state()


def sheets(document):
    pdf = pypdfium2.PdfDocument(actions.pdf_of(document))
    found = [" ".join(page.get_textpage().get_text_bounded().split()) for page in pdf]
    pdf.close()
    return found


def test_headache_6_one_changed_row_makes_a_new_annex_with_its_order(visitor):
    """From the changed row to the signed order: marks, numbers, the old order, the readers."""
    today = timezone.localdate()
    old = Document.objects.get(kind="order-roadmap", **OURS)
    paper = Document.objects.get(kind="order-roadmap-changes", **OURS)
    seat = visitor().sign_in("curator")
    page = seat.open(f"/admin/reports/document/{paper.pk}/change/").page
    assert page.get_by_role("heading", name="Падежи").is_visible()
    press(page, "Передать на подпись")
    desk = visitor("phone").sign_in("director")
    desk.open(f"/desk/?paper={paper.pk}")
    desk.page.get_by_label("Номер").last.fill("180-ОД")
    press(desk.page, "Зарегистрировать приказ")

    paper.refresh_from_db()
    first, *others = sheets(paper)
    mark = f"от {today:%d.%m.%Y} № 180-ОД"
    assert f"{today:%d.%m.%Y} № 180-ОД" in first and "143-ОД" in first
    annex = next(text for text in others if "Приложение" in text)
    assert mark in annex
    assert "* Строка изменена или добавлена настоящим приказом." in " ".join(others)
    assert any(text.count("* ") for text in others)
    assert Roadmap.objects.get(pk=paper.subject_ids[0]).approved_basis == f"приказ {mark}"

    seat.open(f"/admin/reports/document/{old.pk}/change/")
    assert page.get_by_text(f"Документ изменён с {today.day}").first.is_visible()
    page.get_by_role("link", name=f"приказ {mark}").click()
    page.wait_for_load_state()
    readers = page.locator("#readers input[type=checkbox]")
    assert readers.count() > 0
    readers.first.check()
    press(page, "Отметить ознакомленных")
    page.locator("#readers .checks").get_by_text(f"{today:%d.%m.%Y}").wait_for()
    assert (seat.overflow(), seat.barriers(), seat.troubles + desk.troubles) == (0, [], [])


def test_headache_10_everything_an_inspection_asks_for_is_found_at_once(visitor, monkeypatch):
    """Order, annex, pairs, readers, who did what, and one folder with it all."""
    monkeypatch.setattr("reports.actions.wake_maker", lambda: None)
    order = Document.objects.get(kind="order-pairs", number="163-ОД", **OURS)
    seat = visitor().sign_in("curator")
    page = seat.open("/journal/").page
    assert page.get_by_role("rowheader", name="163-ОД").is_visible()
    assert page.get_by_text("№ 171-ОД").first.is_visible()
    page.get_by_role("link", name="О закреплении наставнических пар и групп").click()
    page.wait_for_load_state()
    for proof in (order.sha256, "Зарегистрирован приказ", "приказ от"):
        assert page.get_by_text(proof).first.is_visible(), proof
    unread = page.locator("#readers input[type=checkbox]")
    missing = unread.count()
    unread.first.check()
    press(page, "Отметить ознакомленных")
    page.get_by_text("Отмечено, кто ознакомлен: 1.").wait_for()
    assert page.locator("#readers input[type=checkbox]").count() == missing - 1

    seat.open("/packs/")
    page.locator(".row").filter(has_text="Папка проверки").get_by_role("button").click()
    page.wait_for_url("**/packs/*/")
    pack = Pack.objects.latest("pk")
    page.goto("about:blank")  # the page of a pack looks at itself again, which would come between
    if pack.state != "ready":
        actions.make_pack(pack, side_by_side=False)
    seat.open(f"/packs/{pack.pk}/")
    with page.expect_download() as download:
        page.get_by_role("link", name="Скачать папку").click()
    with open(download.value.path(), "rb") as file:
        folder = zipfile.ZipFile(BytesIO(file.read()))

    names, index = folder.namelist(), folder.read("index.html").decode()
    for part in ("Приказы", "Листы ознакомления", "Дорожная карта", "Реестры и журналы"):
        assert any(name.startswith(part) for name in names), part
    for paper in Document.objects.registered().filter(**OURS):
        name = next(n for n in names if n.startswith("Приказы") and paper.number in n)
        assert hashlib.sha256(folder.read(name)).hexdigest() == paper.sha256
        assert paper.sha256 in index
    assert any("Контент-план" in name or "публикац" in name.lower() for name in names)
    seat.open("/admin/people/journalentry/")
    assert page.get_by_text("Ознакомлены с приказом").first.is_visible()
    assert (seat.overflow(), seat.troubles) == (0, [])
