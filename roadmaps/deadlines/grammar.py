"""From the wording of a deadline to its rule; never fails, what it does not know is a text."""

import re
from collections.abc import Iterable
from dataclasses import replace

from roadmaps.deadlines import questions
from roadmaps.deadlines.frequency import Often
from roadmaps.deadlines.lexicon import Atom, atoms
from roadmaps.deadlines.rules import Piece, Rule, Span
from roadmaps.deadlines.writing import canonical, items_of, tidy

_SAME = re.compile(r"то же|тот же(?: срок)?|-/{2,4}-|-[\"«»]-|[\"«»]")
_BRACKET = re.compile(r"\(([^()]{0,2000})(?:\)|$)")
_LONGEST_TEXT = 20_000  # letters, also after ligatures are taken apart; a cell has a few hundred
_LONGEST_PHRASE = 500  # one deadline without its brackets
_MOST_STRANGE_WORDS = 8  # more of them are prose in which a month happens to stand

# How atoms make a span: their marks, and how the dates are bound.
_SPANS = re.compile("(?P<range>FP[SD]?[UT]P|FPDP|PD?[UT]P|PDP)|(?P<until>[UT]+P)|(?P<from>FP)|P|C")


def parse(text: str) -> Rule:
    """Return the rule of a wording; its `text` is the argument itself.

    Source of the forms: the table of tests/roadmaps/deadlines.csv. A wording with several
    deadlines (lines, «1) … 2) …», «… / …») gives a list whose items are rules again.
    """
    tidied = tidy(text[:_LONGEST_TEXT])
    if len(tidied) >= _LONGEST_TEXT:
        return Rule("text", text)
    if not tidied or _SAME.fullmatch(canonical(tidied)):
        return Rule("inherit", text)
    parts, numbered = items_of(tidied)
    if len(parts) < 2:
        return replace(_phrase(parts[0] if parts else tidied), text=text)
    rules = [_phrase(part) for part in parts]
    dated = sum(rule.kind != "text" for rule in rules)
    if _is_one_phrase(rules) or (dated < 2 and not (numbered and dated)):
        return replace(_phrase(" ".join(parts)), text=text)
    return replace(_list(rules), text=text)


def _is_one_phrase(rules: list[Rule]) -> bool:
    """Say whether two lines are one deadline: «с 20.12.2022 ⏎ до 25.12.2022»."""
    if len(rules) != 2 or any(len(rule.spans) > 1 or rule.items for rule in rules):
        return False
    first, second = ("".join(span.how for span in rule.spans) for rule in rules)
    return (first, second) == ("from", "until")


def _phrase(part: str) -> Rule:
    """Read one deadline; brackets count only when nothing is said without them."""
    notes = [" ".join(note.split()) for note in _BRACKET.findall(part)]
    rule = _read(_BRACKET.sub(" ", part))
    if notes and _is_completed(rule, map(_read, notes)):
        inner = _read(part.replace("(", ", ").replace(")", " "))
        if inner.kind not in ("text", "list"):
            return replace(inner, text=part)
    return replace(rule, text=part, note="; ".join(note for note in notes if note))


def _is_completed(rule: Rule, notes: Iterable[Rule]) -> bool:
    """Say whether brackets hold what the deadline lacks: «ежегодно (май)», «май (ежегодно)»."""
    said = {note.kind for note in notes if note.kind != "text"}
    if rule.kind in ("text", "yearly", "periodic") and not rule.spans:
        return bool(said)
    plans = {"by_plan", "by_programme"} if rule.kind == "continuous" else set()
    return bool(said & ({"yearly", "periodic"} | plans))


def _read(part: str) -> Rule:
    if len(part) > _LONGEST_PHRASE:
        return Rule("text", part)
    found = [atom for atom in atoms(canonical(part)) if atom.mark != "-"]
    marks = "".join(atom.mark[0] for atom in found)  # CP is C with pieces
    meaning = re.search("[PCYRLG]", marks)
    if meaning is None or "Z" in marks or "X" in marks[: meaning.start()] or _is_prose(marks):
        return Rule("text", part)
    members = _members(found, marks)
    if members is None:
        return Rule("text", part)
    often = next((atom.often for atom in found if atom.often), None)
    rule = _combined(part, _with_years(members), marks, often)
    return replace(rule, ambiguous=questions.question(rule))


def _is_prose(marks: str) -> bool:
    return "P" in marks and marks.count("J") > _MOST_STRANGE_WORDS


def _members(found: list[Atom], marks: str) -> list[Span] | None:
    """Return the spans in their order, those of all the time as "whole"; None: backwards."""
    members: list[Span] = []
    for bound in _SPANS.finditer(marks):
        group = found[bound.start() : bound.end()]
        pieces = [atom.pieces for atom in group if atom.pieces]
        inclusive = marks[bound.end() : bound.end() + 1] == "I"
        if group[-1].mark in ("C", "CP"):
            members += _whole(group[-1])
        elif bound["range"]:
            members.append(Span("range", pieces[0][0], pieces[1][-1]))
        elif bound["until"]:
            inclusive |= group[0].mark == "T"  # «по май» takes May in
            members += [Span("until", last=piece, inclusive=inclusive) for piece in pieces[0]]
        elif bound["from"]:
            members += [_since(piece) for piece in pieces[0]]
        else:
            members += [Span("in", piece, piece) for piece in pieces[0]]
    return None if any(map(_is_backwards, members)) else members


def _since(piece: Piece) -> Span:
    """«С 1 по 15 октября», «с I по III квартал» are one piece that has its end already."""
    several = piece.what == "quarter" and piece.to_month - piece.month > 2
    whole = several or piece.what == "days" or (piece.n > 10 and piece.n % 11)
    return Span("in", piece, piece) if whole and piece.what != "years" else Span("from", piece)


def _whole(atom: Atom) -> list[Span]:
    """«В течение года» is a span of its own; bare «2023–2025 гг.» is a range of dates."""
    (piece,) = atom.pieces or (Piece("school_year"),)
    how = "in" if piece.what == "years" and "теч" not in atom.text else "whole"
    return [Span(how, piece, piece)]


def _is_backwards(span: Span) -> bool:
    first, last = span.first, span.last
    if span.how != "range" or not first.is_of_days or not last.is_of_days:
        return False
    if first.year is None or last.year is None:
        return False
    end = (last.year + last.wraps, last.to_month, last.to_day or 31)
    return (first.year, first.month, first.day) > end


def _with_years(members: list[Span]) -> list[Span]:
    """Give a year to dates that stand before a written one: «октябрь, декабрь 2026»."""
    known: Piece | None = None
    done = []
    for span in reversed(members):
        if known and span.last and span.last.floats and span.how in ("in", "until", "range"):
            span = _dated_like(span, known)
        source = span.first or span.last
        whole_year = source.what == "school_year"
        if not source.floats and (source.is_of_days or (whole_year and source.academic)):
            known = source
        done.append(span)
    return done[::-1]


def _dated_like(span: Span, known: Piece) -> Span:
    if not span.last.is_of_days or known.year is None:
        year = {"academic": known.academic} if known.academic else {"year": known.year}
    else:
        earlier = (span.last.month, span.last.day) > (known.month, known.day)
        year = {"year": known.year - earlier}
    if span.how == "in":
        piece = replace(span.first, **year)
        return replace(span, first=piece, last=piece)
    return replace(span, last=replace(span.last, **year))


def _combined(part: str, members: list[Span], marks: str, often: Often | None) -> Rule:
    """Weigh what was found: repetition first, then dates, then plans, then all the time."""
    spans = tuple(span for span in members if span.how != "whole")
    whole = tuple(span for span in members if span.how == "whole")
    years = all(span.first and span.first.what == "years" for span in spans)
    if often:
        dates = spans if spans else tuple(s for s in whole if s.first.academic or s.first.year)
        return Rule(
            "periodic", part, spans=dates, unit=often.unit, count=often.count, every=often.every,
            day=often.day, weekday=often.weekday, onwards="O" in marks,
        )  # fmt: skip
    if "Y" in marks and (spans and not years):
        return Rule("yearly", part, spans=spans)
    if not spans and re.search("[LG]", marks):
        return Rule("by_plan" if "L" in marks else "by_programme", part)
    if "Y" in marks and not whole:
        return Rule("yearly", part)
    if whole and len(members) == 2 and spans and spans[0].how in ("from", "range"):
        return Rule("continuous", part, spans=spans)  # «в течение года, с сентября по май»
    if "X" in marks and not spans and not whole:
        return Rule("text", part)
    rules = [_of_span(span, part) for span in _without_years(members)]
    return rules[0] if len(rules) == 1 else _list(rules)


def _without_years(members: list[Span]) -> list[Span]:
    """Drop «2026–2027 учебный год» beside dates: it only said which year they belong to."""
    if all(member.how == "whole" for member in members):  # «постоянно, в течение года»
        return [next((m for m in members if not m.first.floats), members[0])]
    return [m for m in members if m.how != "whole" or not m.first.academic]


def _of_span(span: Span, part: str) -> Rule:
    kind = kind_of(span)
    if span.how == "whole" and span.first.floats:
        return Rule(kind, part)  # «в течение года», whichever it is
    rule = Rule(kind, part, spans=(span,))
    return replace(rule, ambiguous=questions.question(rule))


def kind_of(span: Span) -> str:
    """Return the kind of one span."""
    if span.how in ("until", "range"):
        return "until" if span.how == "until" else _kind_of_range(span)
    if span.how in ("from", "whole"):
        return "continuous"
    kinds = {"day": "exact", "weekday": "exact", "month": "month", "season": "month_range",
             "quarter": "quarter", "term": "quarter", "school_year": "continuous"}  # fmt: skip
    return kinds.get(span.first.what, "range")


def _kind_of_range(span: Span) -> str:
    whats = {piece.what for piece in span.pieces}
    if whats <= {"quarter", "term"}:
        return "quarter"
    two_years = span.first.year is not None and span.last.year is not None
    return "month_range" if whats <= {"month", "season"} and not two_years else "range"


def _list(rules: list[Rule]) -> Rule:
    asked = next((rule.ambiguous for rule in rules if rule.ambiguous), "")
    spans = tuple(span for rule in rules for span in rule.spans)
    return Rule("list", "", ambiguous=asked, spans=spans, items=tuple(rules))
