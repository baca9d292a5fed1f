"""Files that would harm a careless reader, each small enough to be built in a test."""

import struct
from collections.abc import Callable, Mapping
from io import BytesIO
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook

LAUGHS = (
    b"<?xml version='1.0'?><!DOCTYPE l [<!ENTITY a 'ha'>"
    + b"".join(b"<!ENTITY %c '%s'>" % (c + 1, b"&%c;" % c * 10) for c in range(ord("a"), ord("l")))
    + b"]><document>&l;</document>"
)
QUADRATIC = b"<!DOCTYPE d [<!ENTITY a '%s'>]><d>%s</d>" % (b"x" * 100_000, b"&a;" * 100_000)
FROM_OUTSIDE = b"<!DOCTYPE d [<!ENTITY a SYSTEM 'file:///etc/hostname'>]><d>&a;</d>"
PARAMETERS = b"<!DOCTYPE d [<!ENTITY % a SYSTEM 'http://127.0.0.1:9/a.dtd'> %a;]><d/>"
TWENTY = 20 * 1024 * 1024 - 100
HOSTILE_XML: Mapping[str, Callable[[], bytes]] = {
    "laughs": lambda: LAUGHS,
    "laughs in UTF-16": lambda: LAUGHS.decode().encode("utf-16"),
    "quadratic": lambda: QUADRATIC,
    "entity from outside": lambda: FROM_OUTSIDE,
    "parameter entity": lambda: PARAMETERS,
    "deep": lambda: b"<a>" * (TWENTY // 3),
    "many": lambda: b"<d>" + b"<a/>" * (TWENTY // 4),
    "long attribute": lambda: b"<d a='%s'/>" % (b"x" * TWENTY),
    "many attributes": lambda: (
        b"<d %s/>" % b" ".join(b"a%d='x'" % number for number in range(1_500_000))
    ),
    "long comment": lambda: b"<d><!--%s--></d>" % (b"x" * TWENTY),
    "long name": lambda: b"<%s/>" % (b"x" * TWENTY),
    "cut off": lambda: b"<?xml version='1.0'?><document><surveys><row>",
    "unknown encoding": lambda: b"<?xml version='1.0' encoding='nothing'?><document/>",
    "wrong encoding": lambda: b"<?xml version='1.0' encoding='utf-8'?><d>\xff\xfe\xfa</d>",
    "encoding that hides tags": lambda: b"<?xml version='1.0' encoding='cp037'?>" + b"\x4c" * 999,
    "only signs": lambda: bytes(range(32, 127)),
    "zeros": lambda: bytes(1000),
}


def packed(**files: bytes | str) -> bytes:
    """An archive; ``__`` in a name stands for a slash."""
    return packed_as({name.replace("__", "/"): content for name, content in files.items()})


def packed_as(files: Mapping[str, bytes | str], compression: int = ZIP_DEFLATED) -> bytes:
    """An archive with these names."""
    target = BytesIO()
    with ZipFile(target, "w", compression) as archive:
        for name, content in files.items():
            entry = ZipInfo(name)
            entry.compress_type = compression
            archive.writestr(entry, content)
    return target.getvalue()


def workbook() -> bytes:
    """A small, honest workbook."""
    book, target = Workbook(), BytesIO()
    book.active.title = "survey"
    book.active.append(["type", "name", "label"])
    book.save(target)
    return target.getvalue()


def workbook_with(part: str, content: bytes | str) -> bytes:
    """A workbook of which one part was replaced."""
    with ZipFile(BytesIO(workbook())) as honest:
        files: dict[str, bytes | str] = {name: honest.read(name) for name in honest.namelist()}
    return packed_as({**files, part: content})


def sheet_with(rows: str) -> bytes:
    """A workbook whose first sheet holds these rows, as XML."""
    start = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    )
    return workbook_with("xl/worksheets/sheet1.xml", f"{start}{rows}</sheetData></worksheet>")


def _lying() -> bytes:
    """An archive whose directory calls a large file small."""
    data = bytearray(packed_as({"[Content_Types].xml": bytes(30 * 1024 * 1024)}))
    for signature, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<I", data, data.index(signature) + place, 100)
    return bytes(data)


def _locked() -> bytes:
    """An archive whose files claim to be encrypted."""
    data = bytearray(workbook())
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        struct.pack_into("<H", data, data.index(signature) + place, 1)
    return bytes(data)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)
HOSTILE_WORKBOOKS: Mapping[str, Callable[[], bytes]] = {
    "empty": lambda: b"",
    "blank": lambda: b" \n",
    "text": lambda: b"type;name;label",
    "old workbook": lambda: OLE,
    "locked workbook": lambda: OLE + "EncryptedPackage".encode("utf-16-le"),
    "locked archive": _locked,
    "other archive": lambda: packed(text__txt=b"x"),
    "last part missing": lambda: workbook()[:-200],
    "first half": lambda: workbook()[:2000],
    "bomb": lambda: packed_as({"[Content_Types].xml": bytes(19 * 1024 * 1024)}),
    "many bombs": lambda: packed_as(
        {f"xl/{number}.xml": b"<a/>" + b" " * 900_000 for number in range(60)}
    ),
    "lying": _lying,
    "many files": lambda: packed_as({f"{number}.xml": b"<a/>" for number in range(1001)}),
    "way out": lambda: workbook_with("../../way.xml", b"<a/>"),
    "way out, backwards": lambda: workbook_with("xl\\..\\..\\way.xml", b"<a/>"),
    "from the root": lambda: workbook_with("/etc/way.xml", b"<a/>"),
    "drive": lambda: workbook_with("C:\\way.xml", b"<a/>"),
    "slow packing": lambda: packed_as({"[Content_Types].xml": b"<a/>"}, ZIP_BZIP2),
    "laughs in a sheet": lambda: workbook_with("xl/worksheets/sheet1.xml", LAUGHS),
    "laughs in a relation": lambda: workbook_with("xl/_rels/workbook.xml.rels", LAUGHS),
    "laughs in the strings": lambda: workbook_with("xl/sharedStrings.xml", LAUGHS),
    "broken sheet": lambda: workbook_with("xl/worksheets/sheet1.xml", b"<worksheet>"),
    "broken list": lambda: workbook_with("xl/workbook.xml", b"<workbook/>"),
    "many cells": lambda: sheet_with("".join(f'<c r="A{n}"/>' for n in range(600_000))),
    "too large": lambda: b"PK\x03\x04" + bytes(21 * 1024 * 1024),
}
# These are read, and no larger than they are.
WIDE = {
    "far rows": lambda: sheet_with('<row r="1048576"><c r="A1048576"><v>1</v></c></row>'),
    "very far rows": lambda: sheet_with('<row r="99999999999"><c r="A9"><v>1</v></c></row>'),
    "far columns": lambda: sheet_with(
        "".join(f'<row r="{n}"><c r="XFD{n}"><v>1</v></c></row>' for n in range(1, 50_000))
    ),
    "blank rows": lambda: sheet_with(
        "".join(f'<row r="{n}"><c r="A{n}"/><c r="B{n}"/></row>' for n in range(1, 70_000))
    ),
    "links": lambda: sheet_with('<row r="1"><c r="A1"><f>[1]x!A1</f><v>7</v></c></row>'),
}
