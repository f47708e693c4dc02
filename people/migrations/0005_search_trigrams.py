from django.db import migrations

COLUMNS = ("search", "former")


def add(apps, schema_editor):
    """PostgreSQL finds a part of a name by its trigrams; SQLite reads the column."""
    if schema_editor.connection.vendor != "postgresql":
        return
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_available_extensions WHERE name = 'pg_trgm'")
        if not cursor.fetchone()[0]:
            return  # a server without contrib: the search works, only slower
    schema_editor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    for column in COLUMNS:
        schema_editor.execute(
            f"CREATE INDEX IF NOT EXISTS person_{column}_trigrams ON people_person "
            f"USING gin ({column} gin_trgm_ops)"
        )


def remove(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for column in COLUMNS:
            schema_editor.execute(f"DROP INDEX IF EXISTS person_{column}_trigrams")


class Migration(migrations.Migration):
    dependencies = [("people", "0004_names_banks_merges")]
    operations = [migrations.RunPython(add, remove)]
