"""People from a spreadsheet into one organization, from the console: all rows or none."""

from pathlib import Path

from django.db import transaction
from django.utils import timezone

from people import actions
from people.console import PlainCommand
from people.import_plan import RowState, counts, digest, plan
from people.import_words import sentences, shown_changes
from people.models import Organization
from people.spreadsheets import LARGEST_FILE, SpreadsheetRefused, too_big_file
from people.table_rows import read_people
from people.years import year_of

_NAMED = 20


class Command(PlainCommand):
    help = "Загружает людей из .xlsx. Если хотя бы одна строка не годится, не меняет ничего."
    example = "Пример: manage.py import_people люди.xlsx --organization school-4 --dry-run"
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("file", help="книга Excel (.xlsx)")
        parser.add_argument("--organization", required=True, help="код организации")
        parser.add_argument("--dry-run", action="store_true", help="только показать, что будет")
        parser.add_argument("--json", action="store_true", help="ответ в JSON")

    def handle(self, *args, file, organization, dry_run, **options):
        today = timezone.localdate()
        rows = self._read(Path(file), today)
        try:
            organization = Organization.objects.get(code=organization)
        except Organization.DoesNotExist:
            self.refuse(f"Организации с кодом «{organization}» нет. Проверьте код.")
        planned = plan(rows, organization=organization, year=year_of(today), on=today)
        bad = [row for row in planned if row.state in (RowState.REFUSED, RowState.ASK)]
        written = not dry_run and not bad
        if written:
            _write(organization, Path(file).name, rows, digest(planned), counts(planned), today)
        self._tell(planned, options["json"], today, promised=dry_run or written)
        if bad and not dry_run:
            self.refuse(_refusal(bad, today))

    def _read(self, path, today):
        try:
            if path.stat().st_size > LARGEST_FILE:
                raise too_big_file()
            return read_people(path.read_bytes(), today)
        except SpreadsheetRefused as refusal:
            self.refuse(f"{path.name}: {refusal}")
        except OSError:
            self.refuse(f"Файл {path} не открывается. Проверьте имя.")

    def _tell(self, planned, as_json, today, *, promised):
        """Print the numbers and rows; when nothing was written, nothing counts as created."""
        total = counts(planned)
        answer = {
            "created": total["new"] if promised else 0,
            "changed": total["changed"] if promised else 0,
            "unchanged": total["unchanged"],
            "refused": total["refused"] + total["ask"],
        }
        if as_json:
            rows = [_row(row, today) for row in planned]
            self.answer(answer | {"rows": rows})
        else:
            self.stdout.write("Новых: {created}, изменится: {changed}, без изменений: {unchanged}, "
                              "не годится: {refused}.".format(**answer))  # fmt: skip


@transaction.atomic
def _write(organization, name, rows, seen, total, today):
    """Write through the same actions as the page; nothing new is no error here."""
    if not total[RowState.NEW] and not total[RowState.CHANGED]:
        return
    upload = actions.take_people(
        organization=organization, year=year_of(today), name=name, rows=rows, by=None
    )
    actions.confirm_people(upload, seen=seen, by=None, on=today)


def _row(row, today):
    changes = [f"{label}: {old or 'пусто'} → {new}" for label, old, new in shown_changes(row)]
    state = RowState.REFUSED if row.state == RowState.ASK else row.state
    told = sentences(row, today, declined=False)
    return {"row": row.row, "state": state.value, "name": row.name, "messages": told + changes}


def _refusal(bad, today):
    named = "; ".join(
        f"строка {row.row}: {' '.join(sentences(row, today, declined=False))}"
        for row in bad[:_NAMED]
    )
    more = f" И ещё строк: {len(bad) - _NAMED}." if len(bad) > _NAMED else ""
    return f"Ничего не сохранено: {named}{more}"
