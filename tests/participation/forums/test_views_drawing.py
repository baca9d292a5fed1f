"""Forum pages cost the same few queries for any number of posts, and are drawn once for everybody."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from participation.contributions.models import Contribution
from smartregion.county.models import Municipality
from tests.factories.contributions import AnswerFactory
from tests.factories.county import CountyFactory, MunicipalityFactory
from tests.factories.forums import ForumFactory, PostFactory, TopicFactory, reply_in
from tests.factories.strategy import ElementFactory
from tests.participation.forums.pages import url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


# -- many rows -------------------------------------------------------------------------------------
def crowd(topic, number):
    """That many threads, each with a reply, an answer and a home."""
    home = Municipality.objects.first() or MunicipalityFactory()
    for _ in range(number):
        post = PostFactory(topic=topic, municipality=home, state="taken_up")
        AnswerFactory(contribution=post.contribution)
        reply_in(post, municipality=home)


def queries_for(client, address):
    """How many statements a page takes, once what is kept between requests is warm."""
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.mark.behaviour("F24")
@pytest.mark.parametrize("role", ["reader", "participant", "office"])
def test_topic_page_takes_the_same_few_queries_for_any_number_of_posts(
    role, request, anonymous_client, client_as
):
    CountyFactory()
    topic = TopicFactory(elements=[ElementFactory()], continues=TopicFactory(closed=True))
    crowd(topic.continues, 2)
    crowd(topic, 1)
    client = anonymous_client if role == "reader" else client_as(request.getfixturevalue(role))
    few = queries_for(client, url("topic", topic))
    crowd(topic, 200)
    addresses = [url("topic", topic) + f"?show={number}" for number in (20, 50, 100)]
    assert {queries_for(client, address) for address in addresses} == {few}
    assert few <= 25


@pytest.mark.parametrize("number", [1, 3, 30])
def test_office_list_takes_the_same_queries_for_any_number_of_topics(
    number, client_as, office, django_assert_num_queries
):
    CountyFactory()
    forum = ForumFactory()
    for _ in range(number):
        PostFactory(topic__forum=forum)
    client = client_as(office)
    with django_assert_num_queries(7):
        client.get(reverse("forums:manage_list"))


# -- the same page for everybody, drawn once -------------------------------------------------------
def test_what_changes_about_a_thread_is_seen_at_once(anonymous_client):
    post = PostFactory(text="Ein Rufbus fehlt.", state="new")
    address, said = url("topic", post.topic), Contribution.objects.filter(pk=post.pk)

    def page():
        return anonymous_client.get(address).content.decode()

    assert page().count("Ein Rufbus fehlt.") == 1
    reply_in(post, text="Bei uns auch.")
    assert "Bei uns auch." in page()
    said.update(supports=7)
    assert "7 Personen unterstützen das" in page()
    AnswerFactory(contribution=post.contribution, reason="Kommt im Mai.")
    assert "Kommt im Mai." in page()
    assert "Bei uns auch." in page().split("Kommt im Mai.")[1]
    said.update(is_hidden=True)
    assert "Ein Rufbus fehlt." not in page()
    said.update(is_hidden=False)
    assert "Was wurde daraus?" in page()
    english = anonymous_client.get(f"/en{address}").content.decode()
    assert "Was wurde daraus?" not in english


@pytest.mark.behaviour("F2")
def test_strangers_and_people_with_an_account_read_the_same_threads(
    anonymous_client, client_as, participant
):
    post = PostFactory(text="Ein Rufbus fehlt.")
    reply_in(post, text="Bei uns auch.")

    def words(client):
        page = client.get(url("topic", post.topic)).content.decode()
        return re.findall(r'post__text" lang="de">([^<]+)', page)

    assert words(anonymous_client) == words(client_as(participant))
