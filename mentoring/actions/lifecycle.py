"""The steps of a pair: fixed by an order, paused, resumed, closed."""

from itertools import permutations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from mentoring.legal import guarded_of, members_of, partner_troubles, persons_of
from mentoring.models import (
    Closing,
    LabourTerms,
    Pair,
    PairBan,
    PairMember,
    PairState,
    Replacement,
    Side,
)
from people.actions import locked_persons
from people.consent_gaps import missing
from people.history import record

CLOSED = (PairState.COMPLETED, PairState.ENDED_EARLY, PairState.CANCELLED)
UNFIXED = (PairState.DRAFT, PairState.PROPOSED, PairState.AGREED)


class ConsentMissing(ValidationError):
    """Somebody of the pair has not signed what the law and the programme demand."""


class PartnerMissing(ValidationError):
    """The form of a pair wants a partner and an agreement in force; one of them lacks."""


class StepRefused(ValidationError):
    """The pair is in no state for this step; the message says what is possible."""


@transaction.atomic
def confirm(pairs, *, basis, on, by, begins=None):
    """Make the pairs active from that day on the basis of a registered order.

    `begins` holds {pair id: the first day the order names} for pairs that begin later than planned.

    Raises ConsentMissing, naming everybody who lacks a consent, PartnerMissing for a form that
    wants a partner, StepRefused for two who are kept apart, and changes nothing then (152-ФЗ
    ст. 9; invariant: a pair is active only with the consents its members need).
    """
    locked = locked_pairs([pair.pk for pair in pairs])
    for pair in locked:
        if pair.confirmed_on or pair.closed_on:
            raise StepRefused(
                f"Пара «{pair}» уже {'закреплена, ' + pair.basis if pair.basis else 'закрыта'}. "
                "Подготовьте приказ без неё."
            )
    _check_bans(locked)
    check_consents(locked, on)
    check_partners(locked, on)
    for pair in locked:
        _begin_later(pair, (begins or {}).get(pair.pk, pair.starts_on))
        pair.confirmed_on, pair.basis = on, basis
        pair.save(update_fields=["starts_on", "confirmed_on", "basis"])
        record(organization=pair.organization, by=by, action="confirm_pair", subject=pair,
               text=f"Пара закреплена, {basis}")  # fmt: skip


def _check_bans(pairs):
    """Refuse two whom somebody has decided to keep apart since their pair was formed."""
    inside = set(PairMember.objects.filter(pair__in=pairs, left_on=None)
                 .values_list("pair", "side", "person"))  # fmt: skip
    bans = PairBan.objects.filter(organization__in=[pair.organization for pair in pairs],
                                  lifted_on=None).select_related("first", "second")  # fmt: skip
    for ban in bans:
        for mentor, mentee in permutations((ban.first_id, ban.second_id)):
            for pair in pairs:
                if inside >= {(pair.pk, Side.MENTOR, mentor), (pair.pk, Side.MENTEE, mentee)}:
                    raise StepRefused(
                        f"{ban} больше не объединяются: {ban.reason}. "
                        "Отмените эту пару или снимите запрет."
                    )


def _begin_later(pair, begins_on):
    """Move the first day of the pair, and of what was to begin with it and nobody has signed."""
    planned = pair.starts_on
    if begins_on <= planned:
        return
    if begins_on > pair.ends_on:
        raise StepRefused(
            f"Срок пары «{pair}» закончился {pair.ends_on:%d.%m.%Y}. Подготовьте приказ без неё."
        )
    pair.starts_on = begins_on
    members = PairMember.objects.filter(pair=pair, joined_on=planned, left_on=None)
    members.update(joined_on=begins_on)
    terms = LabourTerms.objects.filter(member__pair=pair, starts_on=planned, agreed_on=None)
    terms.filter(ends_on__gte=begins_on).update(starts_on=begins_on)
    programmes = pair.programmes.filter(starts_on=planned, approved_on=None)
    programmes.filter(ends_on__gte=begins_on).update(starts_on=begins_on)


@transaction.atomic
def pause_pair(pair, *, on, by, returns_on=None, reason=""):
    """Stop the work of an active pair from that day until it is resumed.

    `returns_on` is the day on which the curator means to resume it; the home page reminds of it.
    """
    pair = locked_pair(pair, (PairState.ACTIVE,), on)
    if returns_on and not on < returns_on <= pair.ends_on:
        raise StepRefused(
            f"День возвращения – позже сегодняшнего и не позже {pair.ends_on:%d.%m.%Y}, "
            "последнего дня пары. Исправьте дату или оставьте пустой."
        )
    pair.paused_on, pair.returns_on, pair.pause_reason = on, returns_on, reason.strip()
    pair.save(update_fields=["paused_on", "returns_on", "pause_reason"])
    record(organization=pair.organization, by=by, action="pause_pair", subject=pair,
           text="Работа пары приостановлена")  # fmt: skip


@transaction.atomic
def resume_pair(pair, *, on, by):
    """Let a paused pair work again; raises as `confirm` does for what ran out meanwhile."""
    pair = locked_pair(pair, (PairState.PAUSED,), on)
    check_consents([pair], on)
    check_partners([pair], on)
    pair.paused_on, pair.returns_on, pair.pause_reason = None, None, ""
    pair.save(update_fields=["paused_on", "returns_on", "pause_reason"])
    record(organization=pair.organization, by=by, action="resume_pair", subject=pair,
           text="Работа пары возобновлена")  # fmt: skip


@transaction.atomic
def close_pair(pair, *, closing, on, by, reason="", basis=""):
    """Close a pair: completed or ended early when an order had fixed it, otherwise cancelled.

    An early end needs its reason; `basis` names the order that closes it. Raises StepRefused.
    """
    wanted = UNFIXED if closing == Closing.CANCELLED else (PairState.ACTIVE, PairState.PAUSED)
    if closing == Closing.ENDED_EARLY and not reason.strip():
        raise StepRefused("Напишите причину: она попадёт в отчёт о парах, закрытых досрочно.")
    pair = locked_pair(pair, wanted, on)
    pair.closed_on, pair.closing, pair.closing_reason = on, closing, reason.strip()
    pair.save(update_fields=["closed_on", "closing", "closing_reason"])
    end_labour_terms(LabourTerms.objects.filter(member__pair=pair), last_day=on)
    Replacement.objects.open().filter(leaving__pair=pair).update(cancelled_on=on)
    text = f"Пара закрыта: {Closing(closing).label}" + (f", {basis}" if basis else "")
    record(organization=pair.organization, by=by, action="close_pair", subject=pair, text=text)


def check_consents(pairs, on):
    """Raise ConsentMissing when a member of these locked pairs may not work on that day."""
    members = members_of(pairs, on)
    check_persons(persons_of(members), on, guarded=guarded_of(members))


def check_persons(persons, on, *, guarded=()):
    """Raise ConsentMissing when one of them may not work in a pair on that day.

    Minors among `guarded` (ids) need a parent's signature, as their form asks. All stay locked:
    a withdrawal waits until the pair is at work, and pauses it then.
    """
    locked_persons(persons)
    _refuse(missing(persons, on, guarded=guarded))


def check_partners(pairs, on):
    """Raise PartnerMissing when a form wants a partner's agreement that lacks on that day."""
    wanting = Pair.objects.with_people().filter(
        pk__in=[pair.pk for pair in pairs], form__partner_required=True
    )
    for pair, trouble in partner_troubles(wanting, on):
        raise PartnerMissing(
            f"Пара «{pair}»: {trouble}, а форма «{pair.form}» этого требует. Откройте пару и "
            "укажите партнёра с действующим договором."
        )


def _refuse(gaps):
    if gaps:
        names = "; ".join(_lacking(gap) for gap in gaps[:5])
        more = f" и ещё {len(gaps) - 5}" if len(gaps) > 5 else ""
        raise ConsentMissing(f"Не хватает согласий: {names}{more}. Соберите подписи и повторите.")


def _lacking(gap):
    by_parent = " (подпись родителя)" if "guardian" in gap.signers else ""
    return f"{gap.person.short_name} – {gap.kind.label}{by_parent}"


def locked_pairs(keys):
    """Lock the pairs in the order of their keys and return them as the database has them now."""
    rows = Pair.objects.filter(pk__in=keys).select_related("organization").order_by("pk")
    return list(rows.select_for_update(of=("self",)))


def locked_pair(pair, states, on):
    """Return the pair as the database has it now, locked; StepRefused in any other state."""
    locked = (
        Pair.objects.select_for_update(of=("self",)).select_related("organization").get(pk=pair.pk)
    )
    state = locked.state(on)
    if state not in states:
        raise StepRefused(f"Так сделать нельзя: состояние пары – «{state.label.lower()}».")
    return locked


def end_labour_terms(terms, *, last_day):
    """Let the work and its pay end with that day; terms that would begin later never do."""
    terms.filter(starts_on__gt=last_day).delete()
    running = terms.filter(Q(ended_on=None) | Q(ended_on__gt=last_day), ends_on__gt=last_day)
    running.update(ended_on=last_day)
