"""The desk of those who answer for measures: days, gaps, and what only the office sees."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
import time_machine

from measures.actions.ballots import hand_in_ballot
from measures.models import Ballot, Grant, Measure
from measures.queries.desk import days_of, desk_of, reviews_due, unattended
from smartregion.accounts.models import User
from tests.cast import ClientAs
from tests.factories.dates import DAY, NOON
from tests.factories.measure_indicators import IndicatorFactory
from tests.factories.measures import MeasureFactory, MilestoneFactory, complete
from tests.factories.prioritisations import opened, prepared, rate, rateable
from tests.pages import page_of, queries_of

pytestmark = pytest.mark.django_db
State = Measure.State


def in_days(days: int) -> date:
    return DAY + timedelta(days=days)


def test_days_that_were_missed_or_are_near_stand_in_their_order(owner: User) -> None:
    measure = MeasureFactory(responsible=owner)
    MilestoneFactory(measure=measure, title="Bald", due_on=in_days(30))
    MilestoneFactory(measure=measure, title="Versäumt", due_on=in_days(-1))
    MilestoneFactory(measure=measure, title="Später", due_on=in_days(31))
    MilestoneFactory(measure=measure, title="Getan", due_on=in_days(-9), done_on=DAY)
    MilestoneFactory(measure=measure, title="Gestrichen", due_on=in_days(-9), waived_reason="So.")
    Grant.objects.create(
        measure=measure, programme="Dorfbus", amount_eur=Decimal(500), apply_by=in_days(7)
    )
    [line] = desk_of(owner, on=DAY)
    assert [(day.label, day.is_late) for day in line.days] == [
        ("Versäumt", True), ("Antragsfrist: Dorfbus", False), ("Bald", False),
    ]  # fmt: skip
    assert line.is_pressing


def test_review_of_a_deferred_measure_stands_among_the_days(owner: User) -> None:
    MeasureFactory(
        responsible=owner, state=State.DEFERRED, state_reason="Später.", review_on=in_days(3)
    )
    [line] = desk_of(owner, on=DAY)
    assert [(day.label, day.left) for day in line.days] == [("Wiedervorlage", "noch 3 Tage")]
    assert line.days[0].url.endswith("/stand/")


def test_values_that_are_wanted_stand_among_the_days(owner: User) -> None:
    measure = MeasureFactory(responsible=owner)
    IndicatorFactory(measure=measure, name="Orte", baseline_on=in_days(-370))
    IndicatorFactory(measure=measure, name="Frisch", baseline_on=in_days(-200))
    [line] = desk_of(owner, on=DAY)
    assert [(day.label, day.is_late) for day in line.days] == [("Orte", True)]
    assert line.days[0].url.endswith("/wert/")


def test_what_is_over_has_no_days_and_no_gaps(owner: User) -> None:
    measure = MeasureFactory(responsible=owner, state=State.COMPLETED)
    MilestoneFactory(measure=measure, due_on=in_days(-1))
    [line] = desk_of(owner, on=DAY)
    assert (line.days, line.gaps) == ([], [])


def test_gaps_of_the_profile_are_named(owner: User) -> None:
    measure = complete(MeasureFactory(responsible=owner))
    [line] = desk_of(owner, on=DAY)
    assert "Risiken" in [gap.label for gap in line.gaps]
    assert not [gap for gap in line.gaps if gap.is_needed]
    Measure.objects.filter(pk=measure.pk).update(body="")
    [line] = desk_of(owner, on=DAY)
    assert [gap.label for gap in line.gaps if gap.is_needed] == ["Beschreibung"]


def test_office_sees_what_nobody_answers_for_and_what_is_to_be_decided_again() -> None:
    alone = MeasureFactory()
    MeasureFactory(state=State.REJECTED, state_reason="Zu teuer.")
    due, later = (
        MeasureFactory(
            state=State.DEFERRED, state_reason="Später.", review_on=day, responsible=None
        )
        for day in (DAY, in_days(1))
    )
    assert {card.id for card in unattended()} == {alone.pk, due.pk, later.pk}
    assert list(reviews_due(on=DAY)) == [due]


def test_days_cost_the_same_for_one_and_three() -> None:
    costs = []
    for more in (1, 2):
        for _each in range(more):
            measure = MeasureFactory()
            MilestoneFactory(measure=measure, due_on=in_days(-1))
            Grant.objects.create(
                measure=measure, programme="Dorfbus", amount_eur=Decimal(500), apply_by=DAY
            )
        costs.append(queries_of(lambda: days_of(Measure.objects.all(), on=DAY)))
    assert costs[0] == costs[1]


@time_machine.travel(NOON, tick=False)
def test_desk_of_the_office_shows_both_lists(office: User, client_as: ClientAs) -> None:
    MeasureFactory(title="Niemands Sache")
    MeasureFactory(
        title="Wartet", state=State.DEFERRED, state_reason="Später.", review_on=in_days(-2)
    )
    page = client_as(office).get("/massnahmen/meine/").content.decode()
    assert "Niemands Sache" in page
    assert "fällig seit 13. Juni 2026" in page


def test_open_ballots_wait_until_they_are_handed_in(client_as: ClientAs) -> None:
    measure = rateable()
    rounds = [opened(measure, title="Herbstrunde"), prepared(measure, title="Kommt erst")]
    ballot, other = rounds[0].ballots.all()
    browser = client_as(ballot.rater)
    for way in ("/massnahmen/meine/", "/arbeitsplatz/"):
        page = page_of(browser, way)
        assert ballot.get_absolute_url() in page
        assert "Kommt erst" not in page
    rate(ballot, measure, (3, 3))
    hand_in_ballot(ballot=ballot, by=ballot.rater, at=NOON)
    for way in ("/massnahmen/meine/", "/arbeitsplatz/"):
        assert ballot.get_absolute_url() not in page_of(browser, way)
    assert list(Ballot.objects.awaited_from(other.rater)) == [other]


def test_desk_of_an_owner_shows_only_their_own(owner: User, client_as: ClientAs) -> None:
    MeasureFactory(title="Niemands Sache")
    page = client_as(owner).get("/massnahmen/meine/").content.decode()
    assert "Niemands Sache" not in page
