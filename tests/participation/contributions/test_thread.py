"""The nightly walk along the thread finds what hangs loose, and nothing else."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from measures.models import Origin
from participation.contributions.actions import check_thread
from participation.contributions.models import Contribution, ThreadCheck
from participation.contributions.tasks import check_thread as nightly
from smartregion.home.queries import desk_of
from tests.factories.contributions import AnswerFactory, ContributionFactory
from tests.factories.dates import NOON
from tests.factories.forums import PostFactory, TopicFactory, reply_in
from tests.factories.measures import MeasureFactory, OriginFactory
from tests.pages import page_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def whole():
    """A post with its reply and answer, from which a measure grew."""
    post = PostFactory(state="taken_up")
    AnswerFactory(contribution=post.contribution, state="in_review", at=NOON)
    AnswerFactory(contribution=post.contribution, state="taken_up", at=NOON + timedelta(hours=1))
    reply_in(post)
    ContributionFactory()
    OriginFactory(
        measure=MeasureFactory(),
        kind=Origin.Kind.CONTRIBUTION,
        contribution=post.contribution,
    )
    return post


def loose_ends():
    return check_thread(at=NOON).loose_ends


@pytest.mark.behaviour("F22")
def test_a_whole_thread_has_no_loose_end(whole):
    out = StringIO()
    call_command("check_thread", stdout=out)
    found = ThreadCheck.objects.get()
    assert found.loose_ends == []
    assert found.looked_at > 10
    assert out.getvalue() == f"{found.looked_at} links, 0 orphans.\n"


@pytest.mark.behaviour("F22")
def test_a_state_that_nobody_gave_is_found(whole):
    Contribution.objects.filter(pk=whole.pk).update(state="not_taken_up")
    [found] = loose_ends()
    assert "folgt nicht aus der letzten Antwort" in found
    assert str(whole.pk) in found


def test_a_state_without_any_answer_is_found(whole):
    ContributionFactory(state="read")
    assert len(loose_ends()) == 1


def test_a_post_that_lost_its_place_is_found(whole):
    ContributionFactory(channel="forum")
    [found] = loose_ends()
    assert "Ort" in found


def test_a_reply_in_another_topic_is_found(whole):
    PostFactory(topic=TopicFactory(), reply_to=whole.contribution)
    [found] = loose_ends()
    assert "in einem anderen Thema" in found


def test_a_broken_thread_fails_the_command(whole):
    ContributionFactory(channel="forum")
    with pytest.raises(CommandError):
        call_command("check_thread", stdout=StringIO())


def test_old_walks_are_forgotten(whole):
    check_thread(at=NOON - timedelta(days=40))
    nightly()
    assert ThreadCheck.objects.count() == 1


def test_office_sees_what_was_found_and_may_look_again(client_as, moderator, whole):
    client = client_as(moderator)
    url = reverse("contributions:thread")
    assert "Noch nicht geprüft" in page_of(client, url)
    client.post(url)
    assert "Keine losen Enden" in page_of(client, url)
    ContributionFactory(channel="forum")
    client.post(url)
    page = page_of(client, url)
    assert "1 loses Ende" in page
    assert "Der Ort, an dem er stand, fehlt" in page


def test_desk_shows_loose_ends_and_a_walk_that_did_not_run(moderator, whole):
    def shown(at):
        return [group.title for group in desk_of(moderator, at=at) if "Faden" in group.title]

    assert shown(NOON) == []
    check_thread(at=NOON)
    assert shown(NOON) == []
    assert shown(NOON + timedelta(days=3)) == ["Roter Faden"]
    ContributionFactory(channel="forum")
    check_thread(at=NOON + timedelta(days=1))
    assert shown(NOON + timedelta(days=1)) == ["Roter Faden: lose Enden"]
