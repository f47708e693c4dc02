"""Nobody sees another organization's rows, anywhere; what is open is listed here by name."""

import inspect

import pytest
from django.apps import apps
from django.contrib import admin
from django.urls import URLPattern, get_resolver

from people.access import ScopedModel
from people.admin_base import ScopedAdminMixin
from people.models import Organization, Person, Role
from people.roles import PERMISSIONS
from tests import factories as make

APPS = ["people", "mentoring", "surveys", "roadmaps", "reports"]
MODELS = [model for app in APPS for model in apps.get_app_config(app).get_models()]
SCOPED = [model for model in MODELS if issubclass(model, ScopedModel)]
# what every organization shares, and the accounts, which only administrators manage
SHARED = {"Act", "Criterion", "MentoringForm", "MentoringKind", "User"}
# the token in the address is the right, or there is no account yet
OPEN = {
    "login",
    "first",
    "first-admin",
    "invitation",
    "password_reset",  # says nothing of who has an account
    "password_reset_done",
    "feedback-link",
    "feedback",
    "feedback-thanks",
    "mentor-link",  # a mentor without an account: the token is the right
    "mentor-leave",
    "survey-link",
    "survey",
    "check-enter",
    "check",
    "letters-choose",  # every letter carries it: the token is the right to refuse letters
    "feed",  # a calendar of one's own dates: the address is the secret, and it is revocable
}
ADMINS = [(model, site) for model, site in admin.site._registry.items()]
OURS = [model._meta.app_label in APPS for model, _ in ADMINS]


def patterns(resolver=None):
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLPattern):
            yield pattern
        elif getattr(pattern, "app_name", "") != "admin":
            yield from patterns(pattern)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_model_belongs_to_an_organization_or_is_shared(model):
    assert issubclass(model, ScopedModel) or model.__name__ in SHARED


@pytest.mark.parametrize("model", SCOPED, ids=lambda model: model.__name__)
def test_every_scoped_model_leads_to_its_organization(model):
    path = model.path_to_organization()
    target = model
    for step in path.split("__"):
        target = target if step == "pk" else target._meta.get_field(step).related_model

    assert target is Organization


@pytest.mark.parametrize(
    ("model", "site"), ADMINS, ids=lambda value: getattr(value, "__name__", "")
)
def test_every_admin_is_scoped_or_shared(model, site):
    if model._meta.app_label not in APPS:
        pytest.fail(f"{model} is not ours and has an admin")

    assert isinstance(site, ScopedAdminMixin) or model.__name__ in SHARED
    for inline in site.inlines:
        assert issubclass(inline, ScopedAdminMixin)


@pytest.mark.parametrize(
    ("model", "site"), ADMINS, ids=lambda value: getattr(value, "__name__", "")
)
def test_every_relation_filter_is_scoped(model, site):
    plain = []
    for entry in site.list_filter:
        if isinstance(entry, str):
            field = model
            for step in entry.split("__"):
                field = field._meta.get_field(step) if hasattr(field, "_meta") else field
                if field.is_relation:
                    plain.append(entry)
                    break

    assert plain == []


def test_only_the_listed_pages_are_open():
    opened = {
        pattern.name
        for pattern in patterns()
        if not getattr(inspect.unwrap(pattern.callback), "login_required", True)
        or not getattr(pattern.callback, "login_required", True)
    }

    assert opened - OPEN == set()


def test_every_page_but_the_open_ones_asks_for_an_account(client, db):
    values = {"pk": 1, "page": 1, "number": 1, "kind": "figures", "step": "send", "token": "x"}
    for pattern in patterns():
        if pattern.name in OPEN or pattern.name is None:
            continue
        wanted = {name: values.get(name, 1) for name in pattern.pattern.converters}
        from django.urls import reverse

        answer = client.get(reverse(pattern.name, kwargs=wanted))

        assert answer.status_code == 302, pattern.name
        assert answer["Location"].startswith("/login/"), pattern.name


def test_a_curator_sees_her_own_people_only(curator, ours, theirs):
    our_person = make.make_person(ours)
    make.make_person(theirs)

    visible = Person.objects.visible_to(curator).exclude(pk=curator.membership.person_id)

    assert list(visible) == [our_person]


def test_rights_of_two_memberships_do_not_add_up(curator, ours, theirs, client):
    their_person = make.make_person(theirs)
    from people.models import Membership

    Membership.objects.create(user=curator, organization=theirs, role="mentor")
    client.force_login(curator)

    assert client.get(f"/admin/people/person/{their_person.pk}/change/").status_code != 200


def test_a_mentor_sees_only_his_own_pairs(mentor, ours):
    from mentoring.models import Pair

    own = make.make_pair(ours, mentor=mentor.membership.person)
    make.make_pair(ours)
    as_mentee = make.make_pair(ours, mentees=[mentor.membership.person])

    assert list(Pair.objects.visible_to(mentor)) == [own]
    assert as_mentee.pk != own.pk


def test_a_municipality_sees_counts_and_plans_but_no_person(ours, theirs):
    town = make.make_organization(code="town", kind="municipality")
    ours.parent = town
    ours.save()
    make.make_person(ours)
    roadmap = make.make_roadmap(ours)
    make.make_roadmap(theirs)
    official = make.make_user("official", town, "municipality")
    from roadmaps.models import Roadmap

    assert list(Person.objects.visible_to(official)) == []
    assert list(Roadmap.objects.visible_to(official)) == [roadmap]
    assert set(Organization.objects.visible_to(official)) == {town, ours}


@pytest.mark.parametrize("model", SCOPED, ids=lambda model: model.__name__)
def test_a_municipality_reads_only_what_is_open_to_it(model, db, ours):
    town = make.make_organization(code="town", kind="municipality")
    ours.parent = town
    ours.save()
    make.make_pair(ours, active=True)
    make.make_turnout(make.make_event(ours, came=[make.make_person(ours)]))
    make.make_publication(ours, persons=[make.make_person(ours)])
    official = make.make_user("official", town, "municipality")

    seen = set(model.objects.visible_to(official).values_list("pk", flat=True))

    assert model.open_to_municipality or seen == set()


def test_a_municipality_changes_nothing():
    verbs = {name.split(".")[1].split("_")[0] for name in PERMISSIONS[Role.MUNICIPALITY]}

    assert verbs == {"view", "oversee"}


def test_a_director_registers_but_edits_nothing():
    changing = {
        name
        for name in PERMISSIONS[Role.DIRECTOR]
        if name.split(".")[1].split("_")[0] in ("add", "change", "delete")
    }

    assert changing == set()
    assert "reports.register_document" in PERMISSIONS[Role.DIRECTOR]


def test_every_named_permission_exists(db):
    from django.contrib.auth.models import Permission

    known = {
        f"{p.content_type.app_label}.{p.codename}"
        for p in Permission.objects.select_related("content_type")
    }

    assert set().union(*PERMISSIONS.values()) - known == set()


@pytest.mark.parametrize(
    ("model", "site"), ADMINS, ids=lambda value: getattr(value, "__name__", "")
)
def test_another_schools_key_in_the_address_is_not_found(model, site, as_curator, curator, theirs):
    if model.__name__ in SHARED:
        return
    stranger = make.make_user("stranger", theirs, "curator", make.make_person(theirs, post="x"))
    make.make_pair(theirs, active=True)
    make.make_head(theirs)
    make.make_pupil(theirs)
    make.make_roadmap(theirs)
    make.make_headcount(theirs)
    make.make_bank(stranger.membership.person)
    make.make_bank(stranger.membership.person, "mentee")
    make.make_event(theirs)
    make.make_publication(theirs)
    row = model.objects.exclude(pk__in=model.objects.visible_to(curator)).first()
    if row is None:
        row = model(pk=999_999)

    address = f"/admin/{model._meta.app_label}/{model._meta.model_name}/{row.pk}/change/"

    assert as_curator.get(address).status_code in (403, 404)
