"""A course in the cell of a table."""

from datetime import date, timedelta

import pytest

from smartregion.core.charts import paper_svg, sparkline

pytestmark = pytest.mark.behaviour("R6")
FIRST = date(2020, 1, 1)


def points(*values: float) -> list[tuple[date, float]]:
    return [(FIRST + timedelta(days=30 * place), value) for place, value in enumerate(values)]


def places(drawing):
    return [(sign.x, sign.y) for sign in drawing.signs]


def test_without_values_nothing_is_drawn():
    drawing = sparkline([], target=5)
    assert [*drawing.traces, *drawing.signs, *drawing.lines] == []
    assert "<svg" in paper_svg(drawing, "keine Daten")


def test_one_value_is_a_point_in_the_middle():
    drawing = sparkline(points(4))
    assert not drawing.traces
    assert places(drawing) == [(drawing.width / 2, drawing.height / 2)]


def test_sixty_values_stay_inside_of_their_place():
    drawing = sparkline(points(*range(60)), target=100)
    [trace] = drawing.traces
    pairs = [pair.split(" ") for pair in trace.path[1:].split("L")]
    assert len(pairs) == 60
    assert all(0 <= float(x) <= drawing.width and 0 <= float(y) <= drawing.height for x, y in pairs)


@pytest.mark.parametrize("target", [None, 0])
def test_all_zero_is_a_level_line(target):
    drawing = sparkline(points(0, 0, 0), target=target)
    assert len({y for _x, y in places(drawing)}) == 1
    assert bool(drawing.lines) is (target is not None)


def test_target_is_told_apart_by_its_dashes():
    [line] = sparkline(points(1, 2), target=3).lines
    assert line.dashes


def test_a_higher_value_stands_higher():
    low, high = sparkline(points(1), target=9), sparkline(points(8), target=0)
    assert places(low)[0][1] > places(high)[0][1]
