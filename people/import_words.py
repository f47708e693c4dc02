"""What a planned row of an import says to people: who somebody becomes, what changes, who signs."""

import datetime

from people.import_plan import PlannedRow, RowState
from people.models import LEARNERS, Gender, Person, PersonKind
from people.names import GenderUnknown, decline_full
from people.signers import GUARDIAN, age_words, required_signers

LABELS = {"surname": "Фамилия", "first_name": "Имя", "patronymic": "Отчество", "gender": "Пол",
          "birth_on": "Дата рождения", "kind": "Кто", "post": "Должность", "category": "Категория",
          "contract_number": "Номер трудового договора", "contract_on": "Дата трудового договора",
          "school_class": "Класс", "phone": "Телефон", "email": "Эл. почта"}  # fmt: skip
BECOMES = {
    "m": {"mentor": "наставником", "mentee": "наставляемым", "curator": "куратором"},
    "f": {"mentor": "наставником", "mentee": "наставляемой", "curator": "куратором"},
}


def shown_changes(row: PlannedRow) -> list[tuple[str, str, str]]:
    """Return (label, old, new) of every changed field as people read them."""
    return [(LABELS[name], _shown(name, old), _shown(name, new)) for name, old, new in row.changes]


def sentences(row: PlannedRow, on: datetime.date, *, declined: bool = True) -> list[str]:
    """Return the sentences of a row without its changes; `declined` also looks at the cases.

    Cases cost milliseconds a name: ask for them only for rows that are shown.
    """
    if row.state in (RowState.REFUSED, RowState.ASK):
        return row.messages
    told = [_becomes(row)] if row.roles else []
    if row.adult:
        told.append(_guardian(row))
    if row.state == RowState.NEW:
        told += _signs(row, on)
        told += _doubts(row) if declined else []
    return told


def below(row: PlannedRow, on: datetime.date) -> str:
    """Return what stands under the name: «8 «Б», 13 лет», the post, or who it is."""
    born = row.values.get("birth_on")
    if row.values.get("kind") in LEARNERS:
        age = age_words(datetime.date.fromisoformat(born), on) if born else ""
        return ", ".join(filter(None, [row.values.get("school_class"), age]))
    return row.values.get("post") or PersonKind(row.values.get("kind", "employee")).label


def _becomes(row):
    words = BECOMES[row.values.get("gender") or "m"]
    return f"Станет {', '.join(words[role] for role in row.roles)}."


def _guardian(row):
    name = row.adult if isinstance(row.adult, Person) else " ".join(filter(None, row.adult))
    relation = row.values.get("relation")
    return f"Представитель: {name}{f', {relation}' if relation else ''}."


def _signs(row, on):
    born = row.values.get("birth_on")
    if row.values.get("kind") not in LEARNERS or not born or row.values.get("guardian"):
        return []
    signers = required_signers(datetime.date.fromisoformat(born), on)
    if GUARDIAN not in signers:
        return []
    own = {"m": "его самого", "f": "её самой", "": "ученика"}[row.values.get("gender", "")]
    if len(signers) > 1:
        return [f"Нужны согласие {own} и согласие родителя: представитель не указан."]
    return ["Подписывает родитель: представитель не указан."]


def _doubts(row):
    try:
        forms = decline_full(row.name, row.values.get("gender"))
    except GenderUnknown:
        return ["Пол не виден из отчества: укажите м или ж, без него нет падежей."]
    return [f"Проверьте падежи для приказа: «{forms.accusative}»."] if forms.doubtful else []


def _shown(name, value):
    if name in ("birth_on", "contract_on") and value:
        return f"{datetime.date.fromisoformat(value):%d.%m.%Y}"
    words = {"gender": Gender, "kind": PersonKind}.get(name)
    return words(value).label if words and value else value
