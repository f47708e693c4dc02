"""The words of a deadline: which pieces of text name dates, bind them or say how often.

A row of LEXICON is a pattern and what it means; the first that fits wins. Texts come here in
canonical form. Every repetition is bounded, so reading takes time proportional to the length.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from roadmaps.deadlines import dates_named as named
from roadmaps.deadlines.frequency import ROWS, Often
from roadmaps.deadlines.patterns import (
    DAY,
    END,
    ENDING,
    MONTH,
    ORDINAL,
    SCHOOL_YEAR,
    UNIT,
    WEEKDAY,
    YEAR,
    YEAR_OF,
    YEAR_WORD,
)
from roadmaps.deadlines.rules import Piece


@dataclass(frozen=True)
class Atom:
    """A word or phrase that was understood.

    `mark` is one letter for the grammar: P dates (in `pieces`), U until, F from, T up to, D dash,
    S separator, Y every year, R repeated (in `often`), C all the time, L by a plan, G by the
    programme, O onwards, I inclusive, X a word that makes the dates behind it unclear, Z one that
    does so to all, J a word not known, - a word without meaning of its own. `text` is what it was
    read from.
    """

    mark: str
    text: str
    pieces: tuple[Piece, ...] = ()
    often: Often | None = None


_SET = r"(?:в )?сроки ?,? ?(?:установлен|определен|предусмотрен|указан)н[а-я]{1,3}(?: в)?"
_BY = (
    rf"(?:{_SET}|по|согласно|в соответствии со?)"
    r"(?! мере| итог| результат| окончани| завершени)"
)
_WORDS = r"(?: [а-я-]{1,40}){0,4}?"
_PERIOD = r"(?:период|срок|врем)[а-я]{0,3}|реализации"
_RUN = r"(?: (?:реализации|действия|работы)(?: (?!с |по |до )[а-я-]{1,40}){0,4})?"
_ALL = r"(?:(?:всего|всех|этого|текущего|данного|каждого|указанного|календарного) ){0,3}"
_DURING = r"(?:в ?теч(?:ени[еия]|\.)|на протяжении)"
_EVERY_YEAR = (
    rf"ежегодн[а-я]{{0,3}}|кажд[а-я]{{1,3}} (?:учебн[а-я]{{1,3}} )?год(?:а|у)?{END}"
    rf"|из года в год|(?:не (?:реже|менее) )?(?:1|один|одного|единожды)? ?(?:раза? )"
    rf"в (?:учебн[а-я]{{1,3}} |календарн[а-я]{{1,3}} )?год{END}"
)

LEXICON: list[tuple[str, str, Callable | None]] = [
    # dates
    ("P", r"(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})(?:[ t]\d{2}:\d{2}(?::\d{2})?)?(?!\d)",
     named.day),
    ("P", rf"(?P<d>\d{{1,2}}) ?(?:-| по | до ) ?(?P<d2>\d{{1,2}}) ?\. ?(?P<m>\d{{1,2}})"
          rf"(?!\d)(?: ?\. ?(?P<y>\d{{4}}|\d{{2}})(?!\d))?{YEAR_WORD}", named.days),
    ("P", rf"(?P<d>\d{{1,2}})(?:(?P<s> ?[./] ?)|-)(?P<m>\d{{1,2}})(?(s) ?[./] ?|-)"
          rf"(?P<y>\d{{4}}|\d{{2}})(?!\d){YEAR_WORD}", named.day),
    ("P", rf"(?P<m>\d{{1,2}})[./-](?P<y>(?:19|20|21)\d\d)(?!\d){YEAR_WORD}", named.month_by_number),
    ("P", r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})(?!\.?\d)\.?", named.day),
    ("P", rf"{DAY} ?(?:-| по | до ) ?(?P<d2>\d{{1,2}}){ENDING} ?{MONTH}{YEAR_OF}", named.days),
    ("P", rf"(?P<several>\d{{1,2}}{ENDING}(?:(?: ?, ?| и )\d{{1,2}}{ENDING}){{1,9}}) {MONTH}"
          rf"{YEAR_OF}",
     named.several_days),
    ("P", rf"[\"«]? ?{DAY} ?[\"»]? ?(?:числа )?{MONTH}{YEAR_OF}", named.day),
    ("P", rf"{ORDINAL} (?P<part>половин|декад|недел)[а-я]{{0,3}} ?{MONTH}{YEAR_OF}", named.part),
    ("P", rf"{ORDINAL} {WEEKDAY} {MONTH}{YEAR_OF}", named.weekday_of_month),
    ("P", rf"(?:(?:на|в период|во время|в дни) )?(?P<season>осен|зим|весен|лет)н[а-я]{{1,3}} "
          rf"(?:школьн[а-я]{{1,3}} )?каникул[а-я]{{0,3}}{END}{YEAR_OF}", named.break_of_year),
    ("P", rf"(?P<part>начал|середин|кон(?:ец|ц)|(?:перв|последн)[а-я]{{2}} числ)[а-я]{{0,2}} "
          rf"{MONTH}{YEAR_OF}", named.part),
    ("P", rf"перв(?:ое|ого|ому) {MONTH}{YEAR_OF}", named.first_day),
    ("P", rf"последн[а-я]{{1,3}} (?:день|дня|дню|число) {MONTH}{YEAR_OF}", named.last_day),
    ("P", rf"{MONTH}(?: месяц[а-я]{{0,2}})?{YEAR_OF}", named.month),
    ("P", rf"(?P<closing>(?:кон(?:ец|ца|цу|це)|окончани[яюе]) )?{ORDINAL}"
          rf"(?:(?P<both>-|, ?| и | по | до ){ORDINAL.replace('ordinal', 'ordinal2')})?[ -]?"
          rf"(?P<unit>квартал|кв|четверт|полугоди|триместр)[а-я]{{0,2}}{END}\.?{YEAR_OF}",
     named.quarter),
    ("P", rf"(?:кон(?:ец|ца|цу|це)|окончани[яюе]) (?:каждого )?{SCHOOL_YEAR}", named.closing),
    ("P", rf"начал[а-я]{{0,2}} (?:нового |каждого )?{SCHOOL_YEAR}", named.opening),
    ("P", r"начал[а-я]{0,2} года|нов(?:ого|ому) учебно(?:го|му) год[ау]", named.opening),
    ("P", r"(?:кон(?:ец|ца|цу|це)|окончани[яюе]) календарного года", named.last_of_year),
    ("P", rf"(?:кон(?:ец|ца|цу|це)|окончани[яюе]) (?P<y>{YEAR}){YEAR_WORD}", named.last_of_year),
    ("P", r"кон(?:ца|цу|це|ец) года", named.closing_of_some_year),
    ("P", rf"(?P<season>осен|зим|весн|лет)(?:ь|и|ью|а|ы|у|е|ой|о|ом|ом){END}"
          rf"(?: период[а-я]{{0,2}})?{YEAR_OF}", named.season),
    ("P", rf"(?P<season>осен|зим|весен|лет)(?:н[а-я]{{2,3}}) период[а-я]{{0,2}}{YEAR_OF}",
     named.season),
    # all the time, by a plan
    ("L", rf"{_BY}{_WORDS} (?:план|график|расписани|циклограмм|медиаплан|контент-план)"
          r"[а-я-]{0,20}", None),
    ("C", rf"{_DURING} ?{_ALL}(?:{_PERIOD}){END}{_RUN}", None),
    ("C", rf"{_DURING} ?{_ALL}(?:(?:уч[а-я]{{0,6}}\.? ?)?г(?:ода|\.)){END}", None),
    ("CP", rf"{_DURING} ?{_ALL}{SCHOOL_YEAR}", named.school_year),
    ("CP", rf"{_DURING} (?P<y>{YEAR}){YEAR_WORD}", named.year),
    ("C", rf"(?:за |в )?вес[ьъ] (?:учебный |календарный )?(?:год|{_PERIOD}){END}{_RUN}", None),
    ("C", rf"(?:в|за|на) (?:весь период|период (?:реализации|действия)){_RUN}", None),
    ("C", rf"(?:постоян{{1,2}}[а-я]{{1,3}}(?: основе)?|непрерывно|систематически|регулярно"
          rf"|ежедневно|круглогодично|круглый год){END}", None),
    ("G", rf"{_BY}{_WORDS} программ[а-я]{{0,3}}(?: наставни[а-я]{{1,10}})?", None),
    # how often
    *ROWS,
    ("Y", rf"(?:{_EVERY_YEAR})", None),
    ("Y", rf"кажд[а-я]{{1,3}}(?= (?:{MONTH}|осен|зим|весн|лет))", None),
    ("CP", rf"(?P<y>{YEAR})[-/](?P<y2>{YEAR}|\d\d)(?![\d.]){YEAR_WORD}", named.school_year),
    ("C", rf"(?:в )?учебн(?:ый год|ом году){END}", None),
    ("P", rf"(?P<y>{YEAR}){YEAR_WORD}(?!\d)", named.year),
    # words that bind
    ("U", rf"(?:в срок до|сроком до|срок-? ?до|вплоть до|до|ко?|не позднее|не позже){END}", None),
    ("F", rf"(?:начиная с|со?){END}", None),
    ("F", r"от(?= \d{1,2}[ .][^№]{1,20} до )", None),
    ("T", rf"по{END}", None),
    ("Z", r"следующего учебного", None),
    ("O", rf"(?:и )?(?:далее|затем|потом|впоследствии)(?: -|-)?{END}", None),
    ("I", rf"включительно{END}", None),
    ("D", r"-", None),
    ("S", rf"и{END}|[,/;]", None),
    ("X", rf"(?:после|через|ранее|раньше|от|перед|накануне|кроме|дн(?:я|ей|ях)|дней|день|"
          rf"сут[а-я]{{2}}|момента?|раза?|недел[а-я]{{1,3}}|час[а-я]{{1,2}}|истечени[а-я]|"
          rf"не ранее|приказ[а-я]{{0,3}})"
          rf"{END}|за (?=\d|од|дв|тр|недел|месяц|ден|дн|пол|несколь)|№", None),
    ("-", rf"(?:в|во|на|за|срок|сроки|срок исполнения|примерно|ориентировочно|предварительно|"
          rf"месяц|числа|{UNIT}|гг?|год[ау]?|году|уч|уч[а-я]{{0,6}}ого|учебный|текущего|этого|{_DURING}|"
          rf"период|а также)"
          rf"{END}\.?", None),
]  # fmt: skip
_ROWS = [(mark, re.compile(pattern), builder) for mark, pattern, builder in LEXICON]
_WORD = re.compile(r"[а-яa-z]+|\d+(?:[.,/]\d+)*")


def atoms(text: str) -> Iterator[Atom]:
    """Yield the atoms of a canonical text in their order; what is not known comes as J or X."""
    position, length = 0, len(text)
    while position < length:
        if not text[position].isalnum() and text[position] not in '-,/;№«"':
            position += 1
            continue
        found, atom = _read(text, position)
        yield atom
        position += found


def _read(text: str, position: int) -> tuple[int, Atom]:
    """Return how many letters the atom at this position takes, and the atom."""
    for mark, pattern, builder in _ROWS:
        found = pattern.match(text, position)
        if found is None:
            continue
        built = builder(found) if builder else ()
        if built is None:  # looks like a date and is none: 31.02.2027
            continue
        size = found.end() - position
        if mark == "R":
            return size, Atom("R", found[0], often=built)
        return size, Atom(mark, found[0], pieces=built)
    word = _WORD.match(text, position)
    if word is None:
        return 1, Atom("-", text[position])
    # a bare number before a date may shift it («через 3», «п. 5»); a word is just a word
    return word.end() - position, Atom("X" if word[0][0].isdigit() else "J", word[0])
