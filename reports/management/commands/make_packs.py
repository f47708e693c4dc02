"""Make the packs of papers that wait; started by the site itself when one is ordered."""

from django.utils import timezone

from people.console import PlainCommand
from reports.actions import make_pack, next_pack


class Command(PlainCommand):
    help = (
        "Собирает заказанные комплекты бумаг, один за другим. Сайт запускает её сам; прерванную "
        "работу продолжит следующий запуск."
    )
    example = "Пример: manage.py make_packs"

    def handle(self, **options):
        while pack := next_pack(at=timezone.now()):
            make_pack(pack)
            self.stderr.write(f"{pack.title}: {pack.done} из {len(pack.leaves)}.")
