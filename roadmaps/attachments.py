"""Files that prove a row: what is taken, how large, and as what it goes out again. Pure."""

import re
from dataclasses import dataclass

LARGEST = 5 * 1024 * 1024
OFFERED = ".pdf,.jpg,.jpeg,.png,.docx,.xlsx,.odt,.ods"
# extension: how the content begins, the type it is sent with
_TYPES = {
    "pdf": (b"%PDF-", "application/pdf"),
    "jpg": (b"\xff\xd8\xff", "image/jpeg"),
    "jpeg": (b"\xff\xd8\xff", "image/jpeg"),
    "png": (b"\x89PNG\r\n\x1a\n", "image/png"),
    "docx": (b"PK\x03\x04",
             "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "xlsx": (b"PK\x03\x04", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "odt": (b"PK\x03\x04", "application/vnd.oasis.opendocument.text"),
    "ods": (b"PK\x03\x04", "application/vnd.oasis.opendocument.spreadsheet"),
}  # fmt: skip
_LONGEST = 120
ASKS = "Приложите PDF, фото (JPG, PNG), документ или таблицу (DOCX, XLSX, ODT, ODS)."


class AttachmentRefused(ValueError):
    """The file is not taken; the message says why and what is."""


@dataclass(frozen=True)
class Attachment:
    """A checked file: its name is clean, its content is what the name says."""

    name: str
    content: bytes

    @property
    def stem(self) -> str:
        return self.name.rpartition(".")[0]


def checked(name: str, content: bytes) -> Attachment:
    """Return the file under a clean name; raises AttachmentRefused."""
    name = re.sub(r"[^\w .,()№«»+-]+", "_", name.replace("\\", "/").rpartition("/")[2]).strip(" .")
    stem, _, extension = name.rpartition(".")
    begins, _ = _TYPES.get(extension.lower(), (None, ""))
    if begins is None:
        raise AttachmentRefused(f"Такой файл не подходит. {ASKS}")
    if not content:
        raise AttachmentRefused("Файл пуст. Выберите другой.")
    if len(content) > LARGEST:
        raise AttachmentRefused("Файл больше 5 МБ. Сожмите его или приложите ссылку.")
    if not content.startswith(begins):
        raise AttachmentRefused(f"Содержимое файла не то, что обещает его имя. {ASKS}")
    return Attachment(f"{stem[:_LONGEST] or 'файл'}.{extension.lower()}", content)


def type_of(name: str) -> str:
    """Return the media type under which a kept file is sent."""
    return _TYPES[name.rpartition(".")[2]][1]
