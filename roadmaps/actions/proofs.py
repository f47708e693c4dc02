"""What proves a date of a row: added and taken away by hand, or proposed by what was made."""

import datetime

from django.db import transaction
from django.db.models import Q

from roadmaps.actions.marks import (
    NOTE_LENGTH,
    MarkRefused,
    check_day,
    locked,
    mark_done,
    needs_proof,
    note_line,
    written,
)
from roadmaps.models import Evidence, EvidenceFile, EvidenceKind, Proposal
from roadmaps.proving import Candidate, candidates, fitting

OFTEN = datetime.timedelta(days=28)  # a paper made again sooner says nothing new of a row
OFFERED = 3  # so many rows are asked about when nothing tells which one is meant


@transaction.atomic
def add_evidence(occurrence, *, kind, title, on, by, key=None, link="", file=None, dated_on=None,
                 with_mark=False, part=None):  # fmt: skip
    """Add what proves a date of a row and return the Evidence; the row is not marked by it.

    `kind` is an EvidenceKind, `key` the key of the proving row of that kind: the same row proves a
    date once, the second time the first Evidence comes back. `dated_on` is the day of the proof
    (`on`, today, when None), `file` an Attachment. Raises MarkRefused for a day ahead or no words.
    """
    occurrence = locked(occurrence)
    title = written(title, "Напишите, что подтверждает выполнение.")
    if dated_on and dated_on > on:
        raise MarkRefused("Эта дата ещё не наступила. Укажите, от какого числа подтверждение.")
    values = {"title": title, "dated_on": dated_on or on, "link": link, "added_by": by,
              "with_mark": with_mark, "part": part}  # fmt: skip
    if key is None:
        proof, is_new = occurrence.evidence.create(kind=kind, **values), True
    else:
        proof, is_new = occurrence.evidence.get_or_create(kind=kind, key=key, defaults=values)
        occurrence.proposals.filter(kind=kind, key=key).delete()
    if file is not None:
        EvidenceFile.objects.create(evidence=proof, name=file.name, content=file.content)
    if is_new:
        note_line(occurrence, by, "add_evidence", "Приложено подтверждение к строке")
    return proof


def attach(occurrence, *, title, dated_on, link, file, by, on, **values):
    """Add what somebody has at hand: a file, a link or words; without words they name it."""
    kind = EvidenceKind.FILE if file else EvidenceKind.NOTE
    title = title or (file.stem if file else link[:NOTE_LENGTH])
    return add_evidence(occurrence, kind=kind, title=title, dated_on=dated_on, link=link, file=file,
                        by=by, on=on, **values)  # fmt: skip


@transaction.atomic
def remove_evidence(evidence, *, by):
    """Take a proof away; raises MarkRefused when the mark of the row rests on it alone."""
    occurrence = locked(evidence.occurrence)
    others = occurrence.evidence.exclude(pk=evidence.pk)
    if occurrence.done_on and needs_proof(occurrence) and not others.exists():
        raise MarkRefused("Это единственное подтверждение выполненной строки. "
                          "Приложите другое или сначала снимите отметку.")  # fmt: skip
    evidence.delete()
    note_line(occurrence, by, "remove_evidence", "Убрано подтверждение строки")


@transaction.atomic
def prove(organization, *, kinds, about, title, key, by, on, dated_on,
          kind=EvidenceKind.DOCUMENT):  # fmt: skip
    """Let something that was made prove the rows that expect it; return the dates it now proves.

    `kinds` are the ResultKinds it is, `about` a pattern of its subject, `title` its words. The
    one row that names the subject gets the evidence, and the mark as well when it expects nothing
    else on paper; otherwise the rows it may belong to get a proposal to be answered by one tap.
    """
    found = candidates(organization, kinds, on=dated_on)
    named = fitting(found, about)
    if len(named) == 1:
        return [_proven(named[0], kind=kind, title=title, key=key, by=by, on=on, dated_on=dated_on)]
    near = named or [one for one in found if one.is_near(dated_on)][:OFFERED]
    Proposal.objects.bulk_create(
        [Proposal(occurrence=one.occurrence, kind=kind, key=key, title=title, dated_on=dated_on)
         for one in near],
        ignore_conflicts=True,
    )  # fmt: skip
    return []


@transaction.atomic
def prove_again(organization, *, kinds, about, hint, title, key, earlier, by, on):
    """Let a register or report, which is made again and again, prove what waits for it today.

    Return the dates it now proves. `earlier` are the keys of those made before in the year. The
    one row that `about` finds is proven when it is about to fall due or lasts all the year; other
    rows, or those that `hint` finds, get a proposal. What was answered «нет» is not asked again,
    and what was taken back is asked about, never proven by itself.
    """
    ours = Q(kind=EvidenceKind.PRINTOUT, key__in=[*earlier, key])
    found = [one for one in candidates(organization, kinds, on=on) if one.waits(on)]
    dates = [one.occurrence.pk for one in found]
    recent = Q(dated_on__gt=on - OFTEN)
    known = set(Evidence.objects.filter(ours & recent, occurrence__in=dates)
                .values_list("occurrence", flat=True))  # fmt: skip
    asked = dict(Proposal.objects.filter(ours, occurrence__in=dates)
                 .values_list("occurrence", "declined_on"))  # fmt: skip
    found = [one for one in found if one.occurrence.pk not in known
             and not asked.get(one.occurrence.pk)]  # fmt: skip
    named = [one for one in fitting(found, about) if one.occurrence.pk not in asked]
    proof = {"kind": EvidenceKind.PRINTOUT, "title": title, "key": key, "dated_on": on}
    if len(named) == 1 and (named[0].is_near(on) or named[0].occurrence.is_continuous):
        return [_proven(named[0], by=by, on=on, **proof)]
    near = (named or fitting(found, hint))[:OFFERED]
    Proposal.objects.filter(ours, occurrence__in=[one.occurrence.pk for one in near]).delete()
    Proposal.objects.bulk_create(Proposal(occurrence=one.occurrence, **proof) for one in near)
    return []


def _proven(candidate: Candidate, *, by, on, dated_on, **proof):
    """Add the proof, and the mark where nothing else is to be brought; both are undone together."""
    occurrence, marks = candidate.occurrence, candidate.is_done_by_it
    add_evidence(occurrence, by=by, on=on, dated_on=dated_on, with_mark=marks, **proof)
    if marks:
        mark_done(occurrence, by=by, on=on, done_on=dated_on)
    return occurrence


@transaction.atomic
def accept_proposal(occurrence, *, kind, key, title, dated_on, by, on):
    """Answer «да»: the proposed row proves the date, and the date is done. Raises MarkRefused.

    Work that still lasts is only proven; True when the date is done.
    """
    day = max(filter(None, (dated_on, occurrence.start_on)))
    occurrence = locked(occurrence)
    check_day(occurrence, day, on)
    marks = not occurrence.lasts(on)
    add_evidence(occurrence, kind=kind, key=key, title=title, dated_on=dated_on, by=by, on=on,
                 with_mark=marks)  # fmt: skip
    if marks:
        mark_done(occurrence, by=by, on=on, done_on=day)
    return marks


@transaction.atomic
def decline_proposal(occurrence, *, kind, key, title, dated_on, by, on):
    """Answer «нет»: it is not proposed for this date again."""
    occurrence = locked(occurrence)
    Proposal.objects.update_or_create(
        occurrence=occurrence, kind=kind, key=key,
        defaults={"title": title, "dated_on": dated_on, "declined_on": on},
    )  # fmt: skip
    note_line(occurrence, by, "decline_proposal", "Отклонено предложенное подтверждение строки")


def is_known(kind, key):
    """Tell whether rows have been asked about this proof before, whatever was answered."""
    return any(rows.filter(kind=kind, key=key).exists()
               for rows in (Evidence.objects, Proposal.objects))  # fmt: skip


def evidence_of(kind, key):
    """Return what one row of another app proves, in every roadmap."""
    return Evidence.objects.filter(kind=kind, key=key).select_related("occurrence")
