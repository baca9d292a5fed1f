"""Running a forum: set up, published, closed, put into the archive."""

import pytest
from django.urls import reverse

from participation.forums.models import Forum, Topic
from tests.factories.dates import NOON
from tests.factories.forums import SUMMARY, ForumFactory, PostFactory, TopicFactory
from tests.factories.strategy import ElementFactory
from tests.participation.forums.pages import url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


# -- running a forum -------------------------------------------------------------------------------
def test_office_sets_up_a_forum_from_nothing(client_as, office):
    client, field = client_as(office), ElementFactory()
    client.post(
        reverse("forums:forum_create"), {"title": "Neues Forum", "summary": "", "intro": ""}
    )
    forum = Forum.objects.get()
    topic_fields = {
        "title": "Arbeit 4.0",
        "question": "Wie arbeiten wir morgen?",
        "impulse": "<p>Ein Impuls.</p>",
        "impulse_by": "Wirtschaftsförderung",
        "impulse_role": "Kreisverwaltung",
        "elements": [str(field.pk)],
        "opens_at": "2026-06-01T08:00",
        "closes_at": "30.06.2026 18:00",
        "answer_by": "2026-08-31",
        "responsible": office.pk,
        "position": 1,
        "review": "afterwards",
    }
    client.post(reverse("forums:topic_create", args=[forum.slug]), topic_fields)
    topic = Topic.objects.get()
    publish = reverse("forums:publish", args=[forum.slug])
    refused = client.post(publish).content.decode()
    assert "Zum Veröffentlichen fehlt noch: Worum es geht, Einladung, mindestens ein" in refused
    client.post(url("publish_topic", topic))
    edit = reverse("forums:forum_edit", args=[forum.slug])
    client.post(edit, {"title": "Neues Forum", "summary": "Worum", "intro": "<p>Ja</p>"})
    assert client.post(publish).url == reverse("forums:manage_list")
    assert Topic.objects.select_related("forum").get().is_open(NOON)


def test_refused_publishing_leads_to_the_form_where_it_is_put_right(client_as, office):
    topic = TopicFactory(is_public=False, question="")
    edit = f'href="{url("topic_edit", topic)}"'
    asked = client_as(office).get(url("publish_topic", topic)).content.decode()
    refused = client_as(office).post(url("publish_topic", topic)).content.decode()
    assert edit not in asked
    assert edit in refused


def test_draft_offers_no_page_for_letters_that_would_refuse_them(client_as, office):
    draft, public = TopicFactory(is_public=False), TopicFactory()
    for topic, offered in ((draft, False), (public, True)):
        page = client_as(office).get(url("topic_edit", topic)).content.decode()
        assert (url("enter", topic) in page) is offered


def test_topic_form_that_would_empty_a_public_topic_is_refused(client_as, office):
    topic = TopicFactory(elements=[ElementFactory()])
    response = client_as(office).post(
        url("topic_edit", topic), {"title": "Nur ein Titel", "position": 0, "review": "afterwards"}
    )
    assert "Zum Veröffentlichen fehlt noch: Leitfrage" in response.content.decode()
    assert Topic.objects.get().question == topic.question


def test_window_in_the_wrong_order_is_refused_in_german(client_as, office):
    topic = TopicFactory(draft=True)
    response = client_as(office).post(
        url("topic_edit", topic),
        {
            "title": "T",
            "position": 0,
            "review": "afterwards",
            "opens_at": "2026-06-02T08:00",
            "closes_at": "2026-06-01T08:00",
        },
    )
    assert "Das Thema muss nach dem Öffnen schließen." in response.content.decode()


MANAGING = ["forum_edit", "publish", "archive", "topic_create"]


@pytest.mark.parametrize("name", [*MANAGING, "topic_edit", "publish_topic", "close_topic"])
def test_only_the_office_runs_forums(name, client_as, participant, editor, office):
    topic = TopicFactory()
    args = [topic.forum.slug] + ([] if name in MANAGING else [topic.slug])
    address = reverse(f"forums:{name}", args=args)
    people = (participant, editor, office)
    assert [client_as(one).get(address).status_code for one in people] == [403, 403, 200]


def test_archiving_is_a_post_after_a_question(client_as, office):
    forum, client = ForumFactory(), client_as(office)
    address = reverse("forums:archive", args=[forum.slug])
    assert "Ins Archiv legen" in client.get(address).content.decode()
    assert not Forum.objects.get().is_archived(NOON)
    client.post(address)
    assert Forum.objects.get().is_archived(NOON)


# -- closing ---------------------------------------------------------------------------------------
@pytest.mark.behaviour("F7")
def test_closed_topic_shows_summary_and_points_taken_up_above_the_posts(client_as, office):
    topic = TopicFactory()
    taken = PostFactory(topic=topic, text="Rufbus am Abend", state="taken_up")
    PostFactory(topic=topic, text="Alles kostenlos", state="not_taken_up")
    client = client_as(office)
    assert "Rufbus am Abend" in client.get(url("close_topic", topic)).content.decode()
    client.post(url("close_topic", topic), {"summary": SUMMARY})
    page = client.get(url("topic", topic)).content.decode()
    above, below = page.split('id="beitraege"')
    assert "Die meisten wünschen sich" in above
    assert (
        f'<a href="{taken.contribution.get_absolute_url()}" lang="de">Rufbus am Abend</a>' in above
    )
    assert "Alles kostenlos" not in above
    assert "Alles kostenlos" in below


@pytest.mark.behaviour("F7")
def test_closing_without_a_summary_is_refused_and_keeps_the_text(client_as, office):
    topic = TopicFactory()
    response = client_as(office).post(url("close_topic", topic), {"summary": "<p>Zu kurz.</p>"})
    assert "mindestens 200 Zeichen" in response.content.decode()
    assert "Zu kurz." in response.content.decode()
    assert Topic.objects.get().closed_at is None
