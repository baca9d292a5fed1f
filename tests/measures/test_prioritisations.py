"""Rounds of prioritisation and the ballots of their raters: what is refused, and what counts."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from measures.actions.ballots import Mark, hand_in_ballot, rate_measure
from measures.actions.prioritisations import (
    change_prioritisation,
    create_prioritisation,
    freeze_prioritisation,
    open_prioritisation,
    set_criteria,
    set_rated_measures,
    set_raters,
)
from measures.default_criteria import DEFAULT, CriterionRow
from measures.models import Criterion, Measure, Prioritisation, Score
from measures.queries.scoring import rated_by_people, raters_by_measure, raters_of
from smartregion.accounts.models import User
from smartregion.core.editing import EditConflict
from smartregion.core.errors import WrongState
from smartregion.notices.models import Notice
from tests.factories.accounts import UserFactory
from tests.factories.dates import DAY, NOON
from tests.factories.measures import MeasureFactory
from tests.factories.prioritisations import (
    PrioritisationFactory,
    opened,
    prepared,
    rate,
    rateable,
    rated,
)
from tests.factories.strategy import ResolutionFactory, StrategyFactory

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


# -- preparing ---------------------------------------------------------------------------------
def test_a_new_round_has_the_proposed_criteria(office: User) -> None:
    made = create_prioritisation(strategy=StrategyFactory(), title="Neu", by=office, at=NOON)
    assert [criterion.name for criterion in made.criteria.all()] == [row.name for row in DEFAULT]
    assert sum(made.criteria.values_list("weight", flat=True)) == 100
    # "neu" is the address of the form.
    assert made.slug == "neu-2"


def test_a_new_round_may_take_the_criteria_of_an_earlier_one(office: User) -> None:
    earlier = prepared(rateable(), weights=(70, 30))
    made = create_prioritisation(
        strategy=earlier.strategy, title="Zweite", by=office, at=NOON, criteria_of=earlier
    )
    assert list(made.criteria.values_list("weight", flat=True)) == [70, 30]


@pytest.mark.behaviour("M8")
@pytest.mark.parametrize("weights", [(60, 39), (60, 41), (0,), ()])
def test_weights_that_do_not_add_up_to_100_are_refused(
    weights: tuple[int, ...], office: User
) -> None:
    made = prepared(rateable())
    rows = [CriterionRow(name=f"K{place}", weight=w) for place, w in enumerate(weights)]
    with pytest.raises(ValidationError, match="genau 100"):
        set_criteria(prioritisation=made, rows=rows, lock_version=2, by=office)
    assert list(made.criteria.values_list("weight", flat=True)) == [60, 40]


@pytest.mark.behaviour("M8")
def test_a_round_whose_weights_are_wrong_does_not_open(office: User) -> None:
    made = prepared(rateable(), weights=(60, 30))
    with pytest.raises(ValidationError, match="zusammen 90"):
        open_prioritisation(prioritisation=made, by=office, at=NOON)
    assert Prioritisation.objects.get().is_prepared


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ((CriterionRow("Nutzen", 50), CriterionRow("nutzen", 50)), "heißen gleich"),
        ((CriterionRow("Stimmen", 100, source="citizens"),), "von Fachleuten"),
    ],
)
def test_criteria_that_make_no_sense_are_refused(
    rows: tuple[CriterionRow, ...], said: str, office: User
) -> None:
    made = prepared(rateable())
    with pytest.raises(ValidationError, match=said):
        set_criteria(prioritisation=made, rows=rows, lock_version=2, by=office)


def test_the_second_of_two_people_who_change_the_criteria_is_told(office: User) -> None:
    made, rows = prepared(rateable()), [CriterionRow("Nutzen", 100)]
    set_criteria(prioritisation=made, rows=rows, lock_version=2, by=office)
    with pytest.raises(EditConflict):
        set_criteria(prioritisation=made, rows=list(DEFAULT), lock_version=2, by=office)
    assert made.criteria.count() == 1


@pytest.mark.parametrize("state", ["approved", "running", "completed"])
def test_a_measure_that_is_decided_upon_is_not_rated(state: str, office: User) -> None:
    made = prepared(rateable())
    decided = MeasureFactory(field=Measure.objects.get().field, state=state)
    with pytest.raises(ValidationError, match="schon entschieden"):
        set_rated_measures(prioritisation=made, measures=[decided], lock_version=2, by=office)


def test_a_measure_of_another_strategy_is_not_rated(office: User) -> None:
    made = prepared(rateable())
    foreign = rateable("HF9-M09")
    with pytest.raises(ValidationError, match="anderen Strategie"):
        set_rated_measures(prioritisation=made, measures=[foreign], lock_version=2, by=office)


def test_a_round_opens_with_measures_and_two_raters_only(office: User) -> None:
    one = prepared(rateable(), raters=1)
    with pytest.raises(ValidationError, match="mindestens zwei"):
        open_prioritisation(prioritisation=one, by=office, at=NOON)
    empty = PrioritisationFactory(strategy=one.strategy)
    Criterion.objects.create(prioritisation=empty, name="Nutzen", weight=100)
    with pytest.raises(ValidationError, match="Maßnahmen aus"):
        open_prioritisation(prioritisation=empty, by=office, at=NOON)


def test_opening_tells_each_rater_once(office: User) -> None:
    made = opened(rateable())
    assert Notice.objects.filter(key__startswith="ballot:").count() == 2
    # Rounds are called "Priorisierung …" by those who make them; the heading does not say it twice.
    assert {each.group for each in Notice.objects.all()} == {made.title}
    late = UserFactory(roles=["editor"])
    people = [*User.objects.filter(pk__in=made.ballots.values("rater")), late]
    set_raters(prioritisation=made, raters=people, by=office, at=NOON)
    assert Notice.objects.filter(key__startswith="ballot:").count() == 3


def test_what_is_asked_stays_once_the_round_is_open(office: User) -> None:
    made = opened(rateable())
    with pytest.raises(WrongState):
        set_criteria(prioritisation=made, rows=list(DEFAULT), lock_version=2, by=office)
    with pytest.raises(WrongState):
        set_rated_measures(prioritisation=made, measures=[], lock_version=2, by=office)
    with pytest.raises(WrongState):
        open_prioritisation(prioritisation=made, by=office, at=NOON)


# -- rating ------------------------------------------------------------------------------------
def marks(made: Prioritisation, *values: int) -> dict[Criterion, Mark]:
    return {each: Mark(value) for each, value in zip(rated_by_people(made), values, strict=False)}


@pytest.mark.behaviour("M8")
@pytest.mark.parametrize("value", [0, 6, -1])
def test_a_mark_outside_of_the_scale_is_refused(value: int) -> None:
    measure = rateable()
    made = opened(measure)
    ballot = made.ballots.first()
    assert ballot
    with pytest.raises(ValidationError, match="zwischen 1 und 5"):
        rate_measure(ballot=ballot, measure=measure, marks=marks(made, 3, value), at=NOON)
    assert not Score.objects.exists()


@pytest.mark.behaviour("M8")
@pytest.mark.parametrize("value", [0, 6])
def test_the_database_keeps_no_mark_outside_of_the_scale(value: int, office: User) -> None:
    measure = rateable()
    criterion = rated_by_people(opened(measure))[0]
    values: dict[str, Any] = {"criterion": criterion, "measure": measure, "rater": office}
    with pytest.raises(IntegrityError), transaction.atomic():
        Score.objects.create(**values, value=value, at=NOON)


def test_a_measure_is_rated_by_all_criteria_or_left_out() -> None:
    measure = rateable()
    made = opened(measure)
    ballot = made.ballots.first()
    assert ballot
    with pytest.raises(ValidationError, match="jedes Kriterium"):
        rate_measure(ballot=ballot, measure=measure, marks=marks(made, 3), at=NOON)
    rate(ballot, measure, [3, 4])
    rate_measure(ballot=ballot, measure=measure, marks={}, at=NOON)
    assert not Score.objects.exists()


def test_only_measures_of_the_round_are_rated() -> None:
    made = opened(rateable())
    ballot = made.ballots.first()
    assert ballot
    with pytest.raises(ValidationError, match="gehört nicht zur Runde"):
        rate(ballot, rateable("HF2-M02"), [3, 4])


@pytest.mark.behaviour("M8")
def test_who_has_handed_in_rates_no_second_time() -> None:
    measure = rateable()
    ballot = rated(opened(measure), {measure: [3, 4]}).ballots.handed_in().get()
    with pytest.raises(WrongState, match="schon abgegeben"):
        rate(ballot, measure, [5, 5])
    with pytest.raises(WrongState, match="schon abgegeben"):
        hand_in_ballot(ballot=ballot, by=ballot.rater, at=NOON)
    assert list(Score.objects.order_by("pk").values_list("value", flat=True)) == [3, 4]


@pytest.mark.behaviour("M8")
def test_the_database_keeps_one_mark_of_each_rater() -> None:
    measure = rateable()
    ballot = rated(opened(measure), {measure: [3, 4]}).ballots.handed_in().get()
    first = Score.objects.order_by("pk")[0]
    again = Score(criterion=first.criterion, measure=measure, rater=ballot.rater, value=5, at=NOON)
    with pytest.raises(IntegrityError), transaction.atomic():
        again.save()


def test_an_empty_sheet_is_not_handed_in() -> None:
    ballot = opened(rateable()).ballots.first()
    assert ballot
    with pytest.raises(ValidationError, match="noch keine Maßnahme"):
        hand_in_ballot(ballot=ballot, by=ballot.rater, at=NOON)


def test_nobody_rates_before_the_round_is_open() -> None:
    measure = rateable()
    ballot = prepared(measure).ballots.first()
    assert ballot
    with pytest.raises(WrongState):
        rate(ballot, measure, [3, 4])


def test_raters_of_counts_sheets_that_were_handed_in() -> None:
    measure, other = rateable(), None
    made = opened(measure, raters=3)
    first, second, third = made.ballots.all()
    for ballot in (first, second, third):
        rate(ballot, measure, [3, 4])
    assert raters_of(measure) == 0
    hand_in_ballot(ballot=first, by=first.rater, at=NOON)
    hand_in_ballot(ballot=second, by=second.rater, at=NOON)
    assert raters_of(measure) == 2
    other = rateable("HF2-M02", field=measure.field)
    assert raters_by_measure([measure.pk, other.pk]) == {measure.pk: 2, other.pk: 0}


def test_raters_of_does_not_add_up_different_rounds() -> None:
    measure = rateable()
    rated(opened(measure), {measure: [3, 4]})
    rated(opened(measure), {measure: [3, 4]})
    assert raters_of(measure) == 1


def test_raters_of_leaves_out_a_round_that_holds_the_measure_no_more() -> None:
    measure, other = rateable(), rateable("HF2-M02")
    other.field, other.strategy = measure.field, measure.strategy
    other.save()
    made = rated(opened(measure, other), {measure: [3, 4]}, {measure: [4, 4]})
    assert raters_of(measure) == 2
    made.measures.remove(measure)
    assert raters_of(measure) == 0


def test_who_has_handed_in_stays_and_others_go_with_what_they_had(office: User) -> None:
    measure = rateable()
    made = rated(opened(measure, raters=3), {measure: [3, 4]})
    sent, begun, _idle = made.ballots.all()
    rate(begun, measure, [1, 1])
    with pytest.raises(ValidationError, match="bleibt in der Runde"):
        set_raters(prioritisation=made, raters=[begun.rater], by=office, at=NOON)
    set_raters(prioritisation=made, raters=[sent.rater], by=office, at=NOON)
    assert list(Score.objects.values_list("rater", flat=True).distinct()) == [sent.rater_id]


@pytest.mark.behaviour("M8")
def test_nobody_joins_once_all_have_handed_in(office: User) -> None:
    measure = rateable()
    made = rated(opened(measure), {measure: [3, 4]}, {measure: [4, 4]})
    people = [ballot.rater for ballot in made.ballots.all()]
    with pytest.raises(ValidationError, match="am Ergebnis ablesen"):
        set_raters(prioritisation=made, raters=[*people, office], by=office, at=NOON)
    set_raters(prioritisation=made, raters=people, by=office, at=NOON)


@pytest.mark.behaviour("M8")
def test_one_sheet_is_no_result_though_nobody_else_is_asked_any_more(office: User) -> None:
    measure = rateable()
    made = rated(opened(measure), {measure: [3, 4]})
    sent = made.ballots.handed_in().get()
    set_raters(prioritisation=made, raters=[sent.rater], by=office, at=NOON)
    assert not office.has_perm("measures.see_result", made)
    assert not sent.rater.has_perm("measures.see_result", made)


# -- freezing ----------------------------------------------------------------------------------
def test_a_round_is_frozen_by_a_decision_that_was_taken(office: User) -> None:
    measure = rateable()
    made = rated(opened(measure), {measure: [3, 4]}, {measure: [4, 4]})
    future = ResolutionFactory(decided_on=DAY.replace(year=2030))
    with pytest.raises(ValidationError, match="in der Zukunft"):
        freeze_prioritisation(prioritisation=made, resolution=future, by=office, at=NOON)
    taken = ResolutionFactory(decided_on=DAY)
    freeze_prioritisation(prioritisation=made, resolution=taken, by=office, at=NOON)
    made.refresh_from_db()
    assert made.is_frozen
    assert made.snapshot
    assert made.snapshot.is_intact
    with pytest.raises(WrongState):
        freeze_prioritisation(prioritisation=made, resolution=taken, by=office, at=NOON)


def test_a_round_with_one_sheet_is_not_frozen(office: User) -> None:
    measure = rateable()
    made = rated(opened(measure), {measure: [3, 4]})
    with pytest.raises(ValidationError, match="keine zwei Personen"):
        freeze_prioritisation(
            prioritisation=made, resolution=ResolutionFactory(), by=office, at=NOON
        )


@pytest.mark.behaviour("M8")
def test_nobody_rates_in_a_frozen_round(office: User) -> None:
    measure = rateable()
    made = rated(opened(measure, raters=3), {measure: [3, 4]}, {measure: [4, 4]})
    freeze_prioritisation(prioritisation=made, resolution=ResolutionFactory(), by=office, at=NOON)
    late = made.ballots.filter(handed_in_at=None).get()
    with pytest.raises(WrongState, match="nicht mehr"):
        rate(late, measure, [5, 5])
    with pytest.raises(WrongState, match="nicht mehr"):
        hand_in_ballot(ballot=late, by=late.rater, at=NOON)
    with pytest.raises(WrongState):
        set_raters(prioritisation=made, raters=[office], by=office, at=NOON)


def test_a_frozen_round_may_still_be_published(office: User) -> None:
    measure = rateable()
    made = rated(opened(measure), {measure: [3, 4]}, {measure: [4, 4]})
    freeze_prioritisation(prioritisation=made, resolution=ResolutionFactory(), by=office, at=NOON)
    assert not Prioritisation.objects.public().exists()
    made.refresh_from_db()
    change_prioritisation(
        prioritisation=made,
        by=office,
        lock_version=made.lock_version,
        title="Anders",
        is_public=True,
    )
    assert Prioritisation.objects.public().get().title == "Anders"
