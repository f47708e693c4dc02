"""Examine settings, machine and data; the exit status tells whether all is well."""

import sys

from django.utils import timezone

from people.console import PlainCommand
from reports.doctor import examine


class Command(PlainCommand):
    help = "Проверяет настройки, библиотеки, место на диске и целость данных."
    example = "Пример: manage.py doctor --json"
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="ответ в JSON")

    def handle(self, *, json, **options):
        verdicts = examine(timezone.localdate())
        if json:
            self.answer([{"name": v.name, "ok": v.ok, "text": v.text} for v in verdicts])
        else:
            for verdict in verdicts:
                self.stdout.write(f"{'в порядке' if verdict.ok else 'ОШИБКА':<10} {verdict.text}")
        if not all(verdict.ok for verdict in verdicts):
            sys.exit(1)
