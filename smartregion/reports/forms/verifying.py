"""A file or a checksum of which somebody wants to know whether it is ours.

The file is read once, to hash it, and nothing of it is kept: neither in memory nor on disk.
"""

import hashlib
import re
from io import BytesIO
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.utils.translation import gettext_lazy as _

from smartregion.core.untrusted import LARGEST_FILE, MEGABYTE

# What the product takes in at all; reports are smaller.
LARGEST = LARGEST_FILE
CHECKSUM = re.compile(r"[0-9a-f]{64}")
# What stands between the groups of a checksum where people wrote it down.
BETWEEN = re.compile(r"[\s:.\u00ad\u200b-]")


class Fingerprint(UploadedFile[bytes]):
    """What is left of an uploaded file: its name, its size and its SHA-256."""

    def __init__(self, name: str, size: int, sha256: str) -> None:
        super().__init__(BytesIO(), name, "application/octet-stream", size)
        self.sha256 = sha256


class Fingerprinting(FileUploadHandler):
    """Hashes a file while it arrives, piece by piece, and drops each piece."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.digest, self.size = hashlib.sha256(), 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:  # noqa: ARG002
        self.size += len(raw_data)
        if self.size <= LARGEST:
            self.digest.update(raw_data)

    def file_complete(self, file_size: int) -> Fingerprint:  # noqa: ARG002 - what was sent, not what was said
        return Fingerprint(self.file_name or "", self.size, self.digest.hexdigest())


class FileForm(forms.Form):
    file = forms.FileField(
        label=_("Datei"),
        help_text=_("Ein PDF oder eine andere Datei eines Berichts, höchstens 20 MB."),
        error_messages={"empty": _("Die Datei ist leer.")},
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            message = _("Die Datei ist zu groß: höchstens %(limit)d MB.")
            raise ValidationError(message % {"limit": LARGEST // MEGABYTE}, code="large")
        return file


class ChecksumForm(forms.Form):
    pruefsumme = forms.CharField(
        label=_("Prüfsumme (SHA-256)"),
        max_length=300,
        strip=True,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text=_("64 Zeichen; Leerzeichen und große Buchstaben schaden nicht."),
    )

    def clean_pruefsumme(self) -> str:
        typed = BETWEEN.sub("", self.cleaned_data["pruefsumme"]).lower()
        if not CHECKSUM.fullmatch(typed):
            message = _(
                "Eine Prüfsumme hat 64 Zeichen: Ziffern und die Buchstaben a bis f. Das hier sind "
                "%(count)d Zeichen."
            )
            raise ValidationError(message % {"count": len(typed)}, code="checksum")
        return typed
