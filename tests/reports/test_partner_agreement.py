"""The agreement with a partner: who signs for it is declined, what is not known is ruled."""

import pytest
from django.core.exceptions import ValidationError

from mentoring.models import Partner
from reports.documents import KINDS
from tests.reports.papers import ON, words

HEAD = {"head_position": "генеральный директор", "head_name": "Прудникова Ольга Львовна"}
KNOWN = HEAD | {"basis": "доверенности от 01.09.2026 № 5", "inn": "0000085520",
                "ogrn": "1020000085520", "address": "ул. Заводская, д. 1"}  # fmt: skip


def agreement(school, **known):
    partner = Partner.objects.create(organization=school.organization, name="Завод", **known)
    kind = KINDS["partner-agreement"]
    return words(kind.render(kind.collect(partner, on=ON)))


def test_what_is_known_of_the_partner_leaves_nothing_to_write(school):
    text = agreement(school, **KNOWN)

    assert (
        "и Завод (далее – Партнёр) в лице генерального директора Прудниковой Ольги Львовны, "
        "действующей на основании доверенности от 01.09.2026 № 5, с другой стороны, заключили"
    ) in text
    assert "Завод\nул. Заводская, д. 1\nИНН 0000085520, ОГРН 1020000085520" in text
    assert "Директор | Генеральный директор" in text
    assert "О.Л. Прудникова" in text


def test_a_head_without_a_basis_leaves_one_ruled_place(school):
    text = agreement(school, **HEAD)

    assert "генерального директора Прудниковой Ольги Львовны,\nдействующей на основании____" in text
    assert "Адрес: ______" in text


def test_a_name_that_cannot_be_declined_is_refused(school):
    partner = Partner(organization=school.organization, name="Завод", head_name="Ким Саша")

    with pytest.raises(ValidationError) as refusal:
        partner.full_clean()

    assert refusal.value.message_dict == {
        "head_name": ["Напишите фамилию, имя и отчество полностью: без отчества имя не поставить"
                      " в падеж."]
    }  # fmt: skip
