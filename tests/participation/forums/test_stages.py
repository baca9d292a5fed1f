"""Stages of a topic: what people may do in it at which moment."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from participation.contributions.models import Contribution
from participation.forums import actions
from participation.forums.models import Topic, TopicStage
from smartregion.core.errors import WrongState
from smartregion.core.models import AuditEntry
from tests.factories.dates import NOON
from tests.factories.forums import PostFactory, TopicFactory

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
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


# -- the pages -------------------------------------------------------------------------------------
def address(name, topic, *args):
    return reverse(f"forums:{name}", args=[topic.forum.slug, topic.slug, *args])


SENT = {"title": "Gewichten", "begins_at": "2026-06-05T08:00", "allows": ["support"]}


def test_stage_is_added_changed_and_removed(client_as, office, noon):
    topic, client = TopicFactory(), client_as(office)
    assert "Keine Abschnitte" in client.get(address("stages", topic)).content.decode()
    client.post(address("stages", topic), SENT)
    stage = topic.stages.get()
    assert (stage.title, stage.allows) == ("Gewichten", ["support"])
    page = client.get(address("stage_edit", topic, stage.pk)).content.decode()
    assert 'value="2026-06-05T08:00"' in page
    client.post(address("stage_edit", topic, stage.pk), {**SENT, "allows": []})
    assert "nur lesen" in client.get(address("stages", topic)).content.decode()
    gone = address("stage_remove", topic, stage.pk)
    assert "Abschnitt „Gewichten“ entfernen" in client.get(gone).content.decode()
    client.post(gone)
    assert not topic.stages.exists()
    verbs = AuditEntry.objects.filter(verb__endswith="_stage").values_list("verb", flat=True)
    assert sorted(verbs) == ["add_stage", "change_stage", "remove_stage"]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"begins_at": "2030-01-01T08:00"}, "bevor das Thema schließt"),
        ({"begins_at": "2026-06-03T08:00"}, "beginnt schon ein anderer Abschnitt"),
        ({"allows": ["delete"]}, "delete"),
        ({"title": ""}, "Dieses Feld"),
    ],
)
def test_stage_that_cannot_be_is_refused(fields, sentence, client_as, office):
    topic = TopicFactory()
    client = client_as(office)
    client.post(address("stages", topic), {**SENT, "begins_at": "2026-06-03T08:00"})
    page = client.post(address("stages", topic), {**SENT, **fields}).content.decode()
    assert sentence in page
    assert topic.stages.count() == 1


def test_stage_of_another_topic_is_not_there(client_as, office):
    stage = staged((1, ["post"])).stages.get()
    for name in ("stage_edit", "stage_remove"):
        assert client_as(office).get(address(name, TopicFactory(), stage.pk)).status_code == 404


def test_readers_see_what_is_possible_now_and_next(anonymous_client, noon):
    topic = staged((-1, ["reply", "support"]), (1, []))
    page = " ".join(anonymous_client.get(topic.get_absolute_url()).content.decode().split())
    assert "Jetzt möglich: antworten, unterstützen" in page
    assert "nur lesen" in page
    assert "#mitschreiben" not in page


# -- every way of saying something asks the stage (F3) ------------------------------------------------
WAYS = {
    "post": Act.POST,
    "guest": Act.POST,
    "reply": Act.REPLY,
    "guest_reply": Act.REPLY,
    "support": Act.SUPPORT,
}


def way_to(name, topic, post):
    if name == "support":
        return reverse("contributions:support", args=[post.pk])
    return address(name, topic, *([post.pk] if "reply" in name else []))


@pytest.mark.behaviour("F3")
@pytest.mark.parametrize("name", WAYS)
@pytest.mark.parametrize("allowed", [*Act, None])
def test_each_way_is_open_only_where_the_stage_allows_it(
    name, allowed, client_as, participant, anonymous_client, noon
):
    topic = staged((-1, [allowed] if allowed else []), has_guests=True)
    post = PostFactory(topic=topic)
    client = anonymous_client if "guest" in name else client_as(participant)
    data = {"wanted": "yes"} if name == "support" else {"text": "Hallo", "token": str(uuid.uuid4())}
    answer = client.post(way_to(name, topic, post), data)
    assert (answer.status_code == 409) == (allowed != WAYS[name])
    if answer.status_code == 409:
        assert Contribution.objects.get().supports == 0
