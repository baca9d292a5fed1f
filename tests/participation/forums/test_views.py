"""Forum pages: reading without a cookie, writing while open, running a forum."""

import re
import uuid
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from participation.contributions.models import Contribution
from participation.forums.models import Forum, GuestPost, Topic
from smartregion.county.models import Municipality
from strategy.models import Element
from tests.factories.contributions import AnswerFactory
from tests.factories.county import CountyFactory, MunicipalityFactory
from tests.factories.dates import NOON
from tests.factories.forums import SUMMARY, ForumFactory, PostFactory, TopicFactory, reply_in
from tests.factories.strategy import ElementFactory, ElementTextFactory, public_field
from tests.factories.unhurried import unhurried

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

HOSTILE = '<script>alert(1)</script><img src=x onerror=alert(2)> & "quoted"'


def url(name, topic, *args):
    return reverse(f"forums:{name}", args=[topic.forum.slug, topic.slug, *args])


def sent(**fields):
    return {"text": "Mehr Busse!", "token": str(uuid.uuid4()), **unhurried(), **fields}


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


# -- writing ----------------------------------------------------------------------------------
@pytest.mark.behaviour("F2")
def test_post_is_written_and_leads_to_its_permalink(client_as, participant):
    topic, home = TopicFactory(), MunicipalityFactory(slug="musterdorf")
    client = client_as(participant)
    response = client.post(url("post", topic), sent(municipality="musterdorf"))
    contribution = Contribution.objects.get()
    assert response.url == url("permalink", topic, contribution.pk)
    assert (contribution.author, contribution.municipality) == (participant, home)


def test_double_submit_makes_one_post_and_leads_to_it_twice(client_as, participant):
    topic, client, fields = TopicFactory(), client_as(participant), sent()
    first = client.post(url("post", topic), fields)
    second = client.post(url("post", topic), fields)
    assert (first.status_code, first.url) == (second.status_code, second.url)
    assert Contribution.objects.count() == 1


@pytest.mark.parametrize("text", ["", "x" * 4001])
def test_refused_post_keeps_what_was_typed(text, client_as, participant):
    topic = TopicFactory()
    MunicipalityFactory(slug="musterdorf")
    response = client_as(participant).post(
        url("post", topic), sent(text=text, municipality="musterdorf")
    )
    page = response.content.decode()
    assert response.status_code == 200
    assert "error-summary" in page
    assert "<title>Fehler: " in page
    assert text in page
    assert '<option value="musterdorf" selected>' in page
    assert not Contribution.objects.exists()


@pytest.mark.behaviour("F2")
def test_reply_is_written_below_its_post(client_as, participant):
    post = PostFactory(text="Ein Rufbus fehlt.")
    client, address = client_as(participant), url("reply", post.topic, post.pk)
    assert "Ein Rufbus fehlt." in client.get(address).content.decode()
    client.post(address, sent(text="Bei uns auch."))
    assert Contribution.objects.get(reply_to=post.contribution).text == "Bei uns auch."


def test_reply_to_a_reply_is_refused(client_as, participant):
    reply = reply_in(PostFactory())
    response = client_as(participant).post(url("reply", reply.topic, reply.pk), sent())
    assert response.status_code == 409


ROLES = ["anonymous", "participant", "editor", "moderator", "office", "administration"]
STATES = {
    "draft topic": {"draft": True},
    "draft forum": {"forum__is_public": False},
    "not yet open": {"planned": True},
    "window over": {"over": True},
    "closed early": {"closed": True},
    "archived": {"forum__archived_at": NOON - timedelta(days=1)},
}
ROUTES = [
    ("topic", ""),
    ("topic", "?sort=unanswered&municipality=musterdorf&page=2"),
    ("post", ""),
    ("reply", ""),
    ("permalink", ""),
    ("guest", ""),
    ("guest_reply", ""),
]


@pytest.mark.behaviour("F3")
@pytest.mark.parametrize("route", ROUTES, ids=lambda route: "".join(route))
@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("role", ROLES)
def test_nobody_writes_outside_the_window(role, state, route, request, client_as):
    topic = TopicFactory(has_guests=True, **STATES[state])
    post = PostFactory(topic=topic)
    name, query = route
    args = [post.pk] if name in ("reply", "guest_reply", "permalink") else []
    person = None if role == "anonymous" else request.getfixturevalue(role)
    client = client_as(person) if person else request.getfixturevalue("anonymous_client")
    response = client.post(url(name, topic, *args) + query, sent())
    assert response.status_code == expected(role, state, name)
    assert Contribution.objects.count() == 1
    assert not GuestPost.objects.exists()


def expected(role, state, name):
    if name in ("topic", "permalink"):
        return 405
    if "draft" in state and role in ("anonymous", "participant", "editor"):
        return 404
    # Who has an account is led to the form for accounts, which says why it is closed.
    has_account = role != "anonymous"
    return 302 if has_account and name.startswith("guest") else 409


@pytest.mark.behaviour("F3")
@pytest.mark.parametrize("role", ROLES[1:])
def test_everybody_with_an_account_writes_inside_the_window(role, request, client_as):
    topic = TopicFactory()
    client = client_as(request.getfixturevalue(role))
    assert client.post(url("post", topic), sent()).status_code == 302
    assert Contribution.objects.count() == 1


def test_refusal_outside_the_window_is_a_page_with_a_sentence(client_as, participant):
    response = client_as(participant).post(url("post", TopicFactory(over=True)), sent())
    assert response.status_code == 409
    assert "nimmt keine Beiträge mehr an" in response.content.decode()


def test_anonymous_writer_is_led_to_the_login_and_back(anonymous_client):
    topic = TopicFactory()
    response = anonymous_client.post(url("post", topic), sent())
    assert response.url == f"/konto/login/?next={url('post', topic)}"
    assert not Contribution.objects.exists()


# -- closing ----------------------------------------------------------------------------------
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


# -- running a forum --------------------------------------------------------------------------
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


# -- many rows --------------------------------------------------------------------------------
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


# -- the same page for everybody, drawn once ---------------------------------------------------------
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


# -- sort and filter ---------------------------------------------------------------------------------
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
