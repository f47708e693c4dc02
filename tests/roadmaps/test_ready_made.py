"""Ready-made roadmaps of one's own: kept without people, handed down, taken, changed, withdrawn."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from people.models import JournalEntry
from roadmaps import actions
from roadmaps.models import Roadmap, RoadmapTemplate
from roadmaps.ready_made import adoptions
from tests import factories as make
from tests.factories import TODAY, YEAR

CHOOSE = reverse("admin:roadmaps_templates")


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *args: TODAY)


@pytest.fixture
def town(ours):
    town = make.make_organization(code="town", kind="municipality", short_name="Отдел образования")
    ours.parent = town
    ours.save()
    return town


@pytest.fixture
def town_curator(town):
    return make.make_user("town-curator", town, "curator", make.make_person(town, post="методист"))


def roadmap_of(organization, by, **cells):
    row = {"section": "", "number": "1", "activity": "Собрать согласия",
           "deadline": "до 10.09.2026", "responsible": "Куратор", "result": "Согласия"}  # fmt: skip
    read = {
        "title": "Карта на 2026/2027 учебный год", "sections": [], "rows": [row | cells],
        "columns": ["number", "activity", "deadline", "responsible", "result"],
        "header": {"approval": {"name": "Липкин П.О."}},
    }  # fmt: skip
    return actions.import_rows(read, organization=organization, year=YEAR, by=by)


def handed(town, by, **cells):
    template = actions.save_template(roadmap_of(town, by, **cells), title="Карта округа", by=by,
                                     on=TODAY)  # fmt: skip
    actions.hand_down(template, by=by, on=TODAY)
    template.refresh_from_db()
    return template


def test_the_page_says_what_leaves_and_the_pattern_names_nobody(as_curator, ours, curator):
    make.make_person(ours, post="учитель физики", surname="Лугова")
    roadmap = roadmap_of(ours, curator, responsible="Лугова Н.М.", activity=f"Встреча в {ours}")
    address = reverse("admin:roadmaps_keep", args=[roadmap.pk])

    page = as_curator.get(address)
    assert [(one.what, one.instead) for one in page.context["removed"]] == [
        (ours.short_name, "имя той организации, что возьмёт карту"),
        ("Лугова Н.М.", "Учитель физики"),
    ]  # fmt: skip
    as_curator.post(address, {"title": "Наша карта"})

    template = RoadmapTemplate.objects.get()
    assert "Лугов" not in str(template.content) and "Липкин" not in str(template.content)
    assert ours.short_name not in str(template.content)
    assert roadmap.items.get().responsible == "Лугова Н.М."
    assert JournalEntry.objects.filter(action="save_template").count() == 1


def test_a_name_is_asked_for(as_curator, ours, curator):
    roadmap = roadmap_of(ours, curator)

    page = as_curator.post(reverse("admin:roadmaps_keep", args=[roadmap.pk]), {"title": " "})

    assert page.status_code == 400 and "Назовите готовую карту." in page.content.decode()
    assert not RoadmapTemplate.objects.exists()


def test_a_school_takes_what_was_handed_down_for_its_own_year(as_curator, ours, town, town_curator):
    template = handed(town, town_curator)
    page = as_curator.get(CHOOSE, {"code": f"own-{template.pk}"})
    assert [one.title for one in page.context["handed_down"]] == ["Карта округа"]
    assert page.content.decode().index("От муниципалитета") < page.content.decode().index(
        "Встроенные"
    )

    as_curator.post(CHOOSE, {"code": f"own-{template.pk}", "year": YEAR + 1})

    taken = Roadmap.objects.get(organization=ours)
    assert (taken.year, taken.taken_from, taken.is_approved) == (YEAR + 1, template, False)
    assert taken.title == "Карта на 2027/2028 учебный год"
    assert taken.items.get().deadline == "до 10.09.2027"


def test_the_municipality_sees_who_took_it_and_who_changed_it(
    ours, theirs, town, town_curator, curator, client, django_assert_max_num_queries
):
    theirs.parent = town
    theirs.save()
    other = make.make_organization(short_name="МБОУ «Я»", parent=town)
    make.make_organization(short_name="Чужой район")
    template = handed(town, town_curator)
    for organization in (ours, theirs):
        actions.take_template(template, organization=organization, year=YEAR, by=curator)
    item = Roadmap.objects.get(organization=theirs).items.get()
    actions.edit_item(item, cells={"activity": "Своё дело"}, by=curator)

    with django_assert_max_num_queries(3):
        found = adoptions(template, year=YEAR)

    assert {row.organization: (row.roadmap is not None, row.changed) for row in found} == {
        ours: (True, 0), theirs: (True, 1), other: (False, 0)
    }  # fmt: skip
    client.force_login(make.make_user("overseer", town, "municipality"))
    page = client.get(reverse("admin:roadmaps_adoption", args=[template.pk])).content.decode()
    assert "взяли <b>2 из 3\u00a0организаций</b>, поправили под себя 1" in page
    assert "Ещё не взята" in page and "Чужой район" not in page


def test_a_withdrawn_one_is_offered_no_more_and_stays_where_it_was_taken(
    as_curator, ours, town, town_curator, curator
):
    template = handed(town, town_curator)
    taken = actions.take_template(template, organization=ours, year=YEAR, by=curator)

    actions.withdraw(template, by=town_curator, on=TODAY)

    assert as_curator.get(CHOOSE).context["handed_down"] == []
    page = as_curator.post(CHOOSE, {"code": f"own-{template.pk}", "year": YEAR + 1})
    assert "Этой готовой карты больше нет" in page.content.decode()
    taken.refresh_from_db()
    assert taken.items.count() == 1 and Roadmap.objects.filter(organization=ours).count() == 1


def test_only_a_municipality_hands_down_and_a_handed_down_one_is_not_removed(
    ours, curator, town, town_curator
):
    own = actions.save_template(roadmap_of(ours, curator), title="Наша", by=curator, on=TODAY)
    with pytest.raises(ValidationError, match="может только муниципалитет"):
        actions.hand_down(own, by=curator, on=TODAY)
    with pytest.raises(ValidationError, match="Сначала отзовите её"):
        actions.remove_template(handed(town, town_curator), by=town_curator)

    actions.remove_template(own, by=curator)

    assert list(RoadmapTemplate.objects.values_list("title", flat=True)) == ["Карта округа"]


def test_the_buttons_hand_down_and_withdraw(client, town, town_curator):
    client.force_login(town_curator)
    template = actions.save_template(roadmap_of(town, town_curator), title="Карта округа",
                                     by=town_curator, on=TODAY)  # fmt: skip

    for step, handed_down in [("hand-down", True), ("withdraw", False), ("hand-down", True)]:
        client.post(reverse("admin:roadmaps_template_step", args=[template.pk, step]))
        template.refresh_from_db()
        assert template.is_handed_down is handed_down
    assert "Кто взял" in client.get(CHOOSE).content.decode()
    list_page = client.get(reverse("admin:roadmaps_roadmap_changelist")).content.decode()
    assert reverse("admin:roadmaps_adoption", args=[template.pk]) in list_page


def test_another_organization_cannot_see_or_touch_it(
    as_curator, ours, theirs, curator, town, town_curator
):
    foreign = actions.save_template(roadmap_of(theirs, curator), title="Чужая", by=curator,
                                    on=TODAY)  # fmt: skip
    template = handed(town, town_curator)

    assert "Чужая" not in as_curator.get(CHOOSE).content.decode()
    as_curator.post(CHOOSE, {"code": f"own-{foreign.pk}", "year": YEAR})
    assert not Roadmap.objects.filter(organization=ours).exists()
    for one in (foreign, template):
        step = reverse("admin:roadmaps_template_step", args=[one.pk, "withdraw"])
        assert as_curator.post(step).status_code == 404
        adoption = reverse("admin:roadmaps_adoption", args=[one.pk])
        assert as_curator.get(adoption).status_code == 404
    their_roadmap = Roadmap.objects.get(organization=theirs)
    assert (
        as_curator.get(reverse("admin:roadmaps_keep", args=[their_roadmap.pk])).status_code == 404
    )
