from django.urls import reverse

from reports.pdf import page_count
from tests import factories as make

PACK = "consent-pack"


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


def test_nothing_to_print_leads_back(as_curator, ours):
    for query in ({}, {"class": "x"}, {"person": "9" * 30}):
        assert as_curator.get(reverse(PACK), query).status_code == 302


def test_a_name_without_gender_is_told(as_curator, ours):
    child = make.make_pupil(ours, gender="", surname="Безродных")

    page = as_curator.get(reverse(PACK), {"person": child.pk})

    assert (page.status_code, "Укажите пол: Безродных" in page.content.decode()) == (409, True)


def test_a_director_prints_none(as_director):
    assert as_director.get(reverse(PACK)).status_code == 403
