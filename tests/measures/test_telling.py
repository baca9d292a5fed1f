"""Whoever said something hears what it grew into, and how that goes on."""

from datetime import timedelta

import pytest

from measures.actions import add_origin, move_measure
from measures.models import Measure, Origin
from participation.contributions.actions import hide_contribution
from participation.contributions.models import Contribution, ContributionFollow, Moderation
from smartregion.notices.actions import guest_recipient, recipient_of
from smartregion.notices.models import Notice
from tests.factories.contributions import ContributionFactory
from tests.factories.dates import NOON
from tests.factories.measures import MeasureFactory

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

LATER = NOON + timedelta(days=1)


@pytest.fixture
def said(participant):
    return ContributionFactory(author=participant, text="Ein Rufbus fehlt.")


@pytest.fixture
def grow(office):
    """Say that a measure grew from a contribution."""

    def tie(measure, contribution):
        return add_origin(
            measure=measure,
            by=office,
            at=NOON,
            kind=Origin.Kind.CONTRIBUTION,
            contribution=contribution,
        )

    return tie


def reject(measure, office, at=LATER):
    return move_measure(measure=measure, to="rejected", reason="Zu teuer.", by=office, at=at)


def heard_by(person):
    return list(Notice.objects.filter(recipient__user=person).order_by("pk"))


def test_author_hears_that_a_measure_grew_from_their_words(grow, said, participant):
    measure = MeasureFactory(state="proposed")
    grow(measure, said)
    [notice] = heard_by(participant)
    assert "„Ein Rufbus fehlt.“" in notice.headline
    assert notice.url == notice.group_url == measure.get_absolute_url()


@pytest.mark.behaviour("P11")
def test_what_is_hidden_is_not_quoted_beside_the_measure(grow, said, moderator):
    grow(MeasureFactory(state="proposed"), said)
    reason = Moderation.Reason.PERSONAL_DATA
    hide_contribution(
        contribution=said, reason=reason, explanation="Ein Name.", by=moderator, at=LATER
    )
    assert not Notice.objects.filter(headline__contains="Rufbus").exists()


@pytest.mark.behaviour("F22")
def test_author_guest_and_followers_hear_of_each_change_once(
    grow, said, office, participant, moderator
):
    guest = guest_recipient("gast@example.org")
    second = ContributionFactory(author=participant)
    third = ContributionFactory(guest=guest)
    ContributionFollow.objects.create(
        contribution=said, recipient=recipient_of(moderator), since=NOON
    )
    measure = MeasureFactory(state="proposed")
    for each in (said, second, third):
        grow(measure, each)
    Notice.objects.all().delete()
    reject(measure, office)
    told = Notice.objects.values_list("recipient", "headline", "text")
    recipients = {recipient_of(participant).pk, recipient_of(moderator).pk, guest.pk}
    assert sorted(row[0] for row in told) == sorted(recipients)
    assert {row[1:] for row in told} == {
        ("Die Maßnahme steht jetzt auf „verworfen“", "Zu teuer."),
    }


def test_of_an_internal_measure_and_of_hidden_words_nothing_is_told(grow, said, office):
    grow(MeasureFactory(state="proposed", is_public=False), said)
    Contribution.objects.filter(pk=said.pk).update(is_hidden=True)
    said.refresh_from_db()
    public = MeasureFactory(state="proposed")
    grow(public, said)
    reject(public, office)
    assert not Notice.objects.exists()


def test_person_who_has_left_is_not_told(grow, said, office, participant):
    participant.is_active = False
    participant.save()
    measure = MeasureFactory(state="proposed")
    grow(measure, said)
    reject(measure, office)
    assert not Notice.objects.exists()
    assert Measure.objects.get().state == "rejected"
