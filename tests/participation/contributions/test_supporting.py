"""Agreeing with what somebody else said."""

import pytest
from django.urls import reverse

from participation.contributions import actions
from participation.contributions.models import Contribution, Support
from participation.forums.models import TopicStage
from smartregion.core.errors import WrongState
from smartregion.core.models import AuditEntry
from tests.factories.contributions import ContributionFactory
from tests.factories.dates import NOON
from tests.factories.forums import PostFactory, TopicFactory
from tests.pages import page_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


def supports() -> int:
    return Contribution.objects.get().supports


def test_a_person_counts_once_and_can_take_it_back(participant, office):
    given = {"contribution": PostFactory(author=None).contribution, "at": NOON}
    assert actions.support_contribution(by=participant, **given)
    assert not actions.support_contribution(by=participant, **given)
    assert actions.support_contribution(by=office, **given)
    assert supports() == Support.objects.count() == 2
    assert actions.unsupport_contribution(by=office, **given)
    assert not actions.unsupport_contribution(by=office, **given)
    assert supports() == 1


def test_who_agrees_stands_nowhere(participant, anonymous_client):
    post = PostFactory()
    actions.support_contribution(contribution=post.contribution, by=participant, at=NOON)
    assert not AuditEntry.objects.exists()
    page = page_of(anonymous_client, post.topic.get_absolute_url())
    assert "1 Person unterstützt das" in page
    assert participant.display_name not in page


@pytest.mark.parametrize("refused", ["own", "hidden", "over", "elsewhere"])
def test_what_cannot_be_supported(refused, participant):
    made = {
        "own": lambda: PostFactory(author=participant).contribution,
        "hidden": lambda: PostFactory(is_hidden=True).contribution,
        "over": lambda: PostFactory(topic=TopicFactory(over=True)).contribution,
        "elsewhere": ContributionFactory,
    }
    with pytest.raises(WrongState):
        actions.support_contribution(contribution=made[refused](), by=participant, at=NOON)
    assert supports() == 0


def test_a_stage_may_allow_nothing_but_support(participant, client_as):
    topic = TopicFactory()
    TopicStage.objects.create(
        topic=topic, title="Gewichten", begins_at=topic.opens_at, allows=["support"]
    )
    post = PostFactory(topic=topic)
    address = reverse("contributions:support", args=[post.pk])
    client = client_as(participant)
    assert address in page_of(client, topic.get_absolute_url())
    assert client.post(address, {"wanted": "yes"}).url == post.get_absolute_url()
    assert supports() == 1
    TopicStage.objects.update(allows=["post"])
    assert address not in page_of(client, topic.get_absolute_url())
    assert client.post(address, {"wanted": "no"}).status_code == 409


def test_in_place_the_answer_is_the_button(participant, client_as):
    address = reverse("contributions:support", args=[PostFactory().pk])
    client = client_as(participant)
    pressed = client.post(address, {"wanted": "yes"}, headers={"HX-Request": "true"})
    page = pressed.content.decode()
    assert 'aria-pressed="true"' in page
    assert "1 Person unterstützt das" in page
    assert "<html" not in page
    released = client.post(address, {"wanted": "no"}, headers={"HX-Request": "true"})
    assert 'aria-pressed="false"' in released.content.decode()


def test_supporting_is_no_matter_of_an_address_alone(participant, client_as):
    address = reverse("contributions:support", args=[PostFactory().pk])
    assert client_as(participant).get(address).status_code == 405
