"""Is the house sound? Settings, libraries, tables, disk, and every invariant as a question."""

import ctypes
import datetime
import hashlib
import shutil
from collections.abc import Callable
from dataclasses import dataclass

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles import finders
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Count, Exists, F, OuterRef, Q, Value
from django.db.models.functions import Coalesce

from mentoring.legal import members_of, persons_of
from mentoring.models import Pair, PairMember
from people import consent_gaps
from people.consent_gaps import signers_of
from people.guards import missing
from people.models import (
    Consent,
    ConsentKind,
    ConsentSignature,
    Guardian,
    Headship,
    NumbersFrom,
    Organization,
    Person,
)
from reports.models import Document, DocumentFile, Series
from reports.register import lost_numbers
from roadmaps.models import Participation, Publication, Turnout
from surveys.models import Response

CHECKS: list[tuple[str, str, Callable]] = []
LIBRARIES = ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0")
FONTS = ("fonts/LiberationSerif-Regular.ttf", "fonts/LiberationSerif-Bold.ttf")
LEAST_FREE = 500 * 1024 * 1024


@dataclass(frozen=True)
class Verdict:
    name: str
    ok: bool
    text: str


def check(name, title):
    """Register a check: a function of today that yields a sentence for every trouble it finds."""

    def register(function):
        CHECKS.append((name, title, function))
        return function

    return register


def examine(on):
    """Return the Verdicts of all checks; a check that breaks is a trouble, not an end."""
    verdicts = []
    for name, title, function in CHECKS:
        try:
            troubles = list(function(on))
        except Exception as broken:
            troubles = [f"проверка не выполнена: {broken}"]
        more = f" и ещё {len(troubles) - 3}" if len(troubles) > 3 else ""
        text = f"{title}: {'; '.join(troubles[:3])}{more}" if troubles else title
        verdicts.append(Verdict(name, not troubles, text))
    return verdicts


@check("settings", "настройки")
def _settings(on):
    if settings.DEBUG:
        yield "включён DEBUG, выключите его на рабочем сервере"
    key = settings.DATA_DIR / "secret_key"
    if key.exists() and key.stat().st_mode & 0o077:
        yield f"ключ {key} читают посторонние, выполните chmod 600"


@check("libraries", "библиотеки печати")
def _libraries(on):
    for name in LIBRARIES:
        try:
            ctypes.CDLL(name)
        except OSError:
            yield f"нет {name}, печать не работает"


@check("fonts", "шрифты бумаг")
def _fonts(on):
    yield from (f"нет файла static/{name}" for name in FONTS if finders.find(name) is None)


@check("migrations", "таблицы базы данных")
def _migrations(on):
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        yield f"не применено миграций: {len(plan)}, выполните manage.py migrate"


@check("disk", "место на диске")
def _disk(on):
    free = shutil.disk_usage(settings.DATA_DIR).free
    if free < LEAST_FREE:
        yield f"свободно {free // 2**20} МБ, нужно не меньше {LEAST_FREE // 2**20}"


@check("guards", "запреты базы данных на правку документов и журнала")
def _guards(on):
    for app in ("people", "reports"):
        yield from missing(apps.get_app_config(app).module.apps.GUARDS)


@check("numbers", "номера приказов не повторяются")
def _numbers(on):
    fields = ("organization", "series", "number_year", "number_key")
    twice = Document.objects.registered().order_by().values(*fields).annotate(n=Count("pk"))
    yield from (f"номер {row['number_key']} дважды" for row in twice.filter(n__gt=1))


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


@check("active_pairs", "у действующих пар есть согласия и основание")
def _active_pairs(on):
    pairs = Pair.objects.active(on)
    for gap in consent_gaps.missing(persons_of(members_of(pairs, on)), on):
        yield f"человек {gap.person.pk}: нет действующего согласия «{gap.kind.label}»"
    yield from (f"пара {pair.pk} без основания" for pair in pairs.filter(basis=""))


@check("minors", "согласия детей подписаны представителями")
def _minors(on):
    for consent in Consent.objects.filter(signatures=None):
        yield f"согласие {consent.pk} никем не подписано"
    children = Consent.objects.filter(person__kind="pupil").select_related("person__organization")
    for consent in children.prefetch_related("signatures").order_by("pk"):
        born = consent.person.birth_on
        if born and consent.signed_on < born:
            yield f"согласие {consent.pk} подписано раньше рождения"
            continue
        wanted = signers_of(consent.person, consent.signed_on)
        if "guardian" in wanted and not any(s.is_guardian for s in consent.signatures.all()):
            yield f"согласие {consent.pk} без подписи представителя"
    own = ConsentSignature.objects.filter(is_guardian=True, signer=F("consent__person"))
    yield from (f"согласие {row.consent_id}: человек подписал за себя сам" for row in own)


@check("members", "в парах нет повторов и чужих людей")
def _members(on):
    strangers = PairMember.objects.exclude(person__organization=F("pair__organization"))
    yield from (f"в паре {row.pair_id} человек другой организации" for row in strangers)
    last_day = Coalesce(OuterRef("left_on"), Value(datetime.date.max))
    beside = PairMember.objects.filter(
        Q(left_on=None) | Q(left_on__gte=OuterRef("joined_on")), pk__gt=OuterRef("pk"),
        pair=OuterRef("pair"), person=OuterRef("person"), joined_on__lte=last_day,
    )  # fmt: skip
    for row in PairMember.objects.filter(Exists(beside)):
        yield f"в паре {row.pair_id} человек стоит дважды"


@check("anonymity", "ответы опросов без имён ни с кем не связаны")
def _anonymity(on):
    linked = Response.objects.filter(wave__is_anonymous=True, invitation__isnull=False)
    yield from (f"опрос {response.wave_id}: ответ связан с приглашением" for response in linked)


@check("owners", "люди связаны только внутри своей организации")
def _owners(on):
    yield from (
        f"представитель {row.pk} из другой организации"
        for row in Guardian.objects.exclude(adult__organization=F("child__organization"))
    )
    yield from (
        f"класс человека {person.pk} из другой организации"
        for person in Person.objects.filter(school_class__isnull=False).exclude(
            school_class__organization=F("organization")
        )
    )
    yield from (
        f"руководитель {row.pk} из другой организации"
        for row in Headship.objects.exclude(person__organization=F("organization"))
    )


@check("publicity", "события и публикации знают только своих людей")
def _publicity(on):
    strangers = Participation.objects.exclude(person__organization=F("event__organization"))
    yield from (f"событие {row.event_id}: человек другой организации" for row in strangers)
    classes = Turnout.objects.filter(school_class__isnull=False)
    classes = classes.exclude(school_class__organization=F("event__organization"))
    yield from (f"событие {row.event_id}: класс другой организации" for row in classes)
    named = Publication.objects.filter(persons__isnull=False)
    foreign = named.exclude(persons__organization=F("organization"))
    yield from (f"публикация {row.pk}: назван человек другой организации" for row in foreign)
    day = OuterRef("publication__published_on")
    given = Consent.objects.filter(
        Q(withdrawn_on=None) | Q(withdrawn_on__gt=day),
        Q(valid_until=None) | Q(valid_until__gte=day),
        person=OuterRef("person"), kind=ConsentKind.DISSEMINATION, signed_on__lte=day,
    )  # fmt: skip
    out = Publication.persons.through.objects.filter(publication__published_on__isnull=False)
    for row in out.exclude(Exists(given)):
        yield f"публикация {row.publication_id}: согласия названного в тот день не было"
