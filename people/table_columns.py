"""Columns and words of the table of people: headings, what schools call them, hints. Pure."""

import datetime
import functools
import math
import re
from dataclasses import dataclass

from people.spreadsheets import (
    HEADING_AREA,
    MOST_ROWS,
    Sheet,
    SpreadsheetRefused,
    column_letter,
    too_many_rows,
)


@dataclass(frozen=True)
class Column:
    """One column; `synonyms` are other headings it is known by, folded like `fold_heading`."""

    key: str
    heading: str
    synonyms: str
    hint: str


COLUMNS = (
    Column("surname", "Фамилия", "",
           "Обязательно. Вместо трёх столбцов можно один – «ФИО»."),
    Column("first_name", "Имя", "", "Обязательно, полностью, без инициалов."),
    Column("patronymic", "Отчество", "", "Если есть. По нему определяется пол."),
    Column("full_name", "ФИО",
           "фамилия имя отчество|ф и о|фио участника|фио педагога|фио обучающегося|фио ученика|"
           "фио наставника|фио работника|фио сотрудника|участник|человек|полное имя",
           "Фамилия, имя, отчество одной строкой – вместо трёх столбцов."),
    Column("gender", "Пол", "", "м или ж. Если пусто, определяется по отчеству."),
    Column("birth_on", "Дата рождения", "д р|др|день рождения|родился|дата рожд|рождение",
           "03.02.2014. У учеников обязательно: от возраста зависит, кто подписывает согласие."),
    Column("kind", "Кто", "кто это|категория участника|тип|статус",
           "работник, ученик, студент, родитель, работник партнёра, выпускник. "
           "Если пусто: есть класс – ученик, есть должность – работник."),
    Column("post", "Должность", "должность работника|занимаемая должность|преподаваемый предмет",
           "Полностью: учитель математики."),
    Column("category", "Категория", "квалификационная категория|квалификация",
           "первая, высшая, педагог-наставник."),
    Column("contract_number", "Номер трудового договора",
           "трудовой договор|номер тд|номер договора", "Для соглашения о наставничестве."),
    Column("contract_on", "Дата трудового договора", "дата тд|дата договора", "01.09.2015"),
    Column("school_class", "Класс", "группа|класс группа|класс или группа",
           "Например 8 «Б» или 8б."),
    Column("phone", "Телефон", "тел|контактный телефон|мобильный телефон|номер телефона|моб тел",
           "Любая запись."),
    Column("email", "Эл. почта",
           "почта|электронная почта|email|e mail|адрес электронной почты|эл адрес", ""),
    Column("role", "Роль", "роль в программе|роль в наставничестве|участие в программе",
           "наставник, наставляемый, куратор. Можно несколько через запятую."),
    Column("guardian", "Представитель ФИО",
           "представитель|законный представитель|родитель|фио родителя|фио представителя|"
           "родитель законный представитель|фио законного представителя",
           "Мать, отец или опекун ученика полностью."),
    Column("relation", "Кем приходится", "степень родства|родство|кем является",
           "мать, отец, опекун."),
)  # fmt: skip
EXAMPLES = (
    {"surname": "Смирнова", "first_name": "Ольга", "patronymic": "Викторовна", "gender": "ж",
     "birth_on": "14.05.1985", "kind": "работник", "post": "учитель математики",
     "category": "высшая", "contract_number": "42", "contract_on": "01.09.2015",
     "phone": "8 (000) 000-00-01", "role": "наставник"},
    {"surname": "Захаров", "first_name": "Матвей", "patronymic": "Андреевич", "gender": "м",
     "birth_on": "03.02.2013", "kind": "ученик", "school_class": "8 «Б»", "role": "наставляемый",
     "guardian": "Захарова Ирина Олеговна", "relation": "мать"},
)  # fmt: skip

GENDERS = dict.fromkeys(("м", "муж", "мужской", "мужчина", "m", "male"), "m") | dict.fromkeys(
    ("ж", "жен", "женский", "женщина", "f", "female"), "f"
)
KINDS = {
    name: kind
    for kind, names in {
        "employee": "работник|сотрудник|педагог|учитель|преподаватель|воспитатель|администрация|"
                    "молодой специалист|педагогический работник",
        "pupil": "ученик|ученица|обучающийся|обучающаяся|школьник|школьница|воспитанник|учащийся|"
                 "воспитанница|ребенок",
        "student": "студент|студентка",
        "guardian": "родитель|представитель|законный представитель|мать|отец|опекун|"
                    "родитель представитель",
        "partner": "партнер|работник партнера|работодатель|сотрудник партнера|социальный партнер",
        "graduate": "выпускник|выпускница",
    }.items()
    for name in names.split("|")
}  # fmt: skip
ROLES = {"наставник": "mentor", "наставница": "mentor", "педагог наставник": "mentor",
         "наставляемый": "mentee", "наставляемая": "mentee", "подопечный": "mentee",
         "куратор": "curator"}  # fmt: skip
NO_ROLE = {"нет", "не участвует"}


@dataclass(frozen=True)
class Table:
    """A found table: `columns` key → index of the cell, `rows` of (number in the file, cells)."""

    columns: dict[str, int]
    rows: list[tuple[int, list]]
    formulas: frozenset[str]
    unknown: tuple[str, ...] = ()


@functools.lru_cache(maxsize=1024)
def fold_heading(text) -> str:
    """Return a heading for comparison: small letters, ё → е, no brackets, no punctuation."""
    text = re.sub(r"\(.*?\)", " ", str(text).casefold().replace("ё", "е"))
    return " ".join(re.findall(r"[^\W_]+", text))


class HeadingsUnknown(SpreadsheetRefused):
    """No row names the columns that are needed; `headings` are those of the fullest row."""

    def __init__(self, sentence, headings):
        super().__init__(sentence)
        self.headings = headings


def find_table(sheets: list[Sheet], kind_columns=None, required=None, meanings=None) -> Table:
    """Return the table on the first sheet that has one, without its empty rows.

    It is a table of people unless `kind_columns` and the `required` keys say otherwise;
    `meanings` holds folded headings the organization has explained. Raises SpreadsheetRefused
    when no row near the top names the columns that are needed.
    """
    keys = (_KEYS if kind_columns is None else keys_of(kind_columns)) | (meanings or {})
    for sheet in sheets:
        for index, row in enumerate(sheet.rows[:HEADING_AREA]):
            columns = _columns_of(row, keys)
            if _is_enough(columns, required):
                below = enumerate(sheet.rows[index + 1 :], start=index + 2)
                rows = [(number, cells) for number, cells in below if _is_filled(cells, columns)]
                if not rows:
                    raise SpreadsheetRefused(
                        "Под заголовками нет ни одного человека. Заполните таблицу и загрузите её."
                    )
                if len(rows) > MOST_ROWS:
                    raise too_many_rows()
                return Table(columns, rows, sheet.formulas, _unknown(row, keys))
    fullest = max((row for sheet in sheets for row in sheet.rows[:HEADING_AREA]),
                  key=lambda row: len(_unknown(row, {})), default=())  # fmt: skip
    raise HeadingsUnknown(_what_is_missing(kind_columns, required), _unknown(fullest, keys))


def texts_of(table: Table, number: int, cells: list) -> dict:
    """Return a row of any table as texts by key, with a refusal for every formula."""
    values, refusals = {}, []
    for key, index in table.columns.items():
        address = f"{column_letter(index)}{number}"
        if address in table.formulas:
            refusals.append(f"В ячейке {address} формула. Вставьте вместо неё значение.")
        elif index < len(cells) and cells[index] not in ("", None):
            values[key] = text_of(cells[index])[:500]
    return {"row": number, "values": values, "refusals": refusals}


def text_of(cell) -> str:
    """Return what stands in a cell as people read it: dates with dots, no control characters."""
    if isinstance(cell, str):
        text = " ".join(cell.split())
        return text if text.isprintable() else "".join(filter(str.isprintable, text))
    if cell is None:
        return ""
    if isinstance(cell, datetime.date):
        return f"{cell:%d.%m.%Y}"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return " ".join(str(cell).split())


def packed(sheets: list[Sheet]) -> list[dict]:
    """Return the sheets as JSON holds them; what is no number becomes the text people read."""
    return [
        {"rows": [[_plain(cell) for cell in row] for row in sheet.rows],
         "formulas": sorted(sheet.formulas)}
        for sheet in sheets
    ]  # fmt: skip


def unpacked(content: list[dict]) -> list[Sheet]:
    return [Sheet(sheet["rows"], frozenset(sheet["formulas"])) for sheet in content]


def _plain(cell):
    is_number = isinstance(cell, float | int) and math.isfinite(cell)
    return cell if is_number else text_of(cell)


def keys_of(columns) -> dict[str, str]:
    """Return {folded heading or synonym: key} of the columns."""
    keys = {fold_heading(column.heading): column.key for column in columns}
    keys |= {
        fold_heading(name): column.key for column in columns for name in column.synonyms.split("|")
    }
    keys.pop("", None)
    return keys


def _is_enough(columns, required) -> bool:
    if required is None:
        return "full_name" in columns or {"surname", "first_name"} <= columns.keys()
    return set(required) <= columns.keys()


def _what_is_missing(columns, required) -> str:
    if required is None:
        return (
            "В файле нет столбцов «Фамилия» и «Имя» или столбца «ФИО». "
            "Скажите, какие ваши столбцы это значат, или перенесите людей в образец."
        )
    names = [f"«{column.heading}»" for column in columns if column.key in required]
    word = "столбца" if len(names) == 1 else "столбцов"
    return (
        f"В файле нет {word} {', '.join(names)}. "
        "Скажите, какие ваши столбцы это значат, или возьмите образец."
    )


def _unknown(row, keys) -> tuple[str, ...]:
    texts = (cell for cell in row if isinstance(cell, str) and fold_heading(cell))
    return tuple(text[:120] for text in texts if fold_heading(text) not in keys)


def _columns_of(row, keys) -> dict[str, int]:
    found = {}
    for index, cell in enumerate(row):
        key = keys.get(fold_heading(cell)) if isinstance(cell, str) else None
        if key:
            found.setdefault(key, index)
    return found


def _is_filled(cells, columns) -> bool:
    return any(cells[index] not in ("", None) for index in columns.values() if index < len(cells))


_KEYS = keys_of(COLUMNS)
