"""Planning a cycle, changing the plan, giving it up."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from measures.actions import plan_cycle
from measures.actions.planning import cancel_cycle, change_plan, change_running_cycle
from measures.models import Assessment, Cycle
from measures.queries.scope import Scope, scope_of
from smartregion.accounts.models import User
from smartregion.core.editing import EditConflict
from smartregion.core.errors import WrongState
from smartregion.core.models import AuditEntry
from smartregion.notices.models import Notice
from strategy.models import Strategy
from tests.factories.dates import DAY, NOON
from tests.factories.measures import AssessmentFactory, CycleFactory, MeasureFactory, closed
from tests.factories.strategy import ElementFactory, StrategyFactory

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
State = Cycle.State
LATER = DAY + timedelta(days=14)


def plan(strategy: Strategy, by: User, **changes: Any) -> Cycle:
    values: dict[str, Any] = {"title": "Evaluation 2026", "cutoff_on": DAY, "due_on": LATER}
    scope = changes.pop("scope", Scope(strategy))
    return plan_cycle(scope=scope, by=by, **values | changes)


def test_planned_cycle_keeps_its_scope_and_asks_nobody(office: User) -> None:
    field = MeasureFactory().field
    scope = Scope(field.strategy, [field], ["running"], ["measure"], only_key_projects=True)
    cycle = plan(field.strategy, office, scope=scope, opens_on=DAY)
    assert (cycle.state, cycle.slug, cycle.opens_on) == (State.PLANNED, "evaluation-2026", DAY)
    assert scope_of(Cycle.objects.get()) == scope
    assert not Assessment.objects.exists()


@pytest.mark.parametrize("title", ["Neu", "Vergleich", "Handlungsfelder", "Evaluation 2026"])
def test_planned_cycle_gets_an_address_of_its_own(title: str, office: User) -> None:
    CycleFactory(slug="evaluation-2026")
    assert plan(StrategyFactory(), office, title=title).slug.endswith("-2")


def test_two_cycles_never_have_the_same_cutoff_day(office: User) -> None:
    strategy = StrategyFactory()
    plan(strategy, office)
    with pytest.raises(ValidationError, match="Stichtag"):
        plan(strategy, office)
    assert Cycle.objects.count() == 1


@pytest.mark.parametrize(
    ("days", "field"),
    [
        ({"due_on": DAY - timedelta(days=1)}, "due_on"),
        ({"opens_on": LATER + timedelta(days=1)}, "opens_on"),
    ],
)
def test_days_of_a_cycle_are_in_order(days: dict[str, Any], field: str, office: User) -> None:
    with pytest.raises(ValidationError) as refusal:
        plan(StrategyFactory(), office, **days)
    assert list(refusal.value.error_dict) == [field]
    assert not Cycle.objects.exists()


def test_no_cycle_is_put_before_one_that_is_closed(office: User) -> None:
    measure = MeasureFactory()
    closed((measure, "green"), cutoff_on=DAY)
    with pytest.raises(ValidationError, match="liegt vor dem") as refusal:
        plan(measure.strategy, office, cutoff_on=DAY - timedelta(days=1))
    assert list(refusal.value.error_dict) == ["cutoff_on"]


def test_scope_names_only_what_belongs_to_the_strategy_and_is_evaluated(office: User) -> None:
    strategy = StrategyFactory()
    elsewhere = ElementFactory(kind="field")
    for scope in (Scope(strategy, fields=[elsewhere]), Scope(strategy, states=["proposed"])):
        with pytest.raises(ValidationError):
            plan(strategy, office, scope=scope)


def test_plan_is_changed_until_it_opens(office: User) -> None:
    field = ElementFactory(kind="field")
    cycle = plan(field.strategy, office)
    scope = Scope(field.strategy, [field], [], [], only_key_projects=True)
    values = {"title": "Halbjahr", "opens_on": None, "cutoff_on": DAY, "due_on": LATER}
    changed = change_plan(cycle=cycle, scope=scope, by=office, lock_version=1, **values)
    assert (changed.title, changed.slug) == ("Halbjahr", "evaluation-2026")
    assert scope_of(Cycle.objects.get()) == scope
    Cycle.objects.update(state=State.OPEN)
    with pytest.raises(WrongState):
        change_plan(cycle=cycle, scope=scope, by=office, lock_version=2, **values)


def test_second_planner_is_told_and_changes_nothing(office: User) -> None:
    field = ElementFactory(kind="field")
    cycle = plan(field.strategy, office)
    values = {"opens_on": None, "cutoff_on": DAY, "due_on": LATER}
    whole = Scope(field.strategy)
    change_plan(cycle=cycle, scope=whole, by=office, lock_version=1, title="Erste", **values)
    narrowed = Scope(field.strategy, fields=[field])
    with pytest.raises(EditConflict):
        change_plan(cycle=cycle, scope=narrowed, by=office, lock_version=1, title="Z", **values)
    stored = Cycle.objects.get()
    assert (stored.title, stored.fields.count()) == ("Erste", 0)


def test_running_cycle_gets_more_time_and_keeps_its_cutoff_day(office: User) -> None:
    cycle = CycleFactory(cutoff_on=DAY, due_on=DAY)
    change_running_cycle(cycle=cycle, by=office, lock_version=1, title="Neu benannt", due_on=LATER)
    stored = Cycle.objects.get()
    assert (stored.title, stored.due_on, stored.cutoff_on) == ("Neu benannt", LATER, DAY)
    early = DAY - timedelta(days=1)
    with pytest.raises(ValidationError):
        change_running_cycle(cycle=cycle, by=office, lock_version=2, title="Neu", due_on=early)


def test_closed_cycle_gets_no_more_time(office: User) -> None:
    cycle = closed((MeasureFactory(), "green"))
    with pytest.raises(WrongState):
        change_running_cycle(cycle=cycle, by=office, lock_version=1, title="X", due_on=LATER)


@pytest.mark.parametrize("state", [State.PLANNED, State.OPEN])
def test_cancelled_cycle_keeps_what_was_reported_and_frees_its_day(
    state: str, office: User
) -> None:
    assessment = AssessmentFactory(light="green", state="submitted")
    cycle = assessment.cycle
    Cycle.objects.update(state=state)
    cancel_cycle(cycle=cycle, reason=" Wegen der Wahl verschoben. ", by=office, at=NOON)
    stored = Cycle.objects.get()
    assert (stored.state, stored.cancelled_reason) == (
        State.CANCELLED,
        "Wegen der Wahl verschoben.",
    )
    assert Assessment.objects.get().state == "submitted"
    assert AuditEntry.objects.get(verb="cancel_cycle").changes == {
        "reason": "Wegen der Wahl verschoben."
    }
    again = plan(cycle.strategy, office, cutoff_on=cycle.cutoff_on, due_on=cycle.cutoff_on)
    assert again.state == State.PLANNED


@pytest.mark.parametrize("state", [State.REVIEW, State.CANCELLED])
def test_what_is_reviewed_or_over_is_not_cancelled(state: str, office: User) -> None:
    cycle = CycleFactory(state=state, cancelled_reason="Schon einmal")
    with pytest.raises(WrongState):
        cancel_cycle(cycle=cycle, reason="Noch einmal", by=office, at=NOON)


def test_cancelling_needs_a_reason(office: User) -> None:
    cycle = CycleFactory()
    with pytest.raises(ValidationError) as refusal:
        cancel_cycle(cycle=cycle, reason="  ", by=office, at=NOON)
    assert list(refusal.value.error_dict) == ["reason"]
    assert Cycle.objects.get().is_running


def test_whoever_was_asked_or_has_reported_hears_that_it_is_cancelled(
    office: User, owner: User, editor: User
) -> None:
    asked = AssessmentFactory(measure__responsible=owner)
    AssessmentFactory(
        cycle=asked.cycle, measure=MeasureFactory(field=asked.measure.field),
        state="submitted", light="green", submitted_by=editor,
    )  # fmt: skip
    cancel_cycle(cycle=asked.cycle, reason="Wegen der Wahl.", by=office, at=NOON)
    told = Notice.objects.order_by("recipient__user__email")
    assert [(each.recipient.user, each.text) for each in told] == [
        (editor, "Sie müssen nichts mehr melden. Der Grund: Wegen der Wahl."),
        (owner, "Sie müssen nichts mehr melden. Der Grund: Wegen der Wahl."),
    ]


def test_nobody_hears_that_a_plan_is_given_up(office: User) -> None:
    cancel_cycle(cycle=plan(StrategyFactory(), office), reason="Wahl", by=office, at=NOON)
    assert not Notice.objects.exists()
