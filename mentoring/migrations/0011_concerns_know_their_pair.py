"""Give every quiet request its pair; apart, because PostgreSQL alters no table just written to."""

import django.db.models.deletion
from django.db import migrations, models


def fill(apps, schema_editor):
    for concern in apps.get_model("mentoring", "Concern").objects.all():
        concern.pair_id = concern.attendance.meeting.pair_id
        concern.save(update_fields=["pair"])


class Migration(migrations.Migration):
    dependencies = [("mentoring", "0010_meeting_corrections")]

    operations = [
        migrations.AddField(
            model_name="concern", name="pair",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE,
                                    related_name="concerns", to="mentoring.pair",
                                    verbose_name="пара"),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
