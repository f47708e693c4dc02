"""Print the one-time link of the first administrator; the console's door to people.first_admin."""

import os

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from people import first_admin


class Command(BaseCommand):
    help = "Печатает одноразовую ссылку, по которой первый администратор задаёт имя и пароль."

    def handle(self, *args, **options):
        if not first_admin.is_open():
            raise CommandError(
                "Администратор уже есть: войдите с его логином. "
                "Забытый пароль меняет manage.py changepassword ЛОГИН.",
                returncode=2,
            )
        address = _site() + reverse("first", args=[first_admin.make_token()])
        self.stdout.write("Ссылка для первого администратора, действует сутки:")
        self.stdout.write(address)


def _site():
    """Return the address of the site without the slash, as scripts/run announces it."""
    if settings.SITE_URL:
        return settings.SITE_URL
    host = os.environ.get("HOST", "127.0.0.1")
    host = "127.0.0.1" if host in ("0.0.0.0", "::") else host
    return f"http://{host}:{os.environ.get('PORT', '8000')}"
