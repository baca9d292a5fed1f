"""Shares of municipalities and groups: told, and nobody stands out."""

import pytest
from django.test import Client

from participation.events.models import LiveQuestion, Registration
from participation.events.queries.shares import Share, merged, spreads_of
from tests.factories.contributions import ContributionFactory
from tests.factories.county import MunicipalityFactory
from tests.factories.events import AgendaItemFactory, EventFactory, RegistrationFactory
from tests.factories.forums import PostFactory

REST = "weitere"


@pytest.mark.behaviour("F11")
@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ({}, {}),
        ({"A": 4}, {}),
        ({"A": 5}, {"A": 5}),
        ({"A": 9, "B": 7}, {"A": 9, "B": 7}),
        ({"A": 9, "B": 3, "C": 2}, {"A": 9, REST: 5}),
        # Two people could be read off the total: the smallest shown group joins them.
        ({"A": 9, "B": 7, "C": 2}, {"A": 9, REST: 9}),
        ({"A": 9, "B": 2}, {REST: 11}),
        ({"A": 3, "B": 1}, {}),
    ],
)
def test_no_group_under_five_can_be_told(counts: dict[str, int], shown: dict[str, int]) -> None:
    shares = merged(counts, rest=REST)
    assert {share.label: share.count for share in shares} == shown
    if shares:
        assert sum(share.count for share in shares) == sum(counts.values())


@pytest.mark.behaviour("F11")
@pytest.mark.django_db
def test_people_posts_and_questions_are_counted_by_municipality() -> None:
    town = MunicipalityFactory(name="Beelitz")
    event = EventFactory(past=True)
    topic = AgendaItemFactory(event=event, topic=PostFactory(municipality=town).topic).topic
    PostFactory.create_batch(5, topic=topic, municipality=town)
    PostFactory(topic=topic, municipality=town, is_hidden=True)
    RegistrationFactory.create_batch(7, event=event, municipality=town, came=True)
    RegistrationFactory(event=event, municipality=town, came=False)
    for _each in range(5):
        asked = ContributionFactory(municipality=town, channel="event")
        LiveQuestion.objects.create(contribution=asked, event=event)
    spreads = {spread.heading: spread.shares for spread in spreads_of(event)}
    assert spreads["Teilnehmende nach Gemeinde"] == [Share("Beelitz", 7)]
    assert spreads["Teilnehmende nach Gruppe"] == [Share("keine Angabe", 7)]
    assert spreads["Fragen nach Gemeinde"] == [Share("Beelitz", 5)]
    assert spreads["Beiträge im Forum nach Gemeinde"] == [Share("Beelitz", 6)]


@pytest.mark.django_db
def test_without_ticks_those_with_a_seat_count_and_forgotten_people_still_do() -> None:
    event = EventFactory(past=True)
    RegistrationFactory.create_batch(5, event=event, name="", email="")
    RegistrationFactory(event=event, state=Registration.State.CANCELLED)
    assert spreads_of(event)[0].shares == [Share("keine Angabe", 5)]


@pytest.mark.django_db
@pytest.mark.usefixtures("noon")
def test_shares_are_told_from_the_beginning_on(anonymous_client: Client) -> None:
    coming, past = EventFactory(), EventFactory(past=True)
    for event in (coming, past):
        RegistrationFactory.create_batch(5, event=event)
    told = [
        "Wer dabei war" in anonymous_client.get(e.get_absolute_url()).text for e in (coming, past)
    ]
    assert told == [False, True]
