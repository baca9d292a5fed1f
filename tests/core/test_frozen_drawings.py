"""A drawing that was frozen and written by somebody else since: what is no path and no colour stays inside its attribute."""

from collections.abc import Callable

import pytest
from lxml import etree

from smartregion.core.charts.shapes import Box, Drawing, Label, Line, Sign, Trace
from smartregion.core.charts.svg import inline_svg, paper_svg

HOSTILE = '"/><script>xss(1)</script>'
PATH = "M3 4.5L-1e2,7Z"


def drawing(words: str, *, path: str = HOSTILE) -> Drawing:
    """Every text of every shape."""
    return Drawing(
        width=9, height=9,
        boxes=(Box(0, 0, 1, 1, words, words),),
        lines=(Line(0, 0, 1, 1, dashes=words),),
        traces=(Trace(path, words, width=1, dashes=words, fill=words),),
        signs=(Sign(0, 0, path, fill=words, stroke=words, width=1),),
        labels=(Label(0, 0, words, fill=words),),
    )  # fmt: skip


@pytest.mark.behaviour("P18")
@pytest.mark.parametrize("write", [inline_svg, paper_svg])
def test_what_stands_in_a_frozen_drawing_is_no_markup(
    write: Callable[[Drawing, str], str],
) -> None:
    svg = etree.fromstring(write(drawing(HOSTILE), HOSTILE))
    assert [each.tag for each in svg.iter("{*}script")] == []
    assert [each.get("d") for each in svg.iter("{*}path") if each.get("d")] == ["M0 0L1 1"]
    assert svg.findtext("{*}title") == svg.findtext("{*}text") == HOSTILE


def test_path_is_drawn_as_it_is() -> None:
    svg = etree.fromstring(paper_svg(drawing("#000", path=PATH), "Weg"))
    assert [each.get("d") for each in svg.iter("{*}path")][1:] == [PATH, PATH]
