"""Posts and replies are written while the window is open, and by nobody outside it."""

from datetime import timedelta

import pytest

from participation.contributions.models import Contribution
from participation.forums.models import GuestPost
from tests.factories.county import MunicipalityFactory
from tests.factories.dates import NOON
from tests.factories.forums import PostFactory, TopicFactory, reply_in
from tests.participation.forums.pages import sent, url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


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
