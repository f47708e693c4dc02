"""Make today's letters and send what is ripe; safe to run every quarter of an hour."""

from django.db import transaction
from django.utils import timezone

from people.actions import send_letters
from people.console import PlainCommand
from people.models import Organization
from people.templatetags.words import plural
from reports.actions.letters import post_reminders

LETTERS = "письмо,письма,писем"


class Command(PlainCommand):
    help = "Составляет письма этого дня (одно человеку) и отправляет то, что ждёт отправки."
    example = "Пример: manage.py send_mail --dry-run"

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true",
                            help="только показать, сколько писем будет")  # fmt: skip

    def handle(self, *, dry_run, **options):
        today = timezone.localdate()
        for organization in Organization.objects.order_by("pk"):
            self._post(organization, today, dry_run)
        if dry_run:
            self.stderr.write("Ничего не записано и не отправлено.")
            return
        sent, failed = send_letters(at=timezone.now())
        self.stderr.write(f"Отправлено: {sent}, не ушло: {failed}.")

    def _post(self, organization, today, dry_run):
        with transaction.atomic():
            number = post_reminders(organization, on=today)
            transaction.set_rollback(dry_run)
        if number:
            self.stderr.write(f"{organization.short_name}: {plural(number, LETTERS)}.")
