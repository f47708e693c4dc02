"""Read a roadmap from a file and save it as a draft; the console's door to the import."""

import json
from pathlib import Path

from django.core.management.base import CommandError
from django.utils import timezone

from people.console import PlainCommand
from people.models import Organization
from people.templatetags.words import plural
from people.years import title, year_of
from roadmaps.actions import import_rows
from roadmaps.importing import ImportRefused, read_roadmap
from roadmaps.importing.guard import MAX_BYTES

YEARS = range(2000, 2100)


class Command(PlainCommand):
    help = "Читает дорожную карту из .docx, .xlsx, .odt или текста и сохраняет её проектом."
    example = "Пример: manage.py import_roadmap карта.docx --organization school-4 --year 2026"
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("file", help="файл с таблицей")
        parser.add_argument("--organization", required=True, help="код организации")
        parser.add_argument("--year", help="учебный год с 1 сентября; без него – нынешний")
        parser.add_argument("--dry-run", action="store_true", help="прочитать и не сохранять")
        parser.add_argument("--json", action="store_true", help="прочитанное в JSON")

    def handle(self, *args, **options):
        organization = Organization.objects.filter(code=options["organization"]).first()
        if organization is None:
            raise _refusal(f"Организации с кодом «{options['organization']}» нет.")
        year = _year(options["year"])
        found = _read(Path(options["file"]))
        answer = found.as_json()
        if not options["dry_run"]:
            roadmap = import_rows(
                found.stored(), organization=organization, year=year, by=None,
                source_name=Path(options["file"]).name,
            )  # fmt: skip
            answer["id"] = roadmap.pk
        self._tell(found, organization, year, options)
        if options["json"]:
            self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=1))
        elif "id" in answer:
            self.stdout.write(str(answer["id"]))

    def _tell(self, found, organization, year, options):
        rows = plural(len(found.rows), "строка,строки,строк")
        doubts = f", с замечаниями: {len(found.doubtful)}" if found.doubtful else ""
        done = "Прочитано, не сохранено" if options["dry_run"] else "Проект дорожной карты готов"
        self.stderr.write(f"{done}: {organization}, {title(year)}, {rows}{doubts}.")


def _year(text):
    if text is None:
        return year_of(timezone.localdate())
    if not text.isdecimal() or int(text) not in YEARS:
        raise _refusal(f"Год пишется четырьмя цифрами, например 2026, а не «{text}».")
    return int(text)


def _read(path):
    try:
        with path.open("rb") as file:
            source = file.read(MAX_BYTES + 1)  # one byte too many is enough to be refused
    except (OSError, ValueError):
        raise _refusal(f"Файл «{path}» не открывается. Проверьте имя и путь.") from None
    try:
        return read_roadmap(source, path.name)
    except ImportRefused as refusal:
        raise _refusal(str(refusal)) from None


def _refusal(sentence):
    return CommandError(sentence, returncode=2)
