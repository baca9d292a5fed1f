"""Columns divided into parts: heights, the mark, the axis, and the same in words."""

from decimal import Decimal

import pytest

from smartregion.core.charts import Chart, Pile, PileWords, pile_chart
from smartregion.core.charts.piles import steps_up_to
from smartregion.core.charts.stacks import Part
from smartregion.core.numbers import exact_euros, short_euros

WORDS = PileWords(
    say=exact_euros, short=short_euros, head="Jahr", total="geplant", mark="ausgegeben"
)
PARTS = (
    Part("sicher", "#3B6FD4", "#FFFFFF"),
    Part("offen", "none", "currentColor", outline="#3B6FD4"),
)


def pile(label: str, sure: int, hoped: int, mark: int | None = None) -> Pile:
    spent = None if mark is None else Decimal(mark)
    return Pile(label, (Decimal(sure), Decimal(hoped)), spent)


def chart(*piles: Pile) -> Chart:
    return pile_chart(title="Kosten", parts=PARTS, piles=piles, words=WORDS)


@pytest.mark.parametrize(
    ("highest", "steps"),
    [
        (0, [0, 1]), (1, [0, 0.2, 0.4, 0.6, 0.8, 1]), (100, [0, 20, 40, 60, 80, 100]),
        (101, [0, 50, 100, 150]), (1_600_000, [0, 500_000, 1_000_000, 1_500_000, 2_000_000]),
    ],
)  # fmt: skip
def test_axis_has_round_steps_up_to_the_highest(highest: float, steps: list[float]) -> None:
    assert steps_up_to(highest) == pytest.approx(steps)


def test_parts_stand_on_each_other_in_proportion() -> None:
    drawn = chart(pile("2026", 300, 100)).wide
    sure, hoped = [box for box in drawn.boxes if box.height > 2 and box.y > 30]
    assert sure.height == pytest.approx(hoped.height * 3, rel=0.1)
    assert hoped.y < sure.y
    assert hoped.outline


def test_mark_stands_where_the_amount_lies_also_above_the_column() -> None:
    drawn = chart(pile("2026", 100, 0, mark=200)).wide
    (mark,) = drawn.signs[1:]
    column = max((box for box in drawn.boxes if box.height > 2), key=lambda box: box.y)
    assert mark.y < column.y


def test_nothing_at_all_and_nothing_but_zero_are_drawn() -> None:
    assert [label.text for label in chart().wide.labels] == ["Keine Daten"]
    assert chart(pile("2026", 0, 0)).wide.height > 100


@pytest.mark.parametrize("number", [1, 8, 60])
def test_everything_stays_inside_of_the_drawing(number: int) -> None:
    many = chart(*(pile(str(2000 + n), n * 1000, 500, n) for n in range(number)))
    for drawn in (many.wide, many.narrow):
        assert all(box.x >= 0 and box.x + box.width <= drawn.width + 0.5 for box in drawn.boxes)
        assert all(box.y + box.height <= drawn.height for box in drawn.boxes)


def test_table_and_summary_say_the_same() -> None:
    one = chart(pile("2026", 1500, 0), pile("2027", 0, 20, mark=0))
    assert one.table.head == ("Jahr", "sicher", "offen", "geplant", "ausgegeben")
    assert one.table.rows[0][-1] == "–"
    assert one.table.rows[1][-1] == "0\N{NO-BREAK SPACE}€"
    assert "2026: sicher 1.500" in one.summary
