"""Parts of a document become one file that is tagged as a whole."""

import io
from functools import cache

import pikepdf
import pytest

from smartregion.core.pdf.attachments import Attachment, attach
from smartregion.core.pdf.binding import Part, anchors_of, bound
from smartregion.core.pdf.cell.mending import elements, marks_of_the_text, mended, saved
from smartregion.core.pdf.engine import engine_for
from smartregion.core.pdf.overlays import lay_over

pytestmark = pytest.mark.slow

TABLE = "<table><caption>T</caption><tr><th scope=col>A<th scope=col>B<tr><td>1<td>2</table>"
PARTS = (
    '<h1 id="one">Eins</h1><p><a href="part:#two">weiter</a> <a href="part:#gone">fort</a></p>'
    + TABLE,
    '<h1 id="two">Zwei</h1><h2 id="two-1">Abschnitt</h2><p style="break-before:page">x</p>' + TABLE,
    '<h2 id="sheet">Blatt</h2><p><a href="part:#one">zurück</a></p>',
)


@cache
def part(body: str, variant: str = "pdf/a-3a") -> bytes:
    html = f'<html lang="de"><title>Probe</title><body>{body}</body></html>'
    engine = engine_for("@page { size: A5 }", lambda: None)
    return mended(engine.write(html, variant=variant)[0])


@pytest.fixture
def pdf():
    first, second, third = map(part, PARTS)
    with bound([Part(first), Part(second), Part(third, is_continued=True)]) as whole:
        yield pikepdf.open(io.BytesIO(saved(whole)))


def test_every_mark_of_every_page_belongs_to_the_structure(pdf):
    known = marks_of_the_text(pdf)
    assert len(pdf.pages) == 4
    assert all(known[sheet.obj.objgen] for sheet in pdf.pages)


def test_tree_of_parents_leads_from_each_page_to_its_own_elements(pdf):
    numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    keys = [int(key) for key in numbers[::2]]
    assert keys == sorted(set(keys))
    found = dict(zip(keys, numbers[1::2], strict=True))
    for sheet in pdf.pages:
        elements_of_page = found[int(sheet.obj.StructParents)]
        assert all(each.Pg.objgen == sheet.obj.objgen for each in elements_of_page)


def test_headings_of_all_parts_stand_in_one_document(pdf):
    kinds = [str(element.S) for element, _in_head in elements(pdf)]
    assert kinds.count("/Document") == 1
    assert [kind for kind in kinds if kind in ("/H1", "/H2")] == ["/H1", "/H1", "/H2", "/H2"]


def test_no_two_header_cells_share_a_name(pdf):
    names = [str(each.ID) for each, _in_head in elements(pdf) if "/ID" in each]
    assert len(names) == 4
    assert len(set(names)) == 4


def test_links_lead_into_other_parts_and_those_to_nowhere_are_none(pdf):
    notes = [note for sheet in pdf.pages for note in sheet.obj.get("/Annots", ())]
    assert [str(note.Dest) for note in notes] == ["two", "one"]
    assert anchors_of(pdf) == {"one": 1, "two": 2, "two-1": 2, "sheet": 4}
    links = [element for element, _in_head in elements(pdf) if str(element.S) == "/Link"]
    assert len(links) == 2


def test_bookmarks_of_a_continued_part_stand_below_the_chapter_before(pdf):
    with pdf.open_outline() as outline:
        tree = [(item.title, [below.title for below in item.children]) for item in outline.root]
    assert tree == [("Eins", []), ("Zwei", ["Abschnitt", "Blatt"])]


def test_what_is_laid_over_is_seen_and_not_read_aloud(pdf):
    sheets = part("<p>1</p>" + '<p style="break-before:page">n</p>' * 3, "pdf/a-3u")
    marks = marks_of_the_text(pdf)
    lay_over(pdf, sheets)
    assert marks_of_the_text(pdf) == marks
    for number, sheet in enumerate(pdf.pages):
        sheet.contents_coalesce()
        drawn = sheet.Contents.read_bytes()
        assert drawn.endswith(b"/Artifact <</Type /Pagination>> BDC q /Over%d Do Q EMC" % number)


def test_overlay_of_another_length_is_refused(pdf):
    with pytest.raises(ValueError, match="zip"):
        lay_over(pdf, part("<p>1</p>", "pdf/a-3u"))


def test_attached_data_is_named_dated_and_said_to_be_data(pdf):
    file = Attachment("abbildung-1.csv", b"a;b\n", "text/csv", "Abbildung 1: Antworten")
    attach(pdf, [file], modified="D:20260615120000+02'00")
    with pikepdf.open(io.BytesIO(saved(pdf))) as again:
        spec = again.attachments["abbildung-1.csv"]
        assert spec.get_file().read_bytes() == b"a;b\n"
        assert spec.relationship == "/Data"
        assert [each.objgen for each in again.Root.AF] == [spec.obj.objgen]
