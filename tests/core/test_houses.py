"""The house of a strategy: every part is drawn inside of the sheet, said in words and told in the table."""

import pytest

from smartregion.core.charts import HouseWords, Piece, house, paper_svg

pytestmark = pytest.mark.slow

WORDS = HouseWords("Vision", "Leitlinie", "Handlungsfeld", "Fundament")


def built(beams=1, pillars=8, roof="Nähe trotz Entfernung", text="Bildung"):
    return house(
        title="Strategiehaus",
        roof=roof,
        beams=[Piece(f"L{n}", "offen") for n in range(1, beams + 1)],
        pillars=[Piece(f"HF{n}", text, ("2 Ziele",)) for n in range(1, pillars + 1)],
        ground=["Beteiligung"],
        words=WORDS,
    )


@pytest.mark.parametrize("pillars", [0, 1, 8, 9, 60])
@pytest.mark.parametrize("beams", [0, 1, 8])
def test_everything_stands_inside_of_the_sheet(pillars, beams):
    chart = built(beams, pillars)
    for drawing in (chart.wide, chart.narrow):
        assert all(0 <= box.x <= box.x + box.width <= drawing.width + 0.1 for box in drawing.boxes)
        assert all(0 <= label.y <= drawing.height for label in drawing.labels)
        assert max(box.y + box.height for box in drawing.boxes) <= drawing.height


def test_table_and_words_tell_every_part():
    chart = built(2, 2)
    assert chart.table.rows == (
        ("Vision", "Nähe trotz Entfernung", ""),
        ("Leitlinie", "L1 offen", ""),
        ("Leitlinie", "L2 offen", ""),
        ("Handlungsfeld", "HF1 Bildung", "2 Ziele"),
        ("Handlungsfeld", "HF2 Bildung", "2 Ziele"),
        ("Fundament", "Beteiligung", ""),
    )
    assert "Handlungsfeld: HF1 Bildung (2 Ziele); HF2 Bildung (2 Ziele)." in chart.summary


def test_many_pillars_make_rows_of_the_same_length():
    heads = [box for box in built(0, 10).wide.boxes if box.height == 24 and box.width < 200]
    rows = sorted({box.y for box in heads})
    assert [sum(box.y == row for box in heads) for row in rows] == [5, 5]


@pytest.mark.parametrize("long", ["x" * 10_000, "Donaudampfschifffahrt " * 400])
def test_long_titles_end_in_dots_and_stand_in_full_in_the_table(long):
    chart = built(1, 8, roof=long, text=long)
    assert chart.wide.height < 600
    assert any(label.text.endswith("…") for label in chart.wide.labels)
    assert chart.table.rows[0][1] == long


def test_nothing_to_draw_says_so():
    chart = house(title="Haus", roof="", beams=(), pillars=(), ground=["Grund"], words=WORDS)
    assert [label.text for label in chart.wide.labels] == ["Keine Daten"]


def test_words_of_others_are_no_markup():
    assert "<b>" not in paper_svg(built(text="<b>fett</b>").wide, "Haus")
