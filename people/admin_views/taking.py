"""A sent table becomes an Upload; with foreign headings its cells are kept to be read again."""

from django.utils import timezone

from people import actions
from people.admin_views.page import own_organization
from people.models import Upload, UploadKind
from people.spreadsheets import LARGEST_FILE, read_sheets, too_big_file
from people.table_columns import HeadingsUnknown, packed
from people.table_rows import people_of
from people.tables import TABLES

HEADINGS_AT_ONCE = 100


def take_file(request, kind, file):
    """Return the Upload of a sent file; raises SpreadsheetRefused."""
    if file.size > LARGEST_FILE:
        raise too_big_file()
    return take_sheets(request, kind, file.name, read_sheets(file.read()))


def take_sheets(request, kind, name, sheets):
    """Return the Upload of the sheets; what nobody can read yet waits for words, unread."""
    organization, today = own_organization(request), timezone.localdate()
    own = {"organization": organization, "name": name, "by": request.user}
    meanings = actions.meanings_of(organization, kind)
    try:
        if kind == UploadKind.PEOPLE:
            rows, unknown = people_of(sheets, today, meanings)
        else:
            rows, unknown = TABLES[kind].read(sheets, meanings)
    except HeadingsUnknown as refusal:
        actions.keep_sheets(kind=kind, foreign=_foreign(sheets, refusal.headings), **own)
        raise
    own |= {"year": request.year, "rows": rows, "foreign": unknown and _foreign(sheets, unknown)}
    if kind == UploadKind.PEOPLE:
        return actions.take_people(**own)
    return actions.take_table(kind=kind, on=today, **own)


def uploads_of(request, kind):
    """Return what the page of the file shows: what is unread, waits for the yes, was written."""
    rows = Upload.objects.visible_to(request.user).filter(kind=kind).order_by("pk")
    return {"upload": rows.unread().last(), "waiting": rows.waiting().last(),
            "written": rows.written().last()}  # fmt: skip


def _foreign(sheets, unknown):
    return {"sheets": packed(sheets), "unknown": unknown[:HEADINGS_AT_ONCE]}
