"""The light that the facts speak for: pure rules, and every reason in a sentence."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from measures.attainment import Reach
from measures.documents import IndicatorFact, MilestoneFact, YearCost
from measures.judging import LONG, Judgement, judge
from measures.models import Assessment, Measure

Light = Assessment.Light
ON = date(2026, 6, 30)


def step(due: int = 0, **facts: Any) -> MilestoneFact:
    """A milestone due so many days after the day that counts."""
    return MilestoneFact(id="1", title="Probebetrieb", due_on=ON + timedelta(days=due), **facts)


def indicator(reach: Reach, target_on: date | None = None) -> IndicatorFact:
    return IndicatorFact(
        id="1", name="Besuchte Orte", kind="number", unit="Orte", direction="rising",
        reach=reach, target_on=target_on,
    )  # fmt: skip


def cost(planned: int, actual: int | None, year: int = 2026) -> YearCost:
    return YearCost(year, Decimal(planned), None if actual is None else Decimal(actual))


def light_of(**facts: Any) -> str | None:
    found = judge(on=ON, **facts)
    return found.light if found else None


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"ends_on": ON + timedelta(days=400)},
        {"milestones": [step(-900, waived_reason="Nicht mehr nötig")]},
        {"costs": [cost(1000, None)]},
        {"indicators": [indicator(Reach.NO_DATA), indicator(Reach.ON_WAY), indicator(Reach.OPEN)]},
    ],
    ids=["nothing", "end to come", "waived", "cost unknown", "on the way"],
)
def test_where_nothing_can_be_told_nothing_is_proposed(facts: dict[str, Any]) -> None:
    assert judge(on=ON, **facts) is None


def test_deferred_measure_rests_whatever_is_late() -> None:
    found = judge(on=ON, state=Measure.State.DEFERRED, milestones=[step(-900)])
    assert found == Judgement(Light.GREY, ["Die Maßnahme ist zurückgestellt."])


@pytest.mark.parametrize(
    ("milestone", "light"),
    [
        (step(0), Light.GREEN),
        (step(-1), Light.YELLOW),
        (step(-LONG.days), Light.YELLOW),
        (step(-LONG.days - 1), Light.RED),
        (step(-900, done_on=ON), Light.GREEN),
        (step(30, expected_on=ON + timedelta(days=20)), Light.GREEN),
        (step(30, expected_on=ON + timedelta(days=31)), Light.YELLOW),
        (step(30, expected_on=ON + timedelta(days=31) + LONG), Light.RED),
        # A new day that has passed as well does not make it any less late.
        (step(-LONG.days - 1, expected_on=ON - timedelta(days=20)), Light.RED),
    ],
)
def test_milestones_speak_by_how_late_they_are(milestone: MilestoneFact, light: str) -> None:
    assert light_of(milestones=[milestone]) == light


def test_late_milestones_are_named_with_their_days() -> None:
    found = judge(on=ON, milestones=[step(-1), step(-1, expected_on=ON + timedelta(days=14))])
    assert found
    assert found.reasons == [
        "Der Meilenstein „Probebetrieb“ ist seit dem 29.06.2026 überfällig.",
        "Der Meilenstein „Probebetrieb“ (fällig am 29.06.2026) wird erst für den 14.07.2026 erwartet.",
    ]


def test_end_that_has_passed_is_late() -> None:
    assert light_of(ends_on=ON - timedelta(days=1)) == Light.YELLOW
    assert light_of(ends_on=ON - LONG - timedelta(days=1)) == Light.RED
    assert light_of(ends_on=ON) is None


@pytest.mark.parametrize(
    ("actual", "light"),
    [(0, "green"), (1050, "green"), (1051, "yellow"), (1200, "yellow"), (1201, "red")],
)
def test_costs_speak_by_how_far_they_are_above_the_plan(actual: int, light: str) -> None:
    # A year of which nothing is known counts on neither side.
    assert light_of(costs=[cost(1000, actual), cost(9000, None, 2027)]) == light


def test_costs_that_nobody_planned_are_a_deviation() -> None:
    assert light_of(costs=[cost(0, 10)]) == Light.YELLOW
    assert light_of(costs=[cost(0, 0)]) == Light.GREEN


def test_indicators_never_make_a_measure_red() -> None:
    missed = indicator(Reach.ON_WAY, ON - timedelta(days=400))
    assert light_of(indicators=[missed, indicator(Reach.AWAY)]) == Light.YELLOW
    assert light_of(indicators=[indicator(Reach.REACHED, ON - timedelta(days=400))]) == Light.GREEN
    assert light_of(indicators=[indicator(Reach.ON_WAY, ON)]) is None


def test_worst_decides_and_every_fault_is_named_the_worst_first() -> None:
    found = judge(
        on=ON,
        milestones=[step(-1)],
        costs=[cost(1000, 2000)],
        indicators=[indicator(Reach.REACHED)],
    )
    assert found
    assert found.light == Light.RED
    assert [reason.split()[1] for reason in found.reasons] == ["Kosten", "Meilenstein"]


def test_green_says_what_goes_well() -> None:
    found = judge(on=ON, milestones=[step(5)], costs=[cost(1000, 990)])
    assert found
    assert found.reasons == [
        "Kein Meilenstein ist überfällig oder wird später erwartet.",
        "Die Kosten liegen im Plan: 990\N{NO-BREAK SPACE}€ ausgegeben, 1.000\N{NO-BREAK SPACE}€ geplant.",
    ]


def test_a_little_more_than_planned_says_that_it_still_counts() -> None:
    found = judge(on=ON, costs=[cost(1000, 1040)])
    assert found
    assert found.light == Light.GREEN
    assert "Bis zu fünf Prozent mehr" in found.reasons[0]
