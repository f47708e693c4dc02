"""Who was invited, and what was answered; in an anonymous wave nothing leads from one to the other.

Keys of responses and answers are random and anonymous responses carry no moment: neither a key nor
an order nor a time tells whose they are. Whether somebody answered anonymously is stored nowhere:
PostgreSQL keeps the transaction of every row, so a mark set together with the answer would tell.
"""

import uuid

from django.db import models
from django.db.models import Q

from people.access import ScopedModel
from people.models import Person
from surveys.models.questionnaires import Question
from surveys.models.waves import Wave


class Invitation(ScopedModel):
    """A person asked in a wave."""

    owner = "wave"

    wave = models.ForeignKey(Wave, models.CASCADE, related_name="invitations",
                             verbose_name="опрос")  # fmt: skip
    person = models.ForeignKey(Person, models.CASCADE, related_name="+", verbose_name="кто")

    class Meta:
        verbose_name = "приглашение"
        verbose_name_plural = "приглашения"
        constraints = [
            models.UniqueConstraint(
                fields=["wave", "person"], name="person_invited_once",
                violation_error_message="Этот человек уже приглашён.",
            ),
        ]  # fmt: skip

    def __str__(self):
        return str(self.person)


class Response(ScopedModel):
    """A filled-in questionnaire; the key is the number of the sheet, so sent twice it is one."""

    owner = "wave"
    merge_refusal = (
        "Оба ответили на одну и ту же анкету, а останется один ответ. "
        "Решите, какой из них верный, и удалите другой опрос."
    )

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wave = models.ForeignKey(Wave, models.CASCADE, related_name="responses", verbose_name="опрос")
    invitation = models.OneToOneField(Invitation, models.CASCADE, null=True, blank=True,
                                      related_name="response", verbose_name="чей")  # fmt: skip
    answered_at = models.DateTimeField("когда", null=True, blank=True)
    is_paper = models.BooleanField("с бумаги", default=False)

    class Meta:
        verbose_name = "ответ на анкету"
        verbose_name_plural = "ответы на анкету"
        constraints = [
            models.CheckConstraint(
                condition=Q(invitation=None, answered_at=None)
                | Q(invitation__isnull=False, answered_at__isnull=False),
                name="anonymous_response_has_no_moment",
            ),
        ]

    def __str__(self):
        return f"Ответ на «{self.wave}»"


class Answer(ScopedModel):
    """The answer to one question: a plain value as its type stores it, or a chosen person."""

    owner = "response"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    response = models.ForeignKey(Response, models.CASCADE, related_name="answers",
                                 verbose_name="ответ")  # fmt: skip
    question = models.ForeignKey(Question, models.RESTRICT, related_name="answers",
                                 verbose_name="вопрос")  # fmt: skip
    value = models.JSONField("значение", null=True, blank=True)
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="+",
                               verbose_name="кого назвали")  # fmt: skip

    class Meta:
        verbose_name = "значение ответа"
        verbose_name_plural = "значения ответов"
        constraints = [
            models.UniqueConstraint(
                fields=["response", "question"], name="question_answered_once_in_a_response"
            ),
        ]

    def __str__(self):
        return str(self.question)
