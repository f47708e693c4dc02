"""The catalogue all organizations share: forms and kinds (fixtures/catalogue.json)."""

from django.db import models


class CatalogueManager(models.Manager):
    def get_by_natural_key(self, code):
        return self.get(code=code)


class CatalogueRow(models.Model):
    """A row with a stable code; the catalogue is reloaded by it."""

    code = models.SlugField("код", max_length=40, unique=True)
    name = models.CharField("название", max_length=120)
    position = models.PositiveSmallIntegerField("порядок", default=0)

    objects = CatalogueManager()

    class Meta:
        abstract = True
        ordering = ["position", "pk"]

    def __str__(self):
        return self.name

    def natural_key(self):
        return (self.code,)


class MentoringForm(CatalogueRow):
    """Who mentors whom; its flags drive the rules (Р-145, АЗ-1128/08)."""

    mentee_is_learner = models.BooleanField("наставляемые – обучающиеся", default=False)
    mentor_is_learner = models.BooleanField("наставники – обучающиеся", default=False)
    labour_terms_possible = models.BooleanField("возможна оплата по ст. 351.8 ТК РФ", default=False)
    partner_required = models.BooleanField(
        "нужен договор с партнёром", default=False,
        help_text="Без партнёра и действующего договора пара не начнёт работу.",
    )  # fmt: skip
    guardian_consent = models.BooleanField(
        "несовершеннолетним наставляемым нужно согласие родителя", default=False,
        help_text="И тогда, когда с 14 до 18 лет организация вторую подпись не просит.",
    )  # fmt: skip
    allows_group = models.BooleanField("возможны группы", default=True)
    mentee_limit = models.PositiveSmallIntegerField(
        "предел наставляемых у одного наставника", null=True, blank=True,
        help_text="Сверх предела программа спросит причину. Пусто – предела нет.",
    )  # fmt: skip
    is_active = models.BooleanField("в ходу", default=True,
                                    help_text="Снимите, чтобы не предлагать.")  # fmt: skip

    class Meta(CatalogueRow.Meta):
        verbose_name = "форма наставничества"
        verbose_name_plural = "формы наставничества"


class MentoringKind(CatalogueRow):
    """How they work together: one to one, in a group, at a distance."""

    needs_group = models.BooleanField("нужны хотя бы двое наставляемых", default=False)
    is_active = models.BooleanField("в ходу", default=True,
                                    help_text="Снимите, чтобы не предлагать.")  # fmt: skip

    class Meta(CatalogueRow.Meta):
        verbose_name = "вид наставничества"
        verbose_name_plural = "виды наставничества"
