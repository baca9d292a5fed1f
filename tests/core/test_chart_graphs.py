"""A graph in columns and, on a phone, below each other: what stands where, and what leads on."""

from collections.abc import Sequence
from itertools import combinations, pairwise

import pytest
from django.template import engines
from django.utils.translation import override

from smartregion.core.charts import Arrow, Chart, Drawing, Node, Words, graph, paper_svg
from smartregion.core.charts.layering import forward, heights, layers_of, parts_of
from smartregion.core.charts.shapes import Link
from smartregion.core.ordering import circle_in, in_order

WORDS = Words(
    heads=("Erst", "Wie", "Dann", "Hinweis"),
    leads="kommt vor",
    touches="gehört zu",
    warns="passt nicht",
    beside="daneben",
)


def chart(arrows: Sequence[Arrow], *, beside: str = "") -> Chart:
    keys = sorted({str(end) for arrow in arrows for end in arrow.ends})
    nodes = [
        Node(key, key.upper(), f"Vorhaben {key}", url=f"/{key}/", is_beside=key == beside)
        for key in keys
    ]
    with override("de"):
        return graph(title="Netz", nodes=nodes, arrows=arrows, words=WORDS)


def arrows(*pairs: str) -> list[Arrow]:
    return [Arrow(pair[0], pair[1]) for pair in pairs]


def boxes(drawing: Drawing) -> dict[str, Link]:
    return {link.url.strip("/"): link for link in drawing.links}


def texts(drawing: Drawing) -> list[str]:
    return [label.text for label in drawing.labels]


# -- order -------------------------------------------------------------------------------------
def test_circle_is_named_from_end_to_end() -> None:
    found = circle_in(["ab", "bc", "ca", "cd"])  # type: ignore[list-item]
    assert found[0] == found[-1]
    assert set(found) == {"a", "b", "c"}


def test_no_circle_is_no_circle() -> None:
    assert circle_in([("a", "b"), ("a", "c"), ("b", "d"), ("c", "d")]) == []


def test_order_puts_what_comes_first_before() -> None:
    order = in_order([("b", "c"), ("a", "b"), ("a", "c")])
    assert order == ["a", "b", "c"]


def test_edges_without_direction_take_the_one_that_closes_no_circle() -> None:
    edges = forward([("a", "b"), ("b", "c")], [("c", "a"), ("c", "d")])
    assert edges == [("a", "b"), ("b", "c"), ("a", "c"), ("c", "d")]
    assert circle_in(edges) == []


# -- layout ------------------------------------------------------------------------------------
def test_parts_that_do_not_hang_together_are_told_apart() -> None:
    parts = parts_of([("a", "b"), ("x", "y"), ("b", "c")])
    assert [sorted(part) for part in parts] == [[("a", "b"), ("b", "c")], [("x", "y")]]


def test_long_edges_get_a_bend_in_each_column_they_pass() -> None:
    layers = layers_of([("a", "b"), ("b", "c"), ("a", "c")])
    assert [len(column) for column in layers.columns] == [1, 2, 1]
    way = layers.ways["a", "c"]
    assert (way[0], way[-1], len(way)) == ("a", "c", 3)


def test_what_nothing_precedes_stands_close_to_what_follows() -> None:
    layers = layers_of([("a", "b"), ("b", "c"), ("c", "d"), ("x", "d")])
    assert "x" in layers.columns[2]


def test_neighbours_stand_in_the_same_order_so_that_edges_do_not_cross() -> None:
    layers = layers_of([("a", "z"), ("b", "y"), ("c", "x"), ("s", "a"), ("s", "b"), ("s", "c")])
    first, second = layers.columns[1], layers.columns[2]
    follows = {"a": "z", "b": "y", "c": "x"}
    assert [follows[str(key)] for key in first] == second


def test_heights_leave_a_gap_between_all_of_a_column() -> None:
    layers = layers_of([("s", "a"), ("s", "b"), ("s", "c"), ("a", "t"), ("s", "t")])
    size = {key: 40.0 for column in layers.columns for key in column if isinstance(key, str)}
    middle = heights(layers, size, bend=8, gap=10)
    for column in layers.columns:
        for one, other in combinations(column, 2):
            needed = (size.get(one, 8) + size.get(other, 8)) / 2 + 10
            assert abs(middle[one] - middle[other]) >= needed - 0.01


# -- drawing -----------------------------------------------------------------------------------
def test_wide_drawing_goes_from_left_to_right_and_the_narrow_one_down() -> None:
    drawn = chart(arrows("ab", "bc", "ac"))
    wide, narrow = boxes(drawn.wide), boxes(drawn.narrow)
    assert wide["a"].x < wide["b"].x < wide["c"].x
    assert narrow["a"].y < narrow["b"].y < narrow["c"].y


@pytest.mark.parametrize("length", [2, 5, 12])
def test_boxes_stay_on_the_sheet_and_never_overlap(length: int) -> None:
    letters = "abcdefghijklmnop"[:length]
    pairs = [*pairwise(letters), (letters[0], letters[-1])]
    drawn = chart([Arrow(*pair) for pair in pairs if pair[0] != pair[1]])
    for drawing in (drawn.wide, drawn.narrow):
        for link in drawing.links:
            assert 0 <= link.x <= link.x + link.width <= drawing.width + 0.2
            assert 0 <= link.y <= link.y + link.height <= drawing.height + 0.2
        for one, other in combinations(drawing.links, 2):
            beside = one.x + one.width <= other.x or other.x + other.width <= one.x
            below = one.y + one.height <= other.y or other.y + other.height <= one.y
            assert beside or below


def test_legend_explains_only_what_is_drawn() -> None:
    assert not {"gehört zu", "passt nicht", "daneben"} & set(texts(chart(arrows("ab")).wide))
    loose, late = Arrow("a", "b", is_directed=False), Arrow("b", "c", warning="Zu spät.")
    drawn = chart([loose, late], beside="c")
    assert {"gehört zu", "passt nicht", "daneben"} <= set(texts(drawn.wide))


def test_warning_is_a_broken_line_and_words_not_colour_alone() -> None:
    drawn = chart([Arrow("a", "b", warning="A endet zu spät.", note="Erst das Netz.")])
    (line,) = (trace for trace in drawn.wide.traces if "C" in trace.path)
    assert line.dashes
    assert drawn.table.rows == (
        ("A Vorhaben a", "kommt vor", "B Vorhaben b", "Erst das Netz. A endet zu spät."),
    )
    assert "A kommt vor B (passt nicht)" in drawn.summary


def test_edges_without_direction_have_no_point() -> None:
    directed, loose = chart(arrows("ab")), chart([Arrow("a", "b", is_directed=False)])
    points = [
        [sign for sign in drawn.wide.signs if sign.fill != "none"] for drawn in (directed, loose)
    ]
    assert [len(each) for each in points] == [1, 0]


def test_graph_without_arrows_says_so() -> None:
    assert texts(chart([]).wide) == ["Keine Daten"]


# -- links -------------------------------------------------------------------------------------
def test_links_are_heard_with_their_names_and_lead_nowhere_on_paper() -> None:
    drawn = chart(arrows("ab"))
    page = engines["django"].from_string("{% load charts %}{% chart chart %}")
    shown = page.render({"chart": drawn})
    assert 'role="group"' in shown
    assert '<a href="/a/" aria-label="A Vorhaben a">' in shown
    printed = paper_svg(drawn.wide, drawn.summary)
    assert 'role="img"' in printed
    assert "<a " not in printed


def test_link_texts_are_escaped() -> None:
    nodes = [Node("a", "A", '<b>"&', url='/x"y/'), Node("b", "B", "gut", url="/b/")]
    with override("de"):
        drawn = graph(title="N", nodes=nodes, arrows=arrows("ab"), words=WORDS)
    page = engines["django"].from_string("{% load charts %}{% chart chart %}")
    shown = page.render({"chart": drawn})
    assert "<b>" not in shown
    assert 'href="/x&quot;y/"' in shown
