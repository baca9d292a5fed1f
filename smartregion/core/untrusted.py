"""Files of strangers: opened only after it is certain that they do no harm.

What could harm is refused before anything is built from it: entities and document types in XML,
archives that grow when they are unpacked, names that lead out of their folder. Every refusal is
``NotReadable`` with one sentence for the person who chose the file.
"""

import json
import re
import warnings
from codecs import BOM_UTF8
from io import BytesIO
from math import inf
from typing import Any
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from lxml import etree

MEGABYTE = 1024 * 1024
# The largest questionnaire known to us (five languages, 57 questions) has 0.8 MB.
LARGEST_FILE = 20 * MEGABYTE
# Of an archive: all it unpacks to, and how many files.
LARGEST_UNPACKED = 40 * MEGABYTE
MOST_ENTRIES = 1000
# Deflate reaches 1000 at most, and only with what says nothing; blank rows of real files reach 50.
LARGEST_RATIO = 300
# Of XML: real files are 9 levels deep. Half a million elements take 150 MB as a tree.
MOST_ELEMENTS = 500_000
# Of all parts of an archive together: cells of a workbook take longer to read.
MOST_PACKED = 250_000
DEEPEST = 60
# One tag, comment or instruction; the texts between tags may be as long as the file.
LONGEST_TOKEN = 100_000
# Expat collects all attributes of a tag before it tells us of them, so they are counted before.
MOST_ATTRIBUTES = 300
ATTRIBUTE = rb"""(?:"[^"<]*+"|'[^'<]*+')[^<>"']*+"""
CROWDED_TAG = re.compile(rb"""<[\w:][^<>"']*+(?:%s){%d}""" % (ATTRIBUTE, MOST_ATTRIBUTES + 1))
# Such files read alike as bytes and as text, so what was counted in one is true of the other.
ENCODINGS = (b"utf-8", b"us-ascii", b"iso-8859-1", b"iso-8859-15", b"windows-1252")
DECLARED = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([^"'>]*)""")
# Of one sheet of a workbook; what lies beyond was not written by people.
MOST_ROWS, MOST_COLUMNS = 10_000, 250

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# How a folder of an OLE file names the encrypted content of a workbook.
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
CENTRAL_ENTRY = b"PK\x01\x02"
UTF16 = (b"\xff\xfe", b"\xfe\xff")
# Control characters are not allowed in XML; LimeSurvey writes those that people have pasted.
CONTROLS = bytes({*range(32)} - {*b"\t\n\r"})
OUTSIDE = re.compile(r"(^|[\\/])\.\.([\\/]|$)|^[\\/]|^[a-zA-Z]:|\x00")


class NotReadable(ValidationError):
    """The file is broken, hostile or none of its kind; the message is one clear sentence."""


# -- any file --------------------------------------------------------------------------------------
def check_size(data: bytes) -> None:
    """Refuse a file that is empty, or larger than anything people send."""
    if not data.strip():
        raise NotReadable(_("Die Datei ist leer."), code="empty")
    if len(data) > LARGEST_FILE:
        raise NotReadable(
            _("Die Datei ist zu groß: höchstens %d MB.") % (LARGEST_FILE // MEGABYTE), code="large"
        )


def decoded(data: bytes) -> str:
    """A text file as text: UTF-8 or UTF-16 with their marks, else what Windows writes."""
    check_size(data)
    encodings = ("utf-16",) if data.startswith(UTF16) else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise NotReadable(_("Die Datei ist keine Textdatei."), code="kind")


def parse_json(data: bytes) -> Any:
    """The value of a JSON file; numbers are finite, and every text can be stored."""
    check_size(data)
    try:
        value = json.loads(decoded(data), parse_constant=_no_number, parse_float=_finite)
        written = json.dumps(value, ensure_ascii=False)
        written.encode()
    except RecursionError:
        raise NotReadable(_("Die Datei ist zu tief verschachtelt."), code="deep") from None
    except json.JSONDecodeError as fault:
        raise NotReadable(
            _("Die Datei ist kein gültiges JSON (Zeile %d).") % fault.lineno, code="json"
        ) from None
    except ValueError:
        # Numbers that are none or too long, halves of characters.
        raise NotReadable(_("Die Datei ist kein gültiges JSON."), code="json") from None
    if "\\u0000" in written:
        raise NotReadable(_("Die Datei enthält unsichtbare Zeichen."), code="json")
    return value


def _finite(digits: str) -> float:
    number = float(digits)
    return number if abs(number) < inf else _no_number(digits)


def _no_number(word: str) -> float:
    raise ValueError(word)


# -- XML -------------------------------------------------------------------------------------------
def parse_xml(data: bytes) -> Any:
    """The root element of an XML file (lxml), without comments and instructions."""
    check_size(data)
    if data.startswith((ZIP, OLE)):
        raise NotReadable(_("Das ist keine XML-Datei."), code="kind")
    data = data.translate(None, CONTROLS).lstrip()
    _Inspection().of(data)
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as fault:
        raise _no_xml(fault.lineno) from None


def _no_xml(line: int | None) -> NotReadable:
    return NotReadable(
        _("Die Datei ist kein gültiges XML oder unvollständig (Zeile %d).") % (line or 1),
        code="xml",
    )


class _Inspection:
    """Walks once through XML without keeping anything, and counts.

    The whole file goes to expat in one piece: fed in small ones, older versions of it read a long
    tag again and again.
    """

    def __init__(self, most: int = MOST_ELEMENTS) -> None:
        self.most, self.elements, self.depth = most, 0, 0

    def of(self, data: bytes) -> None:
        """Refuse what is no XML, or what would be costly to read."""
        declared = DECLARED.match(data.removeprefix(BOM_UTF8))
        if data.startswith(UTF16) or (declared and declared[1].lower() not in ENCODINGS):
            raise NotReadable(_("Die Datei ist nicht in UTF-8 geschrieben."), code="encoding")
        if CROWDED_TAG.search(data):
            raise _too_long()
        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CommentHandler = self._token
        parser.ProcessingInstructionHandler = self._token
        try:
            parser.Parse(data, True)
        except expat.ExpatError as fault:
            raise _no_xml(fault.lineno) from None
        finally:
            # A refusal keeps its frames until the next collection; expat's copies need not wait.
            del parser

    def _doctype(self, *_names: Any) -> None:
        raise NotReadable(
            _(
                "Die Datei erklärt eigene Abkürzungen (DOCTYPE). Das kann ein Angriff sein, deshalb wird sie nicht gelesen."
            ),
            code="entities",
        )

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        self.depth += 1
        if self.depth > DEEPEST:
            raise NotReadable(_("Die Datei ist zu tief verschachtelt."), code="deep")
        if self.elements > self.most:
            raise NotReadable(_("Die Datei hat zu viele Teile."), code="many")
        self._token(name, *attributes, *attributes.values())

    def _end(self, _name: str) -> None:
        self.depth -= 1

    def _token(self, *parts: str) -> None:
        if sum(map(len, parts)) > LONGEST_TOKEN:
            raise _too_long()


def _too_long() -> NotReadable:
    return NotReadable(_("Die Datei hat zu lange Teile."), code="long")


# -- archives --------------------------------------------------------------------------------------
def checked_zip(data: bytes) -> ZipFile:
    """An archive of which every file may be read; its XML was inspected, too."""
    check_size(data)
    archive = _opened(data)
    _check_entries(archive.infolist())
    inspection = _Inspection(MOST_PACKED)
    for entry in archive.infolist():
        content = _unpacked(archive, entry)
        if entry.filename.lower().endswith((".xml", ".rels", ".vml")):
            # One count for all parts: many small sheets cost as much as a large one.
            inspection.of(content)
    return archive


def _opened(data: bytes) -> ZipFile:
    # Counted before opening: each entry costs memory however small it is.
    if data.count(CENTRAL_ENTRY) > MOST_ENTRIES:
        raise NotReadable(_("Das Archiv enthält zu viele Dateien."), code="many")
    try:
        return ZipFile(BytesIO(data))
    except (BadZipFile, ValueError, NotImplementedError, OverflowError):
        raise _broken() from None


def _broken() -> NotReadable:
    return NotReadable(
        _("Die Datei ist beschädigt oder unvollständig. Bitte speichern Sie sie noch einmal."),
        code="broken",
    )


def _check_entries(entries: list[ZipInfo]) -> None:
    names = [entry.orig_filename for entry in entries]
    if any(OUTSIDE.search(name) for name in names):
        raise NotReadable(
            _(
                "Das Archiv enthält Dateinamen, die aus seinem Ordner hinausführen. Es wird nicht gelesen."
            ),
            code="traversal",
        )
    if len(set(names)) != len(names):
        raise _broken()
    if any(entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for entry in entries):
        raise _broken()
    if any(entry.flag_bits & 1 for entry in entries):
        raise _protected()
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > LARGEST_UNPACKED or any(map(_is_bomb, entries)):
        raise NotReadable(
            _("Die Datei ist entpackt zu groß: höchstens %d MB.") % (LARGEST_UNPACKED // MEGABYTE),
            code="bomb",
        )


def _is_bomb(entry: ZipInfo) -> bool:
    is_large = entry.file_size > MEGABYTE
    return is_large and entry.file_size > LARGEST_RATIO * max(entry.compress_size, 1)


def _unpacked(archive: ZipFile, entry: ZipInfo) -> bytes:
    """The content of one file; it never is longer than the directory says (zipfile stops there)."""
    try:
        return archive.read(entry)
    except Exception:  # noqa: BLE001 - zlib, bz2, lzma and zipfile each have their own
        raise _broken() from None


def _protected() -> NotReadable:
    return NotReadable(
        _("Die Datei ist mit einem Kennwort geschützt. Bitte speichern Sie sie ohne Kennwort."),
        code="encrypted",
    )


# -- workbooks -------------------------------------------------------------------------------------
class Workbook:
    """The cells of an .xlsx file as values; formulas as the value they had when it was saved.

    Links to other workbooks are not followed.
    """

    def __init__(self, book: Any) -> None:
        self._book = book

    @property
    def sheets(self) -> list[str]:
        """The names of the sheets that have cells, in their order."""
        return [sheet.title for sheet in self._book.worksheets]

    def rows(self, sheet: str) -> list[tuple[int, tuple[Any, ...]]]:
        """The rows of a sheet that say something, each with its number as people see it."""
        cells = self._book[sheet].iter_rows(
            max_row=MOST_ROWS, max_col=MOST_COLUMNS, values_only=True
        )
        try:
            with warnings.catch_warnings(action="ignore"):
                return [
                    (number, row) for number, row in enumerate(cells, 1) if any(map(_says, row))
                ]
        except Exception:  # noqa: BLE001 - a broken sheet fails in every way there is
            raise _broken() from None


def _says(cell: Any) -> bool:
    return cell is not None and bool(str(cell).strip())


def open_workbook_safely(data: bytes) -> Workbook:
    """An .xlsx file whose cells may be read."""
    check_size(data)
    if data.startswith(OLE):
        raise _protected() if ENCRYPTED in data else _old_workbook()
    if not data.startswith(ZIP):
        raise _no_workbook()
    if "[Content_Types].xml" not in checked_zip(data).namelist():
        raise _no_workbook()
    # Takes a fifth of a second to import; only who reads a workbook needs it.
    from openpyxl import load_workbook  # noqa: PLC0415

    try:
        with warnings.catch_warnings(action="ignore"):
            book = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
    except Exception:  # noqa: BLE001 - a broken workbook fails in every way there is
        raise _broken() from None
    if not book.worksheets:
        raise _broken()
    return Workbook(book)


def _old_workbook() -> NotReadable:
    return NotReadable(
        _("Das ist eine Arbeitsmappe im alten Format (.xls). Bitte speichern Sie sie als .xlsx."),
        code="old",
    )


def _no_workbook() -> NotReadable:
    return NotReadable(_("Das ist keine Arbeitsmappe im Format .xlsx."), code="kind")
