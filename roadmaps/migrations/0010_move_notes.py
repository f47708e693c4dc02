"""What stood in the note of a marked date becomes its evidence."""

from django.db import migrations


def move(apps, schema_editor):
    occurrence = apps.get_model("roadmaps", "Occurrence")
    evidence = apps.get_model("roadmaps", "Evidence")
    noted = occurrence.objects.exclude(note="").exclude(done_on=None)
    evidence.objects.bulk_create(
        evidence(occurrence=row, kind="note", title=row.note, dated_on=row.done_on, with_mark=True)
        for row in noted.iterator()
    )


def back(apps, schema_editor):
    evidence = apps.get_model("roadmaps", "Evidence")
    for proof in evidence.objects.filter(kind="note", with_mark=True).select_related("occurrence"):
        proof.occurrence.note = proof.title
        proof.occurrence.save(update_fields=["note"])


class Migration(migrations.Migration):

    dependencies = [("roadmaps", "0009_answering_and_proof")]

    operations = [migrations.RunPython(move, back)]
