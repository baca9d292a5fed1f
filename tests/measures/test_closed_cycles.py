"""A closed cycle is final: for actions, for the ORM, and for whoever writes SQL."""

import dataclasses
from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection, transaction

from measures.actions import accept_assessment, close_cycle, save_assessment, submit_assessment
from measures.actions.correcting import correct_cycle
from measures.models import Assessment, AssessmentStep, Cycle
from measures.queries.documents import document_of
from smartregion.accounts.models import User
from smartregion.core.errors import WrongState
from tests.factories.dates import NOON
from tests.factories.measures import CycleFactory, MeasureFactory, closed

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def cycle(db: None) -> Cycle:
    return closed((MeasureFactory(), "green"))


def _sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def _save(cycle: Cycle) -> None:
    assessment = cycle.assessments.get()
    assessment.light = "red"
    assessment.save()


def _move_in(cycle: Cycle) -> None:
    other = CycleFactory(for_measure=cycle.assessments.get().measure)
    late = Assessment.objects.create(cycle=other, measure=MeasureFactory(strategy=cycle.strategy))
    Assessment.objects.filter(pk=late.pk).update(cycle=cycle)


WRITES: dict[str, Callable[[Cycle], object]] = {
    "save": _save,
    "update": lambda cycle: cycle.assessments.update(light="red"),
    "sql": lambda _cycle: _sql("UPDATE measures_assessment SET light = 'red'"),
    "insert": lambda cycle: Assessment.objects.create(cycle=cycle, measure=MeasureFactory()),
    "move in": _move_in,
    "reopen": lambda cycle: Cycle.objects.filter(pk=cycle.pk).update(state="open"),
    "rename": lambda cycle: Cycle.objects.filter(pk=cycle.pk).update(title="Anders"),
}


@pytest.mark.behaviour("M16")
@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_closed_cycle_refuses_every_write(write: Callable[[Cycle], object], cycle: Cycle) -> None:
    with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
        write(cycle)
    assert Assessment.objects.filter(cycle=cycle).get().light == "green"
    assert not Cycle.objects.get(pk=cycle.pk).is_running


@pytest.mark.behaviour("M16")
@pytest.mark.postgres
@pytest.mark.parametrize("table", ["measures_assessment", "measures_cycle"])
def test_closed_cycle_is_never_deleted(table: str, cycle: Cycle) -> None:
    with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
        _sql(f"DELETE FROM {table}")


@pytest.fixture
def corrected(cycle: Cycle, office: User) -> Cycle:
    """With a correction, and with a step of the report."""
    [row] = document_of(cycle).measures
    report = cycle.assessments.get()
    AssessmentStep.objects.create(assessment=report, state="accepted", at=NOON)
    correct_cycle(
        cycle=cycle, row=dataclasses.replace(row, light="red"), seen=0, by=office, at=NOON,
        reason="Verwechselt.",
    )  # fmt: skip
    return cycle


@pytest.mark.behaviour("M16")
@pytest.mark.usefixtures("corrected")
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE measures_correction SET light = 'green'",
        "UPDATE measures_assessmentstep SET comment = 'Schon immer'",
        pytest.param("DELETE FROM measures_correction", marks=pytest.mark.postgres),
        pytest.param("DELETE FROM measures_assessmentstep", marks=pytest.mark.postgres),
    ],
)
def test_corrections_and_steps_are_written_once(statement: str) -> None:
    with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
        _sql(statement)


@pytest.mark.parametrize("deed", [save_assessment, submit_assessment, accept_assessment])
def test_closed_cycle_refuses_every_deed(
    deed: Callable[..., object], cycle: Cycle, office: User
) -> None:
    assessment = cycle.assessments.get()
    details: dict[str, object] = {"lock_version": 1, "light": "red"}
    if deed is submit_assessment:
        details["at"] = NOON
    if deed is accept_assessment:
        details = {"at": NOON}
    with pytest.raises(WrongState, match="geschlossen"):
        deed(assessment=assessment, by=office, **details)


def test_closed_cycle_is_not_closed_twice(cycle: Cycle, office: User) -> None:
    with pytest.raises(WrongState):
        close_cycle(cycle=cycle, by=office, at=NOON, force=True)
