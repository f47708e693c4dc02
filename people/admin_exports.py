"""The button «Выгрузить в Excel» of a list: the rows as shown, with the filters kept."""

import copy
import datetime
import re
from html import unescape

from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import display_for_field, label_for_field, lookup_field
from django.contrib.admin.views.main import ERROR_FLAG
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from people.history import record
from people.workbook import write_xlsx

MOST = 100_000
LINE = re.compile(r'<small>|<div>|<br>|<span class="phrase">')
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class ExportedList:
    """A mixin of ModelAdmin: the columns `resource` knows, else those that the screen shows."""

    exports = True

    def resource(self):
        """Return what knows the columns of this list, or None for those of the screen."""
        from people.resources import RESOURCES  # slow import

        return RESOURCES[self.model]() if self.model in RESOURCES else None

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_export"
        view = self.admin_site.admin_view(require_POST(self.export_view))
        return [path("export/", view, name=name), *super().get_urls()]

    def export_view(self, request):
        """Answer with the list; a POST, because the download is written into the journal."""
        if not (self.exports and self.has_view_permission(request)):
            raise PermissionDenied
        resource = self.resource()
        try:
            if resource:
                rows = self.get_changelist_instance(request).get_queryset(request)
                title, data = resource.title, resource.as_xlsx(rows)
            else:
                headings, rows = self._shown(request)
                title = self._list_name
                data = write_xlsx([(title, headings, rows)])
        except IncorrectLookupParameters:
            name = f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist"
            return redirect(f"{reverse(name)}?{ERROR_FLAG}=1")
        answer = xlsx_response(data, f"{title}.xlsx")
        membership = request.user.membership
        if membership is not None:
            record(
                organization=membership.organization, by=request.user, action="export_list",
                text=f"Выгружен список «{title}»: {len(rows)} строк",
            )  # fmt: skip
        return answer

    @property
    def _list_name(self):
        plural = str(self.opts.verbose_name_plural)
        return self.list_title or plural[:1].upper() + plural[1:]

    def _shown(self, request):
        """Return headings and rows of the list as it stands on the screen, of all its pages.

        A column without a heading holds deeds, not data.
        """
        whole = copy.copy(self)
        whole.list_per_page = MOST
        changes = whole.get_changelist_instance(request)
        columns = {name: str(label_for_field(name, self.model, whole))
                   for name in changes.list_display if name != "action_checkbox"}  # fmt: skip
        names = [name for name, heading in columns.items() if heading]
        return [columns[name][:1].upper() + columns[name][1:] for name in names], [
            [_cell(name, row, whole) for name in names] for row in changes.result_list
        ]


def _cell(name, row, model_admin):
    """Return what the list shows, without its markup; days stay days."""
    field, _, value = lookup_field(name, row, model_admin)
    if isinstance(value, datetime.datetime):
        return f"{timezone.localtime(value):%d.%m.%Y %H:%M}"
    if isinstance(value, bool):
        return "да" if value else "нет"
    if value is None or (isinstance(value, int | float | datetime.date) and not _is_coded(field)):
        return "" if value is None else value
    if field is not None:
        value = display_for_field(value, field, "")
    text = LINE.sub("\n", str(value))
    return "\n".join(filter(None, map(str.strip, unescape(strip_tags(text)).split("\n"))))


def _is_coded(field):
    """Tell whether the value of the field is a code with words of its own."""
    return bool(field is not None and field.flatchoices)


def xlsx_response(data, name):
    """Return the spreadsheet as a download that no cache keeps."""
    response = HttpResponse(data, content_type=XLSX)
    stem = name.removesuffix(".xlsx")
    day = f"{timezone.localdate():%Y-%m-%d}"
    response.headers["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=f"{stem} {day}.xlsx"
    )
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
