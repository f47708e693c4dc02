"""What can be printed or drafted for the organization as a whole, on one page."""

from django.contrib.auth.decorators import permission_required
from django.utils import timezone

from mentoring.models import PairMember, Side
from people.admin_views.page import own_organization, page
from people.models import Mentor
from reports.documents import kinds_for

ABOUT = {
    "figures": "Участники, встречи и доли с числителем и знаменателем.",
    "analytical-report": "Собрано из приказов, пар и встреч; выводы пишет куратор.",
    "register-mentors": "Контакты, компетенции, наставляемые, даты и результаты.",
    "register-mentees": "Контакты представителей, запросы, наставники, даты и результаты.",
    "register-candidates": "Кто назвался на собраниях: отдельный лист для каждого вида встреч.",
    "register-participants": "Все, кого закрепил приказ: роль, пара, основание, даты.",
    "register-consents": "Кто что подписал, до какого дня действует, где лежит бумага.",
    "register-orders": "Номера и даты календарного года, как в книге приказов.",
    "register-agreements": "Кому, за что и на какой срок поручена работа наставника.",
    "attendance-sheet": "Участники года по алфавиту, мероприятие вписывается от руки.",
    "swot": "Сильные и слабые стороны, возможности и угрозы: первый этап мониторинга.",
    "content-plan": "Что вышло и выйдет по месяцам, есть ли одна публикация в месяц.",
    "regulation": "Для педсовета и сайта; свои слова пунктов задают в проекте приказа о нём.",
    "order-regulation": "Положение приложением; его пункты можно изложить своими словами.",
    "order-introduction": "Начало года: куратор, сроки карты, баз и согласий.",
    "order-curator": "Назначение и обязанности куратора.",
    "order-council": "Состав берётся из ролей года; без них вписывается от руки.",
    "order-commission": "Состав из ролей года, сроки, форма акта приложением.",
    "order-results": "Завершённые программы и благодарность их наставникам.",
}


@permission_required("reports.view_document", raise_exception=True)
def blanks(request):
    """Show the registers and sheets to print, and the orders to draft."""
    organization = own_organization(request)
    kinds = [
        (kind, ABOUT.get(kind.code, ""))
        for kind in kinds_for(organization, on=timezone.localdate())
        if not kind.permission or request.user.has_perm(kind.permission)
    ]
    return page(
        request, "reports/blanks.html", title="Бланки и реестры", of=organization,
        printed=[(kind, about) for kind, about in kinds if not kind.draftable],
        drafted=[(kind, about) for kind, about in kinds if kind.draftable],
        mentors=_at_work(organization, request.year),
    )  # fmt: skip


def _at_work(organization, year):
    """Return the mentors of the bank whom an order of the year has fixed."""
    led = PairMember.objects.filter(
        side=Side.MENTOR, pair__year=year, pair__confirmed_on__isnull=False
    )
    rows = Mentor.objects.known().filter(
        person__organization=organization, year=year, person__in=led.values("person")
    )
    return rows.select_related("person").order_by("person__search", "pk")
