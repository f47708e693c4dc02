"""A row of the table of people understood: plain values, or sentences that name the cell."""

import datetime
import functools
import re
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from people.birth import DayNotUnderstood, birth_trouble, read_day, work_trouble
from people.names import clean, propose_gender, split_full
from people.spreadsheets import Sheet, column_letter, read_sheets
from people.table_columns import (
    GENDERS,
    KINDS,
    NO_ROLE,
    ROLES,
    Table,
    find_table,
    fold_heading,
    text_of,
)
from people.uncollected import uncollected

LENGTHS = {"surname": 80, "first_name": 80, "patronymic": 80, "post": 200, "category": 60,
           "contract_number": 50, "school_class": 20, "phone": 40, "relation": 40}  # fmt: skip
_NAME = re.compile(r"[^\W\d_][^\W\d_'’\- .]*(?:[-' ’.]+[^\W\d_]+)*\.?")
_ROLE_GAP = re.compile(r"[,;/+\n]| и ")
_CLASS = re.compile(r"(\d{1,2})\s*[-–]?\s*[«\"“„]?\s*([^\W\d_])\s*[»\"”“]?(?:\s*класс)?")
_SERIAL_DAYS = range(1_000, 80_000)  # Excel's day numbers of 1902–2119


@dataclass
class RowRead:
    """What stands in one row: `values` by field (dates ISO, roles a list) and `refusals`."""

    row: int
    values: dict = field(default_factory=dict)
    refusals: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        parts = (self.values.get(key) for key in ("surname", "first_name", "patronymic"))
        return " ".join(filter(None, parts))


@uncollected()
def read_people(data: bytes, on: datetime.date, meanings=None) -> list[dict]:
    """Return the rows of an .xlsx as plain JSON: row, values, refusals; or SpreadsheetRefused.

    `meanings` holds {folded heading: key of a column} as the organization has explained them.
    """
    return people_of(read_sheets(data), on, meanings)[0]


@uncollected()
def people_of(sheets: list[Sheet], on: datetime.date, meanings=None):
    """Return (rows of `read_people`, unknown headings) of the sheets of a file."""
    table = find_table(sheets, meanings=meanings)
    return [
        {"row": row.row, "values": row.values, "refusals": row.refusals}
        for row in read_rows(table, on)
    ], table.unknown


def read_rows(table: Table, on: datetime.date) -> list[RowRead]:
    """Return every row of the table, read on the day `on` (no birth lies after it)."""
    return [_Reader(table, number, cells, on).read() for number, cells in table.rows]


def class_name(text: str) -> str:
    """Return «8 «Б»» for «8б», «8-Б», «8 "б" класс»; other names only cleaned."""
    match = _CLASS.fullmatch(text.strip())
    if match:
        return f"{int(match[1])} «{match[2].upper()}»"
    return " ".join(text.split()).removesuffix(" класс")


@functools.lru_cache(maxsize=1024)
def name_trouble(text: str) -> str:
    """Return why the text cannot be a name, as the end of a sentence, or ""."""
    if not _NAME.fullmatch(text):
        return "не похоже на имя"
    if "." in text or len(text) < 2:
        return "написано инициалом, а для приказов нужно полное имя"
    return ""


class _Reader:
    """Reads one row; every refusal names the cell."""

    def __init__(self, table, number, cells, on):
        self.table, self.number, self.on = table, number, on
        self.cells_by_key = {
            key: cells[index] for key, index in table.columns.items() if index < len(cells)
        }
        self.found = RowRead(number)

    def read(self):
        self._read_names()
        self._read_birth()
        self._read_contract()
        self._read_gender()
        self._read_words("kind", KINDS, "Напишите: работник, ученик, родитель.")
        self._read_roles()
        for key in ("post", "category", "contract_number", "phone", "relation", "school_class"):
            self._keep(key, self._text(key))
        if self.found.values.get("school_class"):
            self._keep("school_class", class_name(self.found.values["school_class"]))
        self._read_email()
        self._read_guardian()
        self._settle_kind()
        return self.found

    def _read_names(self):
        if "full_name" in self.table.columns and not self._text("surname"):
            parts = dict(zip(("surname", "first_name", "patronymic"),
                             split_full(self._text("full_name")), strict=True))  # fmt: skip
            where = dict.fromkeys(parts, "full_name")
        else:
            where = {key: key for key in ("surname", "first_name", "patronymic")}
            parts = {key: self._text(key) for key in where}
        absent = {"surname": "Нет фамилии.", "first_name": "Нет имени.", "patronymic": ""}
        for key, sentence in absent.items():
            text = _capitalised(clean(parts[key]))
            if not text:
                if sentence:
                    self._refuse(where[key], sentence, "Заполните")
                continue
            trouble = name_trouble(text)
            if trouble:
                self._refuse(where[key], f"«{text[:40]}» {trouble}.")
            self._keep(key, text)

    def _read_birth(self):
        cell = self._cell("birth_on")
        if cell in ("", None):
            return
        try:
            born_on = _day_of(cell)
            trouble = birth_trouble(born_on, self.on)
        except DayNotUnderstood as wrong:
            trouble = str(wrong)
        if trouble:
            text = (
                trouble.replace("Дата ", "Дата рождения ", 1) if "рожд" not in trouble else trouble
            )
            self._refuse("birth_on", text)
        else:
            self.found.values["birth_on"] = born_on.isoformat()

    def _read_contract(self):
        cell = self._cell("contract_on")
        if cell in ("", None):
            return
        try:
            self.found.values["contract_on"] = _day_of(cell).isoformat()
        except DayNotUnderstood as wrong:
            self._refuse("contract_on", str(wrong))

    def _read_gender(self):
        text = self._text("gender")
        gender = GENDERS.get(fold_heading(text), "")
        values = self.found.values
        told = propose_gender(values.get("patronymic", ""))
        if text and not gender:
            self._refuse("gender", f"Пол «{text[:20]}» не понят. Напишите м или ж.")
        elif gender and told and gender != told:
            self._refuse("gender", f"Пол «{text}» не подходит к отчеству.")
        else:
            values["gender"] = gender or propose_gender(
                values.get("patronymic", ""), values.get("first_name", "")
            )

    def _read_words(self, key, known, advice):
        text = self._text(key)
        if text and fold_heading(text) not in known:
            self._refuse(key, f"«{text[:40]}» не понято. {advice}")
        elif text:
            self.found.values[key] = known[fold_heading(text)]

    def _read_roles(self):
        roles = []
        text = self._text("role")
        for word in _ROLE_GAP.split(text) if text else ():
            folded = fold_heading(word)
            if not folded or folded in NO_ROLE:
                continue
            if folded not in ROLES:
                self._refuse("role", f"Роль «{word.strip()[:40]}» не понята. "
                                     "Напишите: наставник, наставляемый, куратор.")  # fmt: skip
            elif ROLES[folded] not in roles:
                roles.append(ROLES[folded])
        if roles:
            self.found.values["roles"] = roles

    def _read_email(self):
        text = self._text("email")
        if not text:
            return
        try:
            validate_email(text)
        except ValidationError:
            self._refuse("email", f"Адрес почты «{text[:60]}» неверен.")
        else:
            self._keep("email", text)

    def _read_guardian(self):
        text = clean(self._text("guardian"))
        if not text:
            return
        parts = [_capitalised(part) for part in split_full(text)]
        if not parts[0] or not parts[1] or any(name_trouble(part) for part in parts if part):
            self._refuse("guardian", f"Имя представителя «{text[:60]}» неполное. "
                                     "Напишите фамилию, имя и отчество.")  # fmt: skip
            return
        self.found.values["guardian"] = parts

    def _settle_kind(self):
        values = self.found.values
        if "kind" not in values and not self._text("kind"):
            values["kind"] = "pupil" if values.get("school_class") else "employee"
        born_on = values.get("birth_on")
        if born_on and values.get("kind") == "employee":
            trouble = work_trouble(datetime.date.fromisoformat(born_on), self.on)
            if trouble:
                self._refuse("birth_on", trouble)
        if values.get("guardian") and values.get("kind") not in (None, "pupil", "student"):
            self._refuse("guardian", "Представитель бывает только у ученика.")
        if values.get("kind") == "pupil" and not self._text("birth_on"):
            where = f" (столбец {column_letter(self.table.columns['birth_on'])})" \
                if "birth_on" in self.table.columns else ""  # fmt: skip
            self.found.refusals.append(
                f"Нет даты рождения{where}. Без неё нельзя выбрать форму согласия."
            )

    def _keep(self, key, text):
        if text and len(text) > LENGTHS.get(key, 200):
            self._refuse(key, f"Слишком длинно: больше {LENGTHS[key]} знаков.")
        elif text:
            self.found.values[key] = text

    def _refuse(self, key, sentence, verb="Исправьте"):
        index = self.table.columns.get(key, 0)
        address = f"{column_letter(index)}{self.number}"
        self.found.refusals.append(f"{sentence} {verb} ячейку {address}.")

    def _cell(self, key):
        """Return what stands in the column, "" for a formula, which is refused once."""
        cell = self.cells_by_key.get(key, "")
        if not self.table.formulas or key not in self.table.columns:
            return cell
        address = f"{column_letter(self.table.columns[key])}{self.number}"
        if address not in self.table.formulas:
            return cell
        sentence = f"В ячейке {address} формула. Вставьте вместо неё значение."
        if sentence not in self.found.refusals:
            self.found.refusals.append(sentence)
        return ""

    def _text(self, key):
        cell = self._cell(key)
        return text_of(cell) if cell != "" else ""


def _day_of(cell) -> datetime.date:
    if isinstance(cell, datetime.datetime):
        return cell.date()
    if isinstance(cell, datetime.date):
        return cell
    if isinstance(cell, float | int) and int(cell) in _SERIAL_DAYS:
        return datetime.date(1899, 12, 30) + datetime.timedelta(days=int(cell))
    return read_day(text_of(cell))


def _capitalised(name: str) -> str:
    """Return «Иванов» for «ИВАНОВ» and «иванов»; mixed case stays as it is typed."""
    all_small = name.islower() and " " not in name
    return name.title() if name.isupper() or all_small else name
