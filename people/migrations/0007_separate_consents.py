import datetime

from django.db import migrations

KINDS = ("personal_data", "dissemination")
SINCE = datetime.date(2025, 9, 1)


def add(apps, schema_editor):
    """Since 1 September 2025 a consent is a sheet of its own (152-ФЗ ст. 9 ч. 1, 156-ФЗ)."""
    texts = apps.get_model("people", "ConsentText").objects
    for kind in KINDS:
        texts.create(
            kind=kind, version="2025-09", required_from=SINCE,
            reason="Согласие оформляется отдельно от других документов (156-ФЗ)",
        )  # fmt: skip


def remove(apps, schema_editor):
    apps.get_model("people", "ConsentText").objects.filter(
        organization=None, version="2025-09"
    ).delete()


class Migration(migrations.Migration):
    dependencies = [("people", "0006_consent_texts_erasures_care")]
    operations = [migrations.RunPython(add, remove)]
