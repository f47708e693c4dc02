"""One human entered twice: found, merged with all that belongs to him, and taken apart again."""

import datetime

import pytest
from django.apps import apps
from django.urls import reverse

from mentoring.models import PairMember
from people import actions
from people.duplicates import like, suspicions
from people.merging import moving, relations
from people.models import (
    Consent,
    Curator,
    Distinction,
    Guardian,
    JournalEntry,
    Mentor,
    Merge,
    Person,
    PositionPeriod,
)
from tests import factories as make
from tests.factories import TODAY, YEAR

BORN = datetime.date(1985, 5, 14)


def person(organization, name, **values):
    surname, first, *rest = name.split("|" if "|" in name else None)
    defaults = {"surname": surname, "first_name": first, "birth_on": BORN,
                "patronymic": rest[0] if rest else "", "gender": "m"}  # fmt: skip
    return make.make_person(organization, **defaults | values)


@pytest.fixture
def two(ours):
    return person(ours, "Семёнов Пётр Ильич"), person(ours, "Семенов Петр", birth_on=None)


@pytest.mark.parametrize(
    ("one", "other", "born", "found"),
    [
        ("Семёнов Пётр Ильич", "Семенов Петр", None, True),
        ("Римский-Корсаков Пётр Ильич", "Римский - Корсаков| Пётр", BORN, True),
        ("Семёнов Пётр Ильич", "Семёнова Пётр Ильич", BORN, True),
        ("Семёнов Пётр Ильич", "Семёнов Павел Ильич", BORN, False),
        ("Семёнов Пётр Ильич", "Семёнов Пётр Львович", None, False),
        ("Семёнов Пётр Ильич", "Семёнов Пётр Ильич", datetime.date(1990, 1, 1), False),
    ],
)
def test_who_may_be_one(ours, theirs, one, other, born, found):
    first, second = person(ours, one), person(ours, other, birth_on=born)
    person(theirs, one)

    assert len(suspicions(ours)) == found
    assert [suspicion.one for suspicion in like(second)] == [first] * found


def test_two_humans_are_asked_about_no_more_until_one_thinks_again(as_curator, two, ours):
    one, other = two
    page = reverse("admin:people_duplicates")
    as_curator.post(reverse("admin:people_tell_apart"), {"kept": other.pk, "gone": one.pk})

    assert (suspicions(ours), like(other), like(one)) == ([], [], [])
    said = as_curator.get(page).content.decode()
    assert "Людей, похожих друг на друга, нет." in said
    assert f"{one} и {other}" in said
    third = person(ours, "Семёнов Петр Ильич", birth_on=None)
    assert {frozenset((s.one, s.other)) for s in suspicions(ours)} == {
        frozenset((one, third)), frozenset((other, third)),
    }  # fmt: skip

    decided = Distinction.objects.get()
    with pytest.raises(actions.MergeRefused, match="решение «это разные люди»"):
        actions.merge(one, other, taken=(), by=None, on=TODAY)
    as_curator.post(reverse("admin:people_think_again", args=[decided.pk]))

    assert [s.one for s in like(other)] == [one, third]
    assert [line.action for line in JournalEntry.objects.order_by("pk")] == [
        "tell_apart", "think_again",
    ]  # fmt: skip


def test_nobody_tells_people_of_another_school_apart(as_curator, two, theirs):
    stranger = make.make_person(theirs)
    answer = as_curator.post(
        reverse("admin:people_tell_apart"), {"kept": two[0].pk, "gone": stranger.pk}
    )

    assert answer.status_code == 404
    assert not Distinction.objects.exists()


def everything(model):
    return list(model._base_manager.order_by("pk").values())


def test_all_that_belongs_to_somebody_moves_and_comes_back(two, curator, ours):
    kept, gone = two
    child = make.make_pupil(ours)
    make.make_bank(kept)
    make.make_bank(gone)
    make.make_bank(gone, year=YEAR - 1)
    Curator.objects.create(person=gone, year=YEAR)
    Guardian.objects.create(child=child, adult=gone, relation="отец")
    make.make_consent(kept)
    make.make_consent(gone)
    make.make_consent(gone, "image")
    for owner, title in [(kept, "учитель химии"), (gone, "Учитель  химии"), (gone, "тьютор")]:
        PositionPeriod.objects.create(person=owner, title=title)
    pair = make.make_pair(ours, mentor=gone)
    JournalEntry.objects.create(organization=ours, action="x", text="y", person=gone)
    models = [model for model in apps.get_models() if model._meta.app_label in
              ("people", "mentoring") and model is not JournalEntry]  # fmt: skip
    before = {model: everything(model) for model in models}

    merged = actions.merge(kept, gone, taken=["surname", "first_name"], by=curator, on=TODAY)

    kept.refresh_from_db()
    assert not Person.objects.filter(pk=gone.pk).exists()
    assert (kept.full_name, kept.birth_on) == ("Семенов Петр Ильич", BORN)
    assert pair.members.get(side="mentor").person == kept
    assert sorted(Mentor.objects.filter(person=kept).values_list("year")) == [(YEAR - 1,), (YEAR,)]
    assert Consent.objects.filter(person=kept).count() == 2
    assert Guardian.objects.get(child=child).adult == kept
    assert sorted(kept.posts.values_list("title", "is_main")) == [
        ("тьютор", False), ("учитель химии", True),
    ]  # fmt: skip
    assert JournalEntry.objects.get(action="x").person == kept
    actions.undo_merge(merged, by=curator, on=TODAY + datetime.timedelta(days=30))
    assert {model: everything(model) for model in models} == before


def test_a_value_changed_since_stays_when_the_merge_is_undone(two, curator):
    kept, gone = two
    merged = actions.merge(kept, gone, taken=["surname", "email"], by=curator, on=TODAY)
    Person.objects.filter(pk=kept.pk).update(surname="Семёнычев")

    actions.undo_merge(merged, by=curator, on=TODAY)

    assert set(Person.objects.filter(pk__in=[kept.pk, gone.pk]).values_list("surname")) == {
        ("Семёнычев",), ("Семенов",),
    }  # fmt: skip


def test_every_relation_to_a_person_is_known():
    """Whoever adds a foreign key to Person has it moved without doing anything."""
    leading = {
        (model, field.name)
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.fields
        if field.related_model is Person
    }

    assert {(field.model, field.name) for field in relations()} == leading
    assert len(leading) > 15


def test_two_of_one_pair_or_family_are_not_merged(two, curator, ours):
    kept, gone = two
    pair = make.make_pair(ours, mentor=kept, mentees=[gone])

    with pytest.raises(actions.MergeRefused, match="Оба состоят в одной паре"):
        actions.merge(kept, gone, taken=[], by=curator, on=TODAY)

    PairMember.objects.filter(pair=pair, person=gone).delete()
    Guardian.objects.create(child=gone, adult=kept, relation="отец")
    with pytest.raises(actions.MergeRefused, match="законный представитель"):
        actions.merge(kept, gone, taken=[], by=curator, on=TODAY)
    assert Person.objects.filter(pk=gone.pk).exists()


def test_strangers_and_late_regrets_are_refused(two, curator, theirs):
    kept, gone = two
    for other in (person(theirs, "Семёнов Пётр Ильич"), kept):
        with pytest.raises(actions.MergeRefused, match="двух разных людей"):
            actions.merge(kept, other, taken=[], by=curator, on=TODAY)
    merged = actions.merge(kept, gone, taken=[], by=curator, on=TODAY)

    with pytest.raises(actions.MergeRefused, match="Этот срок прошёл"):
        actions.undo_merge(merged, by=curator, on=TODAY + datetime.timedelta(days=31))


def test_the_pages_show_compare_and_merge(as_curator, two, ours):
    kept, gone = two
    make.make_bank(gone)
    page = as_curator.get(reverse("admin:people_duplicates")).content.decode()
    assert f"?kept={kept.pk}&amp;gone={gone.pk}" in page
    address = reverse("admin:people_merge")
    preview = as_curator.get(address, {"kept": kept.pk, "gone": gone.pk}).content.decode()
    assert "Банк наставников" in preview
    assert moving(gone) == [("банк наставников", 1)]

    as_curator.post(address, {"kept": kept.pk, "gone": gone.pk, "take_surname": "gone"})

    kept.refresh_from_db()
    assert (kept.surname, Person.objects.filter(pk=gone.pk).exists()) == ("Семенов", False)
    as_curator.post(reverse("admin:people_merge_undo", args=[Merge.objects.get().pk]))
    assert Person.objects.filter(pk=gone.pk).exists()


def test_another_organizations_person_cannot_be_merged(as_curator, two, theirs):
    stranger = make.make_person(theirs)
    address = reverse("admin:people_merge")

    answer = as_curator.post(address, {"kept": two[0].pk, "gone": stranger.pk})

    assert answer.status_code == 404
    assert Person.objects.filter(pk=stranger.pk).exists()


def test_who_is_entered_a_second_time_is_noticed(as_curator, two):
    answer = as_curator.post(reverse("admin:people_person_add"), {
        "surname": "Семёнов", "first_name": "Пётр", "patronymic": "Ильичь", "kind": "employee",
        "birth_on": "14.05.1985", "gender": "m", "posts-TOTAL_FORMS": "0",
        "posts-INITIAL_FORMS": "0", "guardians-TOTAL_FORMS": "0", "guardians-INITIAL_FORMS": "0",
        "duties-TOTAL_FORMS": "0", "duties-INITIAL_FORMS": "0",
        "absences-TOTAL_FORMS": "0", "absences-INITIAL_FORMS": "0",
    }, follow=True)  # fmt: skip

    assert "Похож на" in answer.content.decode()
    assert reverse("admin:people_merge") in answer.content.decode()
