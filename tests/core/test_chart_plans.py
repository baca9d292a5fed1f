"""Many undertakings on one axis of quarters: places, precision, sheets of paper."""

from datetime import date, timedelta

import pytest
from django.utils.translation import override

from smartregion.core.charts import (
    Chart,
    Drawing,
    PlanGroup,
    PlanRow,
    Step,
    Stretch,
    plan,
    plan_sheets,
)
from smartregion.core.charts.quarters import quarters
from smartregion.core.charts.words import text_width

TODAY = date(2026, 6, 15)


def exactly(first: date, last: date) -> Stretch:
    return Stretch(first, first, last, last, "von bis")


def row(label: str = "Vorhaben", **more: object) -> PlanRow:
    return PlanRow(label, exactly(date(2025, 2, 1), date(2027, 8, 31)), **more)  # type: ignore[arg-type]


def chart(*rows: PlanRow) -> Chart:
    with override("de"):
        return plan(title="Plan", groups=[PlanGroup("Wege", rows)], on=TODAY)


def texts(drawing: Drawing) -> list[str]:
    return [label.text for label in drawing.labels]


# -- axis --------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("first", "last", "begins", "ends", "count"),
    [
        (date(2025, 2, 1), date(2025, 2, 28), date(2025, 1, 1), date(2025, 4, 1), 1),
        (date(2025, 10, 1), date(2025, 12, 31), date(2025, 10, 1), date(2026, 1, 1), 1),
        (date(2024, 12, 31), date(2026, 1, 1), date(2024, 10, 1), date(2026, 4, 1), 6),
    ],
)
def test_axis_begins_and_ends_with_whole_quarters(
    first: date, last: date, begins: date, ends: date, count: int
) -> None:
    axis = quarters(first, last, left=0, right=100)
    assert (axis.first, axis.last, len(list(axis))) == (begins, ends, count)
    assert (axis.at(begins), axis.at(ends)) == (0, 100)


def test_days_beyond_the_axis_stand_at_its_ends() -> None:
    axis = quarters(TODAY, TODAY, left=10, right=90)
    assert axis.at(TODAY - timedelta(days=999)) == 10
    assert axis.at(TODAY + timedelta(days=999)) == 90


def test_quarters_have_numbers_only_where_there_is_room() -> None:
    assert quarters(date(2025, 1, 1), date(2026, 1, 1), left=0, right=400).shows_quarters
    assert not quarters(date(2025, 1, 1), date(2045, 1, 1), left=0, right=400).shows_quarters


# -- drawing -----------------------------------------------------------------------------------
def test_year_and_day_are_written() -> None:
    words = texts(chart(row()).wide)
    assert {"2025", "2026", "2027", "Stand 15.06.2026", "Wege"} <= set(words)


def test_day_outside_of_the_axis_is_left_out() -> None:
    with override("de"):
        drawn = plan(title="Plan", groups=[PlanGroup("W", (row(),))], on=date(2040, 1, 1))
    assert not any("Stand" in text for text in texts(drawn.wide))


def test_actual_lies_below_planned_and_is_thicker() -> None:
    both = row(actual=exactly(date(2025, 5, 1), TODAY))
    planned, actual = [box for box in chart(both).wide.boxes if box.y > 30]
    assert planned.y + planned.height <= actual.y
    assert planned.height < actual.height


def test_open_end_is_an_outline_up_to_the_edge() -> None:
    open_ended = PlanRow("Ohne Ende", Stretch(date(2025, 4, 1), date(2025, 4, 1), None, None, ""))
    drawing = chart(row(), open_ended).wide
    (box,) = [box for box in drawing.boxes if box.outline and box.y > 60]
    assert box.x + box.width == pytest.approx(drawing.width - 8, abs=2)


def test_what_is_late_differs_in_shape_and_what_is_idle_in_words_of_the_legend() -> None:
    steps = (Step("A", TODAY, "", is_late=True), Step("B", TODAY, "", is_done=True))
    drawn = chart(row(steps=steps), row(is_idle=True))
    shapes = {sign.path for sign in drawn.wide.signs}
    assert len(shapes) == 2
    assert "war geplant, ruht oder endet" in texts(drawn.wide)


def test_step_without_a_day_stands_in_the_table_only() -> None:
    drawn = chart(row(steps=(Step("Entfällt", None, "zu teuer"),)))
    assert drawn.wide.signs == ()
    assert drawn.table.rows[0][3] == "Entfällt: zu teuer"


def test_labels_stay_on_the_sheet() -> None:
    long = row("HF1-M01 " + "Donaudampfschifffahrtsgesellschaft " * 4)
    drawn = chart(long, row("Kurz"))
    for drawing in (drawn.wide, drawn.narrow):
        for label in drawing.labels:
            if label.anchor == "start":
                assert label.x + text_width(label.text, label.size) <= drawing.width + 1


def test_rows_with_an_address_are_links_others_are_not() -> None:
    drawn = chart(row("Mit", url="/mit/"), row("Ohne"))
    assert [link.text for link in drawn.wide.links] == ["Mit"]


def test_plan_without_rows_says_so() -> None:
    with override("de"):
        drawn = plan(title="Plan", groups=[PlanGroup("Leer", ())], on=TODAY)
        assert plan_sheets([], on=TODAY, width=1000, height=500) == []
    assert texts(drawn.wide) == ["Keine Daten"]


# -- paper -------------------------------------------------------------------------------------
def test_sheets_share_one_axis_and_hold_every_row_once() -> None:
    groups = [
        PlanGroup(f"Feld {field}", tuple(row(f"Vorhaben {field}-{n}") for n in range(9)))
        for field in range(3)
    ]
    with override("de"):
        sheets = plan_sheets(groups, on=TODAY, width=1000, height=400)
    assert len(sheets) > 1
    assert all(sheet.height <= 400 for sheet in sheets)
    assert len({line.x1 for sheet in sheets for line in sheet.lines if line.dashes}) == 1
    rows = [text for sheet in sheets for text in texts(sheet) if text.startswith("Vorhaben ")]
    assert rows == [f"Vorhaben {field}-{n}" for field in range(3) for n in range(9)]


def test_heading_goes_on_with_its_rows_on_the_next_sheet() -> None:
    groups = [PlanGroup("Wege", tuple(row(f"Vorhaben {n}") for n in range(30)))]
    with override("de"):
        first, second, *_others = plan_sheets(groups, on=TODAY, width=1000, height=400)
    assert "Wege" in texts(first)
    assert "Wege (Fortsetzung)" in texts(second)
