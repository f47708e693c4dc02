"""Who answers for a row, as the cell of the responsible names them; pure, people are not known."""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from django.db.models import TextChoices

LONGEST = 1_000  # letters of a cell that are read
MOST = 40  # so many are named in one cell at most


class AssigneeKind(TextChoices):
    """What the words of the cell are."""

    PERSON = "person", "человек"
    ROLE = "role", "роль"
    BODY = "body", "коллективный орган"
    ORGANIZATION = "organization", "организация"
    FREE_TEXT = "free_text", "другое"


@dataclass(frozen=True)
class Named:
    """One of those who answer: `text` as written, `role` the words of duty beside a name."""

    kind: str
    text: str
    role: str = ""
    surname: str = ""
    initials: str = ""
    note: str = ""
    is_main: bool = False


_ROLES = (
    r"(?:и\.?\s?о\.?\s+|врио\s+)?директор\w*",
    r"заведующ\w+", r"начальник\w*", r"ректор\w*",
    r"(?:зам(?:\.|естител\w+)\s*|замдиректор\w*)(?:директор\w*|заведующ\w+|начальник\w*)?",
    r"(?:муниципальн\w+\s+)?куратор\w*", r"координатор\w*", r"модератор\w*",
    r"(?:педагог\w*|учител\w+)[-–\s]+наставник\w*", r"наставник\w*", r"наставляем\w+",
    r"классн\w+\s+руководител\w+", r"классрук\w*", r"руководител\w+",
    r"педагог\w*[-–\s]+психолог\w*", r"психолог\w*", r"социальн\w+\s+педагог\w*",
    r"педагог\w*[-–\s]+(?:организатор|библиотекар)\w*", r"педагог\w*\s+дополнительн\w+",
    r"(?:молод\w+|начинающ\w+)\s+(?:педагог|специалист|учител|воспитател)\w*",
    r"(?:старш\w+\s+)?(?:методист|воспитател|вожат|мастер)\w*",
    r"советник\w*", r"учител\w+", r"педагог\w*", r"преподавател\w+", r"специалист\w*",
    r"логопед\w*", r"дефектолог\w*", r"тьютор\w*", r"библиотекар\w*", r"секретар\w*",
    r"делопроизводител\w*", r"администратор\w*", r"председател\w+", r"ответственн\w+",
)  # fmt: skip
_ROLE = re.compile("|".join(_ROLES), re.I)
_BODY = re.compile(
    r"\b(?:пед)?совет\w*|\bкомисси\w+|\bШ?МО\b|\bМС\b|методическ\w+\s+объединени\w+|\bкафедр\w+"
    r"|(?:творческ|рабоч|проектн|инициативн|экспертн)\w+\s+групп\w*|\bадминистраци\w+|\bкоманд\w+"
    r"|\b(?:педагогическ|родительск)\w+\s+коллектив\w*|\bпрофком\w*|\bштаб\w*|\bслужб\w+",
    re.I,
)
_ORGANIZATION = re.compile(
    r"\b[МГФЧНКО]?[БКАОДТУ]{1,4}[УО]У?\b|\b(?:ИМЦ|РМК|ММЦ|СОШ|ООШ|ДОУ|ЦДТ|ИРО|РОО|УО)\w*|[«\"]"
    r"|\b(?:отдел|управлени|комитет|департамент|министерств)\w*|\b(?:центр|институт|колледж|школ"
    r"|лице|гимнази|техникум|университет|детск\w+\s+сад|организаци|учреждени|библиотек)\w*",
    re.I,
)
_SURNAME = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?"
_NAME = re.compile(
    rf"(?P<full>{_SURNAME})[ \t]+(?P<first>[А-ЯЁ][а-яё]+)[ \t]+(?P<patronymic>[А-ЯЁ][а-яё]*"
    r"(?:вич|вн|ичн|инич)[а-яё]{0,3})\b"
    rf"|(?P<before>{_SURNAME})[ \t]+(?P<one>[А-ЯЁ])[ ]?\.?[ ]?(?:(?P<two>[А-ЯЁ])\b\.?)?"
    r"(?![А-ЯЁа-яё])"
    rf"|\b(?P<three>[А-ЯЁ])[ ]?\.[ ]?(?:(?P<four>[А-ЯЁ])[ ]?\.?[ ]?)?(?P<after>{_SURNAME})"
)
_NOTE = re.compile(r"\(([^()]*)\)")
_LABEL = re.compile(
    r"^(?:отв(?:\.|етственн\w+)?(?:\s+исполнител\w+)?\s*:|[-–—*·\d]+[.)]?\s)\s*", re.I
)
_MORE = re.compile(r"(?:и\s+)?(?:[А-Я]{2,4}|\w+(?:ой|ей)\s+работе)$")  # «по УВР, ВР»
_SEVERAL = re.compile(
    r"(?:директора|(?:[а-яё]+[-–\s]+){0,2}?(?:руководители|наставники|кураторы|педагоги|учителя"
    r"|методисты|воспитатели|заведующие|заместители|специалисты|психологи|преподаватели"
    r"|наставляемые))\b"
    r"|молодые\s",
    re.I,
)
_MAIN = re.compile(r"^(?:отв\.?|ответственн\w+|главн\w+)$", re.I)


def named_in(text: str) -> list[Named]:
    """Return those named in a cell in their order, the main one marked.

    Commas, semicolons, line breaks and dashes part them, and so do known words of duty that stand
    side by side («Педагог-психолог куратор»). Words before a name are the duty of that person.
    What is neither a name, a duty, a body nor an organization stays free text.
    """
    text = re.sub("[\u00a0\u202f\t ]+", " ", text[:LONGEST].replace("\u00ad", ""))
    found, duty = [], ""
    for piece in _pieces(text):
        note = "; ".join(filter(None, map(str.strip, _NOTE.findall(piece))))
        words = _NOTE.sub(" ", piece)
        people = list(_people(words))
        if not people:
            new = [_plain(part) for part in _side_by_side(_clean(words))]
        else:
            before = _clean(words[: people[0][0]])
            if not before and duty:
                before = found.pop().text  # «Куратор – Иванова А.П.»
            new = [replace(person, role=before if n == 0 else "")
                   for n, (_, person) in enumerate(people)]  # fmt: skip
        if new and note:
            new[-1] = replace(new[-1], note=note[:200])
        if found and new and found[-1].kind == AssigneeKind.ROLE and _MORE.match(new[0].text):
            found[-1] = replace(found[-1], text=f"{found[-1].text}, {new.pop(0).text}")
        found += [one for one in new if one.text]
        duty = piece.endswith("\0") and bool(found) and found[-1].kind == AssigneeKind.ROLE
    return _with_main(list(dict.fromkeys(found))[:MOST])


def is_plural(text: str) -> bool:
    """Tell whether a duty is held by several («Классные руководители», «наставники»)."""
    return bool(_SEVERAL.match(text))


def _pieces(text):
    """Yield the parts of a cell; one that a dash ends carries a NUL at its end."""
    start, depth = 0, 0
    quoted = False
    for place, letter in enumerate(text):
        depth += (letter in "(«") - (letter in ")»" and depth > 0)
        quoted ^= letter == '"'
        if letter in "\n\r;•●▪" or (letter == "," and not depth and not quoted):
            yield text[start:place]
            start, depth, quoted = place + 1, 0, False
        elif not depth and not quoted and text[place - 1 : place + 2] in (" - ", " – ", " — "):
            yield f"{text[start:place]}\0"
            start = place + 1
    yield text[start:]


def _people(words):
    """Yield (place, Named) of the persons; a word of duty is no surname."""
    place = 0
    while found := _NAME.search(words, place):
        surname = found["full"] or found["before"] or found["after"]
        if not found["after"] and _ROLE.fullmatch(surname):
            place = found.start() + len(surname)
            continue
        letters = [found["first"], found["patronymic"]] if found["full"] else [
            found["one"] or found["three"], found["two"] or found["four"]]  # fmt: skip
        yield found.start(), Named(
            AssigneeKind.PERSON, _clean(found[0], dots=False), surname=surname,
            initials="".join(word[0] for word in letters if word),
        )  # fmt: skip
        place = found.end()


def _side_by_side(words):
    """Return the words parted where a second duty begins: «Педагог-психолог куратор»."""
    found = list(_ROLE.finditer(words))
    cuts = [0]
    for one, other in pairwise(found):
        between = words[one.end() : other.start()]
        if between.strip().lower() in ("", "и", "или") and between:
            cuts.append(other.start())
    parts = [words[a:b] for a, b in zip(cuts, [*cuts[1:], len(words)], strict=True)]
    return [re.sub(r"\s+(?:и|или)\s*$", "", part.strip()) for part in parts]


def _plain(words):
    kind = AssigneeKind.FREE_TEXT
    if _ROLE.match(words):
        kind = AssigneeKind.ROLE
    elif _BODY.search(words) and not re.match(r"[«\"]|\w+\s+[«\"]", words):
        kind = AssigneeKind.BODY
    elif _ORGANIZATION.search(words):
        kind = AssigneeKind.ORGANIZATION
    return Named(kind, words[:300])


def _with_main(found):
    main = next((n for n, one in enumerate(found) if _MAIN.match(one.note)), 0)
    return [replace(one, is_main=n == main) for n, one in enumerate(found)]


def _clean(words, dots=True):
    words = _LABEL.sub("", " ".join(words.replace("\0", " ").split()))
    return words.strip(" ,;:-–—." if dots else " ,;:-–—")
