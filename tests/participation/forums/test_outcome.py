"""The page of a topic that says what became of it, and that its figures always sum up."""

import pytest
from django.urls import reverse

from participation.contributions.models import Contribution
from participation.contributions.queries import coverage_by, coverage_of
from participation.forums.queries import coverage_from_municipalities, topic_coverage
from tests.factories.contributions import AnswerFactory
from tests.factories.county import CountyFactory, MunicipalityFactory
from tests.factories.forums import PostFactory, TopicFactory, reply_in
from tests.factories.measures import MeasureFactory, OriginFactory
from tests.pages import page_of, queries_of

pytestmark = pytest.mark.django_db

State = Contribution.State


@pytest.fixture
def topic():
    """One contribution in each state, one hidden, one held, from two towns and from nowhere."""
    found, towns = TopicFactory(), [MunicipalityFactory(), MunicipalityFactory(), None]
    kinds = [*({"state": state} for state in State), {"is_hidden": True}]
    for place, kind in enumerate([*kinds, {"is_hidden": True, "is_held": True}]):
        PostFactory(topic=found, municipality=towns[place % 3], **kind)
    return found


def url(topic):
    return reverse("forums:outcome", args=[topic.forum.slug, topic.slug])


@pytest.mark.behaviour("F23")
def test_coverage_sums_to_the_number_of_posts(topic):
    coverage = topic_coverage([topic])[topic.pk]
    assert coverage.every == topic.posts.count() == 8
    assert coverage.every == coverage.answered + coverage.open + coverage.held + coverage.hidden
    assert (coverage.total, coverage.looked_at, coverage.unseen) == (6, 5, 2)
    assert coverage == coverage_of(Contribution.objects.all())


@pytest.mark.behaviour("F23")
def test_coverage_of_municipalities_adds_up_to_the_topic(topic):
    lines = coverage_from_municipalities(topic)
    assert len(lines) == 3
    assert lines[-1].municipality == ""
    whole = sum((line.coverage for line in lines[1:]), lines[0].coverage)
    topic_as_a_whole = topic_coverage([topic])[topic.pk]
    assert whole.every + topic_as_a_whole.unseen == topic_as_a_whole.every
    assert (whole.answered, whole.open) == (topic_as_a_whole.answered, topic_as_a_whole.open)
    by_channel = coverage_by(Contribution.objects.all(), "channel")
    assert by_channel["forum"] == topic_as_a_whole


def test_nobody_learns_from_where_hidden_words_came(topic):
    home = MunicipalityFactory()
    PostFactory(topic=topic, municipality=home, is_hidden=True)
    assert home.name not in {line.municipality for line in coverage_from_municipalities(topic)}


def test_page_tells_everybody_every_answer_with_its_reason(anonymous_client):
    post = PostFactory(text="Ein Rufbus fehlt.", state="taken_up")
    AnswerFactory(contribution=post.contribution, reason="Kommt im Herbst.")
    OriginFactory(
        kind="contribution", contribution=post.contribution, measure=MeasureFactory(title="Rufbus")
    )
    refused = reply_in(post, text="Lieber eine U-Bahn.", state="not_taken_up")
    AnswerFactory(contribution=refused.contribution, state="not_taken_up", reason="Zu teuer.")
    PostFactory(topic=post.topic, text="Böses Wort", state="taken_up", is_hidden=True)
    page = page_of(anonymous_client, url(post.topic))
    for words in ("Ein Rufbus fehlt.", "Kommt im Herbst.", "Rufbus", "Zu teuer.", "U-Bahn"):
        assert words in page
    assert "Böses Wort" not in page
    assert "3 Beiträge: 2 beantwortet, 0 offen, 1 ausgeblendet." in " ".join(page.split())


def test_empty_topic_says_that_nothing_was_said_yet(anonymous_client):
    assert "Noch keine Beiträge" in page_of(anonymous_client, url(TopicFactory()))


def test_draft_has_no_such_page(anonymous_client):
    assert anonymous_client.get(url(TopicFactory(draft=True))).status_code == 404


def test_page_takes_the_same_queries_for_any_number_of_answers(anonymous_client):
    CountyFactory()
    topic = TopicFactory()
    for _ in range(2):
        PostFactory(topic=topic, state="taken_up", municipality=MunicipalityFactory())
    few = queries_of(lambda: anonymous_client.get(url(topic)))
    for _ in range(10):
        PostFactory(topic=topic, state="taken_up", municipality=MunicipalityFactory())
    assert queries_of(lambda: anonymous_client.get(url(topic))) == few <= 20


@pytest.mark.parametrize("name", ["topic", "outcome"])
def test_topic_and_forum_state_the_coverage(name, anonymous_client, topic):
    page = page_of(anonymous_client, reverse(f"forums:{name}", args=[topic.forum.slug, topic.slug]))
    said = "8 Beiträge: 3 beantwortet, 3 offen, 1 vor der Freigabe, 1 ausgeblendet."
    assert said in " ".join(page.split())
    assert said in " ".join(page_of(anonymous_client, topic.forum.get_absolute_url()).split())
