"""Whoever wrote in a topic or follows it hears how it ended."""

import pytest

from participation.contributions.models import Contribution, ContributionFollow
from participation.forums.actions import close_topic
from participation.forums.actions.following import follow_topic
from participation.forums.models import Topic
from smartregion.accounts.models import User
from smartregion.notices.actions import guest_recipient, recipient_of
from smartregion.notices.models import Notice, Recipient
from tests.factories.accounts import UserFactory
from tests.factories.dates import NOON
from tests.factories.forums import SUMMARY, PostFactory, TopicFactory
from tests.pages import queries_of

pytestmark = pytest.mark.django_db


def concluded(topic: Topic) -> None:
    close_topic(topic=topic, summary=SUMMARY, by=UserFactory(), at=NOON)


def told() -> set[Recipient]:
    return {notice.recipient for notice in Notice.objects.filter(key__startswith="topic-closed:")}


@pytest.mark.behaviour("F7")
def test_writers_guests_and_followers_hear_each_once() -> None:
    topic, writer, reader, follower = TopicFactory(), UserFactory(), UserFactory(), UserFactory()
    post = PostFactory(topic=topic, author=writer)
    PostFactory(topic=topic, author=writer)
    guest = guest_recipient("gast@buerger.example")
    PostFactory(topic=topic, guest=guest)
    ContributionFollow.objects.create(
        contribution=post.contribution, recipient=recipient_of(reader), since=NOON
    )
    follow_topic(topic=topic, user=follower, at=NOON)
    follow_topic(topic=topic, user=writer, at=NOON)
    concluded(topic)
    assert told() == {guest, *(recipient_of(each) for each in (writer, reader, follower))}
    assert Notice.objects.filter(key=f"topic-closed:{topic.pk}").count() == 4


def test_who_wrote_elsewhere_was_hidden_or_has_left_hears_nothing() -> None:
    topic = TopicFactory()
    PostFactory(author=UserFactory())
    hidden = PostFactory(topic=topic, author=UserFactory())
    Contribution.objects.filter(pk=hidden.pk).update(is_hidden=True)
    PostFactory(topic=topic, author=UserFactory(is_active=False))
    concluded(topic)
    assert told() == set()


def test_a_topic_of_many_is_concluded_with_as_many_queries_as_one_of_few() -> None:
    few, many = TopicFactory(), TopicFactory()
    for topic, count in ((few, 1), (many, 12)):
        for author in UserFactory.create_batch(count):
            PostFactory(topic=topic, author=author)
    office = UserFactory()

    def conclude(topic: Topic) -> int:
        return queries_of(lambda: close_topic(topic=topic, summary=SUMMARY, by=office, at=NOON))

    assert conclude(few) == conclude(many)
    assert Notice.objects.filter(recipient__user__in=User.objects.all()).count() == 13
