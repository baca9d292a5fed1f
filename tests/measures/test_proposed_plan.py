"""What the form of the next cycle begins with."""

from datetime import date

import pytest

from measures.queries.planning import TO_ANSWER, proposed_plan
from measures.queries.scope import Scope
from tests.factories.measures import CycleFactory
from tests.factories.strategy import StrategyFactory

pytestmark = pytest.mark.django_db


def test_first_cycle_looks_at_the_end_of_this_year() -> None:
    plan = proposed_plan(on=date(2026, 11, 22))
    assert (plan.title, plan.cutoff_on, plan.opens_on) == (
        "Evaluation 2026",
        date(2026, 12, 31),
        date(2026, 12, 31),
    )
    assert plan.due_on == date(2026, 12, 31) + TO_ANSWER
    assert plan.scope is None


@pytest.mark.parametrize(
    ("last", "on", "next_one"),
    [
        (date(2025, 12, 31), date(2026, 11, 22), date(2026, 12, 31)),
        # Also what is planned already counts.
        (date(2026, 12, 31), date(2026, 11, 22), date(2027, 12, 31)),
        # A few weeks late is not too late; after half a year it is the next day of its kind.
        (date(2025, 12, 31), date(2027, 1, 20), date(2026, 12, 31)),
        (date(2025, 6, 30), date(2026, 12, 1), date(2027, 6, 30)),
        (date(2021, 6, 30), date(2026, 5, 1), date(2026, 6, 30)),
        (date(2024, 2, 29), date(2024, 6, 1), date(2025, 2, 28)),
    ],
)
def test_next_cycle_looks_at_the_same_day_a_year_later(
    last: date, on: date, next_one: date
) -> None:
    CycleFactory(cutoff_on=last)
    plan = proposed_plan(on=on)
    assert plan.cutoff_on == next_one
    assert plan.opens_on == max(next_one, on)


def test_next_cycle_asks_what_the_last_one_asked() -> None:
    cycle = CycleFactory(states=["running"], only_key_projects=True)
    CycleFactory(for_measure__field__strategy=cycle.strategy, state="cancelled",
                 cancelled_reason="Wahl", cutoff_on=date(2030, 1, 1))  # fmt: skip
    assert proposed_plan(on=date(2026, 5, 1)).scope == Scope(
        cycle.strategy, [], ["running"], [], only_key_projects=True
    )


def test_county_without_a_strategy_may_look_at_the_form() -> None:
    assert not proposed_plan(on=date(2026, 5, 1)).scope
    StrategyFactory()
    assert proposed_plan(on=date(2026, 5, 1)).cutoff_on == date(2026, 12, 31)
