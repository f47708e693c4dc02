"""What happens to packs of papers: ordered, made by whoever is free, thrown away after a day."""

import hashlib
import logging
import subprocess
import sys
import tempfile
import uuid
import zipfile

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from people.history import record
from people.models import User
from reports.actions.documents import pdf_of
from reports.documents import KINDS
from reports.models import KEPT_FOR, Document, Pack
from reports.packs import PACKS, file_name
from reports.pdf import PrintingUnavailable, merged, page_count, render_pdf
from reports.press import drawn

AT_ONCE = 20  # papers a person waits for; more are made in the background
MOST = 3000
STYLE = "css/pack.css"
FILES = Pack._meta.get_field("file")
BROKEN = "Собрать не удалось: на сервере нет места или памяти. Закажите комплект ещё раз."

logger = logging.getLogger(__name__)


class PackRefused(ValidationError):
    """There is nothing to put into the pack, or too much; the sentence says what to choose."""


@transaction.atomic
def order_pack(code, organization, *, year, by, on, chosen=()):
    """Write down which papers are wanted and return the Pack; `make_pack` draws them.

    `chosen` are keys of the people or pairs of a pack that asks for them. The same pack ordered
    again while it is being made comes back. Raises PackRefused.
    """
    kind = PACKS[code]
    User.objects.select_for_update().get(pk=by.pk)  # a button pressed twice orders once
    leaves = kind.leaves(organization, year=year, on=on, chosen=list(chosen))
    if not leaves:
        raise PackRefused("В этом комплекте пока нет ни одной бумаги.")
    if len(leaves) > MOST:
        raise PackRefused(f"Бумаг больше {MOST}. Закажите комплекты по классам или по парам.")
    going = Pack.objects.filter(organization=organization, made_by=by, kind=code, leaves=leaves)
    if (begun := going.filter(finished_at=None).first()) is not None:
        return begun
    pack = Pack.objects.create(organization=organization, made_by=by, kind=code, on=on,
                               title=kind.title, leaves=leaves)  # fmt: skip
    record(organization=organization, by=by, action="order_pack", subject=pack,
           text=f"Заказан комплект: {kind.title}, бумаг {len(leaves)}")  # fmt: skip
    return pack


def wake_maker():
    """Start the process that makes what waits; it ends by itself when nothing is left."""
    subprocess.Popen(
        [sys.executable, str(settings.ROOT / "manage.py"), "make_packs"],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip


def next_pack(*, at):
    """Take the oldest pack nobody works at and return it, or None; no two makers take one."""
    taken = (take_pack(pack, at=at) for pack in Pack.objects.unfinished(at))
    return next(filter(None, taken), None)


def take_pack(pack, *, at):
    """Return the pack, now this maker's own, or None: another one works at it or has made it."""
    if not Pack.objects.unfinished(at).filter(pk=pack.pk).update(beat_at=at, done=0):
        return None
    pack.refresh_from_db()
    return pack


def make_pack(pack, *, side_by_side=True):
    """Draw the papers of a pack and keep the file; what cannot be drawn is named beside it.

    `side_by_side`: on all processors, for the maker of the background; a page draws by itself.
    """
    pack.problems = []
    try:
        with tempfile.TemporaryFile() as whole:
            _write(pack, whole, drawn if side_by_side else _one_by_one)
            whole.seek(0)
            if pack.done:
                ending = "zip" if PACKS[pack.kind].zipped else "pdf"
                _keep(pack, whole, f"{uuid.uuid4().hex}.{ending}")
    except PrintingUnavailable as refusal:
        pack.problems = [str(refusal)]
    except Exception:  # whatever it was, it must not be tried for ever
        logger.exception("pack %s was not made", pack.pk)
        pack.problems = [BROKEN]
    pack.finished_at = timezone.now()
    pack.save(update_fields=["done", "problems", "file", "finished_at"])
    return pack


def drop_old_packs(*, at):
    """Throw away the packs whose day is over, with their files; return how many.

    A file that no pack names, because its maker died, goes as well when it is a day old.
    """
    dropped = 0
    for pack in Pack.objects.old(at):
        if pack.file:
            pack.file.storage.delete(pack.file.name)
        dropped += bool(pack.delete()[0])
    files, named = FILES.storage, set(Pack.objects.values_list("file", flat=True))
    folder = files.listdir(FILES.upload_to)[1] if files.exists(FILES.upload_to) else []
    for path in {f"{FILES.upload_to}/{name}" for name in folder} - named:
        if files.get_modified_time(path) < at - KEPT_FOR:
            files.delete(path)
    return dropped


def _keep(pack, whole, name):
    """Store the file of a pack; of one that the disk has no room for nothing stays behind."""
    try:
        pack.file.save(name, File(whole), save=False)
    except OSError:
        FILES.storage.delete(f"{FILES.upload_to}/{name}")
        raise


def _write(pack, whole, draw):
    kind, leaves = PACKS[pack.kind], []
    papers = _beating(pack, draw(_pages(pack, leaves)))
    if kind.zipped:
        _write_folder(pack, whole, papers, leaves)
    elif pdfs := list(papers):
        whole.write(merged(pdfs))


def _pages(pack, leaves):
    """Yield what is to be drawn, its leaf goes to `leaves`; what cannot be is noted."""
    for leaf in pack.leaves:
        try:
            page = _page(leaf, pack.on)
        except LookupError:
            pack.problems.append(f"{leaf['name']}: этой бумаги больше нет.")
        except ValidationError as refusal:
            pack.problems.append(f"{leaf['name']}: {' '.join(refusal.messages)}")
        else:
            leaves.append(leaf)
            yield page


def _page(leaf, on):
    """Return the HTML of a paper, or the bytes of one that is kept."""
    if "document" in leaf:
        if (paper := Document.objects.filter(pk=leaf["document"]).first()) is None:
            raise LookupError
        return pdf_of(paper)
    kind = KINDS[leaf["kind"]]
    if (subject := kind.subject.objects.filter(pk=leaf["pk"]).first()) is None:
        raise LookupError
    return kind.render(kind.collect(subject, on=on))


def _one_by_one(pages):
    return (page if isinstance(page, bytes) else render_pdf(page) for page in pages)


def _beating(pack, papers):
    """Pass the papers on and write down how far the work is: a silent pack is made anew."""
    for pdf in papers:
        pack.done += 1
        Pack.objects.filter(pk=pack.pk).update(done=pack.done, beat_at=timezone.now())
        yield pdf


def _write_folder(pack, whole, papers, leaves):
    """Write the files as they come and last the list of them, which a browser opens."""
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as folder:
        rows = []
        for number, pdf in enumerate(papers, 1):
            leaf = leaves[number - 1]
            name = file_name(number, leaf)
            folder.writestr(name, pdf)
            rows.append({
                "name": leaf["name"], "folder": leaf["folder"], "path": name,
                "sheets": page_count(pdf), "sha256": hashlib.sha256(pdf).hexdigest(),
            })  # fmt: skip
        index = {"pack": pack, "organization": pack.organization, "rows": rows}
        folder.write(settings.STATICFILES_DIRS[0] / STYLE, "pack.css")
        folder.writestr("index.html", render_to_string("reports/pack_index.html", index))
