"""A frozen round of prioritisation is final: for actions, for the ORM, and for whoever writes SQL."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection, transaction

from measures.actions.prioritisations import freeze_prioritisation
from measures.models import Ballot, Criterion, Prioritisation, Score
from tests.factories.accounts import UserFactory
from tests.factories.dates import NOON
from tests.factories.prioritisations import opened, rateable, rated
from tests.factories.strategy import ResolutionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.behaviour("M8"), pytest.mark.slow]


@pytest.fixture
def frozen(db: None) -> Prioritisation:
    measure = rateable()
    made = rated(opened(measure), {measure: [3, 4]}, {measure: [4, 4]})
    freeze_prioritisation(prioritisation=made, resolution=ResolutionFactory(), by=None, at=NOON)
    made.refresh_from_db()
    return made


def _sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def _another(frozen: Prioritisation) -> Score:
    return Score.objects.create(
        criterion=frozen.criteria.all()[0],
        measure=frozen.measures.get(),
        rater=UserFactory(),
        value=5,
        at=NOON,
    )


def _move_in(frozen: Prioritisation) -> None:
    measure = frozen.measures.get()
    late = rated(opened(measure), {measure: [1, 1]})
    scores = Score.objects.filter(criterion__prioritisation=late)
    scores.filter(value=1).update(criterion=frozen.criteria.all()[0])


WRITES: dict[str, Callable[[Prioritisation], object]] = {
    "mark": lambda _frozen: Score.objects.update(value=5),
    "sql": lambda _frozen: _sql("UPDATE measures_score SET value = 5"),
    "another mark": _another,
    "mark of another round": _move_in,
    "weight": lambda frozen: frozen.criteria.update(weight=1),
    "another criterion": lambda frozen: Criterion.objects.create(
        prioritisation=frozen, name="Neu", weight=10
    ),
    "another rater": lambda frozen: Ballot.objects.create(
        prioritisation=frozen, rater=UserFactory()
    ),
    "taken back": lambda frozen: frozen.ballots.update(handed_in_at=None),
}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES.keys())
def test_database_refuses_writes_to_a_frozen_round(
    write: Callable[[Prioritisation], object], frozen: Prioritisation
) -> None:
    with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
        write(frozen)
    assert set(Score.objects.values_list("value", flat=True)) == {3, 4}
    assert sum(frozen.criteria.values_list("weight", flat=True)) == 100


@pytest.mark.postgres
def test_postgresql_refuses_to_delete_from_a_frozen_round(frozen: Prioritisation) -> None:
    for rows in (Score.objects.all(), frozen.ballots.all()):
        with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
            rows.delete()


def test_frozen_without_a_snapshot_is_refused(frozen: Prioritisation) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Prioritisation.objects.filter(pk=frozen.pk).update(snapshot=None)
