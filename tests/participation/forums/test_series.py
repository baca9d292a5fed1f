"""Topics that carry a talk on from forum to forum."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.urls import reverse

from participation.contributions.slots import Outcome, outcomes
from participation.forums import actions, queries
from participation.forums.actions.series import HANDED_ON
from participation.forums.models import Forum, Topic
from tests.factories.dates import NOON
from tests.factories.forums import ForumFactory, PostFactory, TopicFactory
from tests.factories.strategy import ElementFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon"), pytest.mark.slow]
READER = AnonymousUser()


@pytest.fixture
def line():
    """Three topics, each carrying the one before on."""
    first = TopicFactory(closed=True, title="Erstes")
    second = TopicFactory(closed=True, title="Zweites", continues=first)
    return [first, second, TopicFactory(title="Drittes", continues=second)]


def test_series_is_a_line_seen_the_same_from_everywhere(line):
    for here, topic in enumerate(line):
        series = queries.series_of(topic, visible_to=READER)
        assert (series.topics, series.here) == (line, here)
    middle = queries.series_of(line[1], visible_to=READER)
    assert (middle.before, middle.after) == (line[0], line[2])


def test_topic_that_stands_alone_has_no_series():
    TopicFactory(continues=TopicFactory(closed=True))
    assert queries.series_of(TopicFactory(), visible_to=READER) is None


def test_readers_do_not_learn_of_drafts_that_will_carry_on(line, office):
    Topic.objects.filter(pk=line[2].pk).update(is_public=False)
    assert queries.series_of(line[1], visible_to=READER).after is None
    assert queries.series_of(line[1], visible_to=office).after == line[2]


def test_series_of_any_length_takes_as_many_queries(line, django_assert_num_queries):
    PostFactory(topic=line[1], state="taken_up")
    with django_assert_num_queries(2 + 1 + 2 + 1):
        queries.series_of(line[2], visible_to=READER)


def test_topic_opens_with_what_was_said_and_what_has_happened_since(
    line, anonymous_client, monkeypatch
):
    point = PostFactory(topic=line[1], text="Rufbus am Abend", state="taken_up")
    PostFactory(topic=line[1], text="Alles kostenlos", state="not_taken_up")
    grown = Outcome("Maßnahme", "Abendfahrten", "/massnahmen/abend/", "in Umsetzung")
    monkeypatch.setattr(
        outcomes,
        "of",
        lambda keys, visible_to: {key: [grown] if key == point.pk else [] for key in keys},
    )
    page = anonymous_client.get(line[2].get_absolute_url()).content.decode()
    opening, _rest = page.split('id="impuls"')
    assert "Dort wurden 2 Beiträge geschrieben." in " ".join(opening.split())
    assert '<a href="/massnahmen/abend/" lang="de">Abendfahrten</a> (in Umsetzung)' in opening
    assert "Rufbus am Abend" in opening
    assert "Alles kostenlos" not in opening
    assert "Die meisten wünschen sich" in opening
    earlier = anonymous_client.get(line[1].get_absolute_url()).content.decode()
    assert "Das Gespräch geht weiter" in earlier
    assert line[2].get_absolute_url() in earlier


# -- what makes a series ---------------------------------------------------------------------------
def test_two_topics_cannot_carry_the_same_one_on(line, office):
    with pytest.raises(ValidationError, match="schon von einem anderen"):
        actions.create_topic(forum=ForumFactory(), title="Gabel", continues=line[0], by=office)


def test_series_runs_in_no_circle_and_once_through_each_forum(line, office):
    for topic, continues in ((line[0], line[2]), (line[0], line[0])):
        topic.continues = None
        with pytest.raises(ValidationError):
            actions.change_topic(
                topic=topic, by=office, elements=[], title="x", continues=continues
            )
    with pytest.raises(ValidationError, match="aus jedem Forum nur ein Thema"):
        actions.create_topic(forum=line[0].forum, title="x", continues=line[2], by=office)


def test_forum_goes_on_in_a_new_one_with_drafts_of_its_topics(client_as, office):
    field = ElementFactory()
    old = TopicFactory(elements=[field], has_guests=True, review="first", closed=True)
    other = TopicFactory(forum=old.forum)
    TopicFactory(continues=TopicFactory(forum=old.forum, title="Schon weiter"))
    client, address = client_as(office), reverse("forums:carry_on", args=[old.forum.slug])
    page = client.get(address).content.decode()
    assert old.title in page
    assert "Schon weiter" not in page
    answer = client.post(address, {"title": "Herbst", "summary": "", "topics": [old.pk]})
    fresh = Forum.objects.get(title="Herbst")
    assert answer.url == reverse("forums:forum_edit", args=[fresh.slug])
    [topic] = fresh.topics.all()
    assert (topic.continues, topic.is_public, fresh.is_public) == (old, False, False)
    assert all(getattr(topic, name) == getattr(old, name) for name in HANDED_ON)
    assert list(topic.elements.all()) == [field]
    assert not topic.impulse
    assert topic.opens_at is None
    assert not other.continued_by.exists()
    assert old.phase(NOON) == Topic.Phase.CLOSED


def test_forum_does_not_go_on_without_a_topic(client_as, office):
    topic = TopicFactory()
    address = reverse("forums:carry_on", args=[topic.forum.slug])
    page = client_as(office).post(address, {"title": "Herbst"}).content.decode()
    assert "Bitte wählen Sie mindestens ein Thema." in page
    assert not Forum.objects.filter(title="Herbst").exists()
