"""What attacks readers of the web page reaches no reader of the printed report either."""

import pikepdf
import pytest

from tests.core.hostile import HOSTILE
from tests.factories.reports import content, passage

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("printed report")]
BODY = "<p>Anfang der Probe</p>" + "".join(HOSTILE.values()) + "<p>Ende der Probe</p>"


@pytest.mark.behaviour("S10")
def test_report_neither_acts_nor_loads_what_a_text_smuggles_in(print_book, caplog) -> None:
    reading = {**content()["reading"], "vision": [passage("V", body=BODY)]}
    book = print_book(content(reading=reading))
    assert "Anfang der Probe" in book.text
    assert "Ende der Probe" in book.text
    assert "alert" not in book.text
    assert "blocked" not in caplog.text
    raw = b"".join(_written(book.pdf))
    for trace in (b"/JavaScript", b"/Launch", b"javascript:", b"vbscript:", b"tracker.example.org"):
        assert trace.lower() not in raw.lower()
    # The figures of the report itself are drawn; an image could only come from the text.
    assert not [each for each in book.pdf.objects if _is_image(each)]


def _is_image(thing: pikepdf.Object) -> bool:
    return isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == pikepdf.Name.Image


def _written(pdf: pikepdf.Pdf) -> list[bytes]:
    """Everything the file says outside its drawings: actions, links, names."""
    return [each.unparse() for each in pdf.objects if not isinstance(each, pikepdf.Stream)]
