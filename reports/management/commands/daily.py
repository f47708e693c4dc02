"""What time alone brings about: meant for cron, once a day; twice does no harm."""

from django.utils import timezone

from mentoring.actions import pause_unlawful
from people.actions import rewrite_database
from people.console import PlainCommand
from people.models import Erasure
from reports.actions import drop_old_packs
from roadmaps.actions import prove_by_surveys, read_unread


class Command(PlainCommand):
    help = (
        "Приостанавливает пары, у участников которых кончилось согласие, удаляет вчерашние "
        "комплекты бумаг, подтверждает строки дорожных карт вчерашними опросами, читает "
        "ответственных и цели карт, внесённых до того, как программа этому научилась, и "
        "переписывает файл базы после уничтожения данных. Запускайте раз в день."
    )
    example = "Пример: manage.py daily"

    def handle(self, **options):
        paused = pause_unlawful(on=timezone.localdate())
        dropped = drop_old_packs(at=timezone.now())
        read = read_unread(on=timezone.localdate())
        proven = prove_by_surveys(on=timezone.localdate())
        waiting = Erasure.objects.filter(rewritten_at=None).order_by("pk")
        rewritten = sum(rewrite_database(erasure) for erasure in waiting)
        self.answer({"paused": [pair.pk for pair in paused], "packs": dropped,
                     "read": [roadmap.pk for roadmap in read],
                     "proven": [date.pk for date in proven], "rewritten": rewritten})  # fmt: skip
