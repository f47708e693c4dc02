"""What the lists of pairs and meetings add to Django's: the year, states, papers that lack."""

from functools import partial

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Exists, Q
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import capfirst

from mentoring.health import open_to
from mentoring.legal import missing_by_pair
from mentoring.models import Closing, MentoringForm, PairState, Side
from mentoring.standing import places, with_room
from mentoring.watch import read_sources, watch, with_facts
from people.models import Mentor
from people.templatetags.look import state
from people.templatetags.words import plural

LOOK = {
    PairState.DRAFT: ("idle", "Черновик"),
    PairState.PROPOSED: ("idle", "Предложена"),
    PairState.AGREED: ("warn", "Ждёт приказа"),
    PairState.ACTIVE: ("ok", "Действует"),
    PairState.PAUSED: ("idle", "Приостановлена"),
    PairState.COMPLETED: ("info", "Завершена"),
    PairState.ENDED_EARLY: ("idle", "Прекращена досрочно"),
    PairState.CANCELLED: ("idle", "Отменена"),
}
CLOSED_WORDS = {
    Closing.COMPLETED: "Завершены",
    Closing.ENDED_EARLY: "Прекращены досрочно",
    Closing.CANCELLED: "Отменены",
}
SIGNS = {PairState.ENDED_EARLY: "cross", PairState.CANCELLED: "cross", PairState.COMPLETED: "check"}


class PairList(ChangeList):
    """The pairs of the year chosen in the head of the page, each with the consents it lacks."""

    def get_queryset(self, request, exclude_parameters=None):
        return super().get_queryset(request, exclude_parameters).of_year(request.year)

    def get_results(self, request):
        super().get_results(request)
        today = timezone.localdate()
        self.result_list = list(with_facts(self.result_list.with_people(), today))
        gaps = missing_by_pair(self.result_list, today)
        for pair in self.result_list:
            pair.gaps = [] if pair.closed_on else gaps[pair.pk]
            pair.signals = []
        self._watch(request, today)

    def _watch(self, request, today):
        """Give the pairs at work the signals that the reader may see."""
        at_work = [pair for pair in self.result_list if pair.state(today) == PairState.ACTIVE]
        membership = request.user.membership
        if not at_work or membership is None:
            return
        read = read_sources(membership.organization, at_work)
        reads_answers = request.user.has_perm("mentoring.view_attendance")
        for pair, signals in watch(at_work, today, read):
            pair.signals = open_to(signals, reads_answers=reads_answers)


class MeetingList(ChangeList):
    """The meetings of the pairs of the chosen year."""

    def get_queryset(self, request, exclude_parameters=None):
        rows = super().get_queryset(request, exclude_parameters)
        return rows.filter(pair__year=request.year)


class PairStateFilter(admin.SimpleListFilter):
    title = "состояние"
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [("draft", "Черновики"), ("proposed", "Предложены"), ("awaiting", "Ждут приказа"),
                ("active", "Действуют"), ("paused", "Приостановлены"),
                *((value, CLOSED_WORDS[value]) for value in Closing.values)]  # fmt: skip

    def queryset(self, request, queryset):
        today = timezone.localdate()
        if self.value() in CLOSED_WORDS:
            return queryset.closed_as(self.value(), today)
        chosen = {
            "draft": queryset.drafts,
            "proposed": queryset.proposed,
            "awaiting": queryset.agreed,
            "active": partial(queryset.active, today),
            "paused": partial(queryset.paused, today),
        }
        return chosen[self.value()]() if self.value() in chosen else queryset


class FormFilter(admin.SimpleListFilter):
    """The forms of the catalogue: which of them the pairs have would cost a look at every pair."""

    title = "форма"
    parameter_name = "form"

    def lookups(self, request, model_admin):
        forms = MentoringForm.objects.filter(is_active=True)
        return [(str(form.pk), capfirst(form.name)) for form in forms]

    def queryset(self, request, queryset):
        value = self.value() or ""
        return queryset.filter(form=value) if value.isdecimal() and len(value) < 10 else queryset


class BankFilter(admin.SimpleListFilter):
    """Who of a bank stands in a pair of the year, and in which."""

    title = "состояние"
    parameter_name = "pairs"

    def lookups(self, request, model_admin):
        room = [("room", "Есть места")] if model_admin.side == Side.MENTOR else []
        return [("at_work", "В паре по приказу"), ("awaiting", "Ждут приказа"),
                ("paused", "Приостановлены"), ("without", "Без пары"), *room]  # fmt: skip

    def queryset(self, request, queryset):
        today = timezone.localdate()
        side = Side.MENTOR if queryset.model is Mentor else Side.MENTEE
        own = places(side, today)
        fixed = own.filter(pair__confirmed_on__lte=today)
        paused = Q(pair__paused_on__lte=today)
        chosen = {
            "at_work": lambda: queryset.filter(Exists(fixed.exclude(paused))),
            "awaiting": lambda: queryset.filter(Exists(own.filter(pair__confirmed_on=None))),
            "paused": lambda: queryset.filter(Exists(fixed.filter(paused))),
            "without": lambda: queryset.filter(~Exists(own)),
            "room": lambda: with_room(queryset, today) if side == Side.MENTOR else queryset,
        }
        return chosen[self.value()]() if self.value() in chosen else queryset


class AnswersFilter(admin.SimpleListFilter):
    title = "ответы наставляемых"
    parameter_name = "answers"

    def lookups(self, request, model_admin):
        return [("all", "Все ответили"), ("waiting", "Ждём ответа")]

    def queryset(self, request, queryset):
        waiting = Q(attendances__was_present=True, attendances__answered_at=None)
        rows = queryset.model.objects.filter(waiting).values("pk")
        if self.value() == "waiting":
            return queryset.filter(pk__in=rows)
        return queryset.exclude(pk__in=rows) if self.value() == "all" else queryset


def state_tag(pair, on):
    """Return the tag of the pair's state on that day."""
    now = pair.state(on)
    kind, word = LOOK[now]
    return state(kind, word, SIGNS.get(now, ""))


def state_with_phrase(pair, on):
    """Return the tag and the sentence of a pair of a list: what it lacks, or what it stands on.

    The pair carries `gaps` and `signals`, as PairList fetches them; the worst signal colours it.
    What rests on answers is not named: the list goes into files and on paper.
    """
    if pair.gaps:
        lacking = plural(len(pair.gaps), "согласия,согласий,согласий")
        words = "Действует, но не хватает" if pair.confirmed_on else "Не хватает"
        return _with_phrase(state("bad", "Нет согласий"), f"{words} {lacking}.")
    troubles = [signal for signal in pair.signals if signal.is_open]
    if troubles:
        is_secret = troubles[0].rule.confidential
        text = "Нужно ваше внимание, откройте пару." if is_secret else troubles[0].text
        return _with_phrase(state(troubles[0].level, "Действует"), text)
    if pair.confirmed_on:
        return _with_phrase(state_tag(pair, on), *pair.basis.partition("№"))
    return _with_phrase(state_tag(pair, on), "" if pair.closed_on else "Согласия есть.")


def _with_phrase(tag, words, *number):
    return format_html(
        '{}<span class="phrase">{}<span class="nowrap">{}</span></span>', tag, words,
        "".join(number),
    )  # fmt: skip
