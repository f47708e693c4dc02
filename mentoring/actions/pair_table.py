"""The table of pairs and groups: each row is formed as on the page, with the same refusals."""

import re

from mentoring.actions.bank_tables import Known
from mentoring.actions.forming import form_pair
from mentoring.models import MentoringForm, MentoringKind, Pair, PairMember
from people.import_plan import RowState
from people.models import UploadKind
from people.names import normalise
from people.table_columns import Column
from people.tables import RowRefused, day_of, table

COLUMNS = (
    Column("mentor", "Наставник", "фио наставника|наставники", "ФИО полностью; двое – через «;»."),
    Column("mentees", "Наставляемые", "наставляемый|фио наставляемого",
           "ФИО полностью; группа – через «;»."),
    Column("form", "Форма", "форма наставничества", "педагог – педагог"),
    Column("kind", "Вид", "вид наставничества", "Если пусто – традиционное."),
    Column("direction", "Направление", "тема", ""),
    Column("starts_on", "С", "начало|дата начала|с какого дня", "01.09.2026"),
    Column("ends_on", "По", "окончание|дата окончания|по какой день", "31.05.2027"),
    Column("reason", "Причина сверх предела", "", "Если наставник ведёт больше, чем положено."),
)  # fmt: skip


class KnownForms(Known):
    """Also the catalogue by name."""

    def __init__(self, context):
        super().__init__(context)
        self.forms = {_folded(row.name): row for row in MentoringForm.objects.all()}
        self.kinds = {_folded(row.name): row for row in MentoringKind.objects.all()}


def undo_trouble(created):
    """Return why pairs cannot be taken back: an order has fixed one, or it has met."""
    pairs = [row for row in created if isinstance(row, Pair)]
    if any(pair.confirmed_on or pair.closed_on for pair in pairs):
        return "Загрузку нельзя отменить: пару из неё уже закрепили приказом или закрыли."
    if any(pair.meetings.exists() for pair in pairs):
        return "Загрузку нельзя отменить: у пары из неё уже есть встречи."
    return ""


@table(UploadKind.PAIRS, "Пары и группы", columns=COLUMNS, begin=KnownForms,
       required=("mentor", "mentees", "form", "starts_on", "ends_on"), undo_trouble=undo_trouble,
       examples=({"mentor": "Смирнова Ольга Викторовна", "mentees": "Захаров Матвей Андреевич",
                  "form": "педагог – ученик", "starts_on": "15.09.2026",
                  "ends_on": "31.05.2027"},))  # fmt: skip
def write_pair(values, context):
    """Form the pair unless these people are in an open pair of that form already."""
    known = context.known
    mentors, mentees = (
        [known.person(name) for name in _names(values.get(side, ""))]
        for side in ("mentor", "mentees")
    )
    form = _named(known.forms, values.get("form", ""), "Форма")
    kind = _named(known.kinds, values.get("kind", "традиционное"), "Вид")
    if _stands(mentors, mentees, form, context.year):
        return RowState.UNCHANGED
    pair = form_pair(
        organization=context.organization, year=context.year, form=form, kind=kind,
        mentors=mentors, mentees=mentees, direction=values.get("direction", "")[:200],
        starts_on=day_of(values.get("starts_on", ""), "С"),
        ends_on=day_of(values.get("ends_on", ""), "По"),
        limit_reason=values.get("reason", "")[:300], by=context.by, on=context.on,
    )  # fmt: skip
    context.events.created(pair)
    for member in pair.members.all():
        context.events.created(member)
    return RowState.NEW


def _stands(mentors, mentees, form, year):
    wanted = {("mentor", person.pk) for person in mentors} | {
        ("mentee", person.pk) for person in mentees
    }
    pairs = Pair.objects.filter(form=form, year=year, closed_on=None, members__person__in=mentors)
    for pair in pairs.distinct():
        members = PairMember.objects.filter(pair=pair, left_on=None)
        if set(members.values_list("side", "person")) == wanted:
            return True
    return False


def _names(text):
    return [name for name in map(str.strip, re.split(r"[;\n]", text)) if name]


def _named(rows, text, what):
    row = rows.get(_folded(text))
    if row is None:
        raise RowRefused(f"{what} «{text[:60]}» не найдена. Возьмите слова из образца.")
    return row


def _folded(text):
    """Return the name without regard to dashes: «педагог-ученик», «педагог – ученик»."""
    return re.sub(r"\s*[-–—]\s*", "-", normalise(text))
