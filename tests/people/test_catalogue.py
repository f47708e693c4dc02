"""What is shipped comes once and never over an edit made on the site."""

from mentoring.models import MentoringForm, Topic
from people.catalogue import add_missing, load_shipped


def test_everything_shipped_is_loaded_once(db):
    load_shipped()
    forms, topics = MentoringForm.objects.count(), Topic.objects.count()

    load_shipped()

    assert forms > 0
    assert topics > 0
    assert (MentoringForm.objects.count(), Topic.objects.count()) == (forms, topics)


def test_an_edit_stays_and_what_is_missing_is_added(db):
    load_shipped()
    form, gone = MentoringForm.objects.order_by("pk")[:2]
    MentoringForm.objects.filter(pk=form.pk).update(name="наш педагог – наш педагог")
    gone.delete()

    added = add_missing("catalogue")

    assert added == 1
    assert MentoringForm.objects.get(code=form.code).name == "наш педагог – наш педагог"
    assert MentoringForm.objects.filter(code=gone.code).exists()
