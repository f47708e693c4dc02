"""What every console command shares: refusals in one Russian line with the exit status 2."""

import json
import sys

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, ProgrammingError


class PlainCommand(BaseCommand):
    """A command whose wrong arguments end with `example` instead of argparse's English usage."""

    example = ""

    def create_parser(self, prog_name, subcommand, **kwargs):
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        parser.error = self._refuse_arguments
        return parser

    def execute(self, *args, **options):
        try:
            return super().execute(*args, **options)
        except (OperationalError, ProgrammingError) as broken:
            reason = str(broken).strip().splitlines()[0]
            self.refuse(f"База данных не готова ({reason}). Выполните manage.py migrate.")

    def refuse(self, sentence):
        """Raise the CommandError that says the sentence and ends with the status 2."""
        raise CommandError(sentence, returncode=2)

    def answer(self, value):
        """Print the value as one line of JSON; nothing else goes to stdout."""
        self.stdout.write(json.dumps(value, ensure_ascii=False))

    def _refuse_arguments(self, message):
        sentence = f"Команда не понята. {self.example}".strip()
        if not self._called_from_command_line:
            self.refuse(sentence)
        # argparse runs before Django catches CommandError and would print its usage in English
        self.stderr.write(sentence)
        sys.exit(2)
