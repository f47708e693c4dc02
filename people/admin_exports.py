"""The button «Выгрузить в Excel» of a list: the rows as shown, with the filters kept."""

from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ERROR_FLAG
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from people.history import record

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class ExportedList:
    """A mixin of ModelAdmin; the columns stand in people.resources or where `resource` says."""

    exports = True

    def resource(self):
        """Return what knows the columns of this list."""
        from people.resources import RESOURCES  # slow import

        return RESOURCES[self.model]()

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_export"
        view = self.admin_site.admin_view(require_POST(self.export_view))
        return [path("export/", view, name=name), *super().get_urls()]

    def export_view(self, request):
        """Answer with the list; a POST, because the download is written into the journal."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        resource = self.resource()
        try:
            rows = self.get_changelist_instance(request).get_queryset(request)
        except IncorrectLookupParameters:
            name = f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist"
            return redirect(f"{reverse(name)}?{ERROR_FLAG}=1")
        answer = xlsx_response(resource.as_xlsx(rows), f"{resource.title}.xlsx")
        membership = request.user.membership
        if membership is not None:
            record(
                organization=membership.organization, by=request.user, action="export_list",
                text=f"Выгружен список «{resource.title}»: {len(rows)} строк",
            )  # fmt: skip
        return answer


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
