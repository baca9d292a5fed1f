"""What an uploaded file is, told from its content: its name is only what somebody called it.

Pictures, PDF and office documents come in. What can act by itself does not: documents with macros,
pages and drawings of the web (HTML, SVG), programs, archives.
"""

import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath
from typing import IO, Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from smartregion.core.media_types import DOCX, PPTX, XLSX

# Below what the proxy takes (deploy/Caddyfile), so that people read our sentence and not its own.
MAX_BYTES = 8 * 1024 * 1024
# What an office document may grow to when it is unpacked, and into how many parts.
MAX_UNPACKED, MAX_PARTS = 200 * 1024 * 1024, 5_000
# As large as the photographs of usual cameras; four bytes each while they are drawn anew.
MAX_PIXELS = 24_000_000
QUALITY = 90

ODF = "application/vnd.oasis.opendocument."


@dataclass(frozen=True)
class Kind:
    """One kind of file: how it may end, how browsers call it, how people do."""

    endings: tuple[str, ...]
    content_type: str
    label: str | Promise


KINDS = (
    Kind((".pdf",), "application/pdf", gettext_lazy("Dokument")),
    Kind((".png",), "image/png", gettext_lazy("Bild")),
    Kind((".jpg", ".jpeg"), "image/jpeg", gettext_lazy("Bild")),
    Kind((".webp",), "image/webp", gettext_lazy("Bild")),
    Kind((".docx",), DOCX, gettext_lazy("Textdokument")),
    Kind((".xlsx",), XLSX, gettext_lazy("Tabelle")),
    Kind((".pptx",), PPTX, gettext_lazy("Präsentation")),
    Kind((".odt",), f"{ODF}text", gettext_lazy("Textdokument")),
    Kind((".ods",), f"{ODF}spreadsheet", gettext_lazy("Tabelle")),
    Kind((".odp",), f"{ODF}presentation", gettext_lazy("Präsentation")),
)
BY_TYPE = {kind.content_type: kind for kind in KINDS}
ENDINGS = tuple(ending for kind in KINDS for ending in kind.endings)
# The part by which Office knows its own documents.
MAIN_PARTS = {
    "word/document.xml": DOCX,
    "xl/workbook.xml": XLSX,
    "ppt/presentation.xml": PPTX,
}
PICTURES = {"PNG": "image/png", "JPEG": "image/jpeg", "WEBP": "image/webp"}
# Where office documents keep programs, in lower case.
MACROS = ("vbaproject.bin", "macrosheets/", "basic/", "scripts/")
# What reading a folder raises that is locked, torn off, or packed wrongly (also on purpose).
DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    RuntimeError,
)


def kind_of(upload: UploadedFile[Any]) -> Kind:
    """What this file is; raises ``ValidationError`` for what cannot be laid out."""
    if (upload.size or 0) > MAX_BYTES:
        raise ValidationError(
            _("Die Datei ist größer als %(limit)s."),
            code="too_large",
            params={"limit": filesizeformat(MAX_BYTES)},
        )
    kind = BY_TYPE.get(_content_type(upload))
    if kind is None:
        raise ValidationError(
            _(
                "Diese Datei ist kein PDF, kein Bild und kein Office-Dokument ohne Makros, oder sie "
                "ist beschädigt."
            ),
            code="unknown_content",
        )
    if PurePath(upload.name or "").suffix.lower() not in kind.endings:
        raise ValidationError(
            _("Der Inhalt ist eine Datei der Art %(ending)s; der Dateiname endet anders."),
            code="wrong_ending",
            params={"ending": kind.endings[0]},
        )
    return kind


def without_rest(upload: UploadedFile[Any], kind: Kind) -> UploadedFile[Any]:
    """A picture drawn anew from its pixels: no place, no camera, nothing hidden behind them.

    Documents stay as they are. Raises ``ValidationError`` for a picture that breaks off.
    """
    formats = {content_type: name for name, content_type in PICTURES.items()}
    if kind.content_type not in formats:
        return upload
    from PIL import Image, ImageOps  # noqa: PLC0415

    drawn = BytesIO()
    try:
        with Image.open(upload, formats=tuple(PICTURES)) as picture:
            # Cameras say beside the pixels how they were held.
            upright = ImageOps.exif_transpose(picture)
            pixels = Image.new(upright.mode, upright.size)
            if upright.mode == "P":
                pixels = upright.convert("RGBA")
            else:
                pixels.paste(upright)
            pixels.save(drawn, format=formats[kind.content_type], quality=QUALITY)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise ValidationError(_("Das Bild ist beschädigt."), code="broken") from None
    return SimpleUploadedFile(upload.name or "", drawn.getvalue(), kind.content_type)


def _content_type(file: IO[bytes]) -> str:
    """Told by the first reader that knows the content; empty where none does."""
    readers: tuple[Callable[[IO[bytes]], str], ...] = (_pdf, _document, _picture)
    for reader in readers:
        file.seek(0)
        if found := reader(file):
            file.seek(0)
            return found
    return ""


def _pdf(file: IO[bytes]) -> str:
    return "application/pdf" if file.read(5) == b"%PDF-" else ""


def _document(file: IO[bytes]) -> str:
    """An office document is a packed folder; what is locked, swollen or brings programs is none."""
    try:
        with zipfile.ZipFile(file) as packed:
            return "" if _is_suspect(packed) else _told_from_parts(packed)
    except DAMAGED:
        return ""


def _is_suspect(packed: zipfile.ZipFile) -> bool:
    parts = packed.infolist()
    return (
        len(parts) > MAX_PARTS
        or sum(part.file_size for part in parts) > MAX_UNPACKED
        or any(part.flag_bits & 1 for part in parts)
        or any(macro in part.filename.lower() for part in parts for macro in MACROS)
    )


def _told_from_parts(packed: zipfile.ZipFile) -> str:
    names = set(packed.namelist())
    if {"mimetype", "content.xml"} <= names and packed.getinfo("mimetype").file_size < 100:
        return packed.read("mimetype").decode("ascii", "replace").strip()
    if "[Content_Types].xml" in names:
        return next((told for part, told in MAIN_PARTS.items() if part in names), "")
    return ""


def _picture(file: IO[bytes]) -> str:
    # Loaded where it is needed: few requests bring a picture.
    from PIL import Image  # noqa: PLC0415

    try:
        with Image.open(file, formats=tuple(PICTURES)) as picture:
            width, height = picture.size
            kind = PICTURES[picture.format or ""]
            picture.verify()
            return kind if width * height <= MAX_PIXELS else ""
    # Pillow calls a PNG that breaks off inside a SyntaxError.
    except (OSError, ValueError, SyntaxError, KeyError, Image.DecompressionBombError):
        return ""
