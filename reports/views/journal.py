"""The journal of registered orders of a calendar year: on the screen, as Excel, on paper."""

import datetime

from django.contrib.auth.decorators import permission_required
from django.utils import timezone
from django.views.decorators.http import require_POST

from people.admin_exports import xlsx_response
from people.admin_views.page import own_organization, page
from people.history import record
from people.models import NumbersFrom
from people.workbook import write_xlsx
from reports.documents import KINDS
from reports.models import Document
from reports.pdf import render_pdf
from reports.views.papers import pdf_response

KIND = "register-orders"
HEADINGS = ("№ п/п", "Дата", "№ (индекс)", "Заголовок (краткое содержание)", "Кто подписал",
            "Исполнитель", "Листов с приложением", "В дело №", "Примечание")  # fmt: skip
RULES = {
    NumbersFrom.JOURNAL: "Номера вносит секретарь из бумажного журнала.",
    NumbersFrom.PROGRAM: "Номера выдаёт программа, подряд и без пропусков.",
}
may_read = permission_required("reports.view_document", raise_exception=True)


@may_read
def journal(request):
    """Show the orders of the year, each series apart, in the columns of the paper journal."""
    organization, years, year = _asked(request)
    sections = _facts(organization, year)["sections"]
    return page(
        request, "reports/journal.html", title="Журнал регистрации", sections=sections, year=year,
        years=years, headings=HEADINGS, count=sum(len(section["rows"]) for section in sections),
        rule=RULES[organization.numbers_from],
    )  # fmt: skip


@may_read
def print_out(request):
    """Answer with the journal of the year as the paper that is filed."""
    organization, _, year = _asked(request)
    return pdf_response(render_pdf(KINDS[KIND].render(_facts(organization, year))), "journal.pdf")


@may_read
@require_POST
def export(request):
    """Answer with a sheet a series; the download is written into the journal of actions."""
    organization, _, year = _asked(request)
    sections = _facts(organization, year)["sections"]
    data = write_xlsx(
        [(section["title"], HEADINGS, map(_cells, enumerate(section["rows"], 1)))
         for section in sections] or [("Приказы", HEADINGS, [])]
    )  # fmt: skip
    record(organization=organization, by=request.user, action="export_list",
           text=f"Выгружен журнал регистрации приказов за {year} год")  # fmt: skip
    return xlsx_response(data, f"Журнал регистрации приказов {year}.xlsx")


def _asked(request):
    """Return the organization, its years of numbers with the present one, and the asked one."""
    organization, today = own_organization(request), timezone.localdate()
    rows = Document.objects.registered().filter(organization=organization).order_by()
    numbered = set(rows.values_list("number_year", flat=True).distinct())
    years = sorted(numbered | {today.year}, reverse=True)
    wanted = request.GET.get("year", "")
    year = next((year for year in years if str(year) == wanted), today.year)
    return organization, years, year


def _facts(organization, year):
    day = min(datetime.date(year, 12, 31), timezone.localdate())
    return KINDS[KIND].collect(organization, on=day)


def _cells(numbered):
    number, row = numbered
    dated = datetime.date.fromisoformat(row["dated"])
    return (number, dated, row["number"], row["title"], row["signed_by"], row["drafted_by"],
            row["sheets"], row["case"], row["remark"])  # fmt: skip
