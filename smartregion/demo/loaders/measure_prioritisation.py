"""Rounds of prioritisation: the one behind the strategy, one that is open, one that is being prepared."""

from measures.actions.ballots import Mark, hand_in_ballot, rate_measure
from measures.actions.prioritisations import (
    create_prioritisation,
    freeze_prioritisation,
    open_prioritisation,
    set_rated_measures,
    set_raters,
)
from measures.models import Ballot, Measure, Prioritisation
from measures.queries.scoring import rated_by_people
from smartregion.accounts.models import User
from smartregion.demo import reader
from smartregion.demo.loaders.moments import at_ten
from smartregion.demo.reader import Record
from strategy.models import Resolution, Strategy


def load_prioritisations(*, strategy: Strategy, people: dict[str, User]) -> None:
    """Before the measures are led through the calendar: only what was rated is prioritised."""
    for record in reader.read("measure_prioritisation")["round"]:
        prioritisation = _prepare(record, strategy, people)
        if "opened_on" in record:
            _open(prioritisation, record, people)
        if "frozen_on" in record:
            freeze_prioritisation(
                prioritisation=prioritisation,
                resolution=Resolution.objects.get(decided_on=record["frozen_on"]),
                by=people["stabsstelle"],
                at=at_ten(record["frozen_on"]),
            )


def _prepare(record: Record, strategy: Strategy, people: dict[str, User]) -> Prioritisation:
    office = people["stabsstelle"]
    prioritisation = create_prioritisation(
        strategy=strategy,
        title=record["title"],
        by=office,
        at=at_ten(record["created_on"]),
        is_public=record["is_public"],
        is_example=True,
    )
    set_rated_measures(
        prioritisation=prioritisation,
        measures=Measure.objects.filter(number__in=record.get("marks") or record["measures"]),
        lock_version=prioritisation.lock_version,
        by=office,
    )
    set_raters(
        prioritisation=prioritisation,
        raters=[people[slug] for slug in record["raters"]],
        by=office,
        at=at_ten(record["created_on"]),
    )
    return prioritisation


def _open(prioritisation: Prioritisation, record: Record, people: dict[str, User]) -> None:
    opened_at = at_ten(record["opened_on"])
    open_prioritisation(prioritisation=prioritisation, by=people["stabsstelle"], at=opened_at)
    _rate(prioritisation, record, people)
    _hand_in(prioritisation, record, people)


def _rate(prioritisation: Prioritisation, record: Record, people: dict[str, User]) -> None:
    """Each digit is a mark, in the order of the criteria."""
    criteria = rated_by_people(prioritisation)
    measures = Measure.objects.in_bulk(record["marks"], field_name="number")
    ballots = _ballots(prioritisation, people)
    reasons = {(number, slug, place): words for number, slug, place, words in record["reasons"]}
    for number, marks in record["marks"].items():
        for slug, digits in marks.items():
            given = {
                criterion: Mark(int(digit), reasons.get((number, slug, place), ""))
                for place, (criterion, digit) in enumerate(zip(criteria, digits, strict=True), 1)
            }
            day = record["handed_in_on"].get(slug, record["opened_on"])
            rate_measure(
                ballot=ballots[slug], measure=measures[number], marks=given, at=at_ten(day)
            )


def _hand_in(prioritisation: Prioritisation, record: Record, people: dict[str, User]) -> None:
    ballots = _ballots(prioritisation, people)
    for slug, day in record["handed_in_on"].items():
        hand_in_ballot(ballot=ballots[slug], by=people[slug], at=at_ten(day))


def _ballots(prioritisation: Prioritisation, people: dict[str, User]) -> dict[str, Ballot]:
    found = {ballot.rater_id: ballot for ballot in prioritisation.ballots.all()}
    return {slug: found[user.pk] for slug, user in people.items() if user.pk in found}
