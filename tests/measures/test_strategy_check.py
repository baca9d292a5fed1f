"""What a closed cycle means for the strategy: each rule finds what it should, and nothing else."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from measures.documents import CycleDocument
from measures.figures import StepCheck
from measures.models import Indicator, IndicatorValue, Measure
from measures.queries.strategy_check import Rule, StrategyFinding, strategy_check
from smartregion.accounts.models import User
from strategy.models import Element
from tests.cast import ClientAs
from tests.factories.cycle_documents import a_row, a_year
from tests.factories.dates import DAY, NOON
from tests.factories.measures import GuidelineFactory, MeasureFactory, closed
from tests.factories.strategy import ElementFactory
from tests.pages import page_of, queries_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
YEAR = timedelta(days=365)


def _found(
    measure: Measure, rule: Rule, *, now: CycleDocument | None = None,
    before: CycleDocument | None = None,
) -> list[StrategyFinding]:  # fmt: skip
    documents = now or a_year(2026), before
    groups = strategy_check(measure.strategy, *documents, visible_to=AnonymousUser())
    return next(group.findings for group in groups if group.rule == rule)


def test_guideline_that_nobody_serves_is_found() -> None:
    measure = MeasureFactory()
    served = GuidelineFactory(measure=measure).guideline
    named_only = GuidelineFactory(measure=measure, level=0).guideline
    given_up = MeasureFactory(strategy=measure.strategy, state="rejected", state_reason="Nein.")
    dropped = GuidelineFactory(measure=given_up).guideline
    found = {finding.element for finding in _found(measure, Rule.UNSERVED)}
    assert found == {named_only.pk, dropped.pk}
    assert served.pk not in found


def test_field_without_measures_is_found() -> None:
    measure = MeasureFactory()
    empty = ElementFactory(kind="field", strategy=measure.strategy)
    assert [each.element for each in _found(measure, Rule.EMPTY_FIELD)] == [empty.pk]


# -- objectives --------------------------------------------------------------------------------
@pytest.fixture
def measure(db: None) -> Measure:
    """With an objective of its strategy that it works for."""
    made = MeasureFactory()
    made.objectives.add(ElementFactory(kind="objective", strategy=made.strategy))
    return made


def _observed(measure: Measure, *values: int, **details: Any) -> Indicator:
    """One value a year, the last in the year that ends with 2026."""
    indicator = Indicator.objects.create(
        measure=measure, name="Fahrten", source="Zählung", **details
    )
    last = a_year(2026).cycle.cutoff_on
    for years, value in enumerate(reversed(values)):
        IndicatorValue.objects.create(
            indicator=indicator, on=last - years * YEAR, value=Decimal(value), entered_at=NOON
        )
    return indicator


def _unmoved(measure: Measure) -> list[str]:
    return [each.detail for each in _found(measure, Rule.UNMOVED, before=a_year(2025))]


def test_objective_without_indicator_does_not_move(measure: Measure) -> None:
    assert _unmoved(measure) == ["Weder das Ziel noch eine seiner Maßnahmen hat eine Kennzahl."]


@pytest.mark.parametrize(
    ("values", "details", "sentence"),
    [
        ((3,), {}, "Seine Kennzahl hat keinen neuen Wert."),
        ((3, 3), {}, "Keine Kennzahl hat sich verändert."),
        ((3, 2), {}, "Keine Kennzahl ist besser geworden, mindestens eine schlechter."),
        ((2, 3), {"direction": "falling"}, "Keine Kennzahl ist besser geworden, mindestens eine schlechter."),
        ((2, 3), {}, None),
        ((3, 2), {"direction": "falling"}, None),
        ((3,), {"baseline": 1}, None),
    ],
)  # fmt: skip
def test_objective_moves_when_an_indicator_gets_better(
    values: tuple[int, ...], details: dict[str, Any], sentence: str | None, measure: Measure
) -> None:
    _observed(measure, *values, **details)
    assert _unmoved(measure) == ([sentence] if sentence else [])


def test_indicators_of_measures_given_up_move_nothing(measure: Measure) -> None:
    _observed(measure, 1, 2)
    Measure.objects.filter(pk=measure.pk).update(state="rejected", state_reason="Nein.")
    assert len(_unmoved(measure)) == 1


# -- what comes back ---------------------------------------------------------------------------
AGAIN: dict[Rule, dict[str, Any]] = {
    Rule.RED_AGAIN: {"light": "red"},
    Rule.SILENT_AGAIN: {"state": "missing", "light": ""},
    Rule.BROKEN_AGAIN: {"checks": [StepCheck("Bank in Görzke", "open")]},
}


@pytest.mark.parametrize("rule", AGAIN)
def test_what_comes_back_is_found_from_the_second_time_on(rule: Rule) -> None:
    measure = MeasureFactory()
    row = a_row(measure.number, measure_id=str(measure.pk), **AGAIN[rule])
    well = a_row(measure.number, measure_id=str(measure.pk))
    twice = _found(measure, rule, now=a_year(2026, row), before=a_year(2025, row))
    assert [each.measure for each in twice] == [measure.number]
    assert not _found(measure, rule, now=a_year(2026, row), before=a_year(2025, well))
    assert not _found(measure, rule, now=a_year(2026, well), before=a_year(2025, row))
    assert not _found(measure, rule, now=a_year(2026, row))


# -- the page ----------------------------------------------------------------------------------
def test_page_leads_from_a_finding_to_a_proposal(
    measure: Measure, office: User, client_as: ClientAs
) -> None:
    cycle = closed((measure, "green"))
    page = page_of(client_as(office), f"/massnahmen/zyklen/{cycle.slug}/strategie-check/")
    objective: Element = measure.objectives.get()
    assert f"regel=unmoved&amp;teil={objective.pk}" in page


def test_queries_do_not_grow(office: User, client_as: ClientAs) -> None:
    client = client_as(office)

    def cost(count: int) -> int:
        measures = [MeasureFactory() for _ in range(1)]
        strategy = measures[0].strategy
        measures += [MeasureFactory(strategy=strategy) for _ in range(count - 1)]
        for each in measures:
            each.objectives.add(ElementFactory(kind="objective", strategy=strategy))
            _observed(each, 1, 1)
        cycle = closed(*((each, "green") for each in measures), cutoff_on=DAY)
        url = f"/massnahmen/zyklen/{cycle.slug}/strategie-check/"
        ask: Callable[[], object] = lambda: client.get(url)  # noqa: E731
        return queries_of(ask)

    assert cost(1) == cost(3)
