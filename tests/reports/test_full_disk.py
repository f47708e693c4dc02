"""No room on the disk: a sentence, the typed number still in the form, and nothing half done."""

import errno

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from people import room
from reports import actions
from reports.models import Document, DocumentFile


@pytest.fixture
def paper(ours, curator, director):
    today = timezone.localdate()
    first, second = (actions.draft("order-council", [ours], by=curator, on=today) for _ in range(2))
    actions.send_to_sign(second, by=curator, on=today)
    return actions.send_to_sign(first, by=curator, on=today)


@pytest.fixture
def full(paper):
    """Let the file of the database grow no further, as a full disk does."""
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite can be told how much room there is")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        cursor.execute(f"PRAGMA max_page_count={cursor.fetchone()[0] + 4}")


def form():
    return {"number": "163-ОД", "dated": f"{timezone.localdate():%d.%m.%Y}"}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("several", [False, True])
def test_a_full_disk_says_so_and_loses_nothing(
    database_file, guards_off_at_the_end, as_director, paper, full, several
):
    address = "/desk/several/" if several else f"/desk/{paper.pk}/register/"

    answer = as_director.post(address, form() | {"paper": [paper.pk]})

    page = answer.content.decode()
    assert answer.status_code == 400
    assert room.SAID in page and "163-ОД" in page
    assert Document.objects.waiting().count() == 2
    assert DocumentFile.objects.count() == 0
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA max_page_count=1000000")
    as_director.post(address, form() | {"paper": [paper.pk]})
    assert Document.objects.registered().get().number == "163-ОД"


@pytest.mark.parametrize(
    "error",
    [OSError(errno.ENOSPC, "No space left on device"),
     OperationalError("database or disk is full")],
)  # fmt: skip
def test_any_page_answers_a_full_disk_with_a_sentence(as_curator, ours, monkeypatch, error):
    def fail(*args, **kwargs):
        raise error

    monkeypatch.setattr("reports.actions.draft", fail)

    answer = as_curator.post("/documents/draft/order-council/", {"subject": ours.pk})

    assert answer.status_code == 507
    assert room.SAID in answer.content.decode()


def test_another_trouble_is_not_taken_for_a_full_disk(as_director, paper, monkeypatch):
    def fail(*args, **kwargs):
        raise OperationalError("connection lost")

    monkeypatch.setattr("reports.actions.register", fail)

    with pytest.raises(OperationalError):
        as_director.post(f"/desk/{paper.pk}/register/", form())
