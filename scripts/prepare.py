"""From installed packages to the first page: tables, static files, contents, where to sign in."""

import argparse
import hashlib
import os
import sys

import django
from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.staticfiles.finders import get_finders
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from people.catalogue import load_shipped


def prepare(*, empty=False):
    """Bring database and static files up to date; fill an empty database unless `empty`."""
    migrate()
    collect_static()
    if not empty and is_empty():
        say("Наполняю пустую базу примером: пять организаций, учебный год.")
        call_command("demo", stdout=sys.stderr)


def migrate():
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        say("Обновляю таблицы базы данных.")
        call_command("migrate", interactive=False, verbosity=0)
        load_shipped()


def collect_static():
    """Collect when a file was added, changed or removed since the last time."""
    stamp = settings.DATA_DIR / "static.stamp"
    state = static_state()
    if settings.STATIC_ROOT.exists() and stamp.exists() and stamp.read_text() == state:
        return
    say("Собираю стили и шрифты.")
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(state)


def static_state():
    """Return a digest of names, sizes and times of all static files, the packages' too."""
    digest = hashlib.sha256(settings.STORAGES["staticfiles"]["BACKEND"].encode())
    for finder in get_finders():
        for name, storage in finder.list(ignore_patterns=[]):
            facts = os.stat(storage.path(name))
            digest.update(f"{name} {facts.st_size} {facts.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def is_empty():
    """Return whether nobody has begun: a site with users but no organisation is begun."""
    organizations = apps.get_model("people", "Organization").objects
    return not organizations.exists() and not get_user_model().objects.exists()


def announce():
    """Print the address, the demo's accounts, and the first administrator's link if none is."""
    print(f"«Наставник»: {address()}  (остановить – Ctrl+C)\n", flush=True)
    call_command("demo", accounts=True)
    administrators = get_user_model().objects.filter(is_superuser=True, is_active=True)
    if not administrators.exclude(password__startswith=UNUSABLE_PASSWORD_PREFIX).exists():
        call_command("first_admin")
    sys.stdout.flush()


def address():
    if settings.SITE_URL:
        return settings.SITE_URL + "/"
    host = os.environ.get("HOST", "127.0.0.1")
    if host in ("0.0.0.0", "::"):
        host = settings.ALLOWED_HOSTS[0]  # scripts/run names this machine's own address first
    return f"http://{host}:{os.environ.get('PORT', '8000')}/"


def say(sentence):
    print(sentence, file=sys.stderr, flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--empty", action="store_true", help="без примера")
    parser.add_argument("--silent", action="store_true", help="без адреса и учётных записей")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mentoring.settings")
    try:
        django.setup()
        prepare(empty=options.empty)
        if not options.silent:
            announce()
    except (ImproperlyConfigured, CommandError) as wrong:
        sys.exit(str(wrong))
    except OSError as wrong:
        place = wrong.filename or settings.DATA_DIR
        sys.exit(f"{place} не записать: проверьте DATA_DIR, права и место на диске.")
    except OperationalError as wrong:
        reason = str(wrong).partition("\n")[0]
        sys.exit(f"База данных не отвечает, проверьте DATABASE_URL. Её ответ: {reason}")


if __name__ == "__main__":
    main()
