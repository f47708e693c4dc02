"""The curator's pages about pairs: forming one, reading one, its next step; a meeting read."""

from itertools import groupby

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Prefetch
from django.shortcuts import redirect
from django.utils import timezone

from mentoring import actions
from mentoring.admin_views.frame import posted, refuse, show
from mentoring.cards import duration
from mentoring.changelist import state_tag
from mentoring.health import open_to, worst
from mentoring.legal import UNSIGNED, agreements, lapsed, missing_by_pair, partner_troubles
from mentoring.models import Attendance, Pair, PairBan, PairState, Replacement, Side
from mentoring.pair_forms import PairForm
from mentoring.progress import steps
from mentoring.roster import roster
from mentoring.tasks import share_done, tasks_of
from mentoring.watch import read_sources, watch, with_facts
from people.consent_gaps import blanks_for
from people.history import lines_about
from people.models import Person

FORMED = {
    PairState.DRAFT: "Черновик сохранён. Предложите пару участникам, когда будете готовы.",
    PairState.PROPOSED: "Пара предложена. Отметьте, когда участники согласятся.",
    PairState.AGREED: "Пара сформирована. Соберите согласия и готовьте приказ.",
}


def new_pair(model_admin, request):
    """Form a pair or a group of the people of one's organization."""
    membership = request.user.membership
    if not model_admin.has_add_permission(request) or membership is None:
        raise PermissionDenied
    today, persons = timezone.localdate(), Person.objects.visible_to(request.user)
    groups = roster(persons, year=request.year, on=today)
    data = posted(request)
    start = {"mentor": request.GET.get("mentor", ""), "mentees": request.GET.getlist("mentee")}
    form = PairForm(data, persons=persons, groups=groups, year=request.year, on=today,
                    initial=start)  # fmt: skip
    if data is not None and form.is_valid():
        try:
            pair = actions.form_pair(organization=membership.organization, year=request.year,
                                     by=request.user, on=today, **form.cleaned_data)  # fmt: skip
            messages.success(request, FORMED[pair.state(today)])
            return redirect("admin:mentoring_pair_change", pair.pk)
        except ValidationError as refusal:
            refuse(form, refusal)
    return show(model_admin, request, "mentoring/pair_form.html", "Сформировать пару", form=form)


def pair_context(request, pair):
    """Return what the page of a pair shows; signals of answers only to whom may read them."""
    today = timezone.localdate()
    people = Pair.objects.with_people().select_related("organization")
    pair = with_facts(people, today).get(pk=pair.pk)
    attendances = Prefetch("attendances", Attendance.objects.select_related("member__person"))
    meetings = list(
        pair.meetings.prefetch_related("topics", attendances).order_by("-held_on", "-pk")
    )
    state = pair.state(today)
    gaps = [] if pair.closed_on else missing_by_pair([pair], today)[pair.pk]
    found = _signals(request, pair, gaps, today) if state == PairState.ACTIVE else []
    return {
        "pair": pair, "heads": _heads(pair, today), "state": state,
        "state_tag": state_tag(pair, today), "today": today,
        "ladder": steps(meetings, pair.ends_on), "meetings": meetings,
        "duration": duration(sum(meeting.minutes for meeting in meetings)),
        "members": [
            (member, member.person.title_on(today),
             member.joined_on <= today and (not member.left_on or member.left_on >= today))
            for member in pair.members.all()
        ],
        "days": (today - pair.confirmed_on).days if pair.confirmed_on else 0,
        "signals": found, "worst": worst(found),
        **_lacking(pair, gaps, today),
        "changing": [member for member in pair.members.all() if _changes(member, pair, today)],
        "lines": list(lines_about(pair).select_related("by", "person")),
        "agreements": agreements(pair, today),
        "replacements": list(Replacement.objects.open().filter(leaving__pair=pair)),
        "is_banned": _is_banned(pair),
        "next_period": pair.periods.order_by("pk").first() if pair.closed_on else None,
        "partner_trouble": next((trouble for _, trouble in partner_troubles([pair], today)), ""),
        **_programme(request, pair, today),
        "title": str(pair),
    }  # fmt: skip


def meeting_context(request, meeting):
    """Return what the page of a meeting shows; the page itself keeps answers from others."""
    rows = meeting.attendances.select_related("member__person").order_by("pk")
    pair = Pair.objects.with_people().get(pk=meeting.pair_id)
    return {"meeting": meeting, "pair": pair, "rows": list(rows), "title": meeting.title}


def _heads(pair, today):
    """Return the mentors of that very day; of a pair that has not begun or is closed its own."""
    mentors = [member for member in pair.members.all() if member.side == Side.MENTOR]
    begun = [member for member in mentors if member.joined_on <= today]
    return [m for m in begun if not m.left_on or m.left_on >= today] or pair.mentors


def _changes(member, pair, today):
    """Tell whether a member of a fixed pair still has the last or the first day ahead."""
    ahead = member.left_on >= today if member.left_on else member.joined_on > today
    return ahead and pair.confirmed_on is not None and not pair.closed_on


def _signals(request, pair, gaps, today):
    read = read_sources(pair.organization, [pair])
    [(_, found)] = watch([pair], today, read, gaps={pair.pk: len(gaps)})
    return open_to(found, reads_answers=request.user.has_perm("mentoring.view_attendance"))


def _lacking(pair, gaps, today):
    """Return whose consents the pair lacks, each with its blanks, and whether all have lapsed."""
    ended = lapsed(gaps, today) if gaps else {}
    mentors = {member.person_id for member in pair.mentors}
    leaving = {member.person_id: member.left_on for member in pair.members.all()}
    return {
        "lacking": [
            (person, [(gap, blanks_for(person, gap.kind, today, is_mentor=person.pk in mentors,
                                       signers=gap.signers), ended.get((person.pk, gap.kind), ""))
                      for gap in own], leaving.get(person.pk))
            for person, own in groupby(gaps, key=lambda gap: gap.person)
        ],
        "all_lapsed": len(ended) == len(gaps)
        and not any(words.endswith(UNSIGNED) for words in ended.values()),
    }  # fmt: skip


def _programme(request, pair, today):
    if not request.user.has_perm("mentoring.view_programme"):
        return {"programme": None}
    current = pair.programmes.current().first()
    if current is None:
        return {"programme": None}
    return {"programme": current, "tasks": tasks_of(current, today),
            "done": share_done(current, today)}  # fmt: skip


def _is_banned(pair):
    mentors, mentees = ([m.person for m in side] for side in (pair.mentors, pair.mentees))
    return PairBan.objects.between(mentors, mentees).exists()
