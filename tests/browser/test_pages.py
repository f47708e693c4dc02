"""Every main page at both widths and in both themes: nothing sticks out, no barrier."""

import pytest

from tests.browser.conftest import THEMES, WIDTHS

PAGES = {
    "curator": [
        "/admin/", "/admin/people/person/", "/admin/people/mentor/", "/admin/people/person/import/",
        "/admin/people/person/consents/", "/admin/people/journalentry/",
        "/admin/mentoring/pair/", "/admin/mentoring/pair/add/", "/admin/mentoring/meeting/",
        "/admin/mentoring/meeting/diary/",
        "/admin/roadmaps/roadmap/", "/admin/roadmaps/roadmap/import/",
        "/admin/roadmaps/roadmap/templates/", "/admin/reports/document/", "/figures/",
    ],
    "director": ["/desk/"],
    "mentor": ["/my/", "/my/meetings/"],
    "municipality": ["/overview/", "/admin/roadmaps/roadmap/"],
}  # fmt: skip


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_main_pages_are_sound(visitor, width, theme):
    faults = []
    for login, addresses in PAGES.items():
        seat = visitor(width, theme).sign_in(login)
        for address in addresses:
            seat.open(address)
            faults += [(address, "overflow", seat.overflow())] if seat.overflow() > 0 else []
            faults += [(address, *barrier) for barrier in seat.barriers()]
        faults += [(login, "console", trouble) for trouble in seat.troubles]

    assert faults == []


@pytest.mark.parametrize("width", WIDTHS)
def test_the_pages_of_one_thing_are_sound(visitor, width):
    from mentoring.models import Pair
    from people.models import Person
    from reports.models import Document
    from roadmaps.models import Roadmap

    pair = Pair.objects.filter(organization__code="school-4").earliest("pk")
    own = {"organization__code": "school-4"}
    addresses = [
        f"/admin/people/person/{Person.objects.filter(**own).earliest('pk').pk}/change/",
        f"/admin/mentoring/pair/{pair.pk}/change/",
        f"/admin/roadmaps/roadmap/{Roadmap.objects.filter(**own).earliest('pk').pk}/change/",
        f"/admin/reports/document/{Document.objects.filter(**own).earliest('pk').pk}/change/",
    ]
    seat = visitor(width).sign_in("curator")
    faults = []
    for address in addresses:
        seat.open(address)
        faults += [(address, "overflow", seat.overflow())] if seat.overflow() > 0 else []
        faults += [(address, *barrier) for barrier in seat.barriers()]

    assert faults + seat.troubles == []
