"""The line of one figure over time: with no value, one, many, and with steps instead of amounts."""

from datetime import date, timedelta

import pytest

from smartregion.core.charts import Chart, Level, Point, inline_svg, trend

START = date(2024, 1, 31)


def course(*values: float, **more: object) -> Chart:
    points = [
        Point(START + timedelta(days=30 * n), value, f"{value} Orte")
        for n, value in enumerate(values)
    ]
    return trend(title="Orte", head="Wert", points=points, **more)  # type: ignore[arg-type]


def test_without_a_value_nothing_is_drawn_and_said_so() -> None:
    chart = course()
    assert [label.text for label in chart.wide.labels] == ["Keine Daten"]
    assert "keine Daten" in chart.summary


@pytest.mark.parametrize("values", [(5,), (0, 0, 0), (7, 7), tuple(range(60)), (-3, 4)])
def test_every_value_has_its_place_inside(values: tuple[float, ...]) -> None:
    for drawing in (course(*values).wide, course(*values).narrow):
        assert len(drawing.signs) == len(values)
        assert all(0 <= sign.x <= drawing.width for sign in drawing.signs)
        assert all(0 <= sign.y <= drawing.height for sign in drawing.signs)


def test_the_table_has_what_the_line_shows() -> None:
    chart = course(
        10, 30, start=Level(0, "0 Orte", date(2023, 12, 31)), target=Level(60, "60 Orte", date(2026, 12, 31))
    )  # fmt: skip
    assert chart.table.rows == (
        ("Ausgangswert (31.12.2023)", "0 Orte"),
        ("31.01.2024", "10 Orte"),
        ("01.03.2024", "30 Orte"),
        ("Zielwert (31.12.2026)", "60 Orte"),
    )
    assert "Ziel: 60 Orte bis 31.12.2026" in chart.summary


def test_the_target_is_a_dashed_line_and_the_beginning_hollow() -> None:
    chart = course(
        10, start=Level(0, "0 Orte", date(2023, 12, 31)), target=Level(60, "60 Orte")
    )  # fmt: skip
    assert [line.dashes for line in chart.wide.lines if line.dashes] == ["6 4"]
    assert chart.wide.signs[0].fill == "none"
    assert chart.wide.signs[1].fill != "none"


def test_steps_have_a_line_and_a_name_each() -> None:
    chart = course(1, 2, steps=("nein", "ja"), target=Level(2, "ja"))
    names = {label.text for label in chart.wide.labels}
    assert {"nein", "ja", "Ziel"} <= names


def test_words_are_escaped() -> None:
    chart = trend(title="<b>", head="Wert", points=[Point(START, 1, "<script>")])
    assert "<script>" not in inline_svg(chart.wide, chart.summary)


@pytest.mark.parametrize("said", ["44 Orte", "17.150 Megawattstunden", "x" * 90])
def test_the_last_value_stands_behind_its_point_where_it_fits(said: str) -> None:
    points = [Point(START, 1, "1"), Point(START + timedelta(days=300), 9, said)]
    for drawing in (trend(title="Orte", head="Wert", points=points).wide, trend(title="Orte", head="Wert", points=points).narrow):  # fmt: skip
        label = next(each for each in drawing.labels if each.text == said)
        assert label.anchor == "end" or label.x > drawing.signs[-1].x
        assert drawing.signs[-1].x > drawing.width / 3


def test_a_sampled_value_shows_how_far_chance_reaches() -> None:
    points = [
        Point(START, 40, "40 %", 5, "40 % (n = 318)"),
        Point(START + timedelta(days=365), 50, "50 %"),
    ]
    chart = trend(title="Zufriedene", head="Wert", points=points)
    whiskers = [trace for trace in chart.wide.traces if trace.width == 1.5]
    assert len(whiskers) == 1
    assert whiskers[0].path.count("M") == 3
    assert chart.table.rows[0][1] == "40 % (n = 318)"
    assert all(0 <= float(y) <= chart.wide.height for y in heights(whiskers[0].path))


def heights(path: str) -> list[str]:
    return [pair.split()[1] for pair in path[1:].replace("M", "L").split("L")]
