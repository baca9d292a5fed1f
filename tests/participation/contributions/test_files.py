"""What may be laid out: told from the content, never from the name alone."""

import zipfile
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from participation.contributions import files
from participation.contributions.files import KINDS, MAX_BYTES, ODF, kind_of

WORD = "[Content_Types].xml word/document.xml"


def packed(names, mimetype="", **extra):
    """A packed folder with these parts."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as folder:
        if mimetype:
            folder.writestr("mimetype", mimetype)
        for name in names.split():
            folder.writestr(name, extra.get("content", "<x/>"))
    return out.getvalue()


def picture(kind):
    out = BytesIO()
    Image.new("RGB", (3, 2), "green").save(out, format=kind)
    return out.getvalue()


ALLOWED = {
    "plan.pdf": b"%PDF-1.7\n1 0 obj",
    "karte.PNG": picture("PNG"),
    "foto.jpeg": picture("JPEG"),
    "bild.webp": picture("WEBP"),
    "text.docx": packed(WORD),
    "werte.xlsx": packed("[Content_Types].xml xl/workbook.xml"),
    "folien.pptx": packed("[Content_Types].xml ppt/presentation.xml"),
    "text.odt": packed("content.xml", f"{ODF}text"),
    "werte.ods": packed("content.xml", f"{ODF}spreadsheet"),
    "folien.odp": packed("content.xml", f"{ODF}presentation"),
}


@pytest.mark.parametrize("name", ALLOWED)
def test_each_kind_is_known_by_its_content(name):
    kind = kind_of(SimpleUploadedFile(name, ALLOWED[name]))
    assert name.lower().endswith(kind.endings)


def test_every_kind_is_tried_above():
    assert len({kind_of(SimpleUploadedFile(*pair)) for pair in ALLOWED.items()}) == len(KINDS)


def torn():
    """A document whose first part, the kind, cannot be unpacked."""
    whole = bytearray(ALLOWED["text.odt"])
    start = whole.index(b"mimetype") + len("mimetype")
    whole[start : start + 4] = b"\xff" * 4
    return bytes(whole)


REFUSED = {
    "page.pdf": b"<html><script>alert(1)</script>",
    "drawing.png": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "program.pdf": b"MZ\x90\x00",
    "empty.pdf": b"",
    "broken.png": picture("PNG")[:40],
    "broken.docx": packed(WORD)[:60],
    "archive.docx": packed("a.txt b.txt"),
    "macros.docx": packed(f"{WORD} word/vbaProject.bin"),
    "macros.odt": packed("content.xml Basic/Standard/Module1.xml", f"{ODF}text"),
    "parts.docx": packed(WORD + "".join(f" p{n}" for n in range(5_001))),
    "torn.odt": torn(),
    "made_up.odt": packed("content.xml", "text/html"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_can_act_or_is_broken_is_refused(name):
    with pytest.raises(ValidationError) as refusal:
        kind_of(SimpleUploadedFile(name, REFUSED[name]))
    assert refusal.value.code == "unknown_content"


def test_what_swells_when_unpacked_is_refused(monkeypatch):
    monkeypatch.setattr(files, "MAX_UNPACKED", 1_000)
    with pytest.raises(ValidationError):
        kind_of(SimpleUploadedFile("text.docx", packed(WORD, content="x" * 2_000)))


def test_what_is_locked_is_refused():
    locked = bytearray(packed(WORD))
    at = locked.index(b"PK\x01\x02")
    locked[at + 8] |= 1
    with pytest.raises(ValidationError):
        kind_of(SimpleUploadedFile("text.docx", bytes(locked)))


def test_huge_picture_is_refused(monkeypatch):
    monkeypatch.setattr(files, "MAX_PIXELS", 5)
    with pytest.raises(ValidationError):
        kind_of(SimpleUploadedFile("karte.png", picture("PNG")))


@pytest.mark.parametrize(
    ("name", "content"), [("plan.png", "plan.pdf"), ("plan", "plan.pdf"), ("a.docx", "werte.xlsx")]
)
def test_name_that_says_otherwise_is_refused_with_what_it_is(name, content):
    with pytest.raises(ValidationError) as refusal:
        kind_of(SimpleUploadedFile(name, ALLOWED[content]))
    assert refusal.value.code == "wrong_ending"
    assert content[content.index(".") :] in refusal.value.messages[0]


def test_large_file_is_refused_before_it_is_read():
    upload = SimpleUploadedFile("plan.pdf", ALLOWED["plan.pdf"])
    upload.size = MAX_BYTES + 1
    with pytest.raises(ValidationError) as refusal:
        kind_of(upload)
    assert refusal.value.messages == ["Die Datei ist größer als 8,0\xa0MB."]
