"""Two cycles beside each other, as documents: no page, and the database only for what is gone."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from measures.documents import (
    IndicatorFact,
    MilestoneFact,
    Row,
    YearCost,
)
from measures.figures import StepCheck
from measures.models import Assessment, Measure, MeasureStateChange
from measures.queries.comparison import ABSENT, Comparison, compare
from tests.factories.cycle_documents import a_row, a_year
from tests.factories.dates import NOON
from tests.factories.measures import MeasureFactory

pytestmark = [pytest.mark.django_db, pytest.mark.behaviour("M17"), pytest.mark.slow]
MISSING = Assessment.State.MISSING.value


def _compared(before: Row, **now: Any) -> Comparison:
    return compare(a_year(2025, before), a_year(2026, replace(before, **now)))


def _ways(comparison: Comparison) -> list[tuple[str, str, int]]:
    return [(flow.before, flow.after, flow.count) for flow in comparison.flows]


def test_nothing_new_says_so() -> None:
    found = _compared(a_row())
    assert (found.new_states, found.new_lights, found.new, found.gone) == ([], [], [], [])
    assert _ways(found) == [("green", "green", 1)]


def test_states_and_lights_are_told_apart() -> None:
    found = _compared(a_row(), measure_state="deferred", light="grey")
    assert [pair.after.measure_state for pair in found.new_states] == ["deferred"]
    assert [pair.after.light for pair in found.new_lights] == ["grey"]


def test_not_reported_is_a_light_of_its_own() -> None:
    found = _compared(a_row(), state=MISSING, light="")
    assert _ways(found) == [("green", MISSING, 1)]


def test_measures_keep_together_through_a_new_number() -> None:
    found = _compared(a_row("HF1-M01"), number="HF2-M07")
    assert [(pair.before.number, pair.after.number) for pair in found.renumbered] == [
        ("HF1-M01", "HF2-M07")
    ]
    assert not found.new


def test_new_and_gone_measures_flow_from_and_to_nowhere() -> None:
    old, new = a_row("HF1-M01"), a_row("HF1-M02", light="yellow")
    found = compare(a_year(2025, old), a_year(2026, new))
    assert [row.number for row in found.new] == ["HF1-M02"]
    assert [gone.row.number for gone in found.gone] == ["HF1-M01"]
    assert _ways(found) == [("green", ABSENT, 1), (ABSENT, "yellow", 1)]


def test_gone_measure_says_what_became_of_it_by_then() -> None:
    target = MeasureFactory(number="HF1-M09")
    merged = MeasureFactory(state="merged", merged_into=target, state_reason="Doppelt.")
    _moved(merged, "running", "merged")
    gone = _gone_row(merged)
    assert (gone.state, gone.merged_into, gone.is_out_of_scope) == ("merged", "HF1-M09", False)


@pytest.mark.behaviour("M20")
def test_gone_measure_does_not_name_one_that_is_hidden() -> None:
    target = MeasureFactory(number="HF1-M09", is_public=False)
    merged = MeasureFactory(state="merged", merged_into=target, state_reason="Doppelt.")
    _moved(merged, "running", "merged")
    gone = _gone_row(merged)
    assert (gone.state, gone.merged_into) == ("merged", "")


def test_what_happened_after_the_cutoff_is_not_told() -> None:
    late = MeasureFactory(state="completed")
    _moved(late, "running", "completed", year=2027)
    gone = _gone_row(late)
    assert (gone.state, gone.is_out_of_scope) == ("running", True)


def _moved(measure: Measure, old: str, new: str, *, year: int = 2026) -> None:
    at = NOON.replace(year=year)
    MeasureStateChange.objects.create(measure=measure, old_state=old, new_state=new, at=at)


def _gone_row(measure: Measure) -> Any:
    row = a_row(measure.number, measure_id=str(measure.pk))
    return compare(a_year(2025, row), a_year(2026)).gone[0]


def test_merged_while_the_cycle_ran_is_gone_with_its_reason() -> None:
    row = a_row()
    waived = replace(
        row, state="waived", light="", waived_reason="Zusammengeführt.", merged_into="HF1-M09",
        measure_state="merged",
    )  # fmt: skip
    gone = compare(a_year(2025, row), a_year(2026, waived)).gone[0]
    assert (gone.state, gone.merged_into, gone.waived_reason) == (
        "merged",
        "HF1-M09",
        "Zusammengeführt.",
    )


DUE = date(2026, 6, 30)
STEP = MilestoneFact("1", "Erste Fahrt", DUE)


@pytest.mark.parametrize(
    ("now", "where"),
    [
        (replace(STEP, done_on=DUE), "reached"),
        (STEP, "missed"),
        (replace(STEP, due_on=date(2027, 6, 30)), "postponed"),
        (replace(STEP, due_on=date(2027, 1, 1), expected_on=date(2027, 9, 1)), "postponed"),
        (replace(STEP, waived_reason="Entfällt."), "waived"),
        (replace(STEP, id="2", due_on=date(2027, 6, 30)), "added"),
    ],
)
def test_milestones_go_where_they_belong(now: MilestoneFact, where: str) -> None:
    changes = _compared(a_row(milestones=[STEP]), milestones=[now]).pairs[0].milestones
    assert changes is not None
    kinds = ("reached", "missed", "postponed", "added", "waived")
    assert [kind for kind in kinds if getattr(changes, kind)] == [where]


def test_milestone_reached_before_is_not_reached_again() -> None:
    done = replace(STEP, done_on=DUE)
    changes = _compared(a_row(milestones=[done])).pairs[0].milestones
    assert changes is not None
    assert not changes


@pytest.mark.parametrize(
    ("direction", "value", "trend"),
    [
        ("rising", "7", "better"),
        ("rising", "3", "worse"),
        ("falling", "3", "better"),
        ("rising", "5", "same"),
        ("rising", None, ""),
    ],
)
def test_indicators_get_better_in_their_direction(
    direction: str, value: str | None, trend: str
) -> None:
    fact = IndicatorFact("1", "Fahrten", "number", "", direction, value=Decimal(5), value_on=DUE)
    now = replace(fact, value=Decimal(value) if value else None)
    change = _compared(a_row(indicators=[fact]), indicators=[now]).pairs[0].indicators[0]
    assert (change.trend, change.is_stale) == (trend, True)


def test_new_indicator_has_no_trend() -> None:
    fact = IndicatorFact("1", "Fahrten", "number", "", "rising", value=Decimal(5))
    change = _compared(a_row(), indicators=[fact]).pairs[0].indicators[0]
    assert (change.before, change.trend, change.is_stale) == (None, "", False)


def test_costs_of_all_years_are_compared_and_the_unknown_is_none() -> None:
    planned = YearCost(2026, Decimal("1000.10"))
    spent = [YearCost(2026, Decimal("1200.10"), Decimal("300.05")), YearCost(2027, Decimal(0))]
    cost = _compared(a_row(costs=[planned]), costs=spent).pairs[0].cost
    assert cost is not None
    assert (cost.planned_before, cost.planned_after) == (Decimal("1000.10"), Decimal("1200.10"))
    assert (cost.actual_before, cost.actual_after) == (None, Decimal("300.05"))


def test_first_shape_only_counted() -> None:
    pair = _compared(a_row(milestones=None, costs=None, indicators=None)).pairs[0]
    assert (pair.milestones, pair.cost, pair.indicators) == (None, None, [])


def test_promises_are_answered_or_honestly_not() -> None:
    kept = a_row("HF1-M01", next_steps=["Bank in Görzke"])
    silent = a_row("HF1-M02", next_steps=["Karte", "App"])
    answered = replace(kept, checks=[StepCheck("Bank in Görzke", "done")])
    found = compare(a_year(2025, kept, silent), a_year(2026, answered, replace(silent)))
    assert found.promises == {"done": 1, "partly": 0, "open": 0, "dropped": 0, "": 2}


def test_one_query_however_many_are_gone(django_assert_num_queries: Any) -> None:
    rows = [a_row(f"HF1-M{n:02}") for n in range(9)]
    with django_assert_num_queries(1):
        compare(a_year(2025, *rows), a_year(2026))
