"""Changing one's own words, in the open, and taking them back."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from participation.contributions import actions, queries
from participation.contributions.models import Contribution, Edition, Moderation
from participation.forums.models import Post
from smartregion.core.errors import WrongState
from smartregion.core.models import AuditEntry
from tests.factories.contributions import AnswerFactory
from tests.factories.dates import NOON
from tests.factories.forums import PostFactory, TopicFactory, reply_in
from tests.pages import page_of, queries_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

SOON, LATER = NOON + timedelta(minutes=15), NOON + timedelta(minutes=16)


def edited(post: Post, by, *, at=LATER, text="Zwei Busse!") -> Contribution:
    return actions.edit_contribution(contribution=post.contribution, text=text, by=by, at=at)


@pytest.mark.behaviour("F20")
def test_links_do_not_come_in_as_an_afterthought(participant):
    post = PostFactory(author=participant, text="Guten Tag.")
    with pytest.raises(ValidationError, match="höchstens 2 Links"):
        edited(post, participant, at=SOON, text="https://a.example " * 3)


@pytest.mark.behaviour("F5")
def test_a_slip_is_put_right_without_a_trace(participant):
    changed = edited(PostFactory(author=participant, text="Zwei Buse!"), participant, at=SOON)
    changed.refresh_from_db()
    assert (changed.text, changed.edited_at) == ("Zwei Busse!", None)
    assert not Edition.objects.exists()
    assert AuditEntry.objects.get(verb="edit_contribution").changes == {"fields": ["text"]}


def _with_reply(post, _office):
    reply_in(post)


def _with_answer(post, office):
    AnswerFactory(contribution=post.contribution, state="read", reason="", by=office)


def _supported(post, office):
    actions.support_contribution(contribution=post.contribution, by=office, at=NOON)


def _left_for_a_while(post, _office):
    """Sixteen minutes are enough, whatever others did."""


@pytest.mark.behaviour("F5")
@pytest.mark.parametrize("seen_by", [_with_reply, _with_answer, _supported, _left_for_a_while])
def test_what_others_have_read_cannot_change_unseen(seen_by, participant, office, anonymous_client):
    post = PostFactory(author=participant, text="Ein Bus!")
    seen_by(post, office)
    at = LATER if seen_by is _left_for_a_while else SOON
    changed = edited(post, participant, at=at)
    [edition] = Edition.objects.all()
    assert (edition.text, edition.replaced_at, changed.edited_at) == ("Ein Bus!", at, at)
    address = reverse("contributions:editions", args=[post.pk])
    assert f'href="{address}"' in page_of(anonymous_client, post.topic.get_absolute_url())
    history = page_of(anonymous_client, address)
    assert "Ein Bus!" in history
    assert "Zwei Busse!" in history


@pytest.mark.behaviour("F5")
def test_once_there_is_an_edition_no_change_is_silent(participant):
    post = PostFactory(author=participant, text="a")
    Edition.objects.create(contribution=post.contribution, text="0", replaced_at=NOON)
    edited(post, participant, at=SOON)
    assert Edition.objects.count() == 2


def test_what_did_not_change_leaves_no_trace(participant):
    post = PostFactory(author=participant, text="Ein Bus!")
    edited(post, participant, text=" Ein Bus!\r\n")
    assert not Edition.objects.exists()
    assert not AuditEntry.objects.filter(verb="edit_contribution").exists()


@pytest.mark.parametrize("text", ["  ", "x" * 4001])
def test_nothing_and_too_much_are_refused(text, participant):
    with pytest.raises(ValidationError):
        edited(PostFactory(author=participant), participant, text=text)


def test_only_the_author_changes_or_takes_back(participant, office, client_as):
    post = PostFactory(author=participant)
    with pytest.raises(PermissionDenied):
        edited(post, office)
    with pytest.raises(PermissionDenied):
        actions.withdraw_own_contribution(contribution=post.contribution, by=office, at=NOON)
    addresses = [reverse(f"contributions:{name}", args=[post.pk]) for name in ("edit", "withdraw")]
    assert [client_as(office).post(a, {"text": "x"}).status_code for a in addresses] == [403, 403]
    with pytest.raises(PermissionDenied):
        edited(PostFactory(author=None), participant)


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ({"topic__over": True}, "ausgewertet"),
        ({"topic__review": "all"}, "prüft die Moderation"),
        ({"state": "taken_up"}, "abschließend geantwortet"),
        ({"is_hidden": True}, "nicht öffentlich"),
    ],
)
def test_words_stay_as_they_are_once(state, words, participant, client_as):
    topic = TopicFactory(**{k.removeprefix("topic__"): v for k, v in state.items() if "__" in k})
    own = {key: value for key, value in state.items() if "__" not in key}
    post = PostFactory(topic=topic, author=participant, **own)
    with pytest.raises(WrongState, match=words):
        edited(post, participant)
    response = client_as(participant).get(reverse("contributions:edit", args=[post.pk]))
    assert response.status_code == 409


def test_what_waits_for_moderation_may_still_be_put_right(participant):
    topic = TopicFactory(review="all")
    post = PostFactory(topic=topic, author=participant, is_hidden=True, is_held=True)
    assert edited(post, participant).edited_at is None


def test_the_page_says_beforehand_whether_others_see_the_change(participant, client_as):
    fresh = PostFactory(author=participant)
    answered = PostFactory(author=participant)
    reply_in(answered)
    client = client_as(participant)
    pages = [page_of(client, reverse("contributions:edit", args=[p.pk])) for p in (fresh, answered)]
    assert "ohne dass es vermerkt wird" in pages[0]
    assert "bleibt für alle lesbar" in pages[1]
    response = client.post(
        reverse("contributions:edit", args=[answered.pk]), {"text": "Neu."}, follow=True
    )
    assert "Ihre Änderung ist gespeichert." in response.content.decode()
    assert "bearbeitet" in response.content.decode()


def test_refused_change_keeps_what_was_typed(participant, client_as):
    address = reverse("contributions:edit", args=[PostFactory(author=participant).pk])
    page = client_as(participant).post(address, {"text": "x" * 4001}).content.decode()
    assert "x" * 4001 in page
    assert "error-summary" in page


@pytest.mark.behaviour("F20")
def test_nobody_buries_a_text_under_editions(participant, client_as):
    cache.clear()
    post, client = PostFactory(author=participant), client_as(participant)
    reply_in(post)
    for number in range(12):
        page = client.post(reverse("contributions:edit", args=[post.pk]), {"text": f"Neu {number}"})
    assert "sehr viel in kurzer Zeit" in page.content.decode()
    assert "Neu 11" in page.content.decode()
    assert Edition.objects.count() == 10


# -- taking back -----------------------------------------------------------------------------------
def test_whoever_wrote_it_takes_it_back_for_good(participant, client_as, anonymous_client):
    post = PostFactory(author=participant, text="Doch nicht.")
    edited(post, participant, text="Doch.")
    reply_in(post, text="Warum nicht?")
    address = reverse("contributions:withdraw", args=[post.pk])
    client = client_as(participant)
    assert "endgültig gelöscht" in page_of(client, address)
    assert client.post(address).url == reverse("contributions:mine")
    topic = page_of(anonymous_client, post.topic.get_absolute_url())
    assert "von der Person zurückgenommen, die ihn geschrieben hat" in topic
    assert "Warum nicht?" in topic
    stored = Contribution.objects.get(pk=post.pk)
    assert stored.is_hidden
    assert "Doch" not in stored.text
    assert not Edition.objects.exists()
    assert Moderation.objects.get().by is None
    assert client.post(address).status_code == 409


def test_what_moderation_hid_can_be_taken_back_too(participant):
    post = PostFactory(author=participant, text="Wut.", is_hidden=True)
    actions.withdraw_own_contribution(contribution=post.contribution, by=participant, at=NOON)
    assert "Wut" not in Contribution.objects.get().text


# -- one's own list --------------------------------------------------------------------------------
def test_my_list_holds_everything_i_wrote_and_nothing_else(participant, office, client_as):
    shown = PostFactory(author=participant, text="Steht da.")
    PostFactory(author=participant, text="Wartet.", is_hidden=True, is_held=True)
    PostFactory(author=participant, text="Weg.", is_hidden=True)
    PostFactory(author=office, text="Fremdes.")
    page = page_of(client_as(participant), reverse("contributions:mine"))
    for words in ("Steht da.", "Wartet.", "Weg.", "wartet auf die Moderation", "3 Beiträge"):
        assert words in page
    assert "ausgeblendet" in page
    assert "Fremdes." not in page
    assert shown.topic.title in page


def test_my_empty_list_shows_the_way_to_the_forums(participant, client_as):
    page = page_of(client_as(participant), reverse("contributions:mine"))
    assert "noch nichts geschrieben" in page
    assert reverse("forums:forum_list") in page


def test_my_list_costs_the_same_for_many(participant, client_as):
    client, topic = client_as(participant), TopicFactory()

    def cost() -> int:
        return queries_of(lambda: page_of(client, reverse("contributions:mine")))

    PostFactory(topic=topic, author=participant)
    one = cost()
    for _number in range(3):
        PostFactory(topic=topic, author=participant)
    assert cost() == one


def test_what_is_mine_on_a_page_is_asked_for_once(participant, django_assert_num_queries):
    posts = [PostFactory(author=participant), PostFactory(), PostFactory()]
    actions.support_contribution(contribution=posts[1].contribution, by=participant, at=NOON)
    with django_assert_num_queries(1):
        found = queries.mine(participant, [post.pk for post in posts])
    assert (found.ids, found.supported) == ({posts[0].pk}, {posts[1].pk})
