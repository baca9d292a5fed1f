"""A portfolio: things between two axes, each with its name, none covering another."""

from itertools import combinations

from smartregion.core.charts.portfolio import MOST_NAMES, Axes, Dot, portfolio
from smartregion.core.charts.shapes import Chart, Drawing

AXES = Axes("Aufwand", "Nutzen", 1, 5, ("bald", "vorbereiten", "nebenbei", "eher nicht"))


def drawn(*dots: Dot) -> Chart:
    return portfolio(title="Nutzen und Aufwand", axes=AXES, dots=dots, head="Maßnahme")


def dot(label: str, across: float, up: float) -> Dot:
    return Dot(label, f"{label} Vorhaben", across, up)


def plates(drawing: Drawing) -> list[tuple[float, float, float, float]]:
    """Left, top, right and bottom of each name's ground."""
    found = []
    for sign in drawing.signs:
        left, top = map(float, sign.path[1:].split("H")[0].split())
        found.append((sign.x + left, sign.y + top, sign.x - left, sign.y - top))
    return found


def test_corners_divide_at_the_middle_of_the_scale() -> None:
    places = {(1, 5): "bald", (5, 5): "vorbereiten", (1, 1): "nebenbei", (5, 1): "eher nicht"}
    for (across, up), corner in places.items():
        assert AXES.corner_of(dot("A1", across, up)) == corner
    assert AXES.corner_of(dot("A1", 3, 3)) == "bald"


def test_table_and_words_tell_the_same_as_the_picture() -> None:
    chart = drawn(dot("A1", 2, 4.5), dot("B2", 4, 2))
    assert chart.table.rows == (
        ("A1 Vorhaben", "4,50", "2,00", "bald"),
        ("B2 Vorhaben", "2,00", "4,00", "eher nicht"),
    )
    assert "bald: A1." in chart.summary
    assert "eher nicht: B2." in chart.summary
    assert "vorbereiten" not in chart.summary


def test_further_up_and_further_right_is_more() -> None:
    low, high = drawn(dot("A1", 1, 1)).wide.signs[0], drawn(dot("A1", 5, 5)).wide.signs[0]
    assert low.x < high.x
    assert low.y > high.y


def test_names_at_one_place_lie_beside_each_other_inside_the_picture() -> None:
    chart = drawn(*(dot(f"HF{n}-M01", 5, 5) for n in range(12)))
    for drawing in (chart.wide, chart.narrow):
        found = plates(drawing)
        assert len(found) == 12
        for one, other in combinations(found, 2):
            apart = (
                one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
            )
            assert apart
        assert all(left >= 0 and right <= drawing.width for left, _top, right, _bottom in found)
        # The one that kept its place has no line leading back to it.
        assert len(drawing.lines) == 6 + 11


def test_the_same_things_always_lie_the_same_way() -> None:
    dots = [dot("A1", 3, 3), dot("B2", 3, 3), dot("C3", 3, 3)]
    assert drawn(*dots).wide.signs == drawn(*reversed(dots)).wide.signs


def test_very_many_things_are_points_without_names() -> None:
    many = [dot(f"A{n}", 1 + n % 5, 3) for n in range(MOST_NAMES + 1)]
    assert not [label for label in drawn(*many).wide.labels if label.text == "A1"]
    assert len(drawn(*many).wide.signs) == len(drawn(*many).table.rows) == MOST_NAMES + 1


def test_nothing_to_draw_says_so() -> None:
    chart = drawn()
    assert chart.wide.labels[0].text == "Keine Daten"
    assert "keine Daten" in chart.summary


def test_a_name_leads_to_its_page_where_it_has_one() -> None:
    chart = portfolio(
        title="Nutzen", axes=AXES, dots=[Dot("A1", "A1 Vorhaben", 2, 4, "/a1/")], head="Maßnahme"
    )
    assert [(link.url, link.text) for link in chart.wide.links] == [("/a1/", "A1 Vorhaben")]
    assert not drawn(dot("A1", 2, 4)).wide.links
