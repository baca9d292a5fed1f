"""Charts to take along: as SVG and as PNG, with what the figures rest on inside."""

import io
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from PIL import Image, ImageColor

from smartregion.core import palette
from smartregion.core.charts import (
    Chart,
    Column,
    Picture,
    bar_chart,
    column_chart,
    framed,
    light_distribution,
    svg_file,
)
from smartregion.core.charts.outlines import dashed, outlines
from smartregion.core.charts.png import SCALE, png_file
from smartregion.core.charts.shapes import Trace

pytestmark = pytest.mark.slow

SVG = "{http://www.w3.org/2000/svg}"
NOTES = ("600 von 612 Personen haben geantwortet.", "Filter: <unter 18> & „Süd“")


def picture(chart: Chart | None = None) -> Picture:
    chart = chart or bar_chart(title="Wege", bars=[("Bus", 30), ("Rad", 15)], total=45)
    return framed(chart, kicker="Befragung Öffis", heading="Wie fahren Sie?", notes=NOTES)


def painted(chart: Chart | None = None) -> Image.Image:
    return Image.open(io.BytesIO(png_file(picture(chart))))


def test_the_svg_file_holds_heading_notes_summary_and_its_font():
    root = ET.fromstring(svg_file(picture()))
    texts = [each.text for each in root.iter(f"{SVG}text")]
    assert {"Befragung Öffis", "Wie fahren Sie?", *NOTES, "Bus"} <= set(texts)
    assert "Bus: 30" in (root.findtext(f"{SVG}title") or "")
    assert "data:font/woff2;base64," in (root.findtext(f"{SVG}style") or "")


def test_the_svg_file_needs_nothing_from_elsewhere():
    file = svg_file(picture()).decode()
    assert file.count("http") == 1  # the name of the format
    assert "currentColor" not in file.replace('fill="currentColor"', "")


def test_the_png_has_twice_the_size_and_says_what_it_rests_on():
    image, frame = painted(), picture()
    assert image.size == (round(frame.width * SCALE), round(frame.height * SCALE))
    assert image.text["Description"] == " ".join(NOTES)
    assert "Bus: 30" in image.text["Title"]


def test_bars_of_the_png_stand_where_the_drawing_says():
    frame, image = picture(), painted()
    blue, white = ImageColor.getrgb(palette.BAR), (255, 255, 255)
    for box in frame.drawing.boxes:
        left, top = (round((a + b) * SCALE) for a, b in zip((box.x, box.y), frame.at, strict=True))
        right, low = left + round(box.width * SCALE), top + round(box.height * SCALE)
        assert image.getpixel((left + 2, top + 2)) == blue
        assert image.getpixel((right - 3, low - 3)) == blue
        assert image.getpixel((left + 4, low + 3)) == white


def test_umlauts_have_their_dots():
    plain, umlauts = (ink_of(bar_chart(title="x", bars=[(word, 1)])) for word in ("Ausse", "Äüßé"))
    assert umlauts[0] < plain[0]  # the dots stand higher than any letter without them
    assert picture(bar_chart(title="x", bars=[("Äüßé", 1)])).drawing.labels[0].text == "Äüßé"


def ink_of(chart: Chart) -> tuple[int, ...]:
    """The part of the picture in which the first label is written: upper edge and lower edge."""
    frame = picture(chart)
    first = frame.drawing.labels[0]
    low = round((first.y + frame.at[1]) * SCALE)
    label = painted(chart).convert("L").crop((0, low - 40, 120, low + 10))
    box = label.point(lambda tone: 255 * (tone < 128)).getbbox()
    assert box
    return box[1], box[3]


def test_signs_and_frames_are_painted_too():
    chart = light_distribution(title="Ampel", rows=[("Alle", {"green": 3, "": 2})])
    colours = {colour for _n, colour in painted(chart).getcolors(10**6) or []}
    assert ImageColor.getrgb(palette.LIGHTS["green"]) in colours
    assert (255, 255, 255) in colours


def test_circles_become_points_around_their_middle():
    (points, closed), *rest = outlines("M-4 0A4 4 0 1 0 4 0A4 4 0 1 0 -4 0Z")
    assert (closed, rest) == (True, [])
    assert all(x * x + y * y == pytest.approx(16, rel=0.01) for x, y in points)


def test_dashes_and_gaps_take_turns_around_a_corner():
    pieces = list(dashed([(0, 0), (10, 0), (10, 10)], [4, 2]))
    assert pieces[0] == [(0, 0), (4, 0)]
    assert pieces[1] == [(6, 0), (10, 0)]
    assert pieces[2] == [(10, 2), (10, 6)]


def test_columns_are_in_proportion_and_the_highest_bears_its_number():
    chart = column_chart(
        title="Antworten je Tag",
        columns=[Column("1. Mai", 5), Column("2. Mai", 20), Column("3. Mai", 0)],
        head="Tag",
    )
    low, high, none = (box.height for box in chart.wide.boxes)
    assert (low, none) == (pytest.approx(high / 4, abs=0.1), 0)
    assert [label.text for label in chart.wide.labels] == ["20", "1. Mai", "3. Mai"]
    assert "am meisten: 2. Mai mit 20" in chart.summary
    assert chart.table.rows[1] == ("2. Mai", "20")


def test_no_columns_say_that_there_is_nothing():
    chart = column_chart(title="Antworten je Tag", columns=[], head="Tag")
    assert "keine Daten" in chart.summary


def test_area_without_an_edge_is_painted_like_any_other():
    """Flows between two cycles are such areas."""
    area = Trace("M10 10 L60 10 L60 60 L10 60 Z", stroke="none", fill="#23479b")
    chart = bar_chart(title="Wege", bars=[("Bus", 30)], total=30)
    drawing = replace(chart.wide, traces=[area])
    whole = painted(replace(chart, wide=drawing, narrow=drawing))
    assert (35, 71, 155) in {colour for _count, colour in whole.convert("RGB").getcolors(1 << 20)}
