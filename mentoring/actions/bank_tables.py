"""The tables of the banks: mentors with competences, mentees with needs."""

import re
from collections import defaultdict

from mentoring.models import Competence, Level, Need, NeedSource, Severity, Topic
from people.birth import DayNotUnderstood, read_day
from people.import_plan import RowState
from people.models import Mentee, Mentor, Person, Shift, UploadKind
from people.names import normalise
from people.table_columns import Column
from people.tables import RowRefused, number_of, table

PERSON = (
    Column("person", "ФИО", "фио наставника|фио наставляемого|наставник|наставляемый|участник",
           "Полностью. Человек уже должен быть в списке людей."),
    Column("birth_on", "Дата рождения", "д р|день рождения", "Если в списке есть тёзки."),
)  # fmt: skip
TIME = (
    Column("availability", "Когда свободен", "время|свободное время", "вторник после 15:00"),
    Column("shift", "Смена", "", "первая или вторая"),
    Column("building", "Здание", "корпус|здание корпус", ""),
    Column("wishes", "Пожелания", "", "С кем и о чём хотелось бы работать."),
)
MENTORS = (
    *PERSON,
    Column("topics", "Компетенции", "темы|основные компетенции",
           "Темы через точку с запятой, после двоеточия уровень 1–3: Оценивание: 3; Проект"),
    Column("capacity", "Сколько наставляемых может вести", "вместимость|сколько может вести", ""),
    Column("strengths", "Чем может помочь", "сильные стороны", ""),
    Column("achievements", "Важные достижения", "достижения", ""), *TIME,
)  # fmt: skip
MENTEES = (
    *PERSON,
    Column("topics", "Потребности", "темы|дефициты",
           "Темы через точку с запятой, после двоеточия острота 1–3: Общение: 3; Проект"),
    Column("source", "Откуда известно", "источник", "анкета, диагностика, наблюдение"),
    Column("request", "Запрос, дефицит", "запрос|дефицит|основной запрос", ""), *TIME,
)  # fmt: skip
_GRADED = re.compile(r"(.+?)\s*[:–-]\s*(\d{1,3})")


class Known:
    """The persons and topics of an organization by name."""

    def __init__(self, context):
        self.persons, self.topics = defaultdict(list), {}
        for person in Person.objects.filter(organization=context.organization):
            self.persons[person.search].append(person)
        for topic in Topic.objects.of(context.organization).choosable():
            self.topics[normalise(topic.name)] = topic

    def person(self, name, born=""):
        """Return the Person of that name; RowRefused for nobody and for namesakes."""
        found = self.persons.get(normalise(name), []) if name else []
        if born:
            try:
                day = read_day(born)
            except DayNotUnderstood as wrong:
                raise RowRefused(str(wrong)) from None
            found = [person for person in found if person.birth_on == day]
        if not found:
            raise RowRefused(f"Человека «{name[:80]}» нет в списке. Сначала загрузите людей.")
        if len(found) > 1:
            raise RowRefused(f"Людей с именем «{name[:80]}» уже {len(found)}. "
                             "Укажите дату рождения.")  # fmt: skip
        return found[0]

    def graded(self, text):
        """Return [(Topic, grade or None)] of «Оценивание: 3; Проект»."""
        pairs = []
        for part in filter(None, map(str.strip, re.split(r"[;\n]", text))):
            match = _GRADED.fullmatch(part)
            if match and match[2] not in "123":
                raise RowRefused(f"«{part[:60]}»: уровень бывает от 1 до 3.")
            name, grade = (match[1], int(match[2])) if match else (part, None)
            topic = self.topics.get(normalise(name))
            if topic is None:
                raise RowRefused(f"Темы «{name[:60]}» нет. Добавьте её на странице «Темы».")
            pairs.append((topic, grade))
        return pairs


@table(UploadKind.MENTORS, "Банк наставников", columns=MENTORS, required=("person",), begin=Known,
       examples=({"person": "Смирнова Ольга Викторовна", "topics": "Оценивание: 3; Проект",
                  "capacity": "2", "availability": "четверг после 15:00"},))  # fmt: skip
def write_mentor(values, context):
    """Put somebody into the mentors' bank of the year with what he or she can help with."""
    fields = _fields(values, "strengths", "achievements")
    if "capacity" in values:
        fields["capacity"] = number_of(values["capacity"], "Сколько наставляемых", 100)
    topics = [(topic, {"level": grade or Level.DOES})
              for topic, grade in context.known.graded(values.get("topics", ""))]  # fmt: skip
    return _write(Mentor, fields, Competence, "mentor", topics, values, context)


@table(UploadKind.MENTEES, "База наставляемых", columns=MENTEES, required=("person",), begin=Known,
       examples=({"person": "Захаров Матвей Андреевич", "topics": "Общение: 3",
                  "source": "анкета"},))  # fmt: skip
def write_mentee(values, context):
    """Put somebody into the mentees' base of the year with what help is needed."""
    words = {normalise(label): value for value, label in NeedSource.choices}
    source = words.get(normalise(values.get("source", "анкета")))
    if source is None:
        raise RowRefused(f"Источник не понят. Напишите: {', '.join(words)}.")
    topics = [(topic, {"severity": grade or Severity.CLEAR, "source": source})
              for topic, grade in context.known.graded(values.get("topics", ""))]  # fmt: skip
    return _write(Mentee, _fields(values, "request"), Need, "mentee", topics, values, context)


def _fields(values, *own):
    fields = {name: values[name][:300] for name in own if name in values}
    for name, length in (("availability", 200), ("building", 80), ("wishes", 300)):
        if name in values:
            fields[name] = values[name][:length]
    if "shift" in values:
        words = {label: value for value, label in Shift.choices} | {"1": "first", "2": "second"}
        if values["shift"].lower() not in words:
            raise RowRefused("Смена не понята. Напишите: первая или вторая.")
        fields["shift"] = words[values["shift"].lower()]
    return fields


def _write(model, fields, linked, link, topics, values, context):
    person = context.known.person(values.get("person", ""), values.get("birth_on", ""))
    row = model.objects.filter(person=person, year=context.year).first()
    is_new = row is None
    if is_new:
        row = model.objects.create(person=person, year=context.year, **fields)
        context.events.created(row)
    touched = context.events.change(row, fields)
    for topic, grades in topics:
        held = linked.objects.filter(**{link: row}, topic=topic).first()
        if held is None:
            context.events.created(linked.objects.create(**{link: row}, topic=topic, **grades))
            touched = True
        else:
            touched |= context.events.change(held, grades)
    if is_new:
        return RowState.NEW
    return RowState.CHANGED if touched else RowState.UNCHANGED
