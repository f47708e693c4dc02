"""Organizations, who heads them on which day, their classes and headcounts."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from people.access import ScopedModel, ScopedQuerySet


def digits(*lengths):
    """Return a validator of codes such as INN that have one of the given lengths."""
    pattern = "|".join(rf"\d{{{n}}}" for n in lengths)
    amount = " или ".join(str(n) for n in lengths)
    return RegexValidator(rf"^({pattern})$", f"Введите {amount} цифр без пробелов.")


class OrganizationKind(models.TextChoices):
    SCHOOL = "school", "школа"
    KINDERGARTEN = "kindergarten", "детский сад"
    COLLEGE = "college", "колледж, техникум"
    ADDITIONAL = "additional", "дополнительное образование"
    MUNICIPALITY = "municipality", "орган управления образованием"


class PaperStandard(models.TextChoices):
    """Which edition of the standard the school's instruction on office work names."""

    OF_2025 = "gost-2025", "ГОСТ Р 7.0.97-2025"
    OF_2016 = "gost-2016", "ГОСТ Р 7.0.97-2016"


class NumbersFrom(models.TextChoices):
    """Who numbers the orders: the paper journal of the clerk, or the program without gaps."""

    JOURNAL = "journal", "вносит секретарь"
    PROGRAM = "program", "выдаёт программа"


class Organization(ScopedModel):
    """A school, kindergarten, college, centre – or the municipal department above them."""

    open_to_municipality = True

    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children",
        verbose_name="муниципалитет",
    )  # fmt: skip
    code = models.SlugField("код", max_length=40, unique=True)
    kind = models.CharField("тип", max_length=20, choices=OrganizationKind.choices)
    full_name = models.CharField("полное наименование по уставу", max_length=300)
    short_name = models.CharField("краткое наименование", max_length=120)
    founder = models.CharField("учредитель (верхняя строка бланка)", max_length=200, blank=True)
    place = models.CharField(
        "место издания", max_length=80, blank=True, help_text="г. Верхнеозёрск"
    )
    address = models.CharField("адрес", max_length=200, blank=True)
    phone = models.CharField("телефон", max_length=60, blank=True)
    email = models.EmailField("эл. почта", blank=True)
    website = models.CharField("сайт", max_length=120, blank=True)
    okpo = models.CharField("ОКПО", max_length=10, blank=True, validators=[digits(8, 10)])
    ogrn = models.CharField("ОГРН", max_length=13, blank=True, validators=[digits(13)])
    inn = models.CharField("ИНН", max_length=10, blank=True, validators=[digits(10)])
    kpp = models.CharField("КПП", max_length=9, blank=True, validators=[digits(9)])
    paper_standard = models.CharField(
        "стандарт оформления бумаг", max_length=12, choices=PaperStandard.choices,
        default=PaperStandard.OF_2025,
        help_text="Как в вашей инструкции по делопроизводству. По стандарту 2016 года на бумаге "
        "нет штрих-кода, а гриф и отметка о приложении не шире 7,5 см.",
    )  # fmt: skip
    numbers_from = models.CharField(
        "номера приказов", max_length=12, choices=NumbersFrom.choices, default=NumbersFrom.JOURNAL,
        help_text="Программа выдаёт номера подряд, без пропусков, в каждом журнале с 1 января.",
    )  # fmt: skip
    series_suffix = models.CharField(
        "индекс приказов", max_length=12, blank=True, help_text="Как в журнале: «-ОД»."
    )
    personnel_suffix = models.CharField(
        "индекс приказов по личному составу", max_length=12, blank=True,
        help_text="Как в журнале: «-ЛС».",
    )  # fmt: skip
    teen_needs_guardian = models.BooleanField(
        "с 14 до 18 лет подписывает и родитель", default=True,
        help_text="Закон прямо не говорит. Снимите отметку, если так решено в вашей организации.",
    )  # fmt: skip

    class Meta:
        verbose_name = "организация"
        verbose_name_plural = "организации"
        permissions = [("oversee_organization", "Может видеть числа подчинённых организаций")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(parent=F("id")), name="organization_is_not_its_own_parent"
            ),
        ]

    def __str__(self):
        return self.short_name

    @classmethod
    def path_to_organization(cls):
        return "pk"

    @property
    def is_municipality(self):
        return self.kind == OrganizationKind.MUNICIPALITY


class HeadshipQuerySet(ScopedQuerySet):
    def on(self, day):
        """Return who signs on that day; somebody acting comes before the head."""
        return self.filter(
            Q(starts_on=None) | Q(starts_on__lte=day), Q(ends_on=None) | Q(ends_on__gte=day)
        ).order_by("-is_acting", F("starts_on").desc(nulls_last=True), "-pk")


class Headship(ScopedModel):
    """Who signs the papers of an organization, from which day to which."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="headships",
                                     verbose_name="организация")  # fmt: skip
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="headships",
                               verbose_name="руководитель")  # fmt: skip
    position = models.CharField("должность в подписи", max_length=120, default="директор")
    is_acting = models.BooleanField("исполняет обязанности", default=False)
    starts_on = models.DateField("с", null=True, blank=True)
    ends_on = models.DateField("по", null=True, blank=True)

    objects = HeadshipQuerySet.as_manager()

    class Meta:
        verbose_name = "руководитель"
        verbose_name_plural = "руководители"
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")) | Q(ends_on=None),
                name="headship_ends_after_it_starts",
                violation_error_message="Последний день раньше первого. Проверьте обе даты.",
            ),
        ]

    def __str__(self):
        return f"{self.position} {self.person}"


def refuse_overlapping_heads(headships):
    """Raise ValidationError when two heads, or two who act for one, would sign on one day.

    Who acts shares the days of the head on leave: the paper takes the one who acts.
    """
    for number, headship in enumerate(headships):
        for other in headships[:number]:
            if headship.is_acting == other.is_acting and share_a_day(headship, other):
                raise ValidationError(
                    f"И {other.person.short_name}, и {headship.person.short_name} подписывают в "
                    "одни и те же дни. Укажите, по какой день подписывает первый, или исправьте "
                    "даты."
                )


def share_a_day(one, other):
    """Tell whether two rows from–to have a day in common; an empty day is an open end."""
    begins_before_end = one.starts_on is None or other.ends_on is None or (
        one.starts_on <= other.ends_on
    )  # fmt: skip
    ends_after_begin = one.ends_on is None or other.starts_on is None or (
        other.starts_on <= one.ends_on
    )  # fmt: skip
    return begins_before_end and ends_after_begin


BY_GRADE = models.Case(  # 9, 10, 11, then those with a name instead of a number
    models.When(name__regex=r"^\d\d", then=1), models.When(name__regex=r"^\d", then=0), default=2
)


class SchoolClass(ScopedModel):
    """A class of a school, or a group of a college, in one academic year."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="classes",
                                     verbose_name="организация")  # fmt: skip
    year = models.PositiveSmallIntegerField("учебный год с 1 сентября")
    name = models.CharField("класс или группа", max_length=20, help_text="8 «Б»")
    teacher = models.ForeignKey(
        "people.Person", models.SET_NULL, null=True, blank=True, related_name="led_classes",
        verbose_name="классный руководитель",
    )  # fmt: skip

    class Meta:
        verbose_name = "класс"
        verbose_name_plural = "классы"
        ordering = [BY_GRADE, "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "year", "name"], name="class_named_once_a_year",
                violation_error_message="Такой класс в этом учебном году уже есть.",
            ),
        ]  # fmt: skip

    def __str__(self):
        return self.name


class TargetGroup(models.TextChoices):
    PUPILS = "pupils", "обучающиеся 10–19 лет"
    TEACHERS = "teachers", "педагогические работники"
    YOUNG = "young", "молодые специалисты"
    STAFF = "staff", "все работники"


class Headcount(ScopedModel):
    """How many people a target group has on a day; typed by hand, a denominator of shares."""

    open_to_municipality = True

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="headcounts",
                                     verbose_name="организация")  # fmt: skip
    group = models.CharField("группа", max_length=20, choices=TargetGroup.choices)
    counted_on = models.DateField("на дату")
    number = models.PositiveIntegerField("человек")

    class Meta:
        verbose_name = "численность группы"
        verbose_name_plural = "контингент"
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "group", "counted_on"], name="headcount_once_a_day",
                violation_error_message="Численность этой группы на эту дату уже указана.",
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.get_group_display()}: {self.number}"

    def clean(self):
        if self.counted_on and self.counted_on > timezone.localdate():
            raise ValidationError({"counted_on": (
                "Этот день ещё не наступил. Укажите, на какой день людей сосчитали."
            )})  # fmt: skip
