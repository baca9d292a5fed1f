"""A closed round is final: for actions, for the ORM, and for whoever writes SQL."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection, transaction

from smartregion.core.errors import WrongState
from strategy.actions.maturity import (
    Answer,
    change_round,
    close_round,
    remove_round,
    report_maturity,
)
from strategy.models import MaturityRound, MaturityScore
from strategy.queries.maturity import asked_in
from tests.factories.county import MunicipalityFactory
from tests.factories.dates import DAY, NOON
from tests.factories.strategy_maturity import DimensionFactory, ScoreFactory, closed

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def final(db: None) -> MaturityRound:
    return closed((MunicipalityFactory(), DimensionFactory(), 2))


def _sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def _save(final: MaturityRound) -> None:
    score = final.scores.get()
    score.actual = 4
    score.save()


def _move_in(final: MaturityRound) -> None:
    late = ScoreFactory(dimension=final.scores.get().dimension)
    MaturityScore.objects.filter(pk=late.pk).update(round=final)


def _move_out(final: MaturityRound) -> None:
    other = ScoreFactory().round
    final.scores.update(round=other)


WRITES: dict[str, Callable[[MaturityRound], object]] = {
    "save": _save,
    "update": lambda final: final.scores.update(actual=4),
    "sql": lambda _final: _sql("UPDATE strategy_maturityscore SET actual = 4"),
    "insert": lambda final: ScoreFactory(round=final),
    "move in": _move_in,
    "move out": _move_out,
    "reopen": lambda final: MaturityRound.objects.filter(pk=final.pk).update(state="open"),
    "rename": lambda final: MaturityRound.objects.filter(pk=final.pk).update(title="Anders"),
}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_closed_round_refuses_every_write(
    write: Callable[[MaturityRound], object], final: MaturityRound
) -> None:
    with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
        write(final)
    assert MaturityScore.objects.get(round=final).actual == 2
    assert MaturityRound.objects.get(pk=final.pk).title == final.title


@pytest.mark.postgres
@pytest.mark.parametrize("table", ["strategy_maturityscore", "strategy_maturityround"])
def test_closed_round_is_never_deleted(table: str, final: MaturityRound) -> None:
    with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
        _sql(f"DELETE FROM {table}")


DEEDS: dict[str, Callable[[MaturityRound], object]] = {
    "close": lambda final: close_round(opened=final, by=None, on=DAY, at=NOON),
    "change": lambda final: change_round(opened=final, title="Anders", due_on=DAY, by=None),
    "remove": lambda final: remove_round(opened=final, by=None),
    "report": lambda final: report_maturity(
        opened=final,
        municipality=MunicipalityFactory(),
        dimension_id=final.scores.get().dimension_id,
        answer=Answer(3),
        lock_version=0,
        by=None,
        on=DAY,
    ),
}


@pytest.mark.parametrize("deed", DEEDS.values(), ids=DEEDS)
def test_closed_round_refuses_every_deed(
    deed: Callable[[MaturityRound], object], final: MaturityRound
) -> None:
    with pytest.raises(WrongState, match="endgültig"):
        deed(final)
    assert MaturityScore.objects.count() == 1


def test_a_closed_round_speaks_the_words_in_which_it_was_asked(db: None) -> None:
    dimension = DimensionFactory(slug="dienste", levels=["a", "b", "c", "d", "e"])
    made = closed((MunicipalityFactory(), dimension, 2))
    dimension.levels = ["v", "w", "x", "y", "z"]
    dimension.save()
    (asked,) = asked_in(MaturityRound.objects.get(pk=made.pk), language="de")
    assert asked.words.levels == ("a", "b", "c", "d", "e")
    assert asked.pk == dimension.pk
