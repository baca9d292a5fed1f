"""Many letters from one layout: what differs is printed over it, and stays readable as text."""

import io

import pytest
from pypdf import PdfReader

from smartregion.core.pdf import Engine, start_engine
from smartregion.core.pdf.series import (
    HEIGHT,
    POINTS_PER_MM,
    STRONG,
    Code,
    Line,
    PagesDiffer,
    unprintable,
    write_series,
)

HTML = "<html><body><p>{}</p></body></html>"


@pytest.fixture(scope="module")
def engine() -> Engine:
    return start_engine("surveys/letters/letter.css")


def words(text: str, **places: float) -> Line:
    return Line(**{"text": text, "left": 25.0, "top": 60.0, "size": 11.0, "width": 80.0, **places})


def test_what_our_font_lacks_is_named() -> None:
    assert unprintable("Şükran Łoś, Straße 3 – „Ä“") == set()
    assert unprintable("A\u0308") == set()
    assert unprintable("مريم\u202e") == set("مريم\u202e")


@pytest.mark.slow
def test_each_copy_shows_the_common_page_and_its_own_words(engine: Engine) -> None:
    copies = [[[words("Frau Şen")]], [[words("Herr Łoś"), words("K7QM", weight=STRONG)]]]
    pdf = PdfReader(io.BytesIO(write_series(engine, HTML.format("Guten Tag"), copies)))
    first, second = (page.extract_text() for page in pdf.pages)
    assert "Guten Tag" in first
    assert "Guten Tag" in second
    assert "Frau Şen" in first
    assert "Frau" not in second
    assert "K7QM" in second


@pytest.mark.slow
def test_words_stand_where_they_were_put_and_shrink_to_their_width(engine: Engine) -> None:
    found: list[tuple[str, float, float, float]] = []

    def visit(text: str, _matrix: object, at: list[float], _font: object, size: float) -> None:
        found.append((text.strip(), at[4], at[5], size))

    long = "Sehr langer Name " * 5
    copies = [[[words("Kurz", left=30, top=100), words(long, top=120)]]]
    pdf = PdfReader(io.BytesIO(write_series(engine, HTML.format("x"), copies)))
    pdf.pages[0].extract_text(visitor_text=visit)
    placed = {text: rest for text, *rest in found if text}
    left, base, size = placed["Kurz"]
    assert (left, base) == pytest.approx(
        (30 * POINTS_PER_MM, HEIGHT - 100 * POINTS_PER_MM), abs=0.1
    )
    assert size == 11
    assert placed[long.strip()][2] < 8


@pytest.mark.slow
def test_dark_squares_are_drawn_in_rows(engine: Engine) -> None:
    code = Code([[1, 1, 0], [0, 0, 0], [1, 0, 1]], left=10, top=10, side=30)
    pdf = PdfReader(io.BytesIO(write_series(engine, HTML.format("x"), [[[code]]])))
    drawing = pdf.pages[0].get_contents()
    assert drawing is not None
    assert drawing.get_data().count(b" re") >= 3


@pytest.mark.slow
def test_a_text_that_needs_another_page_is_refused(engine: Engine) -> None:
    with pytest.raises(PagesDiffer):
        write_series(engine, HTML.format("lang " * 3000), [[[words("A")]]])
