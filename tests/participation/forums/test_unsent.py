"""No typed text is lost: errors, sessions that ended, logging in, bursts."""

import uuid
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from participation.contributions import drafts
from participation.contributions.models import Contribution
from participation.forums.models import Topic
from tests.factories.accounts import UserFactory
from tests.factories.dates import NOON
from tests.factories.forums import PostFactory, TopicFactory
from tests.factories.unhurried import unhurried
from tests.pages import page_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

WORDS = "Ein langer Gedanke, den niemand zweimal schreiben möchte."
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture(autouse=True)
def _nothing_counted_yet() -> None:
    cache.clear()


def url(name, topic, *args):
    return reverse(f"forums:{name}", args=[topic.forum.slug, topic.slug, *args])


def sent(**fields):
    return {"text": WORDS, "token": str(uuid.uuid4()), **unhurried(), **fields}


@pytest.mark.behaviour("F6")
def test_a_text_waits_behind_the_login_until_it_is_sent(anonymous_client, participant):
    topic = TopicFactory()
    address = url("post", topic)
    answer = anonymous_client.post(address, sent())
    assert answer.url == f"/konto/login/?next={address}"
    anonymous_client.force_login(participant, backend=BACKEND)
    assert WORDS in page_of(anonymous_client, address)
    # The topic page holds the same form.
    assert WORDS in page_of(anonymous_client, topic.get_absolute_url())
    anonymous_client.post(address, sent())
    assert WORDS not in anonymous_client.session.get(drafts.UNSENT, {}).values()
    assert WORDS not in page_of(anonymous_client, address)


@pytest.mark.behaviour("F6")
def test_a_reply_survives_the_end_of_the_session(client_as, participant):
    post = PostFactory()
    address, client = url("reply", post.topic, post.pk), client_as(participant)
    client.session.flush()
    assert client.post(address, sent()).url == f"/konto/login/?next={address}"
    client.force_login(participant, backend=BACKEND)
    assert WORDS in page_of(client, address)


@pytest.mark.behaviour("F6")
@pytest.mark.parametrize(
    "fault", [{"municipality": "nirgends"}, {"website": "x"}, {"started": ""}, {"token": "x"}]
)
def test_a_refused_form_comes_back_with_the_text(fault, client_as, participant):
    page = client_as(participant).post(url("post", TopicFactory()), sent(**fault))
    assert page.status_code == 200
    assert WORDS in page.content.decode()


@pytest.mark.behaviour("F6")
def test_a_topic_that_closed_meanwhile_gives_the_text_back(client_as, participant):
    page = client_as(participant).post(url("post", TopicFactory(over=True)), sent())
    assert page.status_code == 409
    assert WORDS in page.content.decode()


@pytest.mark.behaviour("F6")
def test_a_form_whose_protection_ran_out_gives_the_text_back(participant):
    client = Client(enforce_csrf_checks=True)
    client.force_login(participant, backend=BACKEND)
    page = client.post(url("post", TopicFactory()), sent(text=f"{WORDS}<script>"))
    assert page.status_code == 403
    assert f"{WORDS}&lt;script&gt;" in page.content.decode()


def test_reading_starts_no_session(anonymous_client):
    topic = TopicFactory()
    assert not anonymous_client.get(topic.get_absolute_url()).cookies
    assert not anonymous_client.get(url("post", topic)).cookies


def test_an_empty_form_is_not_kept_and_of_many_only_the_last(anonymous_client):
    topics = [TopicFactory() for _number in range(5)]
    for topic in topics:
        anonymous_client.post(url("post", topic), sent())
    anonymous_client.post(url("post", topics[0]), sent(text="  "))
    assert list(anonymous_client.session[drafts.UNSENT]) == [url("post", t) for t in topics[2:]]


# -- waiting for moderation, bursts ------------------------------------------------------------------
@pytest.mark.parametrize("review", ["first", "all"])
def test_who_waits_is_told_so_and_finds_the_text_in_the_own_list(review, client_as, participant):
    topic = TopicFactory(review=review)
    client = client_as(participant)
    page = client.post(url("post", topic), sent(), follow=True).content.decode()
    assert "sobald die Moderation ihn gelesen hat" in page
    assert WORDS in page
    assert WORDS not in page_of(client, topic.get_absolute_url())
    assert Contribution.objects.get().is_held


def visible() -> int:
    return Contribution.objects.filter(is_hidden=False).count()


@pytest.mark.behaviour("F20")
def test_a_burst_of_200_posts_from_one_account_leaves_five(client_as, participant):
    topic, client = TopicFactory(), client_as(participant)
    last = [client.post(url("post", topic), sent()) for _time in range(200)][-1]
    assert visible() == Contribution.objects.count() == 5
    assert WORDS in last.content.decode()
    assert "sehr viel in kurzer Zeit" in last.content.decode()


@pytest.mark.behaviour("F20")
def test_a_burst_from_many_new_accounts_of_one_network_leaves_five(client_as):
    """It may be a hall full of people: nobody is refused, further texts wait for moderation."""
    topic = TopicFactory()
    for _number in range(12):
        client_as(UserFactory()).post(url("post", topic), sent())
    assert Contribution.objects.count() == 12
    assert visible() == 5
    page = page_of(Client(), topic.get_absolute_url())
    assert page.count(WORDS) == 5


def test_people_who_are_known_do_not_wait_for_newcomers(client_as, participant):
    topic = TopicFactory()
    PostFactory(topic=topic, author=participant, written_at=NOON - timedelta(days=2))
    for _number in range(6):
        client_as(UserFactory()).post(url("post", topic), sent())
    client_as(participant).post(url("post", topic), sent(text="Von früher bekannt."))
    assert not Contribution.objects.get(text="Von früher bekannt.").is_held


@pytest.mark.behaviour("F20")
def test_new_accounts_bring_two_links_at_most(client_as, participant):
    topic, client = TopicFactory(), client_as(participant)
    links = "https://a.example www.b.example http://c.example"
    page = client.post(url("post", topic), sent(text=links)).content.decode()
    assert "höchstens 2 Links" in page
    assert links in page
    PostFactory(topic=topic, author=participant, written_at=NOON - timedelta(days=2))
    assert client.post(url("post", topic), sent(text=links)).status_code == 302


def test_the_receipt_is_named_when_a_post_is_sent(client_as, participant):
    page = client_as(participant).post(url("post", TopicFactory()), sent(), follow=True)
    assert "Ihr Beleg-Code: " in page.content.decode()
    assert Contribution.objects.get().receipt_hash
    assert Topic.objects.get().posts.count() == 1
