"""Every kind of report in every format: nothing a chapter writes is lost on the way."""

import json
import re
from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import html as lxml_html

from smartregion.core.canonical import canonical_json
from smartregion.reports.models import Format
from smartregion.reports.outlines import OUTLINES
from smartregion.reports.rendering import WRITERS, book_of
from smartregion.reports.rendering.chapters import CHAPTERS
from smartregion.reports.rendering.data import data_of
from smartregion.reports.rendering.markup import written_whole
from tests.factories.reports import chapters, full_content
from tests.reports.conftest import stamp

pytestmark = pytest.mark.slow
WORDS = re.compile(r"\w{4,}")


def book(kind):
    outline = OUTLINES[kind]
    values = {
        "kind": kind,
        "is_publication": outline.is_publication,
        "chapters": chapters(kind=kind),
    }
    plain = json.loads(canonical_json({**full_content(), **values}))
    return book_of(plain, stamp(plain))


def quietly(*_said):
    pass


def said_by(book):
    """The words of all chapters, each as it stands in the markup; drawings speak for themselves."""
    for chapter in book.chapters:
        tree = lxml_html.fragment_fromstring(written_whole(chapter).html, create_parent="div")
        for drawing in list(tree.iter("svg")):
            drawing.drop_tree()
        for text in tree.itertext():
            yield from WORDS.findall(without_hyphens(text))


def without_hyphens(text):
    return text.replace("\N{SOFT HYPHEN}", "")


def missing(book, text):
    return {word for word in said_by(book) if word not in without_hyphens(text)}


def test_there_is_a_writer_for_every_format():
    assert set(WRITERS) == set(Format.values)


@pytest.mark.parametrize("kind", OUTLINES)
def test_word_and_web_say_all_that_the_chapters_say(kind):
    made = book(kind)
    page = lxml_html.document_fromstring(WRITERS["html"](made, say=quietly).data.decode())
    assert missing(made, page.text_content()) == set()
    document = Document(BytesIO(WRITERS["docx"](made, say=quietly).data))
    assert (
        missing(made, "".join(each.text or "" for each in document.element.iter(qn("w:t"))))
        == set()
    )


def test_names_of_places_differ_because_one_chapter_of_a_kind_has_no_number():
    """The figures and tables of the one without a number are named after the letter K."""
    bare = {
        kind: [key for key in outline.keys if not CHAPTERS[key].is_numbered]
        for kind, outline in OUTLINES.items()
    }
    assert {kind: keys for kind, keys in bare.items() if len(keys) > 1} == {}


@pytest.mark.parametrize("kind", OUTLINES)
def test_data_package_has_every_table_of_the_kind(kind):
    made = book(kind)
    assert WRITERS["zip"](made, say=quietly).data
    assert all(len(row) == len(each.head) for each in data_of(made) for row in each.rows)
