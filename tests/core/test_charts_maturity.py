"""Heat map, radar and level distribution: geometry, words, and what carries besides the colour."""

import pytest
from django.template import engines

from smartregion.core import palette
from smartregion.core.charts import (
    Block,
    Cell,
    Chart,
    Key,
    Series,
    heatmap,
    level_distribution,
    radar,
    unknown_key,
)
from smartregion.core.charts.words import text_width

pytestmark = pytest.mark.slow

NAMES = ("Rabenstein/Fläming", "Groß Kreutz (Havel)", "Golm")
COLUMNS = ("Dienste online", "Netze und Geräte", "Zusammenarbeit")
COLOURS = palette.scale(5)


def shown(chart: Chart, tag: str = "chart") -> str:
    template = engines["django"].from_string("{% load charts %}{% " + tag + " chart %}")
    return template.render({"chart": chart})


def level(value: int | None) -> Cell:
    return Cell("–", spoken="nicht gemeldet") if value is None else Cell(str(value), COLOURS[value])


def block(title: str, *rows: tuple[int | None, ...], fact: str = "") -> Block:
    pairs = zip(NAMES, rows, strict=False)
    return Block(title, tuple((name, tuple(map(level, row))) for name, row in pairs), fact)


def level_map(*blocks: Block) -> Chart:
    keys = [Key("Stufe 0", COLOURS[0]), unknown_key("nicht gemeldet")]
    return heatmap(title="Stufen", corner="Gemeinde", columns=COLUMNS, blocks=blocks, keys=keys)


def two_blocks() -> Chart:
    return level_map(
        block("Umland", (4, 3, 1), fact="Median 4, 3, 1."),
        block("Land", (0, 1, 2), (1, None, 3), (2, 2, 2), fact="Median 1, 1–2, 2."),
    )


# -- heat map ----------------------------------------------------------------------------------
def test_every_known_cell_carries_its_level_in_readable_ink() -> None:
    drawing = two_blocks().wide
    cells = [label for label in drawing.labels if label.anchor == "middle"]
    assert sorted(label.text for label in cells) == sorted("43101213222")
    grounds = {box.fill for box in drawing.boxes if box.fill != "none"}
    for label in cells:
        assert label.bold
        assert max(palette.contrast(label.fill, ground) for ground in grounds) >= 4.5


def test_unknown_cell_is_hatched_and_has_no_ground() -> None:
    chart = two_blocks()
    without_gap = level_map(block("Land", (0, 1, 2)))
    assert len(chart.wide.traces) == 1
    assert not without_gap.wide.traces
    # Twelve cells, one of them unknown, and one coloured entry of the legend.
    assert len(chart.wide.boxes) == 11 + 1


def test_framed_cell_is_neither_hatched_nor_filled() -> None:
    framed = Block("Land", (("Golm", (Cell("neu", is_framed=True),) * 3),))
    drawing = level_map(framed).wide
    assert [box.fill for box in drawing.boxes[1:]] == ["none"] * 3
    assert all(box.outline for box in drawing.boxes[1:])
    assert not drawing.traces


def test_blocks_stand_beside_each_other_and_below_on_a_phone() -> None:
    chart = two_blocks()

    def heading(drawing, text: str):
        return next(label for label in drawing.labels if label.text == text)

    assert heading(chart.wide, "Umland").y == heading(chart.wide, "Land").y
    assert heading(chart.wide, "Umland").x < heading(chart.wide, "Land").x
    assert heading(chart.narrow, "Umland").y < heading(chart.narrow, "Land").y


@pytest.mark.parametrize("columns", [1, 3, 9])
def test_cells_and_names_stay_on_the_sheet(columns: int) -> None:
    rows = tuple((name, (level(2),) * columns) for name in NAMES)
    chart = heatmap(
        title="Breit",
        corner="Gemeinde",
        columns=["Eine Überschrift"] * columns,
        blocks=[Block("A", rows), Block("B", rows)],
        keys=[],
    )
    for drawing in (chart.wide, chart.narrow):
        assert max(box.x + box.width for box in drawing.boxes) <= drawing.width
        assert max(box.y + box.height for box in drawing.boxes) <= drawing.height
        names = [label for label in drawing.labels if not label.turn and not label.bold]
        first_cell = min(box.x for box in drawing.boxes)
        for label in names:
            if label.x < first_cell:
                assert label.x + text_width(label.text, label.size) <= first_cell + 1


def test_table_of_the_map_names_every_row_and_gap() -> None:
    table = two_blocks().table
    assert table.head == ("Gemeinde", "Gruppe", *COLUMNS)
    assert table.rows[2] == (NAMES[1], "Land", "1", "nicht gemeldet", "3")


def test_summary_of_the_map_is_short_enough_to_listen_to() -> None:
    summary = two_blocks().summary
    assert "Umland: Median 4, 3, 1. Land: Median 1, 1–2, 2." in summary
    assert len(summary) < 200


def test_map_of_nothing_says_so() -> None:
    assert [label.text for label in level_map().wide.labels] == ["Keine Daten"]
    assert "keine Daten" in level_map(Block("Land", ())).summary


def test_map_is_drawn_for_page_and_paper() -> None:
    page, paper = shown(two_blocks()), shown(two_blocks(), "chart_on_paper")
    assert page.count("<svg") == 2
    assert 'transform="rotate(-90' in page
    assert "currentColor" in page
    assert "var(--" not in paper
    assert f'color="{palette.PAPER_INK}"' in paper


# -- radar -------------------------------------------------------------------------------------
AXES = ("Dienste online", "Abläufe", "Netze und Geräte", "Mitsprache")


def web(*series: Series) -> Chart:
    return radar(title="Beispielow", axes=AXES, series=series, highest=4)


def three_lines() -> Chart:
    return web(
        Series("heute", (1, 2, 3, 4)), Series("Ziel", (2, 3, 4, 4)), Series("2023", (1, 1, 3, 0))
    )


def test_lines_differ_in_more_than_their_colour() -> None:
    drawing = three_lines().wide
    assert len({trace.dashes for trace in drawing.traces}) == 3
    assert len({sign.path for sign in drawing.signs[3:]}) == 3
    # Three entries of the legend and four markers for each line.
    assert len(drawing.signs) == 3 + 12


@pytest.mark.parametrize("ground", [palette.WHITE, palette.BLACK])
def test_lines_are_seen_on_light_and_dark(ground: str) -> None:
    for trace in three_lines().wide.traces:
        assert palette.contrast(trace.stroke, ground) >= 3


def test_first_line_lies_on_top_of_the_others() -> None:
    assert three_lines().wide.traces[-1].fill != "none"


def test_level_is_the_distance_from_the_middle() -> None:
    drawing = web(Series("heute", (0, 2, 4, 2))).wide
    middle, right, bottom, left = (sign for sign in drawing.signs[1:])
    assert right.y == middle.y == left.y
    assert (right.x - middle.x) * 2 == pytest.approx(bottom.y - middle.y, abs=0.2)


def test_gap_stays_a_gap_and_is_no_zero() -> None:
    chart = web(Series("heute", (1, None, 3, 4)))
    (trace,) = chart.wide.traces
    assert not trace.path.endswith("Z")
    assert trace.path.count("M") == 2
    assert trace.fill == "none"
    assert len(chart.wide.signs) == 1 + 3
    assert chart.table.rows[1] == ("Abläufe", "nicht gemeldet")
    assert "Abläufe nicht gemeldet" in chart.summary


def test_line_that_knows_nothing_is_left_out_and_the_others_keep_their_looks() -> None:
    whole = three_lines().wide
    without = web(
        Series("heute", (1, 2, 3, 4)), Series("Ziel", (None,) * 4), Series("2023", (1, 1, 3, 0))
    ).wide
    assert [trace.stroke for trace in without.traces] == [
        whole.traces[0].stroke,
        whole.traces[2].stroke,
    ]


@pytest.mark.parametrize("axes", [1, 2, 3, 7, 12])
def test_names_of_axes_stay_on_the_sheet(axes: int) -> None:
    names = [f"Zusammenarbeit {number}" for number in range(axes)]
    chart = radar(title="Netz", axes=names, series=[Series("heute", (2,) * axes)], highest=4)
    for drawing in (chart.wide, chart.narrow):
        for label in drawing.labels:
            width = text_width(label.text, label.size)
            left = {"start": 0.0, "middle": width / 2, "end": width}[label.anchor]
            assert label.x - left >= -1, label
            assert label.x - left + width <= drawing.width + 1, label
            assert 0 <= label.y <= drawing.height


def test_web_of_nothing_says_so() -> None:
    assert [label.text for label in web(Series("heute", (None,) * 4)).wide.labels] == [
        "Keine Daten"
    ]
    empty = radar(title="Netz", axes=(), series=[], highest=4)
    assert [label.text for label in empty.narrow.labels] == ["Keine Daten"]


def test_web_is_drawn_for_page_and_paper() -> None:
    assert 'stroke-dasharray="7 4"' in shown(three_lines())
    assert 'stroke-dasharray="7 4"' in shown(three_lines(), "chart_on_paper")


# -- distribution ------------------------------------------------------------------------------
def test_distribution_counts_and_keeps_what_was_not_reported() -> None:
    chart = level_distribution(
        title="Stufen",
        levels=[f"Stufe {number}" for number in range(5)],
        missing="nicht gemeldet",
        rows=[("Umland", (0, 1, 3, 0, 2, 4))],
    )
    counts = [label.text for label in chart.wide.labels if label.anchor == "middle"]
    assert counts == ["1", "3", "2", "4"]
    assert chart.table.head[-2:] == ("nicht gemeldet", "Summe")


@pytest.mark.parametrize("steps", [-4, -2, -1, 0, 1, 2, 4])
def test_colour_of_a_change_is_seen_and_its_ink_readable(steps: int) -> None:
    fill = palette.change(steps)
    assert palette.contrast(fill, palette.WHITE) >= 3
    assert palette.contrast(fill, palette.BLACK) >= 3
    assert palette.contrast(fill, palette.ink_on(fill)) >= 4.5
    assert palette.change(4) == palette.change(2)
