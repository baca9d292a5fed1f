"""Letters and calls that the office enters in a topic."""

import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from participation.contributions.codes import receipt_hash
from participation.contributions.models import Contribution
from participation.forums.actions.entering import enter_in_topic
from participation.forums.models import TopicStage
from smartregion.core.errors import WrongState
from smartregion.core.models import AuditEntry
from tests.factories.county import MunicipalityFactory
from tests.factories.dates import DAY, NOON
from tests.factories.forums import TopicFactory
from tests.factories.strategy import ElementFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon"), pytest.mark.slow]
DAYS = timedelta(days=1)


def entered(topic, by, **changed):
    fields = {
        "topic": topic,
        "channel": "letter",
        "received_on": DAY,
        "text": "Bitte eine zweite Bank.",
        "author_name": "Ortsbeirat",
        "token": uuid.uuid4(),
        "by": by,
        "at": NOON,
    }
    return enter_in_topic(**{**fields, **changed})


def test_letter_stands_in_the_topic_and_names_nobody_of_the_office(editor):
    element = ElementFactory()
    post, code = entered(TopicFactory(elements=[element]), editor, channel="phone")
    said = post.contribution
    assert (said.channel, said.author, said.author_name) == ("phone", None, "Ortsbeirat")
    assert list(said.elements.all()) == [element]
    assert said.receipt_hash == receipt_hash(code)
    assert AuditEntry.objects.get(verb="enter_in_topic").actor == editor
    assert AuditEntry.objects.get(verb="record_contribution").actor is None


def test_letter_counts_as_said_on_the_day_it_came(editor):
    post, _code = entered(TopicFactory(), editor, received_on=DAY - 2 * DAYS)
    assert timezone.localdate(post.contribution.written_at) == DAY - 2 * DAYS
    assert (
        entered(TopicFactory(), editor, author_name="")[0].contribution.author_name == "ohne Namen"
    )


@pytest.mark.parametrize("hour", [7, 18])
def test_letter_of_the_day_on_which_the_topic_opens_or_closes_is_in_time(hour, editor):
    moment = NOON.replace(hour=hour) - DAYS
    window = {"closes_at": moment} if hour == 7 else {"opens_at": moment}
    post, _code = entered(TopicFactory(**window), editor, received_on=DAY - DAYS)
    assert timezone.localdate(post.contribution.written_at) == DAY - DAYS


def test_sent_twice_it_is_one_post_with_one_code(editor):
    topic, token = TopicFactory(), uuid.uuid4()
    assert entered(topic, editor, token=token) == entered(topic, editor, token=token)
    assert Contribution.objects.count() == 1


@pytest.mark.behaviour("F3")
@pytest.mark.parametrize("days", [-8, 8])
def test_letter_from_outside_the_window_is_refused_with_the_window(days, editor):
    topic = TopicFactory(closes_at=NOON + 5 * DAYS)
    with pytest.raises(ValidationError) as refusal:
        entered(topic, editor, received_on=DAY + days * DAYS, at=NOON + 10 * DAYS)
    assert "Sein Zeitraum:" in refusal.value.message_dict["received_on"][0]
    assert not Contribution.objects.exists()


@pytest.mark.behaviour("F3")
def test_letter_that_came_in_time_is_entered_after_the_window_until_it_is_concluded(editor):
    topic = TopicFactory(over=True)
    assert entered(topic, editor, received_on=DAY - 3 * DAYS)
    topic.closed_at = NOON
    with pytest.raises(WrongState):
        entered(topic, editor, received_on=DAY - 3 * DAYS)


@pytest.mark.behaviour("F3")
def test_letter_of_a_day_that_only_took_support_is_refused(editor):
    topic = TopicFactory()
    TopicStage.objects.create(
        topic=topic, title="Gewichten", begins_at=NOON - 2 * DAYS, allows=["support"]
    )
    with pytest.raises(ValidationError):
        entered(topic, editor)


# -- the page ------------------------------------------------------------------------------------
def address(topic):
    return reverse("forums:enter", args=[topic.forum.slug, topic.slug])


def sent(**fields):
    known = {
        "channel": "letter",
        "received_on": str(DAY),
        "text": "Bitte eine zweite Bank.",
        "author_name": "Ortsbeirat",
        "municipality": "",
        "token": str(uuid.uuid4()),
    }
    return {**known, **fields}


def test_page_tells_the_code_for_whoever_sent_the_letter(client_as, editor):
    topic, here = TopicFactory(), MunicipalityFactory(slug="musterdorf")
    client = client_as(editor)
    answer = client.post(address(topic), sent(municipality="musterdorf"), follow=True)
    said = Contribution.objects.get()
    assert said.municipality == here
    page = answer.content.decode()
    [code] = [
        word.strip(".")
        for word in page.split()
        if receipt_hash(word.strip(".")) == said.receipt_hash
    ]
    assert "Er wird nur jetzt gezeigt" in page
    assert code not in client.get(answer.redirect_chain[-1][0]).content.decode()
    assert '<span class="post__when">Brief</span>' in page


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"received_on": str(DAY + DAYS)}, "Dieser Tag liegt in der Zukunft."),
        ({"received_on": ""}, "Dieses Feld"),
        ({"text": ""}, "Bitte schreiben Sie einen Text."),
        ({"channel": "forum"}, "forum"),
    ],
)
def test_page_refuses_and_keeps_what_was_typed(fields, sentence, client_as, editor):
    page = client_as(editor).post(address(TopicFactory()), sent(**fields)).content.decode()
    assert "error-summary" in page
    assert sentence in page
    assert "Ortsbeirat" in page
    assert not Contribution.objects.exists()


@pytest.mark.behaviour("F3")
@pytest.mark.parametrize("state", ["planned", "closed"])
def test_page_is_closed_where_nothing_can_be_added(state, client_as, editor):
    client = client_as(editor)
    topic = TopicFactory(**{state: True})
    assert client.get(address(topic)).status_code == 409
    assert client.post(address(topic), sent()).status_code == 409
    assert not Contribution.objects.exists()
