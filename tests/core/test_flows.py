"""What became of what, drawn as ribbons."""

from smartregion.core.charts import Chart, Way, flow_chart, light_parts

WAYS = [Way("green", "green", 3), Way("green", "red", 1), Way("yellow", "", 2)]


def _flow(ways: list[Way]) -> Chart:
    return flow_chart(title="Ampeln", parts=light_parts(), ways=ways, before="2025", after="2026")


def test_table_is_the_matrix_with_sums() -> None:
    table = _flow(WAYS).table
    assert table.head == ("2025 → 2026", "im Plan", "gefährdet", "nicht gemeldet", "Summe")
    assert table.rows == (
        ("im Plan", "3", "1", "0", "4"),
        ("mit Abweichungen", "0", "0", "2", "2"),
        ("Summe", "3", "1", "2", "6"),
    )


def test_each_way_is_a_ribbon_and_each_part_a_box_with_its_number() -> None:
    drawing = _flow(WAYS).wide
    assert len(drawing.traces) == len(WAYS)
    numbers = [label.text for label in drawing.labels if label.text.isdigit()]
    assert numbers[-5:] == ["4", "2", "3", "1", "2"]


def test_ribbons_fill_their_columns_and_stay_on_the_sheet() -> None:
    for drawing in (_flow(WAYS).wide, _flow(WAYS).narrow):
        assert all(box.y >= 0 and box.y + box.height <= drawing.height for box in drawing.boxes)
        assert all(0 <= label.x <= drawing.width for label in drawing.labels)


def test_summary_says_every_way() -> None:
    assert "im Plan zu gefährdet: 1" in _flow(WAYS).summary


def test_nothing_to_draw_is_said() -> None:
    chart = _flow([])
    assert [label.text for label in chart.wide.labels] == ["Keine Daten"]
    assert "keine Daten" in chart.summary
