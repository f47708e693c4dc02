"""Whatever is asked or posted, by whomever: an answer below 500 and nothing half done."""

import os
import re
import subprocess
import sys

import pytest
from django.conf import settings
from django.contrib import admin
from django.urls import URLPattern, get_resolver

from people.models import Headcount, JournalEntry, Mentor, Organization, Person
from tests import factories as make

HUGE = "99999999999999999999"
KEYS = ["0", HUGE, "%00"]
WORDS = {"kind": "consent-adult", "step": "send", "token": "a:b:c", "uidb64": "%00", "url": "x",
         "app_label": "people"}  # fmt: skip
QUERIES = [
    "p=-1&page=-1", f"p={HUGE}&page={HUGE}", "p=abc&page=abc&show=%00&paper=%00", "o=999",
    f"o=1.-1.x&edit={HUGE}&class={HUGE}&paper={HUGE}", "q=%00", f"q={'%D1%8F' * 2000}",
    "state=bogus&kind=bogus", "year=bogus", f"year={HUGE}", "_popup=1&_to_field=password",
    f"person={HUGE}", "person=abc", "person=%C2%B2", f"at__year={HUGE}", "at__year=9999",
    f"subject_id={HUGE}", f"form__id__exact={HUGE}", "organization=%00",
]  # fmt: skip
GARBAGE = ["", "\0", HUGE, "31.02.2026", "99999-01-01", "я" * 20000]
ADMINS = [(model, site) for model, site in admin.site._registry.items()]


def routes(resolver=None, prefix=""):
    for pattern in (resolver or get_resolver()).url_patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield re.sub(r"\(\?P(<\w+>).*?\)(?=/?\$)", r"\1", route)
        else:
            yield from routes(pattern, route)


def filled(route, key):
    """Return the address of a route with `key` in place of every number."""
    plain = route.replace("^", "").replace("$", "")
    return "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda name: WORDS.get(name[1], key), plain)


KEYED = sorted({route for route in routes() if "<" in route})
PLAIN = sorted(
    {filled(route, "") for route in routes() if "<" not in route and "logout" not in route}
)
# what reads the address's query: lists and our own pages
SHOWN = [address for address in PLAIN if not re.search("password|template|jsi18n|login", address)]


@pytest.fixture
def municipality(ours):
    town = make.make_organization(code="town", kind="municipality")
    Organization.objects.filter(pk=ours.pk).update(parent=town)
    return make.make_user("official", town, "municipality")


@pytest.fixture
def admin_user(db):
    return make.make_user("root", is_superuser=True)


@pytest.fixture
def lone(db):
    return make.make_user("lone")


@pytest.fixture
def inactive(ours):
    return make.make_user("inactive", ours, "curator", is_active=False)


ROLES = ["curator", "director", "mentor", "municipality", "admin_user", "lone", "inactive"]


@pytest.fixture(params=ROLES)
def somebody(request, client):
    client.force_login(request.getfixturevalue(request.param))
    return client


@pytest.mark.parametrize("key", KEYS)
def test_no_key_in_any_address_breaks_a_page(key, somebody):
    addresses = [filled(route, key) for route in KEYED]

    answers = {a: (somebody.get(a).status_code, somebody.post(a).status_code) for a in addresses}

    assert {a: codes for a, codes in answers.items() if max(codes) >= 500} == {}


def test_an_empty_form_breaks_no_page(somebody):
    answers = {address: somebody.post(address).status_code for address in PLAIN}

    assert {address: code for address, code in answers.items() if code >= 500} == {}
    assert Person.objects.exclude(memberships=None).count() == Person.objects.count()


@pytest.mark.parametrize("method", ["HEAD", "PUT"])
def test_no_method_breaks_a_page(method, as_curator):
    answers = {address: as_curator.generic(method, address).status_code for address in PLAIN}

    assert {address: code for address, code in answers.items() if code >= 500} == {}


@pytest.mark.parametrize("query", QUERIES)
def test_nothing_behind_the_question_mark_breaks_a_page(query, as_curator, ours):
    make.make_pair(ours, active=True)
    make.make_roadmap(ours)

    answers = {a: as_curator.get(f"{a}?{query}").status_code for a in SHOWN}

    assert {address: code for address, code in answers.items() if code >= 500} == {}


@pytest.mark.parametrize(
    ("model", "site"), ADMINS, ids=lambda value: getattr(value, "__name__", "")
)
@pytest.mark.parametrize("garbage", GARBAGE, ids=lambda value: repr(value[:12]))
def test_garbage_in_a_form_of_the_admin_is_refused(model, site, garbage, client, admin_user, ours):
    names = [field.name for field in model._meta.fields]
    inlines = {f"{prefix}-TOTAL_FORMS": garbage for prefix in ("posts", "guardians", "headships")}
    client.force_login(admin_user)
    before = model.objects.count()

    answer = client.post(
        f"/admin/{model._meta.app_label}/{model._meta.model_name}/add/",
        dict.fromkeys(names, garbage) | inlines,
    )

    assert answer.status_code in (200, 302, 400, 403)
    assert model.objects.count() == before


def test_a_choice_that_no_row_can_be_is_refused_with_a_sentence(as_curator):
    for key in ("abc", "\0", "²", HUGE):
        answer = as_curator.post("/admin/people/mentor/add/", {"person": key, "year": "2026"})

        assert answer.status_code == 200
        assert answer.context["adminform"].form.errors["person"]
    assert not Mentor.objects.exists()


def test_a_filter_that_cannot_be_shows_the_whole_list_and_says_so(as_curator):
    answer = as_curator.get("/admin/people/mentor/?person=abc", follow=True)

    assert "Такого отбора нет, поэтому показан весь список." in answer.content.decode()


def test_a_filter_that_cannot_be_exports_nothing(as_curator):
    answer = as_curator.post("/admin/people/mentor/export/?person=abc")

    assert answer.status_code == 302
    assert answer["Location"].endswith("/admin/people/mentor/?e=1")
    assert not JournalEntry.objects.filter(action="export_list").exists()


def test_an_administrator_without_an_organization_adds_no_person(client, admin_user):
    client.force_login(admin_user)

    for model in ("person", "headcount", "schoolclass"):
        assert client.post(f"/admin/people/{model}/add/", {"number": "1"}).status_code == 403
    assert not Headcount.objects.exists()


def test_a_thousand_rows_of_an_inline_are_not_drawn(as_curator):
    answer = as_curator.post("/admin/people/person/add/", {"posts-TOTAL_FORMS": "2000"})

    formset = next(
        f for f in answer.context["inline_admin_formsets"] if f.formset.prefix == "posts"
    )
    assert len(formset.formset.forms) <= 100


def test_no_choice_of_the_session_opens_another_school(client, curator, ours, theirs):
    stranger = make.make_user("stranger", theirs, "curator")
    their_person = make.make_person(theirs)
    client.force_login(curator)
    session = client.session
    session["membership"], session["year"] = stranger.membership.pk, 10**9
    session.save()

    assert client.get("/admin/").status_code == 200
    assert client.get(f"/admin/people/person/{their_person.pk}/change/").status_code == 404


def test_a_membership_taken_away_closes_every_page_at_once(as_curator, curator):
    curator.memberships.all().delete()

    assert as_curator.get("/admin/people/person/").status_code in (302, 403)
    assert as_curator.get("/").status_code == 403


def test_no_foreign_address_follows_the_login(client, curator):
    answer = client.post(
        "/login/?next=//evil.example",
        {"username": "curator", "password": "secret", "next": "//evil.example"},
    )

    assert answer["Location"] == "/"


@pytest.mark.parametrize("address", [a for a in PLAIN if "jsi18n" not in a])
def test_every_page_carries_the_headers_that_keep_it_closed(address, as_curator):
    answer = as_curator.get(address)

    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("name", "value"),
    [("DATABASE_URL", "bogus"), ("DATABASE_URL", "mysql://u@h/x"), ("DATABASE_URL", "sqlite:////no/x"),
     ("DATA_DIR", "/dev/null"), ("SITE_URL", "bogus"), ("TIME_ZONE", "Bogus"),
     ("EMAIL_URL", "bogus")],
)  # fmt: skip
def test_a_wrong_environment_ends_in_one_line_and_status_2(name, value, tmp_path):
    answer = subprocess.run(
        [sys.executable, "manage.py", "demo"], cwd=settings.ROOT, capture_output=True, text=True,
        env=os.environ | {"DATA_DIR": str(tmp_path), name: value},
    )  # fmt: skip

    assert (answer.returncode, answer.stdout) == (2, "")
    assert len(answer.stderr.splitlines()) == 1
