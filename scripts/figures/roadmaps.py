"""What a roadmap costs on its way in, and what its page asks of the database."""

import io
import subprocess
import sys
import time

from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from scripts.figures import figure, site

ROWS, MANY = 200, 5_000
HEADER = ["№", "Мероприятие", "Срок", "Ответственный", "Результат"]


@figure("import and preview of 200 rows: times python-docx opening the file", limit=30, unit="×")
def import_and_preview():
    site.fill()
    content, client = word_file(ROWS), curator()
    ours, bare = least(lambda: preview(client, content)), least(lambda: walk(content))
    print(f"import and preview of {ROWS} rows: {ours:.2f} s")
    return ours / bare


@figure("5000 rows are refused: memory of the whole process", limit=200, unit="MiB", slow=True)
def memory_of_many_rows():
    work = (
        "import sys; sys.path.insert(0, '.')\n"
        "from roadmaps.importing import ImportRefused, read_roadmap\n"
        "try: read_roadmap(sys.stdin.buffer.read(), 'a.docx')\n"
        "except ImportRefused: pass\n"
        "print(next(line.split()[1] for line in open('/proc/self/status') if 'VmHWM' in line))"
    )
    done = subprocess.run([sys.executable, "-c", work], input=word_file(MANY), timeout=20,
                          capture_output=True, check=True)  # fmt: skip
    return int(done.stdout) / 1024  # the peak since exec: that of getrusage is inherited


@figure("page of a roadmap of 60 rows", limit=10, unit="queries")
def queries_of_a_page():
    from roadmaps import actions

    site.fill()
    client = curator()
    user = get_user_model().objects.get(username="curator")
    rows = [{"number": str(n), "activity": f"Дело {n}", "deadline": "ежеквартально"}
            for n in range(60)]  # fmt: skip
    roadmap = actions.import_rows(
        {"title": "Карта для счёта", "columns": ["number", "activity", "deadline"], "rows": rows},
        organization=user.membership.organization, year=2026, by=user,
    )  # fmt: skip
    address = reverse("admin:roadmaps_roadmap_change", args=[roadmap.pk])
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        page = client.get(address)
    if page.status_code != 200:
        raise RuntimeError(f"{address} answers {page.status_code}")
    return len(queries)


def curator():
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(get_user_model().objects.get(username="curator"))
    return client


def preview(client, content):
    file = io.BytesIO(content)
    file.name = "карта.docx"
    answer = client.post(reverse("admin:roadmaps_import"), {"file": file, "text": "", "year": 2026})
    page = client.get(answer.url)
    if page.content.decode().count("Провести дело") < ROWS:
        raise RuntimeError("the preview lacks rows")


def walk(content):
    import docx

    return [cell.text for row in docx.Document(io.BytesIO(content)).tables[0].rows
            for cell in row.cells]  # fmt: skip


def word_file(number):
    """Return a Word file with so many rows, its table written as XML."""
    import docx
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    rows = [HEADER, *([str(n), f"Провести дело {n}", "до 10 сентября", "Куратор", "Справка"]
                      for n in range(1, number + 1))]  # fmt: skip
    cells = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>".format
    body = "".join(f"<w:tr>{''.join(map(cells, row))}</w:tr>" for row in rows)
    grid = "<w:tblGrid>" + "<w:gridCol/>" * len(HEADER) + "</w:tblGrid>"
    document = docx.Document()
    document.element.body.insert(0, parse_xml(
        f"<w:tbl {nsdecls('w')}><w:tblPr/>{grid}{body}</w:tbl>"
    ))  # fmt: skip
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def least(work, rounds=3):
    """Return the least processor time of the work, warm."""
    work()
    times = []
    for _ in range(rounds):
        began = time.process_time()
        work()
        times.append(time.process_time() - began)
    return min(times)
