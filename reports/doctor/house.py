"""Rows between organizations, rows sent twice, loadings, figures, the journal, answers."""

from django.apps import apps
from django.db.models import Count, Exists, F, OuterRef, Q

from mentoring.models import Attendance, Meeting, Pair, PairMember
from people.access import ScopedModel
from people.models import Consent, ConsentKind, Erasure, JournalEntry, Organization, Upload
from people.years import year_of
from reports.doctor.checks import check
from reports.indicators import figures
from reports.models import Document
from roadmaps.models import Participation, Publication, Turnout
from surveys.models import Answer, Response

# a municipality hands down roadmaps and names organizations in its own
BETWEEN = {"people.organization.parent", "roadmaps.roadmap.taken_from",
           "roadmaps.part.organization"}  # fmt: skip
ONCE = {
    Meeting: ("sending",),
    Attendance: ("meeting", "member"),
    Response: ("invitation",),
    Answer: ("response", "question"),
}
LINES = [
    (Document, "register_document", {"registered_on__isnull": False}, "документ"),
    (Erasure, "erase_person", {}, "акт об уничтожении"),
    (Consent, "withdraw_consent", {"withdrawn_on__isnull": False}, "отзыв согласия"),
    (Pair, "confirm_pair", {"confirmed_on__isnull": False}, "закрепление пары"),
    (Pair, "close_pair", {"closed_on__isnull": False}, "закрытие пары"),
]


@check("loadings", "загрузки записаны целиком")
def _loadings(on):
    """A confirmed table left all its new people, and a line in the journal."""
    for upload in Upload.objects.iterator(chunk_size=20):
        if not upload.content.get("done"):
            continue
        lines = JournalEntry.objects.filter(
            subject_type="people.upload", subject_id=upload.pk, action__startswith="import_"
        )
        if not lines.exists():
            yield f"загрузка {upload.pk} без строки журнала"
        made = upload.content.get("memory", {}).get("created", {}).get("person")
        if made is not None and len(made) < upload.content["done"]["new"]:
            yield f"загрузка {upload.pk} записана не вся"


@check("once", "присланное дважды считается один раз")
def _once(on):
    for model, fields in ONCE.items():
        rows = model._base_manager.exclude(**{fields[0]: None}).order_by().values(*fields)
        n = rows.annotate(n=Count("pk")).filter(n__gt=1).count()
        if n:
            yield f"{model._meta.verbose_name_plural}: повторов {n}"


@check("owners", "строки связаны только внутри своей организации")
def _owners(on):
    for model in apps.get_models():
        if not issubclass(model, ScopedModel):
            continue
        for field in model._meta.local_fields:
            if _leads_out(model, field):
                there = _joined(field.name, field.related_model.path_to_organization())
                linked = model._base_manager.filter(**{f"{there}__isnull": False})
                strangers = linked.exclude(**{there: F(model.path_to_organization())})
                yield from (f"{field.verbose_name} ({model._meta.verbose_name} {key}) – "
                            "из другой организации"
                            for key in strangers.values_list("pk", flat=True))  # fmt: skip


def _leads_out(model, field):
    """Tell whether the field leads to a row that has an owner of its own."""
    other = field.related_model
    return (
        other is not None
        and issubclass(other, ScopedModel)
        and field.name != model.owner
        and f"{model._meta.label_lower}.{field.name}" not in BETWEEN
    )


def _joined(name, path):
    return name if path == "pk" else f"{name}__{path}"


@check("figures", "показатели считают разных людей")
def _figures(on):
    year = year_of(on)
    for organization in Organization.objects.all():
        fixed = PairMember.objects.filter(
            pair__organization=organization, pair__year=year, pair__confirmed_on__lte=on,
            joined_on__lte=on,
        )  # fmt: skip
        people = fixed.aggregate(
            participants=Count("person", distinct=True),
            mentors=Count("person", distinct=True, filter=Q(side="mentor")),
            mentees=Count("person", distinct=True, filter=Q(side="mentee")),
        )
        if people["participants"]:
            counted = figures(organization, year=year, on=on)
            yield from (f"{organization}: {name} – {getattr(counted, name)}, а людей {n}"
                        for name, n in people.items() if getattr(counted, name) != n)  # fmt: skip


@check("journal", "всё, что изменило состояние, есть в журнале")
def _journal(on):
    for model, action, done, title in LINES:
        line = JournalEntry.objects.filter(
            subject_type=model._meta.label_lower, subject_id=OuterRef("pk"), action=action
        )
        rows = model._base_manager.filter(~Exists(line), **done)
        yield from (f"{title} {key} без строки журнала"
                    for key in rows.values_list("pk", flat=True))  # fmt: skip


@check("anonymity", "ответы опросов без имён ни с кем не связаны")
def _anonymity(on):
    linked = Response.objects.filter(wave__is_anonymous=True, invitation__isnull=False)
    yield from (f"опрос {response.wave_id}: ответ связан с приглашением" for response in linked)


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
