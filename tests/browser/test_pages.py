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


def faults_of(seat, addresses):
    """Return what sticks out or bars the way on these pages, and what the browser complained of."""
    faults = []
    for address in addresses:
        seat.open(address)
        faults += [(address, "overflow", seat.overflow())] if seat.overflow() > 0 else []
        faults += [(address, *barrier) for barrier in seat.barriers()]
    return faults + seat.troubles


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
    assert faults_of(visitor(width).sign_in("curator"), addresses) == []


@pytest.mark.parametrize(("width", "theme"), [("phone", "dark"), ("desk", "light")])
def test_the_pages_of_meetings_and_questionnaires_are_sound(visitor, width, theme):
    from mentoring.models import Pair
    from surveys.models import Wave

    own = {"organization__code": "school-4"}
    pair = Pair.objects.filter(**own).earliest("pk")
    named = Wave.objects.filter(**own, is_anonymous=False).latest("opens_on")
    unnamed = Wave.objects.filter(**own, is_anonymous=True).latest("opens_on")
    waves = "/admin/surveys/wave"
    addresses = [
        f"{waves}/", f"{waves}/swot/", f"{waves}/{named.pk}/change/",
        f"{waves}/{named.pk}/results/", f"{waves}/{named.pk}/compare/",
        f"{waves}/{unnamed.pk}/links/", f"{waves}/{unnamed.pk}/paper/",
        f"{waves}/{unnamed.pk}/results/", f"{waves}/{unnamed.pk}/swot/",
        "/admin/surveys/survey/", f"/admin/surveys/survey/{named.survey_id}/change/",
        f"/admin/surveys/survey/{named.survey_id}/ask/", "/admin/people/person/letters/",
        f"/admin/mentoring/pair/{pair.pk}/programme/", "/admin/mentoring/pair/health/",
        f"/admin/mentoring/pair/{pair.pk}/signal/task/",
        f"/admin/mentoring/pair/{pair.pk}/concern/",
        f"/admin/mentoring/meeting/{pair.meetings.earliest('pk').pk}/change/",
        f"/admin/mentoring/meeting/diary/?pair={pair.pk}",
    ]  # fmt: skip

    assert faults_of(visitor(width, theme).sign_in("curator"), addresses) == []
