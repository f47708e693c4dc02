"""What happens to publications: planned, published with consents, corrected, taken down."""

from django.core.exceptions import ValidationError
from django.db import transaction

from people.history import record
from people.models import Consent, ConsentKind
from roadmaps.actions.showing import offer_publication
from roadmaps.models import Channel, Publication
from roadmaps.web_links import link_trouble, tidy_link

ON_THE_WEB = (Channel.SITE, Channel.VK, Channel.TELEGRAM)
FIELDS = ("title", "channel", "planned_on", "published_on", "link", "author", "note")


class PublicationRefused(ValidationError):
    """It cannot be so with the publication; the message says why and what to do."""


class NotConsented(PublicationRefused):
    """Somebody named has not allowed it; `persons` are they, for the way to their consents."""

    def __init__(self, persons, day):
        self.persons = persons
        names = ", ".join(person.full_name for person in persons)
        super().__init__(
            f"{names}: нет согласия на распространение персональных данных на {day:%d.%m.%Y}. "
            "Распечатайте бланк и отметьте подпись или уберите имя из публикации."
        )


@transaction.atomic
def add_publication(*, organization, by, on, persons=(), **words):
    """Add a publication, planned or already out; `words` are FIELDS. Raises PublicationRefused."""
    publication = Publication(organization=organization, **words)
    _check(publication, persons, on)
    publication.save()
    publication.persons.set(persons)
    _record(publication, by, "add_publication", _words(publication))
    if publication.published_on:
        offer_publication(publication, by=by, on=on)
    return publication


@transaction.atomic
def change_publication(publication, *, by, on, persons=None, **words):
    """Correct a publication; `persons` None leaves those named. Raises PublicationRefused."""
    publication = _locked(publication)
    named = list(publication.persons.all()) if persons is None else persons
    was_planned = publication.published_on is None
    for name in FIELDS:
        setattr(publication, name, words.get(name, getattr(publication, name)))
    _check(publication, named, on)
    publication.save()
    publication.persons.set(named)
    _record(publication, by, "change_publication", "Исправлена публикация")
    if was_planned and publication.published_on:
        offer_publication(publication, by=by, on=on)
    return publication


def publish(publication, *, published_on, link, by, on):
    """Say that a planned publication came out that day. Raises PublicationRefused."""
    if published_on is None:
        raise PublicationRefused("Укажите, когда публикация вышла.")
    return change_publication(publication, published_on=published_on, link=link, by=by, on=on)


@transaction.atomic
def remove_publication(publication, *, removed_on, by, on):
    """Say that a publication was taken down that day; its month stays fulfilled."""
    publication = _locked(publication)
    if publication.removed_on:
        return
    if publication.published_on is None:
        raise PublicationRefused("Публикация ещё не вышла. Её можно убрать из плана.")
    if not publication.published_on <= removed_on <= on:
        raise PublicationRefused(
            f"Публикация вышла {publication.published_on:%d.%m.%Y}. Снять её можно с этого дня "
            "и не позже сегодняшнего."
        )
    publication.removed_on = removed_on
    publication.save(update_fields=["removed_on"])
    _record(publication, by, "remove_publication", "Снята публикация")


@transaction.atomic
def restore_publication(publication, *, by, on):
    """Take the removal back. Raises NotConsented when somebody named no longer allows it."""
    publication = _locked(publication)
    if publication.removed_on is None:
        return
    _refuse_unconsented(list(publication.persons.all()), on)
    publication.removed_on = None
    publication.save(update_fields=["removed_on"])
    _record(publication, by, "restore_publication", "Возвращена публикация")


@transaction.atomic
def drop_publication(publication, *, by):
    """Take a planned publication out of the plan. Raises PublicationRefused once it came out."""
    publication = _locked(publication)
    if publication.published_on:
        raise PublicationRefused("Публикация уже вышла. Если её убрали, отметьте, что она снята.")
    _record(publication, by, "drop_publication", "Убрана из плана публикация")
    publication.delete()


def unconsented(persons, on):
    """Return those of the persons who have no consent to dissemination in force on that day."""
    keys = [person.pk for person in persons]
    given = Consent.objects.valid(on).filter(person__in=keys, kind=ConsentKind.DISSEMINATION)
    allowed = set(given.values_list("person", flat=True))
    return [person for person in persons if person.pk not in allowed]


def _locked(publication):
    rows = Publication.objects.select_for_update(of=("self",)).select_related("organization")
    return rows.get(pk=publication.pk)


def _check(publication, persons, on):
    if not publication.title.strip():
        raise PublicationRefused("Напишите, о чём публикация.")
    if publication.planned_on is None and publication.published_on is None:
        raise PublicationRefused("Укажите, когда публикация вышла или когда планируется.")
    own = publication.organization_id
    strangers = [p for p in [*persons, publication.author] if p and p.organization_id != own]
    if strangers:
        raise PublicationRefused("Среди людей есть чужие для вашей организации. Выберите своих.")
    publication.link = tidy_link(publication.link or "")
    trouble = publication.link and link_trouble(publication.link)
    if trouble:
        raise PublicationRefused(trouble)
    if publication.published_on:
        _check_published(publication, persons, on)


def _check_published(publication, persons, on):
    day = publication.published_on
    if day > on:
        raise PublicationRefused("Этот день ещё не наступил. Поставьте дату в план публикаций.")
    if publication.removed_on and day > publication.removed_on:
        raise PublicationRefused(
            f"Публикация снята {publication.removed_on:%d.%m.%Y}, выйти позже она не могла."
        )
    if not publication.link and publication.channel in ON_THE_WEB:
        raise PublicationRefused(
            "Вставьте ссылку на публикацию: она подтверждает, что текст вышел."
        )
    _refuse_unconsented(persons, day)


def _refuse_unconsented(persons, day):
    lacking = unconsented(persons, day)
    if lacking:
        raise NotConsented(lacking, day)


def _words(publication):
    return "Добавлена публикация" if publication.published_on else "Запланирована публикация"


def _record(publication, by, action, words):
    channel = publication.get_channel_display()
    record(organization=publication.organization, by=by, action=action, subject=publication,
           text=f"{words}, {channel}")  # fmt: skip
