"""Who joins a group, who leaves it, who sends them, and who is not to be joined again."""

import datetime

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST

from mentoring import actions
from mentoring.admin_views import bans
from mentoring.admin_views.frame import pair_to_change, posted, refuse, show
from mentoring.member_forms import BanForm, JoinForm, LeaveForm
from mentoring.models import PairBan, Partner
from mentoring.pair_forms import PartnerForm
from mentoring.roster import roster
from people.models import LEARNERS, Person

DAY = datetime.timedelta(days=1)


def join(model_admin, request, pk):
    """Take newcomers into a group."""
    pair, today = pair_to_change(request, pk), timezone.localdate()
    present = [member.person_id for member in (*pair.mentors, *pair.mentees)]
    persons = Person.objects.visible_to(request.user).exclude(pk__in=present)
    persons = persons.filter(kind__in=LEARNERS) if pair.form.mentee_is_learner else (
        persons.exclude(kind__in=LEARNERS)
    )  # fmt: skip
    form = JoinForm(posted(request), persons=persons, initial={"joined_on": today},
                    groups=roster(persons, year=pair.year, on=today))  # fmt: skip
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.join_pair(pair, persons=list(given.pop("persons")), on=today, by=request.user,
                              **given)  # fmt: skip
            messages.success(
                request, "Новые участники записаны. Оформите изменение: откройте приказ о паре, "
                         "кнопка «Бумаги».",
            )  # fmt: skip
            return redirect("admin:mentoring_pair_change", pk)
        except ValidationError as refusal:
            refuse(form, refusal)
    lead = "Участник работает с названного дня. Если пара закреплена приказом, нужны согласия."
    return show(model_admin, request, "mentoring/pair_join.html", "Добавить участников",
                form=form, pair=pair, lead=lead, is_danger=False)  # fmt: skip


def leave(model_admin, request, pk, member):
    """Let one member go."""
    pair, today = pair_to_change(request, pk), timezone.localdate()
    member = get_object_or_404(pair.members.select_related("person"), pk=member)
    form = LeaveForm(posted(request), initial={"left_on": _last_day(pair, member, today)})
    if request.method == "POST" and form.is_valid():
        try:
            actions.leave_pair(member, on=today, by=request.user, **form.cleaned_data)
            messages.success(request, "Участник вышел из группы. Его встречи остались в дневнике.")
            return redirect("admin:mentoring_pair_change", pk)
        except ValidationError as refusal:
            refuse(form, refusal)
    return show(model_admin, request, "mentoring/pair_step.html", "Участник выходит из группы",
                form=form, pair=pair, lead=member.person.full_name, button="Записать выход",
                is_danger=True)  # fmt: skip


def _last_day(pair, member, today):
    """Propose the last day: of a paused pair the one before the pause, when work still went on."""
    return max(member.joined_on, pair.paused_on - DAY) if pair.paused_on else today


def partner(model_admin, request, pk):
    """Name the partner that sends one side of the pair."""
    pair, today = pair_to_change(request, pk), timezone.localdate()
    known = Partner.objects.visible_to(request.user).order_by("name")
    form = PartnerForm(posted(request), partners=known, on=today,
                       initial={"partner": pair.partner_id})  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_partner(pair, on=today, by=request.user, **form.cleaned_data)
            messages.success(request, "Партнёр указан.")
            return redirect("admin:mentoring_pair_change", pk)
        except ValidationError as refusal:
            refuse(form, refusal, "partner")
    lead = f"Форма «{pair.form}»: нужен партнёр, с которым заключён договор."
    return show(model_admin, request, "mentoring/pair_step.html", "Указать партнёра",
                form=form, pair=pair, lead=lead, is_danger=False)  # fmt: skip


def ban(model_admin, request, pk):
    """Keep mentor and mentee of a pair apart from now on."""
    pair, today = pair_to_change(request, pk), timezone.localdate()
    form = BanForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            for mentor in pair.mentors:
                for mentee in pair.mentees:
                    actions.ban_pair(mentor.person, mentee.person, on=today, by=request.user,
                                     **form.cleaned_data)  # fmt: skip
            messages.success(request, "Запомнили: этих людей программа больше не объединит.")
            return redirect("admin:mentoring_pair_change", pk)
        except ValidationError as refusal:
            refuse(form, refusal, "reason")
    lead = "Новую пару из этих людей составить не получится, пока вы не снимете запрет."
    return show(model_admin, request, "mentoring/pair_step.html", "Больше не объединять",
                form=form, pair=pair, lead=lead, is_danger=True)  # fmt: skip


@method_decorator(require_POST)
def lift(model_admin, request, pk):
    """Lift the bans between the people of a pair."""
    pair = pair_to_change(request, pk)
    mentors, mentees = ([m.person for m in side] for side in (pair.mentors, pair.mentees))
    for standing in PairBan.objects.between(mentors, mentees):
        actions.lift_ban(standing, on=timezone.localdate(), by=request.user)
    messages.success(request, bans.LIFTED)
    return redirect("admin:mentoring_pair_change", pk)
