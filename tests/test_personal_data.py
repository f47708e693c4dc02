"""Every field of every model says whether it is personal, why it is kept and how long."""

import pytest
from django.apps import apps

from people.personal_data import NOT_PERSONAL, PERSONAL, declared

APPS = ["people", "mentoring", "surveys", "roadmaps", "reports"]
MODELS = [model for app in APPS for model in apps.get_app_config(app).get_models()]


def own_fields(model):
    return {field.name for field in (*model._meta.fields, *model._meta.many_to_many)} - {"id"}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_field_is_declared_once(model):
    personal, other = declared(model._meta.label_lower)

    assert set(personal) | set(other) == own_fields(model)
    assert len(personal) + len(other) == len(own_fields(model))


def test_no_model_is_declared_that_is_gone():
    known = {model._meta.label_lower for model in MODELS}

    assert (PERSONAL.keys() | NOT_PERSONAL.keys()) - known == set()


def test_whatever_names_a_person_is_personal():
    person = apps.get_model("people", "Person")
    leading = {
        (model._meta.label_lower, field.name)
        for model in MODELS
        for field in model._meta.fields
        if field.related_model is person
    }

    assert {pair for pair in leading if pair[1] not in declared(pair[0])[0]} == set()


def test_every_reason_and_term_is_said():
    groups = [group for groups in PERSONAL.values() for group in groups]

    assert [group for group in groups if not group.why or not group.until or not group.fields] == []
