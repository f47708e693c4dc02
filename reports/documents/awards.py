"""Thanks and certificates of mentors for the work of a year."""

from mentoring.models import Meeting, Pair, Side
from people.models import Mentor
from people.years import year_of
from reports.documents.kinds import WrongSubject, document
from reports.documents.letterhead import letterhead, person_facts, year_label

ROOMY = 450  # letters, those of the large name twice: more of them take the sheet in small type


def pairs_led(mentor):
    """Return the pairs of the year that an order has fixed and that this mentor leads or led."""
    rows = Pair.objects.of_year(mentor.year).filter(
        members__person=mentor.person_id, members__side=Side.MENTOR
    )  # fmt: skip
    return rows.exclude(confirmed_on=None).distinct()


def _has_led(mentor, *, on):
    return pairs_led(mentor).exists()


@document("certificate", title="Сертификат наставника", subject=Mentor,
          applies=_has_led)  # fmt: skip
def certificate(mentor, *, on):
    facts = _facts(mentor, on)
    return facts | {"crowded": _letters(facts) > ROOMY}


@document("thanks", title="Благодарственное письмо наставнику", subject=Mentor,
          applies=_has_led)  # fmt: skip
def thanks(mentor, *, on):
    return _facts(mentor, on)


def _letters(facts):
    """Return how much the frame has to hold: whatever the names, a certificate is one sheet."""
    person, letterhead = facts["person"], facts["letterhead"]
    words = [letterhead["founder"], letterhead["full_name"], (person["post"] or {}).get("dative")]
    return 2 * len(person["name"]["dative"]) + sum(len(word or "") for word in words)


def _facts(mentor, on):
    """Return the mentor, how she or he is addressed, and how much was done.

    Raises WrongSubject when no order has fixed a pair of the mentor.
    Mentees are counted, not named: what hangs on a wall tells nobody's name but the mentor's.
    """
    pairs = list(pairs_led(mentor).prefetch_related("members"))
    if not pairs:
        raise WrongSubject(
            f"Пока не за что благодарить: {mentor.person.short_name} в этом учебном году не ведёт"
            " ни одной пары, закреплённой приказом."
        )
    mentees = {m.person_id for pair in pairs for m in pair.members.all() if m.side == Side.MENTEE}
    person = mentor.person
    return letterhead(person.organization, on=on) | {
        "person": person_facts(person, on=on),
        "called": " ".join(filter(None, [person.first_name, person.patronymic])),
        "year": year_label(mentor.year),
        "issued_in": on.year if year_of(on) == mentor.year else mentor.year + 1,
        "mentees": len(mentees),
        "meetings": Meeting.objects.filter(pair__in=pairs, held_on__lte=on).count(),
    }
