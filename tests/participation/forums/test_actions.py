"""Setting up forums and topics, writing in them, and ending them."""

import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from participation.contributions.models import Contribution
from participation.forums import actions
from participation.forums.models import Forum, Post, Topic
from smartregion.core.errors import WrongState
from smartregion.core.models import AuditEntry
from tests.factories.contributions import ContributionFactory
from tests.factories.dates import DAY, NOON
from tests.factories.forums import SUMMARY, ForumFactory, PostFactory, TopicFactory, reply_in
from tests.factories.strategy import ElementFactory

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def complete_fields(person):
    return {
        "question": "Was fehlt?",
        "impulse": "<p>Ein Impuls.</p>",
        "impulse_by": "Fachdienst",
        "impulse_role": "Kreisverwaltung",
        "opens_at": NOON,
        "closes_at": NOON + timedelta(days=30),
        "responsible": person,
        "answer_by": DAY,
    }


def test_forum_gets_a_readable_address_that_is_free(office):
    first = actions.create_forum(title="Über die Grüße", by=office)
    second = actions.create_forum(title="Über die Grüße", by=office)
    assert (first.slug, second.slug) == ("ueber-die-gruesse", "ueber-die-gruesse-2")


def test_forum_cannot_take_the_address_of_the_office_pages(office):
    assert actions.create_forum(title="Verwaltung", by=office).slug == "verwaltung-2"


def test_formatted_texts_are_cleaned(office):
    forum = actions.create_forum(title="F", intro="<p onclick=x>a<script>b</script></p>", by=office)
    topic = actions.create_topic(forum=forum, title="T", impulse="<img src=x><p>c</p>", by=office)
    assert (forum.intro, topic.impulse) == ("<p>a</p>", "<p>c</p>")


@pytest.mark.behaviour("F1")
@pytest.mark.parametrize("missing", [*Topic.REQUIRED, "elements"])
def test_topic_is_not_published_without(missing, office):
    fields = complete_fields(office)
    elements = [] if missing == "elements" else [ElementFactory()]
    fields.pop(missing, None)
    topic = actions.create_topic(
        forum=ForumFactory(), title="T", by=office, elements=elements, **fields
    )
    with pytest.raises(ValidationError) as refusal:
        actions.publish_topic(topic=topic, by=office)
    label = str(Topic._meta.get_field(missing).verbose_name)
    assert refusal.value.messages == [f"Zum Veröffentlichen fehlt noch: {label}."]
    assert not Topic.objects.get().is_public


@pytest.mark.behaviour("F1")
def test_published_topic_stays_complete(office):
    fields = complete_fields(office)
    element = ElementFactory()
    topic = actions.create_topic(
        forum=ForumFactory(), title="T", by=office, elements=[element], **fields
    )
    actions.publish_topic(topic=topic, by=office)
    fields["question"] = ""
    with pytest.raises(ValidationError, match="Leitfrage"):
        actions.change_topic(topic=topic, by=office, title="T", elements=[element], **fields)
    with pytest.raises(IntegrityError), transaction.atomic():
        Topic.objects.update(question="")


def test_forum_is_not_published_without_a_published_topic(office):
    forum = ForumFactory(is_public=False, summary="")
    with pytest.raises(ValidationError) as refusal:
        actions.publish_forum(forum=forum, by=office)
    assert refusal.value.messages == [
        "Zum Veröffentlichen fehlt noch: Worum es geht, mindestens ein veröffentlichtes Thema."
    ]


def test_publishing_twice_is_a_wrong_state(office):
    forum = TopicFactory(forum__is_public=False).forum
    actions.publish_forum(forum=forum, by=office)
    with pytest.raises(WrongState):
        actions.publish_forum(forum=forum, by=office)
    assert AuditEntry.objects.filter(verb="publish_forum").count() == 1


def test_topic_must_close_after_it_opens(office):
    fields = complete_fields(office) | {"closes_at": NOON}
    with pytest.raises(ValidationError) as refusal:
        actions.create_topic(forum=ForumFactory(), title="T", by=office, **fields)
    assert list(refusal.value.error_dict) == ["closes_at"]


# -- writing ----------------------------------------------------------------------------------
def test_post_is_recorded_with_its_place_and_its_fields_of_action(participant):
    element = ElementFactory()
    topic = TopicFactory(elements=[element])
    post = actions.write_post(topic=topic, author=participant, text=" Mehr Busse!\r\n", at=NOON)
    contribution = post.contribution
    assert (contribution.text, contribution.author_name) == ("Mehr Busse!", "Participant")
    assert (contribution.state, contribution.channel) == ("new", "forum")
    assert list(contribution.elements.all()) == [element]


def test_post_never_shows_the_mail_address(participant):
    participant.display_name = ""
    post = actions.write_post(topic=TopicFactory(), author=participant, text="Ja.", at=NOON)
    assert "@" not in post.contribution.author_name


def test_audit_entry_of_a_post_does_not_keep_the_words(participant):
    actions.write_post(topic=TopicFactory(), author=participant, text="Geheimnis", at=NOON)
    entry = AuditEntry.objects.get(verb="record_contribution")
    assert "Geheimnis" not in entry.object_label + str(entry.changes)


def test_two_submits_of_one_form_make_one_post(participant):
    topic, token = TopicFactory(), uuid.uuid4()
    sent = {"topic": topic, "author": participant, "text": "Einmal.", "token": token, "at": NOON}
    assert actions.write_post(**sent) == actions.write_post(**sent)
    assert Contribution.objects.count() == 1


def test_second_submit_that_overtakes_the_check_still_makes_one_post(participant, monkeypatch):
    topic, token = TopicFactory(), uuid.uuid4()
    sent = {"topic": topic, "author": participant, "text": "Einmal.", "token": token, "at": NOON}
    first = actions.write_post(**sent)
    answers = iter([None, first])
    monkeypatch.setattr(
        "participation.forums.actions.posts._sent_before", lambda *args: next(answers)
    )
    assert actions.write_post(**sent) == first
    assert Contribution.objects.count() == 1


def test_token_of_another_person_does_not_reveal_their_post(participant, editor):
    topic, token = TopicFactory(), uuid.uuid4()
    actions.write_post(topic=topic, author=participant, text="Meins.", token=token, at=NOON)
    with pytest.raises(ValidationError, match="bereits gesendet"):
        actions.write_post(topic=topic, author=editor, text="Deins.", token=token, at=NOON)


@pytest.mark.parametrize(("text", "code"), [("  \n ", "empty"), ("x" * 4001, "too_long")])
def test_text_must_say_something_and_fit(text, code, participant):
    with pytest.raises(ValidationError) as refusal:
        actions.write_post(topic=TopicFactory(), author=participant, text=text, at=NOON)
    assert refusal.value.code == code
    assert not Contribution.objects.exists()


def test_reply_hangs_on_its_post(participant):
    post = PostFactory()
    reply = actions.reply_to(post=post, author=participant, text="Stimmt.", at=NOON)
    assert (reply.topic, reply.contribution.reply_to) == (post.topic, post.contribution)


@pytest.mark.parametrize("state", [{"is_hidden": True}, {"reply_to": True}])
def test_nobody_replies_to_replies_or_hidden_posts(state, participant):
    post = reply_in(PostFactory()) if "reply_to" in state else PostFactory(**state)
    with pytest.raises(WrongState):
        actions.reply_to(post=post, author=participant, text="Stimmt.", at=NOON)


# -- closing ----------------------------------------------------------------------------------
@pytest.mark.behaviour("F7")
@pytest.mark.parametrize("summary", ["", "<p>" + "x" * 199 + "</p>", "<p>" + " " * 300 + "</p>"])
def test_topic_is_not_closed_with_less_than_200_characters(summary, office):
    topic = TopicFactory()
    with pytest.raises(ValidationError) as refusal:
        actions.close_topic(topic=topic, summary=summary, by=office, at=NOON)
    assert list(refusal.value.error_dict) == ["summary"]
    assert Topic.objects.get().closed_at is None


def test_closing_early_ends_the_writing(office):
    topic = TopicFactory()
    actions.close_topic(topic=topic, summary=SUMMARY, by=office, at=NOON)
    assert Topic.objects.select_related("forum").get().phase(NOON) == Topic.Phase.CLOSED
    with pytest.raises(WrongState):
        actions.write_post(topic=topic, text="Zu spät.", at=NOON)


@pytest.mark.parametrize("state", ["draft", "planned", "closed"])
def test_only_a_topic_that_was_open_is_closed_and_only_once(state, office):
    topic = TopicFactory(**{state: True})
    with pytest.raises(WrongState):
        actions.close_topic(topic=topic, summary=SUMMARY, by=office, at=NOON)


def test_archived_forum_takes_no_posts(office):
    topic = TopicFactory()
    actions.archive_forum(forum=topic.forum, by=office, at=NOON)
    with pytest.raises(WrongState):
        actions.write_post(topic=topic, text="Zu spät.", at=NOON)
    with pytest.raises(WrongState):
        actions.archive_forum(forum=topic.forum, by=office, at=NOON)


def test_what_was_said_cannot_be_deleted():
    post = PostFactory()
    for row in (post.contribution, post.topic, post.topic.forum):
        with pytest.raises(Exception, match="protected"):
            row.delete()
    assert (Post.objects.count(), Forum.objects.count()) == (1, 1)


def test_letter_can_be_placed_in_a_topic():
    post = actions.write_post(
        topic=TopicFactory(), text="Ein Brief.", author_name="Beirat", channel="letter", at=NOON
    )
    assert post.contribution.channel == Contribution.Channel.LETTER
    assert ContributionFactory().author is None
