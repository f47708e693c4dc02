"""What a row is to bring, as the cell of the result words it; pure."""

import re
from dataclasses import dataclass

from django.db.models import TextChoices

LONGEST = 4_000  # letters of a cell that are read
MOST = 30


class ResultKind(TextChoices):
    """The kinds of results roadmaps name (domain, section 4.5)."""

    ACQUAINTANCE = "acquaintance", "ознакомление с приказом"
    LETTER = "letter", "информационное письмо"
    ATTENDANCE = "attendance", "лист регистрации"
    ORDER = "order", "приказ"
    REGULATION = "regulation", "положение"
    PROGRAMME = "programme", "программа"
    PLAN = "plan", "план, дорожная карта"
    AGREEMENT = "agreement", "соглашение"
    PROTOCOL = "protocol", "протокол"
    REGISTER = "register", "база, реестр"
    CONSENTS = "consents", "согласия"
    SURVEY = "survey", "анкеты"
    MEMO = "memo", "справка"
    MATERIALS = "materials", "методические материалы"
    PUBLICATION = "publication", "публикация"
    REPORT = "report", "отчёт"
    CASE = "case", "кейс"
    TRAINING = "training", "повышение квалификации"
    COMMUNITY = "community", "сообщество, совет"
    EVENT = "event", "мероприятие"
    OTHER = "other", "другое"


# The row is done when such a paper is there; without one «Выполнено» needs a word of proof.
PAPERS = (
    ResultKind.ACQUAINTANCE, ResultKind.LETTER, ResultKind.ATTENDANCE, ResultKind.ORDER,
    ResultKind.REGULATION, ResultKind.PROGRAMME, ResultKind.PLAN, ResultKind.AGREEMENT,
    ResultKind.PROTOCOL, ResultKind.REGISTER, ResultKind.CONSENTS, ResultKind.SURVEY,
    ResultKind.MEMO, ResultKind.MATERIALS, ResultKind.REPORT, ResultKind.CASE,
)  # fmt: skip

_WORDS = {
    ResultKind.ACQUAINTANCE: r"ознаком\w+|лист\w*\s+ознакомлени\w+",
    ResultKind.LETTER: r"(?:информационн\w+\s+)?письм\w+",
    ResultKind.ATTENDANCE: r"лист\w*\s+регистрации|явочн\w+"
                           r"|журнал\w*\s+(?:регистрации|учёта|учета)",
    ResultKind.ORDER: r"приказ\w*|распоряжени\w+",
    ResultKind.REGULATION: r"положени\w+|(?:локальн|нормативн)\w+\s+(?:нормативн\w+\s+)?"
                           r"(?:правов\w+\s+)?(?:акт|документ)\w*",
    ResultKind.PROGRAMME: r"программ(?!н)\w*",
    ResultKind.PLAN: r"план(?:а|ы|ов|у|ом|е|ам|ами|ах)?\b|дорожн\w+\s+карт\w*"
                     r"|контент-план\w*|график\w*",
    ResultKind.AGREEMENT: r"соглашени\w+|договор\w*",
    ResultKind.PROTOCOL: r"протокол\w*",
    ResultKind.CONSENTS: r"согласи[яейюм]\w*",
    ResultKind.REGISTER: r"баз[аыеу]\b|банк\w*|реестр\w*|переч(?:ень|н\w+)|список|списк\w+"
                         r"|сводн\w+",
    ResultKind.SURVEY: r"анкет\w*|опрос\w*|диагностик\w*|тест(?:ы|ов|ировани\w+)?\b",
    ResultKind.MEMO: r"справк\w*",
    ResultKind.MATERIALS: r"(?:методическ|дидактическ|презентационн|информационн)\w+\s+(?:\w+\s+)?"
                          r"(?:материал|разработк|рекомендаци|копилк)\w*|материал\w*|конспект\w*"
                          r"|сценари\w+|памятк\w+|сборник\w*|дневник\w*",
    ResultKind.PUBLICATION: r"публикац\w+|опубликован\w+|раздел\w*\s+(?:на\s+)?сайт\w*|сайт\w*"
                            r"|рубрик\w*|фотоотч[её]т\w*|освещени\w+|ссылк\w+",
    ResultKind.REPORT: r"отч[её]т\w*|аналитическ\w+\s+запис\w+|запис(?:и|ь)\s",
    ResultKind.CASE: r"кейс\w*|лучш\w+\s+практик\w*",
    ResultKind.TRAINING: r"повышени\w+\s+квалификации|курс(?:ы|ов)\b|удостоверени\w+|обучени\w+",
    ResultKind.COMMUNITY: r"сообществ\w*|совет\w*|клуб\w*|школ\w+\s+молод\w+",
    ResultKind.EVENT: r"мероприяти\w+|встреч\w*|конференци\w+|фестивал\w*|конкурс\w*|игр[аыеу]\w*"
                      r"|семинар\w*|заседани\w+|собрани\w+|выступлени\w+|консультаци\w+"
                      r"|консультирован\w+|классн\w+\s+час\w*|занят\w+|событи\w+|нетворкинг\w*",
}  # fmt: skip
_KIND = re.compile("|".join(rf"\b(?P<{kind}>{words})" for kind, words in _WORDS.items()), re.I)
_NUMBERED = re.compile(r"(?:^|\s)\d{1,2}[.)]\s?(?=[А-ЯЁа-яё«])")
_BULLET = re.compile(r"^[-–—•●▪*\s]+|^\d{1,2}[.)]\s*")
_PARTICIPLE = re.compile(r"(?:[ующаяв]щ|вш)\w+$")
_QUANTITY = re.compile(
    r"(?:не\s+менее(?:\s+чем)?|минимум|[≥>])\s*(\d{1,3})(?![\d,.]*\s?(?:%|процент))"
    r"|^(\d{1,3})\s+(?=[а-яё])",
    re.I,
)


@dataclass(frozen=True)
class Expected:
    """One result: its kind, its words and how many are named."""

    kind: str
    text: str
    quantity: int | None = None


def expected_in(text: str) -> list[Expected]:
    """Return the results a cell names in their order.

    Lines, semicolons and numbers part them; a comma does so only before another kind. The kind is
    the first one named: «Приказ об утверждении дорожной карты» is an order.
    """
    text = text[:LONGEST].replace("\u00ad", "").replace("\u00a0", " ")
    lines = _NUMBERED.sub("\n", text).splitlines()
    pieces = (_BULLET.sub("", piece.strip()) for line in lines for piece in _parted(line))
    words = [piece.strip(" ,.;") for piece in pieces if not piece.endswith(":")]
    return [_result(piece) for piece in words if piece][:MOST]


def _parted(line):
    """Part a line at semicolons, and at commas behind which another kind begins."""
    pieces, depth, start = [], 0, 0
    for place, letter in enumerate(line):
        depth += (letter in "(«") - (letter in ")»" and depth > 0)
        ends = letter == "," and _KIND.search(line[start:place]) and _begins(line[place + 1 :])
        if not depth and (letter == ";" or ends):
            pieces.append(line[start:place])
            start = place + 1
    return [*pieces, line[start:]]


def _begins(following):
    """Tell whether a kind is among the first words behind a comma, none of them a participle."""
    first = following.split(",")[0].split()[:3]
    return bool(_KIND.search(" ".join(first))) and not (first and _PARTICIPLE.search(first[0]))


def _result(piece):
    found, number = _KIND.search(piece), _QUANTITY.search(piece)
    quantity = int(number[1] or number[2]) if number else None
    return Expected(found.lastgroup if found else ResultKind.OTHER, piece[:500], quantity)
