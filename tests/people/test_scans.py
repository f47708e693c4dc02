from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from people.models import ConsentScan
from tests import factories as make

SCAN, FILE = "admin:consent_scan", "admin:consent_scan_file"


def attach(client, consent, content=b"%PDF-1.7 x", **values):
    file = SimpleUploadedFile("Иванов.pdf", content)
    return client.post(reverse(SCAN, args=[consent.pk]),
                       {"file": file, "shelf_mark": "08-12, л. 4"} | values)  # fmt: skip


def test_a_scan_is_kept_under_a_random_name_and_downloaded(as_curator, ours):
    consent = make.make_consent(make.make_person(ours))

    attach(as_curator, consent)

    scan = ConsentScan.objects.get()
    consent.refresh_from_db()
    answer = as_curator.get(reverse(FILE, args=[consent.pk]))
    assert (consent.shelf_mark, "Иванов" in scan.file.name) == ("08-12, л. 4", False)
    assert b"".join(answer.streaming_content) == b"%PDF-1.7 x"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_what_is_no_scan_is_refused(as_curator, ours):
    consent = make.make_consent(make.make_person(ours))

    for content in (b"<html>", b"MZ", b"", b"%PDF-" + b"0" * (10 * 1024 * 1024)):
        assert attach(as_curator, consent, content).status_code == 400
    assert ConsentScan.objects.count() == 0


def test_another_schools_scan_is_not_found(as_curator, theirs, director, client, ours):
    consent = make.make_consent(make.make_person(theirs))
    own = make.make_consent(make.make_person(ours))

    assert attach(as_curator, consent).status_code == 404
    assert as_curator.get(reverse(FILE, args=[consent.pk])).status_code == 404
    client.force_login(director)
    assert attach(client, own).status_code == 403
