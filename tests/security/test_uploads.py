"""Files of strangers in every place that takes some: what acts, lies about itself or swells stays outside."""

import io
import re
import zipfile
from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from participation.contributions.actions.materials import add_file
from participation.contributions.files import BY_TYPE, kind_of, without_rest
from participation.contributions.views.materials import served
from smartregion.accounts.models import User
from smartregion.core.untrusted import NotReadable, checked_zip, open_workbook_safely, parse_xml
from smartregion.county.logos import as_png
from smartregion.reports.pictures import as_jpeg
from tests.factories.forums import TopicFactory
from tests.security.corpora import lines_of

PDF = BY_TYPE["application/pdf"]
PLACE = b"GPS 52.1234 N 13.5678 E"
SCRIPT = b"<script>alert(1)</script>"


def picture(kind: str = "PNG", size: tuple[int, int] = (8, 6), **more: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "green").save(out, format=kind, **more)
    return out.getvalue()


def packed(*entries: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in entries:
            archive.writestr(zipfile.ZipInfo(name), content, compress_type=method)
    return out.getvalue()


def photograph() -> bytes:
    exif = Image.Exif()
    exif[0x010E] = PLACE.decode()
    return picture("JPEG", exif=exif)


def link() -> bytes:
    """An archive with a symbolic link to a file of the server."""
    entry = zipfile.ZipInfo("word/document.xml")
    entry.create_system, entry.external_attr = 3, 0o120777 << 16
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(entry, "/etc/passwd")
    return out.getvalue()


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'
LAUGHS = b"<!DOCTYPE l [" + b"".join(
    b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10 if n else b"ha") for n in range(9)
) + b"]><l>&l8;</l>"  # fmt: skip
XXE = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'
NO_PICTURES = {
    "svg": SVG, "svg as png": SVG, "svg with a mark": b"\xef\xbb\xbf" + SVG, "svg after a comment": b"<!-- -->" + SVG,
    "gzipped svg": b"\x1f\x8b\x08\x00" + SVG, "html": b"<!doctype html>" + SCRIPT, "html after GIF": b"GIF89a/*" + SCRIPT,
    "html after PNG": b"\x89PNG\r\n\x1a\n" + SCRIPT, "html after JPEG": b"\xff\xd8\xff\xe0" + SCRIPT,
    "html after WebP": b"RIFF\x00\x00\x00\x00WEBPVP8 " + SCRIPT, "program": b"MZ\x90\x00" + b"\0" * 60,
    "elf": b"\x7fELF" + b"\0" * 60, "shell": b"#!/bin/sh\nid", "php": b"<?php system($_GET[0]); ?>",
    "pdf": b"%PDF-1.7\n", "postscript": b"%!PS-Adobe-3.0 EPSF-3.0\n(/etc/passwd) run", "mvg": b"push graphic-context\nimage over 0,0 0,0 'https://x.example'",
    "msl": b"<image><read filename='/etc/passwd'/></image>", "xpm": b"/* XPM */ static char *x[]={", "tiff": b"II*\x00\x08\x00\x00\x00",
    "ico": b"\x00\x00\x01\x00\x01\x00", "psd": b"8BPS\x00\x01", "bmp": b"BM\x3a\x00\x00\x00", "cut off": picture()[:40],
    "cut off JPEG": picture("JPEG")[:200], "empty": b"", "nothing but zeros": b"\0" * 500, "xml": XXE, "laughs": LAUGHS,
    "zip": packed(("a", b"b")), "swf": b"FWS\x05" + b"\0" * 40, "heic": b"\0\0\0\x18ftypheic", "avif": b"\0\0\0\x18ftypavif",
    "25 megapixels": picture(size=(5000, 5000)), "half a gigapixel": picture("PNG", (25_000, 1_000)),
}  # fmt: skip
READERS: dict[str, Callable[[SimpleUploadedFile], object]] = {
    "logo": as_png, "photograph": as_jpeg, "material": kind_of,
}  # fmt: skip
MAY_LIE_BESIDE_A_TOPIC = {"pdf"}


@pytest.mark.slow
@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("name", NO_PICTURES)
def test_only_pictures_come_in_as_pictures(reader: str, name: str) -> None:
    for called in ("bild.png", "bild.jpg", "bild.svg", "bild.png.html"):
        upload = SimpleUploadedFile(called, NO_PICTURES[name], "image/png")
        if reader == "material" and name in MAY_LIE_BESIDE_A_TOPIC:
            continue
        with pytest.raises(ValidationError):
            READERS[reader](upload)


CARRIERS = {
    "place of a photograph": ("foto.jpg", photograph()),
    "script behind a JPEG": ("foto.jpg", picture("JPEG") + SCRIPT),
    "script behind a PNG": ("bild.png", picture() + SCRIPT),
    "script behind a WebP": ("bild.webp", picture("WEBP") + SCRIPT),
    "archive behind a PNG": ("bild.png", picture() + packed(("x.html", SCRIPT), method=zipfile.ZIP_STORED)),
    "comment of a JPEG": ("foto.jpg", picture("JPEG", comment=SCRIPT)),
}  # fmt: skip


@pytest.mark.behaviour("P22")
@pytest.mark.parametrize("name", CARRIERS)
def test_of_a_picture_only_pixels_stay(name: str) -> None:
    called, data = CARRIERS[name]
    assert PLACE in data or SCRIPT in data
    upload = SimpleUploadedFile(called, data)
    kept = without_rest(upload, kind_of(upload)).read()
    assert PLACE not in kept
    assert SCRIPT not in kept
    with Image.open(io.BytesIO(kept)) as seen:
        assert seen.size == (8, 6)


def test_a_logo_and_a_photograph_are_drawn_anew_too() -> None:
    for draw, called in ((as_png, "logo.jpg"), (as_jpeg, "foto.jpg")):
        kept = draw(SimpleUploadedFile(called, photograph() + SCRIPT)).read()
        assert PLACE not in kept
        assert SCRIPT not in kept


# -- archives and workbooks ---------------------------------------------------------------------------
OUTSIDE = lines_of("traversal.txt")
# Each with the reason for which it has to be refused: any other would be luck.
ARCHIVES = {
    "symbolic link to nothing we follow": (link(), "xml"),
    "a bomb": (packed(("xl/sheet.xml", b"<x>" + b" " * 45_000_000 + b"</x>")), "bomb"),
    "many": (packed(*((f"{n}.txt", b"") for n in range(1_200))), "many"),
    "laughs": (packed(("xl/workbook.xml", LAUGHS)), "entities"),
    "foreign entity": (packed(("xl/workbook.xml", XXE)), "entities"),
    "foreign entity in relations": (packed(("_rels/.rels", XXE)), "entities"),
    "nothing": (b"", "empty"),
    "no archive": (b"PK\x03\x04 nothing", "broken"),
    "torn": (packed(("a.xml", b"<x/>"))[:-10], "broken"),
    "prefix": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old"),
}


@pytest.mark.behaviour("P23")
@pytest.mark.parametrize("name", ARCHIVES)
def test_no_workbook_comes_of_a_hostile_archive(name: str) -> None:
    data, why = ARCHIVES[name]
    with pytest.raises(NotReadable) as refused:
        open_workbook_safely(data)
    assert refused.value.code == why


@pytest.mark.behaviour("P23")
@pytest.mark.parametrize("data", [XXE, LAUGHS, XXE.replace(b"SYSTEM", b"PUBLIC 'x'")])
def test_entities_are_never_read(data: bytes) -> None:
    with pytest.raises(NotReadable, match="DOCTYPE"):
        parse_xml(data)


def test_there_are_enough_ways_out() -> None:
    assert len(OUTSIDE) >= 40


@pytest.mark.behaviour("P22")
@pytest.mark.parametrize("name", OUTSIDE)
def test_no_archive_leads_out_of_its_folder(name: str) -> None:
    with pytest.raises(NotReadable):
        checked_zip(packed(("[Content_Types].xml", b"<x/>"), (name, b"x")))


CALLED = [
    *OUTSIDE,
    "plan\r\nX-Evil: 1.pdf",
    'plan".pdf',
    "\u202efdp.exe.pdf",
    "CON.pdf",
    "a" * 400 + ".pdf",
    ".htaccess",
]


@pytest.mark.behaviour("P22")
@pytest.mark.django_db
def test_on_our_disk_a_file_has_a_name_of_ours(office: User) -> None:
    topic = TopicFactory()
    for name in CALLED:
        upload = SimpleUploadedFile("plan.pdf", b"%PDF-1.7\n")
        # As it would be without Django's own look at names.
        upload._name = name  # type: ignore[attr-defined]
        kept = add_file(to=topic.materials, title="Plan", file=upload, kind=PDF, by=office)
        assert re.fullmatch(r"materials/[0-9a-f-]{36}\.pdf", kept.file.name or "")
        answer = served(kept)
        # Closing the answer itself would end the connection of the test, too.
        answer.file_to_stream.close()
        said = answer["Content-Disposition"]
        assert said.startswith("attachment")
        assert not set("\r\n") & set(said)
        assert answer["X-Content-Type-Options"] == "nosniff"
