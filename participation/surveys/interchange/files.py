"""Any questionnaire file: what it is follows from what stands in it, never from its name alone."""

from collections.abc import Callable
from importlib import import_module

from django.utils.translation import gettext as _

from participation.surveys.interchange.losses import Imported
from participation.surveys.models import SurveyImport
from smartregion.core.untrusted import OLE, UTF16, ZIP, NotReadable, check_size, decoded

Format = SurveyImport.Format
# Loaded when such a file comes: workbooks alone take a fifth of a second.
READERS = {Format.LSS: "lss", Format.TSV: "tsv", Format.XLSFORM: "xlsform", Format.JSON: "own"}
# Enough to tell the formats apart.
BEGINNING = 4096


def read_file(name: str, data: bytes) -> tuple[Format, Imported]:
    """What a file holds, and in which format. Raises ``NotReadable`` with one sentence."""
    check_size(data)
    found = format_of(name, data)
    module = import_module(f"participation.surveys.interchange.{READERS[found]}")
    read: Callable[[bytes], Imported] = module.read
    return found, read(data)


def format_of(name: str, data: bytes) -> Format:
    """The format of a file by its first signs."""
    if data.startswith((ZIP, OLE)):
        if name.lower().endswith(".lsa"):
            raise NotReadable(
                _(
                    "Das ist ein Archiv mit Antworten (.lsa). Bitte exportieren Sie in LimeSurvey nur die Struktur der Umfrage (.lss)."
                ),
                code="kind",
            )
        return Format.XLSFORM
    beginning = decoded(_cut(data)).lstrip("\ufeff \t\r\n")
    if beginning.startswith("<"):
        return Format.LSS
    if beginning.startswith(("{", "[")):
        return Format.JSON
    first = beginning.split("\n", 1)[0].lower()
    if "\t" in first and "class" in first:
        return Format.TSV
    raise NotReadable(
        _(
            "Diese Datei ist kein Fragebogen, der sich einlesen lässt. Möglich sind LimeSurvey (.lss, .txt), XLSForm (.xlsx) und eigene Dateien (.json)."
        ),
        code="kind",
    )


def _cut(data: bytes) -> bytes:
    """The beginning, without half a character at its end."""
    if len(data) <= BEGINNING:
        return data
    if data.startswith(UTF16):
        return data[:BEGINNING]
    return data[:BEGINNING].decode("utf-8", errors="ignore").encode()
