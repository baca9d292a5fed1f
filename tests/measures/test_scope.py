"""Whom a cycle asks, and how many that is."""

from typing import Any

import pytest

from measures.models import Measure
from measures.queries.scope import Reach, Scope, Tally, in_scope, reach_of
from smartregion.accounts.models import User
from tests.factories.dates import DAY
from tests.factories.measures import CycleFactory, MeasureFactory
from tests.factories.strategy import ElementFactory, VersionFactory
from tests.pages import queries_of

pytestmark = pytest.mark.django_db


def one_in_each_state(**values: Any) -> None:
    """With everything that a measure in this state must say."""
    for state in Measure.State:
        reason = "Darum." if state in Measure.NEEDS_REASON else ""
        into = MeasureFactory(state="proposed", **values) if state == "merged" else None
        MeasureFactory(state=state, state_reason=reason, review_on=DAY, merged_into=into, **values)


def test_whole_scope_takes_what_is_evaluated_of_one_strategy() -> None:
    field = ElementFactory(kind="field")
    one_in_each_state(field=field)
    MeasureFactory()  # of another strategy
    found = Scope(field.strategy).measures()
    assert {measure.state for measure in found} == set(Measure.EVALUATED)
    assert found.count() == len(Measure.EVALUATED)


@pytest.mark.parametrize(
    ("narrowed", "left"),
    [
        ({"states": ["approved"]}, {"approved"}),
        ({"kinds": ["continuous"]}, {"continuous"}),
        ({"only_key_projects": True}, {"key"}),
        ({"states": ["approved"], "only_key_projects": True}, set()),
    ],
)
def test_scope_is_narrowed_by_what_it_names(narrowed: dict[str, Any], left: set[str]) -> None:
    field = ElementFactory(kind="field")
    MeasureFactory(field=field, title="plain")
    MeasureFactory(field=field, title="approved", state="approved")
    MeasureFactory(field=field, title="continuous", kind="continuous")
    MeasureFactory(field=field, title="key", is_key_project=True)
    scope = Scope(field.strategy, **narrowed)
    assert {measure.title for measure in scope.measures()} == left
    assert not scope.is_whole


def test_measures_of_a_field_that_was_merged_go_with_its_successor() -> None:
    heir = ElementFactory(kind="field")
    adopted = VersionFactory(strategy=heir.strategy, adopted=True)
    old = ElementFactory(kind="field", strategy=heir.strategy, retired_in=adopted, successor=heir)
    in_old, in_heir = MeasureFactory(field=old), MeasureFactory(field=heir)
    MeasureFactory(field=ElementFactory(kind="field", strategy=heir.strategy))
    assert set(Scope(heir.strategy, fields=[heir]).measures()) == {in_old, in_heir}
    reach = reach_of(Scope(heir.strategy, fields=[heir]))
    assert reach.fields == [Tally(heir.name_with_number, 2)]


def test_planned_scope_of_a_cycle_is_what_it_asks() -> None:
    wanted = MeasureFactory(state="approved")
    MeasureFactory(field=wanted.field)
    MeasureFactory(field=ElementFactory(kind="field", strategy=wanted.strategy), state="approved")
    cycle = CycleFactory(for_measure=wanted, states=["approved"])
    cycle.fields.set([wanted.field])
    assert list(in_scope(cycle)) == [wanted]


def test_reach_counts_by_field_and_state_and_names_what_is_missing(owner: User) -> None:
    first = ElementFactory(kind="field", position=1)
    second = ElementFactory(kind="field", position=2, strategy=first.strategy)
    MeasureFactory(field=second, responsible=owner)
    MeasureFactory(field=second, state="approved")
    MeasureFactory(field=first)
    MeasureFactory(field=first, kind="continuous", responsible=owner)
    reach = reach_of(Scope(first.strategy, kinds=["measure"]))
    assert [tally.label for tally in reach.fields] == [
        first.name_with_number,
        second.name_with_number,
    ]
    assert [tally.count for tally in reach.fields] == [1, 2]
    assert reach.states == [Tally("beschlossen", 1), Tally("in Umsetzung", 2)]
    assert (reach.total, reach.left_out, reach.unattended) == (3, 1, 2)


def test_nothing_in_scope_reaches_nobody() -> None:
    assert reach_of(Scope(ElementFactory(kind="field").strategy)) == Reach()


def test_reach_costs_the_same_for_one_and_three() -> None:
    field = ElementFactory(kind="field")
    costs = []
    for more in (1, 2):
        for _ in range(more):
            here = ElementFactory(kind="field", strategy=field.strategy)
            MeasureFactory(field=here)
        costs.append(queries_of(lambda: reach_of(Scope(field.strategy))))
    assert costs[0] == costs[1]
