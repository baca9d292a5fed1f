"""Forum pages are read without a cookie, sorted and filtered by what stands in the address."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.urls import reverse

from strategy.models import Element
from tests.factories.contributions import AnswerFactory
from tests.factories.county import MunicipalityFactory
from tests.factories.dates import NOON
from tests.factories.forums import PostFactory, TopicFactory, reply_in
from tests.factories.strategy import ElementTextFactory, public_field
from tests.participation.forums.pages import url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

HOSTILE = '<script>alert(1)</script><img src=x onerror=alert(2)> & "quoted"'


# -- pages -----------------------------------------------------------------------------------------
def test_topic_page_is_read_without_a_cookie(anonymous_client):
    topic = TopicFactory(elements=[public_field("Mobilität")])
    PostFactory(topic=topic, text="Ein Rufbus fehlt.")
    response = anonymous_client.get(url("topic", topic))
    page = response.content.decode()
    assert not response.cookies
    for words in (
        topic.question,
        "Ein Bus, der zweimal",
        "Mobilität",
        "Ein Rufbus fehlt.",
        "offen",
    ):
        assert words in page
    assert "<textarea" not in page
    assert f"/konto/login/?next={url('topic', topic)}" in page


def test_topic_page_gives_no_field_away_that_only_a_draft_has(anonymous_client, client_as, office):
    topic = TopicFactory(elements=[ElementTextFactory(title="Noch geheim").element])
    assert "Noch geheim" not in anonymous_client.get(url("topic", topic)).content.decode()
    assert "Noch geheim" in client_as(office).get(url("topic", topic)).content.decode()


def test_signed_in_people_find_the_form_on_the_topic_page(client_as, participant):
    topic = TopicFactory()
    page = client_as(participant).get(url("topic", topic)).content.decode()
    assert "<textarea" in page
    assert f'action="{url("post", topic)}"' in page


@pytest.mark.parametrize(("allows", "is_told"), [(["support"], True), (["reply"], False)])
def test_strangers_are_told_how_to_support(
    allows, is_told, anonymous_client, client_as, participant
):
    topic = TopicFactory()
    PostFactory(topic=topic)
    topic.stages.create(title="Jetzt", begins_at=NOON - timedelta(days=1), allows=allows)
    words = "um Beiträge anderer zu unterstützen"
    assert (words in anonymous_client.get(topic.get_absolute_url()).text) is is_told
    assert words not in client_as(participant).get(topic.get_absolute_url()).text


def test_forum_and_list_show_topics_with_figures(anonymous_client):
    topic = PostFactory(state="read").topic
    for address in (reverse("forums:forum_list"), topic.forum.get_absolute_url()):
        response = anonymous_client.get(address)
        assert not response.cookies
        assert topic.question in response.content.decode()
        assert "1 Beitrag" in response.content.decode()


@pytest.mark.parametrize("forum_public", [True, False])
def test_drafts_do_not_exist_for_readers(forum_public, anonymous_client, client_as, moderator):
    topic = TopicFactory(is_public=not forum_public, forum__is_public=forum_public)
    post = PostFactory(topic=topic)
    addresses = [url("topic", topic), post.get_absolute_url(), post.contribution.get_absolute_url()]
    assert [anonymous_client.get(a).status_code for a in addresses] == [404, 404, 404]
    office = client_as(moderator)
    assert [office.get(a).status_code for a in addresses] == [200, 302, 200]


def test_hostile_texts_and_names_are_shown_as_text(anonymous_client):
    topic = TopicFactory()
    post = PostFactory(topic=topic, text=HOSTILE, author_name="<b>Mallory</b>", state="taken_up")
    AnswerFactory(contribution=post.contribution, reason=HOSTILE, office="<i>Amt</i>")
    reply_in(post, text=HOSTILE, author_name="<b>Mallory</b>")
    for address in (url("topic", topic), post.contribution.get_absolute_url()):
        page = anonymous_client.get(address).content.decode()
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
        for live in ("<script>alert", "<img src=x", "<b>Mallory", "<i>Amt"):
            assert live not in page


def test_hidden_post_leaves_a_placeholder_and_its_replies(anonymous_client, client_as, moderator):
    post = PostFactory(text="Böses Wort", author_name="Klarname", is_hidden=True)
    reply_in(post, text="Das sehe ich anders.")
    page = anonymous_client.get(url("topic", post.topic)).content.decode()
    assert "von der Moderation ausgeblendet" in page
    assert "Das sehe ich anders." in page
    assert "Böses Wort" not in page
    assert "Klarname" not in page
    assert anonymous_client.get(post.get_absolute_url()).status_code == 404
    assert anonymous_client.get(post.contribution.get_absolute_url()).status_code == 404
    shown = client_as(moderator).get(post.contribution.get_absolute_url())
    assert "Böses Wort" in shown.content.decode()


def test_order_and_municipality_stand_in_the_url(anonymous_client):
    topic, here = TopicFactory(), MunicipalityFactory(slug="musterdorf")
    PostFactory(topic=topic, text="alt, hier", municipality=here)
    PostFactory(topic=topic, text="neu, woanders", written_at=NOON + timedelta(minutes=1))
    address = url("topic", topic)

    def texts(query):
        page = anonymous_client.get(f"{address}?{query}").content.decode()
        return re.findall(r'post__text" lang="de">([^<]+)', page)

    assert texts("") == texts("sort=nonsense&municipality=x") == ["neu, woanders", "alt, hier"]
    assert texts("sort=old") == ["alt, hier", "neu, woanders"]
    assert texts("municipality=musterdorf") == ["alt, hier"]
    assert texts("sort=unanswered&page=99") == ["alt, hier", "neu, woanders"]


@pytest.mark.behaviour("F4")
def test_permalink_leads_to_the_page_and_the_post(anonymous_client):
    topic = TopicFactory()
    oldest = PostFactory(topic=topic, text="ganz unten")
    for minute in range(1, 25):
        PostFactory(topic=topic, written_at=NOON + timedelta(minutes=minute))
    response = anonymous_client.get(oldest.get_absolute_url())
    assert response.url == f"{url('topic', topic)}?page=2#beitrag-{oldest.pk}"
    page = anonymous_client.get(response.url).content.decode()
    assert f'id="beitrag-{oldest.pk}" tabindex="-1"' in page
    elsewhere = TopicFactory()
    assert anonymous_client.get(url("permalink", elsewhere, oldest.pk)).status_code == 404


# -- sort and filter -------------------------------------------------------------------------------
@pytest.mark.behaviour("F4")
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", "dcba"),
        ("sort=old", "abcd"),
        ("sort=supported", "bdca"),
        ("sort=unanswered", "acbd"),
        ("answered=yes", "db"),
        ("answered=no", "ca"),
        ("municipality=hier", "ba"),
        ("municipality=hier&answered=yes", "b"),
        ("field=umwelt", "c"),
        ("field=umwelt&answered=yes&sort=old", ""),
        ("sort=x&answered=x&municipality=x&field=x&show=1000&page=x", "dcba"),
    ],
)
def test_sort_and_filters_stand_in_the_url(query, found, anonymous_client):
    topic, here = TopicFactory(), MunicipalityFactory(slug="hier")
    traffic, nature = public_field("Verkehr"), public_field("Umwelt")
    Element.objects.filter(pk=nature.pk).update(slug="umwelt")
    rows = [("a", "new", 0, here), ("b", "taken_up", 9, here), ("c", "read", 0, None), ("d", "not_competent", 3, None)]  # fmt: skip
    for minute, (text, state, supports, home) in enumerate(rows):
        at = NOON - timedelta(hours=1) + timedelta(minutes=minute)
        post = PostFactory(topic=topic, text=text, state=state, supports=supports, municipality=home, written_at=at)  # fmt: skip
        post.contribution.elements.set([nature if text == "c" else traffic])
    page = anonymous_client.get(f"{url('topic', topic)}?{query}").content.decode()
    assert "".join(re.findall(r'post__text" lang="de">(\w)<', page)) == found
    has_chosen = 'name="robots" content="noindex"' in page
    assert has_chosen == (query not in ("",) and "sort=x" not in query)
    assert f'rel="canonical" href="{settings.PUBLIC_URL}{url("topic", topic)}"' in page


@pytest.mark.behaviour("F4")
def test_thread_is_found_by_what_a_reply_says(anonymous_client):
    topic, here = TopicFactory(), MunicipalityFactory(slug="hier")
    reply_in(PostFactory(topic=topic, text="Frage"), municipality=here)
    PostFactory(topic=topic, text="Anderswo")
    page = anonymous_client.get(f"{url('topic', topic)}?municipality=hier").content.decode()
    assert "1 Gespräch passt zu diesem Filter." in page
    assert "Frage" in page
    assert "Anderswo" not in page


@pytest.mark.behaviour("F4")
def test_pages_hold_as_many_threads_as_asked_for(anonymous_client):
    topic = TopicFactory()
    for _ in range(55):
        PostFactory(topic=topic)
    for show, expected in (("", 20), ("50", 50), ("100", 55)):
        page = anonymous_client.get(f"{url('topic', topic)}?show={show}").content.decode()
        assert page.count('class="post__text"') == expected
    assert (
        "&amp;page=2#beitraege"
        in anonymous_client.get(f"{url('topic', topic)}?show=50").content.decode()
    )
