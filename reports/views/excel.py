"""Registers as Excel: the rows of the printed sheet, to be sorted and sent on."""

from django.core.exceptions import ValidationError
from django.http import Http404

from people.admin_exports import xlsx_response
from people.workbook import write_xlsx
from reports.documents import KINDS
from reports.register_tables import tables_of
from reports.views.papers import page_of, refused


def register(request, kind, pk):
    """Answer with the spreadsheet of a register the user may print."""
    try:
        tables = tables_of(page_of(request, kind, pk))
    except ValidationError as refusal:
        return refused(request, refusal, "")
    if not tables:
        raise Http404("В этой бумаге нет таблицы.")
    return xlsx_response(write_xlsx(tables), f"{KINDS[kind].title}.xlsx")
