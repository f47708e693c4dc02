"""What speaks against a pair without forbidding it: capacity, the form's limits, other pairs.

Limits are local («не более двух стажёров»): the program warns, the curator gives the reason.
"""

from django.db.models import Q

from mentoring.models import PairMember, Side
from people.models import Mentor
from people.templatetags.words import plural


def warnings(*, year, form, kind, mentors, mentees, on, beside=None):
    """Return sentences, an empty list when nothing speaks against it.

    `mentors` and `mentees` are all Persons of the pair as it would be; `beside` is the Pair that
    they already are, whose own members are not counted twice.
    """
    others = PairMember.objects.filter(
        Q(left_on=None) | Q(left_on__gte=on), pair__year=year, pair__closed_on=None
    ).exclude(pair=beside)
    found = []
    if len(mentees) > 1 and not form.allows_group:
        found.append(f"Форма «{form}» – один на один, а наставляемых {len(mentees)}.")
    if len(mentees) < 2 and kind.needs_group:
        found.append(f"Вид «{kind}» – для группы, а наставляемый один.")
    capacity = dict(
        Mentor.objects.filter(person__in=mentors, year=year).values_list("person", "capacity")
    )
    led = _led(others, mentors)
    for mentor in mentors:
        load = led.get(mentor.pk, []) + [(mentee.pk, form.pk) for mentee in mentees]
        found += _overload(mentor, load, form, capacity.get(mentor.pk))
    return found + _second_mentor(others, form, mentees)


def _led(members, mentors):
    """Return {mentor: [(mentee, form)]} of the other open pairs."""
    own = members.filter(side=Side.MENTOR, person__in=mentors)
    led_in = {}
    for pair, person in own.values_list("pair", "person"):
        led_in.setdefault(pair, []).append(person)
    led = {}
    mentees = members.filter(side=Side.MENTEE, pair__in=led_in)
    for pair, person, form in mentees.values_list("pair", "person", "pair__form"):
        for mentor in led_in[pair]:
            led.setdefault(mentor, []).append((person, form))
    return led


def _overload(mentor, load, form, capacity):
    everybody = len({mentee for mentee, _ in load})
    of_form = len({mentee for mentee, own in load if own == form.pk})
    if capacity is not None and everybody > capacity:
        yield (
            f"{mentor.short_name}: в банке указано, что ведёт не больше {capacity}, "
            f"а станет {plural(everybody, 'наставляемый,наставляемых,наставляемых')}."
        )
    elif form.mentee_limit is not None and of_form > form.mentee_limit:
        yield (
            f"{mentor.short_name}: предел формы «{form}» – {form.mentee_limit}, "
            f"а станет {plural(of_form, 'наставляемый,наставляемых,наставляемых')}."
        )


def _second_mentor(members, form, mentees):
    rows = members.filter(side=Side.MENTEE, person__in=mentees, pair__form=form)
    taken = set(rows.values_list("person", flat=True))
    return [
        f"{mentee.short_name}: уже есть наставник в этой форме."
        for mentee in mentees
        if mentee.pk in taken
    ]
