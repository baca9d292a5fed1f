"""Coverage, threads, places, and what a report is told."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from participation.contributions.models import Contribution
from participation.contributions.queries import Coverage
from participation.contributions.slots import places
from participation.forums import queries
from participation.forums.queries import Order, Wish
from tests.factories.contributions import AnswerFactory
from tests.factories.county import MunicipalityFactory
from tests.factories.dates import NOON
from tests.factories.forums import PostFactory, TopicFactory, reply_in
from tests.factories.strategy import ElementTextFactory, public_field

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_coverage_sums_up_and_counts_replies_but_no_hidden_posts():
    topic = TopicFactory()
    for state in Contribution.State:
        PostFactory(topic=topic, state=state)
    reply_in(PostFactory(topic=topic, state="taken_up"), state="read")
    PostFactory(topic=topic, is_hidden=True)
    coverage = queries.topic_coverage([topic])[topic.pk]
    assert (coverage.total, coverage.answered, coverage.open, coverage.hidden) == (8, 4, 4, 1)
    assert coverage.taken_up + coverage.not_taken_up + coverage.not_competent == coverage.answered
    assert coverage.share == 0.5


def test_coverage_of_many_topics_takes_one_query(django_assert_num_queries):
    topics = [TopicFactory() for _ in range(3)]
    PostFactory(topic=topics[0])
    with django_assert_num_queries(1):
        found = queries.topic_coverage(topics)
    assert [found[topic.pk].total for topic in topics] == [1, 0, 0]
    assert Coverage().share is None


@pytest.mark.parametrize(
    ("order", "expected"),
    [(Order.NEW, "cba"), (Order.OLD, "abc"), (Order.UNANSWERED, "bca")],
)
def test_threads_are_sorted(order, expected):
    topic = TopicFactory()
    for minute, (text, state) in enumerate([("a", "taken_up"), ("b", "new"), ("c", "read")]):
        PostFactory(
            topic=topic, text=text, state=state, written_at=NOON + timedelta(minutes=minute)
        )
    assert "".join(one.text for one in queries.openings(topic, Wish(order=order))) == expected


def test_filter_by_municipality_finds_posts_and_replies_but_no_hidden_ones():
    topic, here = TopicFactory(), MunicipalityFactory()
    PostFactory(topic=topic, text="from here", municipality=here)
    reply_in(PostFactory(topic=topic, text="reply from here"), municipality=here)
    PostFactory(topic=topic, text="hidden", municipality=here, is_hidden=True)
    PostFactory(topic=topic, text="elsewhere", municipality=MunicipalityFactory())
    found = queries.openings(topic, Wish(order=Order.OLD, municipality=here))
    assert {one.text for one in found} == {"from here", "reply from here"}
    assert here in queries.municipalities_in(topic)


def test_thread_shows_the_answer_that_holds_and_hides_what_is_hidden():
    topic = TopicFactory()
    post = PostFactory(topic=topic, text="Frage", state="taken_up")
    AnswerFactory(contribution=post.contribution, state="not_taken_up", reason="Nein.")
    AnswerFactory(contribution=post.contribution, reason="Doch.", at=NOON + timedelta(days=1))
    reply_in(post, text="Geheim", author_name="Klarname", is_hidden=True)
    [thread] = queries.threads(list(queries.openings(topic)))
    assert thread.opening.answer.reason == "Doch."
    [hidden] = thread.replies
    assert (hidden.text, hidden.author, hidden.is_hidden) == ("", "", True)


def test_reopened_contribution_shows_no_old_answer():
    post = PostFactory(state="in_review")
    AnswerFactory(contribution=post.contribution, reason="Ja.")
    AnswerFactory(
        contribution=post.contribution, state="in_review", reason="", at=NOON + timedelta(days=1)
    )
    [thread] = queries.threads(list(queries.openings(post.topic)))
    assert thread.opening.answer is None


def test_page_of_a_post_is_the_page_on_which_it_stands():
    topic = TopicFactory()
    posts = [
        PostFactory(topic=topic, written_at=NOON + timedelta(minutes=n // 2)) for n in range(45)
    ]
    order = [one.pk for one in queries.openings(topic)]
    for post in posts:
        assert queries.page_of(post) == order.index(post.pk) // 20 + 1
    reply = reply_in(posts[0], written_at=NOON + timedelta(days=1))
    assert queries.page_of(reply) == queries.page_of(posts[0])


def test_place_of_a_contribution_is_told_to_those_who_may_see_it(office):
    post = PostFactory(topic__draft=True)
    [place] = places.of([post.pk], visible_to=office)[post.pk]
    assert (place.title, place.url) == (post.topic.title, post.get_absolute_url())
    assert places.of([post.pk], visible_to=AnonymousUser()) == {post.pk: []}


def test_documentation_tells_the_report_what_was_said_and_answered():
    field, here = public_field("Mobilität"), MunicipalityFactory(name="Musterdorf")
    in_a_draft = ElementTextFactory(title="Noch geheim").element
    topic = TopicFactory(closed=True, elements=[field, in_a_draft])
    answered = PostFactory(topic=topic, text="Rufbus", state="taken_up", municipality=here)
    AnswerFactory(contribution=answered.contribution, reason="Kommt.")
    PostFactory(topic=topic, municipality=here)
    PostFactory(topic=topic, text="Geheim", state="taken_up", is_hidden=True)
    TopicFactory(forum=topic.forum, draft=True)
    told = queries.forum_documentation(topic.forum, at=NOON)
    [documented] = told.topics
    assert (told.coverage.total, told.coverage.answered) == (2, 1)
    assert (documented.phase, documented.fields_of_action) == ("closed", ["Mobilität"])
    assert documented.municipalities == {"Musterdorf": 2}
    assert [(one.text, one.answer.reason) for one in documented.contributions] == [
        ("Rufbus", "Kommt.")
    ]


def test_forum_lists_take_the_same_queries_for_one_and_many(django_assert_num_queries):
    for expected in (1, 3):
        while len(queries.forum_cards(at=NOON)) < expected:
            PostFactory()
        with django_assert_num_queries(3):
            queries.forum_cards(at=NOON)
        with django_assert_num_queries(3):
            queries.managed_forums(at=NOON)
