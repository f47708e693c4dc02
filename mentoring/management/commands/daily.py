"""What time alone brings about: meant for cron, once a day; twice does no harm."""

from django.utils import timezone

from mentoring.actions import pause_unlawful
from people.actions import rewrite_database
from people.console import PlainCommand
from people.models import Erasure


class Command(PlainCommand):
    help = (
        "Приостанавливает пары, у участников которых кончилось согласие, и переписывает файл "
        "базы после уничтожения данных. Запускайте раз в день."
    )
    example = "Пример: manage.py daily"

    def handle(self, **options):
        paused = pause_unlawful(on=timezone.localdate())
        waiting = Erasure.objects.filter(rewritten_at=None).order_by("pk")
        rewritten = sum(rewrite_database(erasure) for erasure in waiting)
        self.answer({"paused": [pair.pk for pair in paused], "rewritten": rewritten})
