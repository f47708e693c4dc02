"""Why a pair ends by an order."""

from django.db import models

from mentoring.models.pairs import Closing


class EndingGround(models.TextChoices):
    COMPLETED = "completed", "программа выполнена"
    REQUEST = "request", "заявление участника"
    REFUSAL = "refusal", "наставник отказался от поручения"
    EMPLOYER = "employer", "работодатель отменил поручение"
    DISMISSAL = "dismissal", "увольнение"
    TRANSFER = "transfer", "перевод на другую работу или в другую организацию"
    WITHDRAWAL = "withdrawal", "отзыв согласия"
    OTHER = "other", "другая причина"

    @property
    def closing(self):
        """The Closing it means for the pair."""
        done = self is EndingGround.COMPLETED
        return Closing.COMPLETED if done else Closing.ENDED_EARLY
