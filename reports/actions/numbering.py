"""Which number a paper gets: the one typed from the paper journal, or the program's next one."""

from django.core.exceptions import ValidationError

from people.models import NumbersFrom
from reports.models import Document, number_key
from reports.register import is_begun, issued_number, leading, next_serial


class RegistrationRefused(ValidationError):
    """The paper cannot be registered so; the message says what to do."""


class NumberTaken(RegistrationRefused):
    """Another paper of this register has the number already."""


def number_for(document, organization, *, typed, dated):
    """Return (number, serial) for a draft of the organization, whose row is locked.

    The lock makes two clerks wait for each other; number and paper are written in one
    transaction, so no number is given twice and none is lost. `serial` is None for a typed number.
    Raises RegistrationRefused.
    """
    number, serial = " ".join(typed.split()), None
    if organization.numbers_from == NumbersFrom.PROGRAM:
        number, serial = _issued(document, organization, number, dated.year)
    _check(document, number, dated)
    return number, serial


def number_taken(document, other=None):
    held = f" ({other.title})" if other else ""
    year = other.number_year if other else document.number_year
    return NumberTaken(
        f"Номер {other.number if other else document.number} в журнале {year} года уже занят{held}."
        " Введите следующий номер из журнала."
    )


def _issued(document, organization, typed, year):
    """Return the next number; typed ones begin the journal or stand between two issued ones."""
    series = document.series
    serial = next_serial(organization, series, year)
    number = issued_number(organization, series, serial)
    if not number_key(typed) or number_key(typed) == number_key(number):
        return number, serial
    first = leading(typed)
    if not is_begun(organization, series) and first and first >= serial:
        return issued_number(organization, series, first), first
    if first is None or first >= serial:
        raise RegistrationRefused(
            f"Номера выдаёт программа, следующий – {number}: оставьте поле пустым. Сами впишите "
            "только литерный номер между уже выданными, например 45/1."
        )
    return typed, None


def _check(document, number, dated):
    if not number_key(number):
        raise RegistrationRefused("Введите номер из журнала регистрации.")
    if len(number) > Document._meta.get_field("number").max_length:
        raise RegistrationRefused("Номер длиннее 50 знаков. Введите его как в журнале.")
    same = Document.objects.registered().filter(
        organization=document.organization_id, series=document.series,
        number_year=dated.year, number_key=number_key(number),
    )  # fmt: skip
    if same.exists():
        raise number_taken(document, same.first())
