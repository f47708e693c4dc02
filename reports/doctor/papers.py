"""Registered papers: numbers, bytes, words and annexes are what they were on their day."""

import hashlib
import json
import re
from collections import Counter

from people.models import NumbersFrom, Organization
from reports.control_code import control_code
from reports.doctor.checks import check
from reports.models import Document, DocumentFile, Series, number_key
from reports.register import lost_numbers
from reports.sheets import words_of

ANNEX = re.compile(r"(?:\d+ )?Приложение(?: № \d+)? (?:[А-ЯЁ]{9,} )?(?:к приказу|приказом) ")


@check("numbers", "номера приказов не повторяются")
def _numbers(on):
    rows = Document.objects.registered().values_list(
        "organization", "series", "registered_on__year", "number"
    )
    found = Counter((*key, number_key(number)) for *key, number in rows)
    yield from (f"номер {key[-1]} дважды" for key, n in found.items() if n > 1)


@check("gaps", "программа выдаёт номера без пропусков")
def _gaps(on):
    for organization in Organization.objects.filter(numbers_from=NumbersFrom.PROGRAM):
        for series, year, serial in lost_numbers(organization):
            yield f"нет номера {serial} в журнале {year} года ({Series(series).label})"


@check("bytes", "зарегистрированные документы не изменены")
def _bytes(on):
    for document in Document.objects.registered().filter(file=None):
        yield f"нет файла документа {document.mark}"
    files = DocumentFile.objects.select_related("document").order_by("pk")
    for file in files.iterator(chunk_size=20):
        if hashlib.sha256(bytes(file.pdf)).hexdigest() != file.document.sha256:
            yield f"файл не совпадает с отпечатком: {file.document.mark}"


@check("facts", "номера, даты и содержание документов не изменены")
def _facts(on):
    """The control code printed on the paper was made of them."""
    for document in Document.objects.registered().exclude(code="").select_related("organization"):
        facts = json.dumps(document.facts, ensure_ascii=False, sort_keys=True).encode()
        code = control_code(
            facts, organization=document.organization.code, number=document.number,
            dated=document.registered_on.isoformat(),
        )  # fmt: skip
        if code != document.code:
            yield f"документ {document.mark} не сходится с контрольным кодом {document.code}"


@check("annexes", "приложения несут дату и номер своего приказа")
def _annexes(on):
    files = DocumentFile.objects.filter(document__in=Document.objects.registered())
    files = files.select_related("document").order_by("pk")
    for file in files.iterator(chunk_size=20):
        mark = file.document.mark
        for text in words_of(bytes(file.pdf)):
            if ANNEX.match(text) and mark not in text:
                yield f"приложение приказа {mark} несёт другой номер или дату"
