"""The mentor's portfolio for the category «педагог-наставник»: all years from the records."""

from django.db.models import Q

from mentoring.meeting_plan import planned_meetings
from mentoring.models import Competence, Pair, Side
from people.models import Mentor
from reports.documents.kinds import WrongSubject, document
from reports.documents.letterhead import curator_signature, letterhead, listed, person_facts
from reports.documents.letterhead import year_label as label
from reports.documents.pair_work import answers_of, programme_facts, topics_of
from reports.models import Document
from roadmaps.models import Participation, Publication

TOPICS = 12  # the most frequent ones


def _has_led(mentor, *, on):
    return _led(mentor, on).exists()


@document("portfolio", title="Портфолио педагога-наставника", subject=Mentor, applies=_has_led,
          permission="mentoring.view_attendance")  # fmt: skip
def portfolio(mentor, *, on, ratings=True):
    """Collect what the records say of a mentor's years (приказ Минпросвещения № 196).

    Learners are counted and not named: the paper leaves the school. With `ratings` the averages of
    what mentees answered are printed; the curator's paper has them, the mentor's own has not.
    Raises WrongSubject when no order has fixed a pair of the mentor.
    """
    pairs = list(_led(mentor, on))
    if not pairs:
        raise WrongSubject(
            f"Портфолио собирается по парам, закреплённым приказом. {mentor.person.short_name} "
            "пока не вёл ни одной такой пары."
        )
    planned = planned_meetings(pairs)
    person, works = mentor.person, [_work(pair, on, planned[pair.pk]) for pair in pairs]
    meetings = [meeting for pair in pairs for meeting in pair.until_today]
    return letterhead(person.organization, on=on) | {
        "person": person_facts(person, on=on),
        "post": _post(person, on),
        "made_on": on,
        "works": works,
        "years": _years(pairs, works),
        "total": _sum("Всего", works, _mentees(pairs)),
        "topics": topics_of(meetings)[:TOPICS],
        "answers": answers_of(meetings, ratings=ratings),
        "settled": _settled(works),
        "competences": _competences(person),
        "achievements": _said(person, "achievements"),
        "events": _events(person, on),
        "publications": _publications(person, on),
        "awards": _awards(person, on),
        "curator": curator_signature(person.organization, mentor.year, on=on),
    }


def _led(mentor, on):
    """Return the pairs of all years that an order has fixed, the oldest first."""
    rows = Pair.objects.with_people().select_related("organization")
    rows = rows.prefetch_related("meetings__topics", "programmes__items")
    own = rows.filter(members__person=mentor.person_id, members__side=Side.MENTOR)
    return own.filter(confirmed_on__lte=on).distinct().order_by("starts_on", "pk")


def _work(pair, on, planned):
    """Return a row of the table; keeps the pair's meetings up to that day in `until_today`."""
    pair.until_today = [meeting for meeting in pair.meetings.all() if meeting.held_on <= on]
    mentees = [member.person for member in pair.members.all() if member.side == Side.MENTEE]
    return {
        "year": pair.year,
        "mentees": [listed(person, on=on) for person in mentees if not person.is_learner],
        "learners": sum(person.is_learner for person in mentees),
        "form": pair.form.name,
        "direction": pair.direction,
        "starts_on": pair.starts_on,
        "ends_on": min(pair.closed_on or pair.ends_on, pair.ends_on),
        "held": len(pair.until_today),
        "planned": planned,
        "minutes": sum(meeting.minutes for meeting in pair.until_today),
        "programme": programme_facts(pair, on=on),
    }


def _mentees(pairs):
    return {member.person_id for pair in pairs for member in pair.members.all()
            if member.side == Side.MENTEE}  # fmt: skip


def _years(pairs, works):
    """Return a line for each academic year."""
    return [
        _sum(label(year), [work for work in works if work["year"] == year],
             _mentees(pair for pair in pairs if pair.year == year))
        for year in sorted({pair.year for pair in pairs})
    ]  # fmt: skip


def _sum(title, works, mentees):
    return {
        "title": title, "pairs": len(works), "mentees": len(mentees),
        "held": sum(work["held"] for work in works),
        "planned": sum(work["planned"] for work in works),
        "hours": round(sum(work["minutes"] for work in works) / 60),
        "part": sum(work["programme"].get("part", 0) for work in works),
        "whole": sum(work["programme"].get("whole", 0) for work in works),
    }  # fmt: skip


def _settled(works):
    """Return how many programmes came to an end, and what became of the requests."""
    ends = [work["programme"]["settled"] for work in works if work["programme"].get("settled")]
    return {"whole": len(ends), "settled": ends.count("settled"), "partly": ends.count("partly")}


def _post(person, on):
    post = person.post_on(on)
    return {"category": post.category, "experience": post.experience(on)} if post else {}


def _competences(person):
    rows = Competence.objects.filter(mentor__person=person).select_related("topic")
    found = {row.topic.name: row for row in rows.order_by("mentor__year", "-level", "pk")}
    return [{"topic": name, "level": row.get_level_display(), "evidence": row.evidence}
            for name, row in found.items()]  # fmt: skip


def _said(person, name):
    """Return what the banks of the years say, each sentence once."""
    rows = Mentor.objects.filter(person=person).exclude(**{name: ""}).order_by("year")
    return list(dict.fromkeys(rows.values_list(name, flat=True)))


def _events(person, on):
    rows = Participation.objects.filter(
        person=person, was_present=True, event__cancelled_on=None, event__held_on__lte=on
    )
    return [
        {"held_on": row.event.held_on, "title": row.event.title,
         "kind": row.event.get_kind_display(), "level": row.event.get_level_display()}
        for row in rows.select_related("event").order_by("event__held_on", "pk")
    ]  # fmt: skip


def _publications(person, on):
    rows = Publication.objects.published(on).filter(removed_on=None)
    rows = rows.filter(Q(persons=person) | Q(author=person)).distinct()
    return [
        {"published_on": row.published_on, "title": row.title, "link": row.link,
         "channel": row.get_channel_display(), "wrote": row.author_id == person.pk}
        for row in rows.order_by("published_on", "pk")
    ]  # fmt: skip


def _awards(person, on):
    """Return the marks of the orders that thank this mentor."""
    own = set(Mentor.objects.filter(person=person).values_list("pk", flat=True))
    papers = Document.objects.in_force().filter(
        organization=person.organization_id, kind="order-awards", registered_on__lte=on
    )
    return [paper.mark for paper in papers.order_by("registered_on", "pk")
            if own & set(paper.subject_ids)]  # fmt: skip
