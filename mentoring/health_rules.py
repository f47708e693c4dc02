"""The rules of health as data: when each speaks, what to do, who may read it. Pure."""

from dataclasses import dataclass

FIRST_SOON, FIRST_MEETING_DAYS = 10, 14
CADENCE_DAYS = 14  # the plan of meetings: once a fortnight
GAP_DAYS = CADENCE_DAYS * 3 // 2
SILENCE_DAYS = 30
FEEDBACK_DAYS = 7
RECENT_DAYS = 30
LOW_RATING = 3
APART = 4
CLOSING_DAYS = 14


@dataclass(frozen=True)
class Rule:
    """One rule as people read it; `confidential` rules rest on answers only the curator reads.

    A signal that `may_wait` can be snoozed or closed; the law cannot.
    """

    code: str
    title: str
    threshold: str
    action: str
    level: str = "warn"
    confidential: bool = False
    may_wait: bool = True


RULES = {
    rule.code: rule
    for rule in [
        Rule("concern", "Просят о разговоре",
             "Ответил «не подходим» после знакомства или пробной встречи, или вы сами записали "
             "тревогу о паре.",
             "Поговорите с наставляемым без наставника и решите, нужна ли замена.",
             "bad", confidential=True),
        Rule("low_rating", "Низкая оценка встречи",
             f"Польза или удобство – {LOW_RATING} из 10 и ниже за {RECENT_DAYS} дней.",
             "Поговорите с наставляемым без наставника.", "bad", confidential=True),
        Rule("legal", "Пара действует без согласия или договора",
             "Не хватает хотя бы одного согласия участника или договора с партнёром, которого "
             "требует форма.",
             "Соберите согласие, запишите договор или приостановите пару.", "bad",
             may_wait=False),
        Rule("first_meeting", "Нет первой встречи",
             f"{FIRST_SOON} дней после приказа – внимание, {FIRST_MEETING_DAYS} дней – тревога.",
             "Позвоните наставнику и назначьте знакомство.", "bad"),
        Rule("silence", "Долго нет встреч",
             f"{GAP_DAYS} день (полтора шага плана) – внимание, {SILENCE_DAYS} дней – тревога. "
             "Каникулы, праздники и паузы не считаются.",
             "Спросите обоих, что мешает, и назначьте день.", "bad"),
        Rule("apart", "Оценки сторон расходятся",
             f"Наставник и наставляемый разошлись на {APART} балла и больше за {RECENT_DAYS} дней.",
             "Поговорите с каждым отдельно.", confidential=True),
        Rule("feedback", "Нет обратной связи",
             f"Ответа нет больше {FEEDBACK_DAYS} дней, считаются встречи за {RECENT_DAYS} дней.",
             "Напомните наставляемому или распечатайте карточку с кодом."),
        Rule("task", "Просрочена задача программы", "Срок задачи прошёл, отметки нет.",
             "Отметьте выполнение или перенесите срок вместе с наставником."),
        Rule("capacity", "Наставник ведёт больше, чем может",
             "Наставляемых больше, чем указано в банке.",
             "Передайте часть наставляемых или исправьте предел в банке."),
        Rule("absence", "Участника нет",
             "Сегодня наставник или наставляемый отсутствует: дни отмечены на странице человека.",
             "Приостановите пару или назначьте встречу после возвращения."),
        Rule("closing", "Не назначена итоговая встреча",
             f"До конца срока {CLOSING_DAYS} дней или меньше, итоговой встречи нет.",
             "Назначьте итоговую встречу и подведите итог программы."),
    ]
}  # fmt: skip
