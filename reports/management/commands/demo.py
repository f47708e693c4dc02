"""Fill the database with the demo; twice changes nothing."""

from django.utils import timezone

from people.console import PlainCommand
from reports import demo


class Command(PlainCommand):
    help = "Наполняет пустую базу примером: муниципалитет и четыре организации среди года."

    example = "Пример: manage.py demo --accounts"

    def add_arguments(self, parser):
        parser.add_argument(
            "--accounts", action="store_true", help="только напечатать учётные записи примера"
        )

    def handle(self, *, accounts, **options):
        if not accounts:
            made = demo.fill(on=timezone.localdate())
            self.stderr.write("Пример готов." if made else "Пример уже есть, ничего не изменено.")
            return
        for role, login, password in demo.accounts():
            self.stdout.write(f"{role:<22} {login:<22} {password}")
