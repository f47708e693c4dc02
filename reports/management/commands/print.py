"""Print one paper into a file, or list the papers that can be printed."""

from pathlib import Path

from django.core.exceptions import ValidationError
from django.utils import timezone

from people.console import PlainCommand
from reports.actions import docx_of, pdf_of
from reports.documents import KINDS
from reports.models import Document
from reports.pdf import PrintingUnavailable, render_pdf
from reports.word import render_docx

FORMATS = ["pdf", "docx"]


class Command(PlainCommand):
    help = "Печатает бумагу в файл; --list показывает виды бумаг и номера строк для них."
    example = "Пример: manage.py print consent-minor 12 --output blank.pdf"

    def add_arguments(self, parser):
        parser.add_argument("kind", nargs="?", help="вид бумаги, см. --list")
        parser.add_argument("id", nargs="?", type=int, help="номер строки или документа")
        parser.add_argument("--output", help="куда записать, .pdf или .docx")
        parser.add_argument("--list", action="store_true", help="показать виды бумаг")
        parser.add_argument("--json", action="store_true", help="список в JSON")

    def handle(self, *, kind, id, output, list, json, **options):
        if list:
            return self._list(json)
        if kind is None or id is None or not output:
            self.refuse(f"Назовите вид, номер и файл. {self.example}")
        if kind not in KINDS:
            self.refuse(f"Вида бумаги «{kind}» нет. Список: manage.py print --list")
        wanted = Path(output).suffix.lower().removeprefix(".")
        if wanted not in FORMATS:
            self.refuse("Файл записывается как .pdf или .docx. Исправьте окончание имени.")
        try:
            content = _printed(KINDS[kind], id, wanted)
        except LookupError:
            self.refuse(f"Для вида {kind} номера {id} нет. Список: manage.py print --list")
        except (ValidationError, PrintingUnavailable) as refusal:
            self.refuse(" ".join(getattr(refusal, "messages", [str(refusal)])))
        try:
            Path(output).write_bytes(content)
        except OSError:
            self.refuse(
                f"Файл {output} не записан: проверьте, есть ли папка и можно ли в неё писать."
            )
        self.stderr.write(f"Записано: {output}")

    def _list(self, as_json):
        rows = [
            {
                "code": kind.code,
                "title": kind.title,
                "model": (Document if kind.draftable else kind.subject)._meta.label,
                "ids": _ids(kind),
                "formats": FORMATS,
            }
            for kind in KINDS.values()
        ]
        if as_json:
            return self.answer(rows)
        for row in rows:
            ids = ", ".join(map(str, row["ids"][:8])) or "нет"
            self.stdout.write(f"{row['code']:<22} {row['title']}. {row['model']}: {ids}")


def _ids(kind):
    """Return the keys a kind can be printed of: of documents when it is drafted, else of rows."""
    if kind.draftable:
        return sorted(Document.objects.filter(kind=kind.code).values_list("pk", flat=True))
    today = timezone.localdate()
    rows = kind.subject.objects.order_by("pk")
    return [row.pk for row in rows if kind.applies is None or kind.applies(row, on=today)]


def _printed(kind, pk, wanted):
    model = Document.objects.filter(kind=kind.code) if kind.draftable else kind.subject.objects
    row = model.filter(pk=pk).first()
    if row is None:
        raise LookupError(pk)
    if kind.draftable:
        return docx_of(row) if wanted == "docx" else pdf_of(row)
    page = kind.render(kind.collect(row, on=timezone.localdate()))
    return render_docx(page) if wanted == "docx" else render_pdf(page)
