"""Is the machine fit: settings, libraries, tables with their constraints and guards, disk."""

import ctypes
import shutil

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles import finders
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from people.guards import missing
from reports.doctor.checks import check

LIBRARIES = ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0")
FONTS = ("fonts/LiberationSerif-Regular.ttf", "fonts/LiberationSerif-Bold.ttf")
LEAST_FREE = 500 * 1024 * 1024
OURS = ("people", "mentoring", "surveys", "roadmaps", "reports")


@check("settings", "настройки")
def _settings(on):
    if settings.DEBUG:
        yield "включён DEBUG, выключите его на рабочем сервере"
    key = settings.DATA_DIR / "secret_key"
    if key.exists() and key.stat().st_mode & 0o077:
        yield f"ключ {key} читают посторонние, выполните chmod 600"


@check("libraries", "библиотеки печати")
def _libraries(on):
    for name in LIBRARIES:
        try:
            ctypes.CDLL(name)
        except OSError:
            yield f"нет {name}, печать не работает"


@check("fonts", "шрифты бумаг")
def _fonts(on):
    yield from (f"нет файла static/{name}" for name in FONTS if finders.find(name) is None)


@check("migrations", "таблицы базы данных")
def _migrations(on):
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        yield f"не применено миграций: {len(plan)}, выполните manage.py migrate"


@check("disk", "место на диске")
def _disk(on):
    free = shutil.disk_usage(settings.DATA_DIR).free
    if free < LEAST_FREE:
        yield f"свободно {free // 2**20} МБ, нужно не меньше {LEAST_FREE // 2**20}"


@check("guards", "запреты базы данных на правку документов и журнала")
def _guards(on):
    for app in ("people", "reports"):
        yield from missing(apps.get_app_config(app).module.apps.GUARDS)


@check("constraints", "запреты базы данных на невозможные строки")
def _constraints(on):
    """Whatever a model declares impossible is impossible only while the database knows it."""
    with connection.cursor() as cursor:
        for app in OURS:
            for model in apps.get_app_config(app).get_models():
                table = model._meta.db_table
                known = connection.introspection.get_constraints(cursor, table)
                single = {
                    tuple(rule["columns"])
                    for rule in known.values()
                    if rule["unique"] or rule["primary_key"]
                }
                declared = {rule.name for rule in model._meta.constraints}
                yield from (f"нет запрета {name}" for name in sorted(declared - known.keys()))
                unique = [f.column for f in model._meta.local_fields if f.unique]
                yield from (f"{table}.{column}: возможны повторы"
                            for column in unique if (column,) not in single)  # fmt: skip
