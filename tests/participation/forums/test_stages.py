"""Stages of a topic: what people may do in it at which moment."""

from datetime import timedelta

import pytest

from participation.forums import actions
from participation.forums.models import Topic, TopicStage
from smartregion.core.errors import WrongState
from tests.factories.dates import NOON
from tests.factories.forums import PostFactory, TopicFactory

pytestmark = pytest.mark.django_db
DAYS = timedelta(days=1)
Act = Topic.Act


def staged(*stages, **fields):
    """A topic with stages, each a number of days after noon and what it allows."""
    topic = TopicFactory(**fields)
    for days, allows in stages:
        TopicStage.objects.create(
            topic=topic, title=f"Tag {days}", begins_at=NOON + days * DAYS, allows=allows
        )
    return topic


def test_topic_without_stages_allows_everything_while_it_is_open():
    assert TopicFactory().acts(NOON) == set(Act)


@pytest.mark.parametrize("state", ["draft", "planned", "closed"])
def test_topic_that_is_not_open_allows_nothing_whatever_its_stages_say(state):
    assert not staged((-9, list(Act)), **{state: True}).acts(NOON)


def test_the_last_stage_that_has_begun_holds():
    topic = staged((-1, ["post"]), (1, ["reply", "support"]), (2, []))
    assert [topic.acts(NOON + day * DAYS) for day in (0, 1, 2)] == [
        {Act.POST},
        {Act.REPLY, Act.SUPPORT},
        set(),
    ]
    assert topic.stage(NOON).title == "Tag -1"


def test_before_the_first_stage_nothing_is_allowed():
    topic = staged((1, ["post"]))
    assert not topic.acts(NOON)
    assert topic.allows(Act.POST, NOON + DAYS)


def test_prefetched_stages_cost_no_query(django_assert_num_queries):
    staged((-1, ["post"]))
    topic = Topic.objects.select_related("forum").prefetch_related("stages").get()
    with django_assert_num_queries(0):
        assert topic.allows(Act.POST, NOON)


@pytest.mark.behaviour("F3")
@pytest.mark.parametrize(
    ("stages", "sentence"),
    [
        ([(-1, ["support"])], "Im Abschnitt „Tag -1“"),
        ([(1, ["post", "reply"])], "Der erste Abschnitt dieses Themas hat noch nicht begonnen."),
    ],
)
def test_writing_is_refused_with_the_name_of_the_stage(stages, sentence):
    topic = staged(*stages)
    with pytest.raises(WrongState, match=sentence):
        actions.write_post(topic=topic, text="Nein.", at=NOON)
    with pytest.raises(WrongState, match=sentence):
        actions.reply_to(post=PostFactory(topic=topic), text="Nein.", at=NOON)
