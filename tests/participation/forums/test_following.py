"""Following a topic or what somebody wrote: asked for, never by itself."""

import pytest
from django.urls import reverse

from participation.contributions.actions import hide_contribution, release_contribution
from participation.contributions.models import Contribution, ContributionFollow, Support
from participation.forums.actions import reply_to, write_post
from participation.forums.actions.following import follow_topic
from participation.forums.models import Topic, TopicFollow
from smartregion.accounts.models import User
from smartregion.notices.actions import write_letters
from smartregion.notices.models import Mail, Notice
from tests.cast import ClientAs
from tests.factories.accounts import UserFactory
from tests.factories.dates import NOON
from tests.factories.forums import PostFactory, TopicFactory
from tests.factories.notices import RecipientFactory
from tests.pages import page_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def topic() -> Topic:
    return TopicFactory()


def address(topic: Topic) -> str:
    return reverse("forums:follow", args=[topic.forum.slug, topic.slug])


def heard_by(user: User) -> list[str]:
    return list(Notice.objects.of(user).values_list("headline", flat=True))


@pytest.mark.behaviour("F26")
def test_nothing_is_ever_followed_silently(topic: Topic, participant: User) -> None:
    post = write_post(topic=topic, text="Der Bus fehlt.", at=NOON, author=participant)
    reply_to(post=post, text="Auch abends.", at=NOON, author=participant)
    Support.objects.create(contribution=post.contribution, user=participant)
    assert not TopicFollow.objects.exists()
    assert not ContributionFollow.objects.exists()


@pytest.mark.behaviour("F26")
def test_followers_hear_of_new_posts_but_not_of_their_own(topic: Topic, participant: User) -> None:
    follow_topic(topic=topic, user=participant, at=NOON)
    write_post(topic=topic, text="Mein eigener.", at=NOON, author=participant)
    write_post(topic=topic, text="Der Bus fehlt.", at=NOON, author=UserFactory(display_name="Kim"))
    assert heard_by(participant) == ["Kim schreibt"]


def test_whoever_is_replied_to_hears_of_it(topic: Topic, participant: User) -> None:
    post = write_post(topic=topic, text="Der Bus fehlt.", at=NOON, author=participant)
    reply_to(post=post, text="Bei uns auch.", at=NOON, author=UserFactory(display_name="Kim"))
    reply_to(post=post, text="Ich noch einmal.", at=NOON, author=participant)
    assert heard_by(participant) == ["Kim hat geantwortet"]


def test_what_waits_for_moderation_is_told_when_it_appears(
    participant: User, moderator: User
) -> None:
    topic = TopicFactory(review=Topic.Review.ALL)
    follow_topic(topic=topic, user=participant, at=NOON)
    post = write_post(topic=topic, text="Der Bus fehlt.", at=NOON, author=UserFactory())
    assert heard_by(participant) == []
    release_contribution(contribution=post.contribution, by=moderator, at=NOON)
    assert len(heard_by(participant)) == 1


def test_what_was_hidden_before_the_letter_is_not_in_it(
    topic: Topic, participant: User, moderator: User
) -> None:
    RecipientFactory(user=participant, frequency="at_once")
    follow_topic(topic=topic, user=participant, at=NOON)
    post = write_post(topic=topic, text="Eine Beleidigung.", at=NOON, author=UserFactory())
    hide_contribution(
        contribution=post.contribution,
        reason="insult",
        explanation="Tonfall",
        by=moderator,
        at=NOON,
    )
    write_letters(at=NOON)
    assert heard_by(participant) == []
    assert not Mail.objects.filter(to=participant.email).exists()


@pytest.mark.usefixtures("noon")
def test_the_button_follows_and_ends_it(
    client_as: ClientAs, topic: Topic, participant: User
) -> None:
    client = client_as(participant)
    assert address(topic) in page_of(client, topic.get_absolute_url())
    for _again in range(2):
        assert (
            client.post(address(topic), {"follow": "yes"})["Location"] == topic.get_absolute_url()
        )
    assert TopicFollow.objects.count() == 1
    following = reverse("notices:following")
    assert topic.title in page_of(client, following)
    answer = client.post(address(topic), {"follow": "no", "next": following})
    assert answer["Location"] == following
    assert topic.title not in page_of(client, following).split("<main")[1].split("kern-alert")[0]
    assert not TopicFollow.objects.exists()


def test_a_contribution_is_followed_from_its_page(client_as: ClientAs, participant: User) -> None:
    contribution = PostFactory().contribution
    follow = reverse("contributions:follow", args=[contribution.pk])
    client = client_as(participant)
    assert follow in page_of(client, contribution.get_absolute_url())
    client.post(follow, {"follow": "yes"})
    assert ContributionFollow.objects.count() == 1
    assert contribution.excerpt in page_of(client, reverse("notices:following"))
    client.post(follow, {"follow": "no"})
    assert not ContributionFollow.objects.exists()


def test_following_is_asked_once_more_after_signing_in(
    client_as: ClientAs, topic: Topic, participant: User
) -> None:
    page = page_of(client_as(participant), address(topic))
    assert 'name="follow" value="yes"' in page
    assert not TopicFollow.objects.exists()


def test_the_button_leads_nowhere_else(
    client_as: ClientAs, topic: Topic, participant: User
) -> None:
    client = client_as(participant)
    for evil in ("https://evil.example/", "//evil.example", "javascript:alert(1)"):
        answer = client.post(address(topic), {"follow": "yes", "next": evil})
        assert answer["Location"] == topic.get_absolute_url()


def test_drafts_cannot_be_followed(client_as: ClientAs, participant: User) -> None:
    draft = TopicFactory(draft=True)
    post = PostFactory(topic=draft)
    client = client_as(participant)
    assert client.post(address(draft), {"follow": "yes"}).status_code == 404
    follow = reverse("contributions:follow", args=[post.pk])
    assert client.post(follow, {"follow": "yes"}).status_code == 404


def test_hidden_words_are_not_on_the_list_of_what_one_follows(
    client_as: ClientAs, participant: User
) -> None:
    contribution = PostFactory(text="Geheime Worte.").contribution
    client = client_as(participant)
    client.post(reverse("contributions:follow", args=[contribution.pk]), {"follow": "yes"})
    Contribution.objects.filter(pk=contribution.pk).update(is_hidden=True)
    assert "Geheime Worte" not in page_of(client, reverse("notices:following"))
