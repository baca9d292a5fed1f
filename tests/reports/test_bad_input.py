"""Texts that are hard to set, in every format: very long ones, soft hyphens, right to left, and none at all."""

import json
import re
from io import BytesIO
from zipfile import ZipFile

import pypdf
import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import html as lxml_html
from openpyxl import load_workbook

from smartregion.core.canonical import canonical_json
from smartregion.reports.outlines import OUTLINES
from smartregion.reports.rendering import WRITERS, book_of
from smartregion.reports.rendering.markup import written_whole
from tests.factories.reports import chapters, content, forum, measure, passage, question, survey
from tests.reports.conftest import stamp

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("printed report")]
HEBREW = "\u05d0\u05d1\u05d2 \u05e9\u05dc\u05d5\u05dd"
HARD = f"Größe, Straße & Öl <1> Ver\N{SOFT HYPHEN}kehrs\N{SOFT HYPHEN}wende, \u202e„{HEBREW}“\u202c \N{RIGHT-TO-LEFT MARK}– 5 €"
LONG = (f"{HARD} " * 200)[:10_000]
# What is read in every format; letters from right to left may be given in the order they are seen.
SAID = ("Größe, Straße & Öl <1>", "Verkehrswende", "5 €")
KEYS = ("vision", "participation", "fields", "outlook", "profiles", "considerations", "method")


def hard_content():
    reading = {
        **content()["reading"],
        "vision": [passage("Vision", summary=HARD, body=f"<p>{_escaped(HARD)}</p>")],
    }
    said = forum()
    said["topics"][0]["contributions"][0]["text"] = HARD
    parts = chapters(*KEYS)
    parts[0]["title"] = LONG
    return content(
        measure("HF1-M01", LONG, target_groups=HARD),
        title=LONG, subtitle=LONG, reading=reading, forums=[said],
        surveys=[survey(question(1, HARD))], chapters=parts,
    )  # fmt: skip


def _escaped(text):
    return text.replace("&", "&amp;").replace("<", "&lt;")


def book(document):
    plain = json.loads(canonical_json(document))
    return book_of(plain, stamp(plain))


def made(format_, document):
    return WRITERS[format_](book(document), say=lambda *_said: None).data


def plain(text):
    """As it is read: without hyphens that nobody sees, with one space between words."""
    return re.sub(r"\s+", " ", re.sub(r"\N{SOFT HYPHEN}\s*", "", text)).replace(
        "\N{NO-BREAK SPACE}", " "
    )


# -- reading each format back ------------------------------------------------------------------
def text_of_pdf(data):
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(data)).pages)


def text_of_docx(data):
    document = Document(BytesIO(data))
    return "".join(each.text or "" for each in document.element.iter(qn("w:t")))


def text_of_html(data):
    return lxml_html.document_fromstring(data.decode()).text_content()


def text_of_zip(data):
    with ZipFile(BytesIO(data)) as package:
        assert package.testzip() is None
        books = [name for name in package.namelist() if name.endswith(".xlsx")]
        for name in books:
            assert load_workbook(BytesIO(package.read(name))).sheetnames
        assert books
        tables = [name for name in package.namelist() if name.endswith(".csv")]
        return "\n".join(package.read(name).decode("utf-8-sig") for name in tables)


READERS = {"pdf": text_of_pdf, "docx": text_of_docx, "html": text_of_html, "zip": text_of_zip}


@pytest.mark.behaviour("R3")
@pytest.mark.parametrize("format_", READERS)
def test_hard_texts_are_read_in_every_format(format_):
    text = plain(READERS[format_](made(format_, hard_content())))
    for words in SAID:
        assert words in text, words
    assert HEBREW in text or HEBREW[::-1] in text


# -- nothing to say ----------------------------------------------------------------------------
@pytest.mark.parametrize("kind", OUTLINES)
def test_chapter_with_nothing_in_it_says_so(kind):
    """That of a county that has just begun; sheets of nothing are refused when they are ordered."""
    empty = content(kind=kind, phases=[], is_publication=True, chapters=chapters(kind=kind))
    empty["reading"] = {name: [] for name in empty["reading"]}
    for chapter in book(empty).chapters:
        if chapter.key in ("profile", "council"):
            continue
        tree = lxml_html.fragment_fromstring(written_whole(chapter).html, create_parent="div")
        for heading in list(tree.iter("h1", "h2", "h3")):
            heading.drop_tree()
        assert len(plain(tree.text_content()).strip()) > 30, chapter.key
