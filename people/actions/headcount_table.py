"""The table of headcounts: how many people each target group has on a day."""

from people.import_plan import RowState
from people.models import Headcount, TargetGroup, UploadKind
from people.table_columns import Column, fold_heading
from people.tables import RowRefused, day_of, number_of, table

COLUMNS = (
    Column("group", "Группа", "целевая группа|категория|кого считаем",
           "обучающиеся 10–19 лет, педагогические работники, молодые специалисты, все работники"),
    Column("counted_on", "На дату", "дата|на какую дату", "01.09.2026"),
    Column("number", "Человек", "количество|численность|всего|число", "Целое число."),
)  # fmt: skip
WORDS = {fold_heading(label): value for value, label in TargetGroup.choices} | {
    "обучающиеся": TargetGroup.PUPILS, "ученики": TargetGroup.PUPILS,
    "педагоги": TargetGroup.TEACHERS, "молодые педагоги": TargetGroup.YOUNG,
    "работники": TargetGroup.STAFF,
}  # fmt: skip


@table(UploadKind.HEADCOUNTS, "Контингент", columns=COLUMNS,
       required=("group", "counted_on", "number"), begin=lambda context: None,
       examples=({"group": "педагогические работники", "counted_on": "01.09.2026",
                  "number": "61"},))  # fmt: skip
def write_headcount(values, context):
    """Keep the number of a group on a day; the same number again changes nothing."""
    group = WORDS.get(fold_heading(values.get("group", "")))
    if group is None:
        raise RowRefused("Группа не понята. Возьмите слова из образца.")
    day = day_of(values.get("counted_on", ""), "На дату")
    if day > context.on:
        raise RowRefused(f"День {day:%d.%m.%Y} ещё не наступил. Укажите, когда людей сосчитали.")
    number = number_of(values.get("number", ""), "Человек", 10_000_000)
    row = Headcount.objects.filter(
        organization=context.organization, group=group, counted_on=day
    ).first()
    if row is None:
        context.events.created(Headcount.objects.create(
            organization=context.organization, group=group, counted_on=day, number=number
        ))  # fmt: skip
        return RowState.NEW
    return RowState.CHANGED if context.events.change(row, {"number": number}) else (
        RowState.UNCHANGED
    )  # fmt: skip
