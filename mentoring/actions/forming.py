"""How a pair or a group comes about."""

from django.core.exceptions import ValidationError
from django.db import transaction

from mentoring.models import Pair, PairMember, Side
from people.history import record


class PairRefused(ValidationError):
    """The pair cannot be formed so; the message says why."""


@transaction.atomic
def form_pair(*, organization, year, form, kind, mentors, mentees, starts_on, ends_on, by, on,
              direction=""):  # fmt: skip
    """Form a pair or a group as agreed with its members and return it.

    `mentors` and `mentees` are Persons of the organization. Raises PairRefused when a side is
    empty, somebody stands on both sides, belongs to another organization or does not fit the
    form, or when the same people already are an open pair of this form.
    """
    if not mentors or not mentees:
        raise PairRefused("Выберите наставника и хотя бы одного наставляемого.")
    if ends_on < starts_on:
        raise PairRefused("Срок пары не может закончиться раньше, чем начался.")
    _check_people(organization, form, mentors, mentees)
    _check_not_formed_yet(organization, year, form, mentors, mentees)
    pair = Pair.objects.create(
        organization=organization, year=year, form=form, kind=kind, direction=direction,
        starts_on=starts_on, ends_on=ends_on, proposed_on=on, agreed_on=on,
    )  # fmt: skip
    sides = [(Side.MENTOR, mentors), (Side.MENTEE, mentees)]
    PairMember.objects.bulk_create(
        PairMember(pair=pair, person=person, side=side, joined_on=starts_on)
        for side, persons in sides
        for person in persons
    )
    record(organization=organization, by=by, action="form_pair", subject=pair,
           text="Сформирована группа" if len(mentees) > 1 else "Сформирована пара")  # fmt: skip
    return pair


def _check_people(organization, form, mentors, mentees):
    everybody = [*mentors, *mentees]
    if len(set(everybody)) < len(everybody):
        raise PairRefused("Один человек не может стоять в паре дважды. Уберите повтор.")
    if any(person.organization_id != organization.pk for person in everybody):
        raise PairRefused("В паре могут быть только люди вашей организации.")
    sides = [(mentors, form.mentor_is_learner, "наставник"),
             (mentees, form.mentee_is_learner, "наставляемый")]  # fmt: skip
    for side, must_learn, word in sides:
        for person in side:
            if person.is_learner != must_learn:
                raise PairRefused(
                    f"Форма «{form}» не подходит: {word} {person.short_name} – "
                    f"{person.get_kind_display()}. Выберите другую форму или другого человека."
                )


def _check_not_formed_yet(organization, year, form, mentors, mentees):
    wanted = {(Side.MENTOR, person.pk) for person in mentors}
    wanted |= {(Side.MENTEE, person.pk) for person in mentees}
    known = Pair.objects.filter(organization=organization, year=year, form=form, closed_on=None)
    for pair in known.filter(members__person=mentors[0]).prefetch_related("members").distinct():
        if wanted == {(m.side, m.person_id) for m in (*pair.mentors, *pair.mentees)}:
            raise PairRefused("Такая пара уже есть. Откройте её в списке пар и групп.")
