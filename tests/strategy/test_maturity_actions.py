"""Dimensions, rounds and answers of the maturity survey: what is written, and what is refused."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from smartregion.core.editing import EditConflict
from smartregion.core.errors import WrongState
from smartregion.core.models import AuditEntry
from strategy.actions.maturity import (
    Answer,
    begin_with_suggestion,
    change_round,
    close_round,
    move_dimension,
    open_round,
    remove_round,
    report_maturity,
    retire_dimension,
    save_dimension,
)
from strategy.maturity_catalogue import SUGGESTED
from strategy.models import DimensionWords, MaturityDimension, MaturityRound, MaturityScore
from tests.factories.county import MunicipalityFactory
from tests.factories.dates import DAY, NOON
from tests.factories.strategy_maturity import DimensionFactory, RoundFactory, ScoreFactory, closed

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
WORDS = DimensionWords("Größe", "Größe", "Wie groß?", ("a", "b", "c", "d", "e"))


def report(score: MaturityScore | None = None, **values):
    """Answer once more where ``score`` stands."""
    given = {"answer": Answer(3), "lock_version": 1, "by": None, "on": DAY, **values}
    if score:
        given |= {
            "opened": score.round,
            "municipality": score.municipality,
            "dimension_id": score.dimension_id,
        }
    report_maturity(**given)


def first_report(**values):
    opened, dimension = values.pop("opened", None) or RoundFactory(), DimensionFactory()
    town = values.pop("municipality", None) or MunicipalityFactory()
    report(opened=opened, municipality=town, dimension_id=dimension.pk, lock_version=0, **values)
    return MaturityScore.objects.get(dimension=dimension)


# -- dimensions --------------------------------------------------------------------------------
def test_suggestion_fills_an_empty_county_in_two_languages(office) -> None:
    begin_with_suggestion(by=office)
    dimensions = list(MaturityDimension.objects.all())
    assert [one.slug for one in dimensions] == [one.slug for one in SUGGESTED]
    assert dimensions[0].in_language("en") == SUGGESTED[0].english
    assert dimensions[0].in_language("de") == SUGGESTED[0].german
    assert AuditEntry.objects.filter(actor=office, verb="save_dimension").count() == 7


@pytest.mark.parametrize("suggested", SUGGESTED, ids=lambda one: one.slug)
def test_suggestion_describes_every_level_and_fits_its_columns(suggested) -> None:
    for words in (suggested.german, suggested.english):
        assert len(words.levels) == 5 == len(set(words.levels))
        assert len(words.title) <= 80
        assert len(words.short_title) <= 24
        assert max(map(len, (words.question, *words.levels))) <= 300


def test_suggestion_is_refused_where_dimensions_are(office) -> None:
    DimensionFactory()
    with pytest.raises(WrongState):
        begin_with_suggestion(by=office)
    assert MaturityDimension.objects.count() == 1


def test_new_dimension_comes_last_and_gets_a_readable_address(office) -> None:
    DimensionFactory(position=4)
    DimensionFactory(slug="groesse", position=2)
    save_dimension(dimension=MaturityDimension(), german=WORDS, english=None, by=office)
    assert MaturityDimension.objects.last().slug == "groesse-2"


def test_dimension_without_translation_is_shown_in_german(office) -> None:
    dimension = MaturityDimension()
    save_dimension(dimension=dimension, german=WORDS, english=None, by=office)
    assert dimension.in_language("en") == WORDS
    assert dimension.in_language("en").language == "de"


def test_dimensions_change_places_with_their_neighbour(office) -> None:
    first, second = DimensionFactory(position=0), DimensionFactory(position=0)
    move_dimension(dimension=second, up=True, by=office)
    assert list(MaturityDimension.objects.all()) == [second, first]
    move_dimension(dimension=second, up=True, by=office)
    assert list(MaturityDimension.objects.all()) == [second, first]


def test_retired_dimension_keeps_its_answers(office) -> None:
    score = ScoreFactory()
    retire_dimension(dimension=score.dimension, is_retired=True, by=office)
    assert MaturityDimension.objects.get().is_retired
    assert MaturityScore.objects.get() == score


# -- rounds ------------------------------------------------------------------------------------
def opening(**values):
    return {"title": "2027", "opens_on": DAY, "due_on": DAY, "by": None, **values}


def test_only_one_round_is_open_at_a_time(office) -> None:
    DimensionFactory()
    MunicipalityFactory()
    open_round(**opening())
    with pytest.raises(WrongState, match="läuft schon"):
        open_round(**opening(title="2028"))


def test_round_needs_something_to_ask_and_somebody_to_ask(office) -> None:
    dimension = DimensionFactory()
    with pytest.raises(ValidationError) as refusal:
        open_round(**opening())
    assert refusal.value.code == "nobody_to_ask"
    MunicipalityFactory()
    MaturityDimension.objects.filter(pk=dimension.pk).update(is_retired=True)
    with pytest.raises(ValidationError) as refusal:
        open_round(**opening())
    assert refusal.value.code == "nothing_to_ask"


@pytest.mark.parametrize(
    ("values", "field"),
    [({"due_on": DAY - timedelta(days=1)}, "due_on"), ({"title": "Reifegrad"}, "title")],
)
def test_implausible_round_is_refused_at_its_field(values, field) -> None:
    closed(title="Reifegrad", opens_on=date(2024, 1, 1))
    DimensionFactory()
    MunicipalityFactory()
    with pytest.raises(ValidationError) as refusal:
        open_round(**opening(**values))
    assert list(refusal.value.error_dict) == [field]
    assert not MaturityRound.objects.open().exists()


def test_open_round_gets_more_time(office) -> None:
    opened = RoundFactory()
    change_round(opened=opened, title="Neu", due_on=DAY + timedelta(days=90), by=office)
    assert MaturityRound.objects.get().due_on == DAY + timedelta(days=90)
    with pytest.raises(ValidationError):
        change_round(opened=opened, title="Neu", due_on=DAY - timedelta(days=1), by=office)


def test_round_closes_with_gaps_and_what_is_missing_stays_missing(office) -> None:
    score = ScoreFactory()
    MunicipalityFactory()
    close_round(opened=score.round, by=office, on=DAY, at=NOON)
    assert (score.round.state, score.round.closed_on) == (MaturityRound.State.CLOSED, DAY)
    assert MaturityScore.objects.count() == 1


def test_empty_round_is_not_closed_but_removed(office) -> None:
    opened = RoundFactory()
    with pytest.raises(ValidationError) as refusal:
        close_round(opened=opened, by=office, on=DAY, at=NOON)
    assert refusal.value.code == "empty"
    remove_round(opened=opened, by=office)
    assert not MaturityRound.objects.exists()


def test_round_with_answers_is_not_removed(office) -> None:
    with pytest.raises(WrongState):
        remove_round(opened=ScoreFactory().round, by=office)
    assert MaturityRound.objects.exists()


# -- answers -----------------------------------------------------------------------------------
def test_answer_notes_who_gave_it_and_when(representative) -> None:
    score = first_report(answer=Answer(1, 3, "Formulare"), by=representative)
    assert (score.actual, score.target, score.evidence) == (1, 3, "Formulare")
    assert (score.given_by, score.as_of) == (representative, DAY)
    assert AuditEntry.objects.get().verb == "report_maturity"


def test_answer_can_be_changed_while_the_round_is_open(representative) -> None:
    score = first_report(answer=Answer(1))
    report(score, answer=Answer(2), by=representative)
    score.refresh_from_db()
    assert (score.actual, score.lock_version) == (2, 2)


def test_second_of_two_answers_is_told_and_overwrites_nothing() -> None:
    score = first_report(answer=Answer(1))
    report(score, answer=Answer(2))
    with pytest.raises(EditConflict):
        report(score, answer=Answer(4))
    score.refresh_from_db()
    assert score.actual == 2


def test_two_first_answers_do_not_overwrite_each_other() -> None:
    score = first_report(answer=Answer(1))
    with pytest.raises(EditConflict):
        report(score, answer=Answer(4), lock_version=0)
    score.refresh_from_db()
    assert score.actual == 1


def test_nobody_answers_before_the_round_begins() -> None:
    opened = RoundFactory(opens_on=DAY + timedelta(days=1))
    with pytest.raises(WrongState, match="noch nicht begonnen"):
        first_report(opened=opened)
    assert not MaturityScore.objects.exists()
