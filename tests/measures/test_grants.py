"""Grants: their states with their days, and the bounds of money."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from measures.actions.grants import add_grant, change_grant, move_grant, remove_grant
from measures.forms.grants import GrantForm, MoveGrantForm
from measures.models import FieldChange, Grant, Measure
from smartregion.accounts.models import User
from smartregion.core.editing import EditConflict
from smartregion.core.errors import WrongState
from smartregion.core.models import AuditEntry
from tests.factories.dates import DAY, NOON
from tests.factories.measure_money import CostLineFactory, GrantFactory
from tests.factories.measures import MeasureFactory

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
State = Grant.State
BEFORE = DAY - timedelta(days=30)


def version(measure: Measure) -> int:
    return Measure.objects.get(pk=measure.pk).lock_version


def entered(measure: Measure, by: User, **values: Any) -> Grant:
    values = {"programme": "LEADER", "amount_eur": Decimal(400), **values}
    return add_grant(measure=measure, by=by, at=NOON, lock_version=version(measure), **values)


def moved(grant: Grant, to: str, by: User, **values: Any) -> Grant:
    lock = version(grant.measure)
    return move_grant(
        grant=grant, to=to, on=values.pop("on", DAY), by=by, at=NOON, lock_version=lock, **values
    )


# -- the life of a grant -----------------------------------------------------------------------
def test_grant_goes_its_way_with_the_day_of_each_step(office: User) -> None:
    grant = entered(MeasureFactory(), office)
    grant = moved(grant, State.APPLIED, office, on=BEFORE)
    grant = moved(grant, State.APPROVED, office, amount_eur=Decimal(350), proof_by=DAY)
    grant = moved(grant, State.SETTLED, office)
    grant.refresh_from_db()
    assert (grant.applied_on, grant.decided_on, grant.settled_on) == (BEFORE, DAY, DAY)
    assert grant.amount_eur == 350
    assert AuditEntry.objects.filter(verb="move_grant").count() == 3
    assert "abgerechnet" in FieldChange.objects.filter(field="grants").latest("pk").new


@pytest.mark.parametrize("state", State)
def test_only_the_next_states_follow(state: str, office: User) -> None:
    days = dict.fromkeys(("applied_on", "decided_on", "settled_on"), BEFORE)
    grant = GrantFactory(state=state, **days)
    for to in set(State) - set(Grant.TRANSITIONS[State(state)]):
        with pytest.raises(WrongState):
            moved(grant, to, office)


def test_refused_grant_may_be_asked_for_again(office: User) -> None:
    grant = GrantFactory(state=State.REFUSED, applied_on=BEFORE, decided_on=BEFORE)
    again = moved(grant, State.APPLIED, office)
    assert (again.applied_on, again.decided_on) == (DAY, None)


def test_of_two_who_move_it_one_is_told(office: User) -> None:
    grant = GrantFactory()
    moved(grant, State.APPLIED, office)
    with pytest.raises(WrongState, match="inzwischen"):
        moved(grant, State.APPLIED, office)


def test_who_saves_second_is_told(office: User) -> None:
    grant = GrantFactory()
    change_grant(grant=grant, by=office, at=NOON, lock_version=1, programme="EFRE")
    with pytest.raises(EditConflict):
        change_grant(grant=grant, by=office, at=NOON, lock_version=1, programme="ELER")
    assert Grant.objects.get().programme == "EFRE"


def test_what_was_planned_can_be_taken_back_and_nothing_else(office: User) -> None:
    planned, applied = GrantFactory(), GrantFactory(state=State.APPLIED, applied_on=BEFORE)
    remove_grant(grant=planned, by=office, at=NOON)
    assert FieldChange.objects.get(measure=planned.measure).new == ""
    with pytest.raises(WrongState):
        remove_grant(grant=applied, by=office, at=NOON)
    assert Grant.objects.get() == applied


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"state": State.APPLIED}, "applied_on"),
        ({"state": State.APPLIED, "applied_on": DAY + timedelta(days=1)}, "applied_on"),
        ({"state": State.PLANNED, "applied_on": DAY}, "applied_on"),
        ({"state": State.APPROVED, "applied_on": DAY, "decided_on": BEFORE}, "decided_on"),
        ({"state": State.SETTLED, "decided_on": DAY}, "settled_on"),
    ],
)
def test_days_that_cannot_be_are_refused_at_their_field(
    values: dict[str, Any], field: str, office: User
) -> None:
    with pytest.raises(ValidationError) as refusal:
        entered(MeasureFactory(), office, **values)
    assert list(refusal.value.error_dict) == [field]
    assert not Grant.objects.exists()


# -- bounds of money ---------------------------------------------------------------------------
@pytest.mark.behaviour("M5")
def test_grants_never_exceed_the_cost(office: User) -> None:
    measure = MeasureFactory()
    CostLineFactory(measure=measure)
    GrantFactory(measure=measure, amount_eur=Decimal(900), state=State.REFUSED)
    first = entered(measure, office, amount_eur=Decimal(600))
    with pytest.raises(ValidationError, match="höher als die geplanten Kosten"):
        entered(measure, office, amount_eur=Decimal("400.01"))
    entered(measure, office, amount_eur=Decimal(400))
    with pytest.raises(ValidationError):
        change_grant(
            grant=first, by=office, at=NOON, lock_version=version(measure),
            amount_eur=Decimal("600.01"),
        )  # fmt: skip
    assert sorted(measure.grants.values_list("amount_eur", flat=True)) == [400, 600, 900]


@pytest.mark.behaviour("M5")
def test_frame_bounds_the_grants_where_there_are_no_lines(office: User) -> None:
    measure = MeasureFactory(cost_eur=Decimal(399))
    with pytest.raises(ValidationError):
        entered(measure, office)
    assert entered(MeasureFactory(cost_eur=None), office)


@pytest.mark.behaviour("M5")
@pytest.mark.parametrize("rate", ["100,01", "-1", "120"])
def test_rate_above_100_per_cent_is_refused(rate: str) -> None:
    measure = MeasureFactory()
    data = {
        "programme": "LEADER", "amount_eur": "5", "state": "planned", "rate": rate, "lock_version": 1,
    }  # fmt: skip
    form = GrantForm(data, measure=measure)
    assert list(form.errors) == ["rate"]


@pytest.mark.behaviour("M5")
@pytest.mark.parametrize("values", [{"rate": Decimal("100.01")}, {"amount_eur": Decimal(-1)}])
def test_database_refuses_what_no_form_lets_pass(values: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        GrantFactory(**values)


# -- forms -------------------------------------------------------------------------------------
def test_form_asks_for_the_days_of_its_state_only() -> None:
    grant = GrantFactory(state=State.APPLIED, applied_on=BEFORE)
    form = GrantForm(measure=grant.measure, instance=grant)
    assert "applied_on" in form.fields
    assert not {"state", "decided_on", "drawn_on", "settled_on"} & set(form.fields)


def test_decision_brings_amount_and_deadlines(office: User) -> None:
    grant = GrantFactory(state=State.APPLIED, applied_on=BEFORE)
    data = {
        "decided_on": "10.06.2026",
        "amount_eur": "350,00",
        "proof_by": "31.12.2027",
        "lock_version": 1,
    }
    form = MoveGrantForm(data, measure=grant.measure, instance=grant, to="approved", on=DAY)
    assert form.is_valid(), form.errors
    form.save(by=office, at=NOON)
    grant.refresh_from_db()
    assert (grant.state, grant.amount_eur, str(grant.proof_by)) == ("approved", 350, "2027-12-31")
    assert [head for head, _fields in form.sections] == ["Förderung", "Stand", "Fristen"]
