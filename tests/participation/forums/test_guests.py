"""Writing without an account: three fields, a code from a mail, a receipt."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse

from participation.contributions.models import Contribution
from participation.forums import actions
from participation.forums.models import GuestPost, Topic
from smartregion.notices.models import Mail, Recipient
from tests.factories.dates import NOON
from tests.factories.forums import PostFactory, TopicFactory
from tests.factories.unhurried import unhurried
from tests.pages import page_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

ADDRESS = "pendlerin@example.org"


@pytest.fixture(autouse=True)
def _nothing_counted_yet() -> None:
    cache.clear()


def url(name, topic, *args):
    return reverse(f"forums:{name}", args=[topic.forum.slug, topic.slug, *args])


def sent(**fields):
    words = {"name": "Pendlerin", "email": ADDRESS, "text": "Sonntags fährt nichts."}
    return {**words, **unhurried(), **fields}


def written(topic, **fields) -> GuestPost:
    words = {"name": "Pendlerin", "email": ADDRESS, "text": "Sonntags fährt nichts.", "at": NOON}
    return actions.write_as_guest(topic=topic, **(words | fields))


def code_in_mail() -> str:
    letter = Mail.objects.filter(key__startswith="guest-code:").latest("pk")
    return re.search(r"^ {4}(\d{6})$", letter.text, re.MULTILINE)[1]


def confirmed(guest_post, code="", *, is_suspicious=False):
    return actions.confirm_guest_post(
        guest_post=guest_post,
        code=code or code_in_mail(),
        at=NOON,
        is_suspicious=lambda: is_suspicious,
    )


@pytest.mark.behaviour("F12")
def test_a_guest_writes_with_three_fields_and_a_code(anonymous_client):
    topic = TopicFactory(has_guests=True)
    assert url("guest", topic) in page_of(anonymous_client, topic.get_absolute_url())
    form = page_of(anonymous_client, url("guest", topic))
    assert re.findall(r'<label class="kern-label" for="id_(\w+)"', form) == [
        "name",
        "email",
        "text",
    ]

    waiting = anonymous_client.post(url("guest", topic), sent())
    assert not Contribution.objects.exists()
    assert "Sonntags" not in page_of(anonymous_client, topic.get_absolute_url())
    code_page = page_of(anonymous_client, waiting.url)
    assert ADDRESS in code_page
    assert "Sonntags fährt nichts." in code_page

    digits = code_in_mail()
    done = anonymous_client.post(waiting.url, {"code": f"{digits[:3]} {digits[3:]}"}, follow=True)
    thanks = done.content.decode()
    assert re.search(r'receipt-code">[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{5}<', thanks)
    contribution = Contribution.objects.get()
    assert (contribution.author, contribution.author_name) == (None, "Pendlerin (Gast)")
    assert contribution.guest.address == ADDRESS
    topic_page = page_of(anonymous_client, topic.get_absolute_url())
    assert "Sonntags fährt nichts." in topic_page
    assert ADDRESS not in topic_page


@pytest.mark.behaviour("F12")
def test_guests_are_a_switch_that_is_off(anonymous_client):
    topic = TopicFactory()
    post = PostFactory(topic=topic)
    assert not Topic().has_guests
    assert "ohne-konto" not in page_of(anonymous_client, topic.get_absolute_url())
    addresses = [url("guest", topic), url("guest_reply", topic, post.pk)]
    assert [anonymous_client.post(a, sent()).status_code for a in addresses] == [409, 409]
    assert not GuestPost.objects.exists()


def test_a_guest_replies(anonymous_client):
    post = PostFactory(topic=TopicFactory(has_guests=True))
    address = url("guest_reply", post.topic, post.pk)
    assert address in page_of(anonymous_client, post.topic.get_absolute_url())
    waiting = anonymous_client.post(address, sent())
    anonymous_client.post(waiting.url, {"code": code_in_mail()})
    assert Contribution.objects.get(text="Sonntags fährt nichts.").reply_to == post.contribution


def test_the_code_entered_twice_makes_one_post_and_shows_it_twice(anonymous_client):
    topic = TopicFactory(has_guests=True)
    waiting = anonymous_client.post(url("guest", topic), sent()).url
    code = {"code": code_in_mail()}
    pages = [anonymous_client.post(waiting, code, follow=True).content for _time in range(2)]
    assert pages[0].count(b"receipt-code") == pages[1].count(b"receipt-code") == 1
    assert Contribution.objects.count() == 1
    assert Mail.objects.filter(key__startswith="guest-receipt:").count() == 1


def test_two_windows_that_send_the_code_at_once_make_one_post():
    guest_post = written(TopicFactory(has_guests=True))
    other_window, code = GuestPost.objects.get(), code_in_mail()
    assert confirmed(guest_post, code) == confirmed(other_window, code)
    assert Contribution.objects.count() == 1


def test_once_confirmed_the_waiting_room_knows_neither_words_nor_address():
    guest_post = written(TopicFactory(has_guests=True))
    confirmed(guest_post)
    guest_post.refresh_from_db()
    assert (guest_post.email, guest_post.text) == ("", "")


def test_letters_hold_nothing_that_somebody_else_may_have_typed():
    guest_post = written(TopicFactory(has_guests=True), name="Kauft", text="https://kaufen.example")
    confirmed(guest_post)
    letters = [f"{mail.subject} {mail.text}" for mail in Mail.objects.all()]
    assert len(letters) == 2
    assert not any("Kauft" in letter or "kaufen" in letter for letter in letters)


# -- codes that are wrong --------------------------------------------------------------------------
def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06d}"


def test_a_few_wrong_codes_end_it_until_a_new_one_is_sent(anonymous_client):
    topic = TopicFactory(has_guests=True)
    waiting = anonymous_client.post(url("guest", topic), sent()).url
    code = code_in_mail()
    for _time in range(5):
        page = anonymous_client.post(waiting, {"code": wrong(code)}).content.decode()
        assert "stimmt nicht" in page
    assert "zu viele Versuche" in anonymous_client.post(waiting, {"code": code}).content.decode()
    assert not Contribution.objects.exists()
    GuestPost.objects.update(written_at=NOON)
    guest_post = GuestPost.objects.get()
    actions.send_code_again(guest_post=guest_post, at=NOON + timedelta(seconds=1))
    assert anonymous_client.post(waiting, {"code": code_in_mail()}).status_code == 302
    assert Contribution.objects.count() == 1


def test_a_new_code_replaces_the_old_one():
    guest_post = written(TopicFactory(has_guests=True))
    old = code_in_mail()
    actions.send_code_again(guest_post=guest_post, at=NOON + timedelta(seconds=1))
    assert code_in_mail() != old or Mail.objects.count() == 2
    assert confirmed(guest_post)


def test_two_clicks_in_one_moment_leave_a_code_that_holds():
    guest_post = written(TopicFactory(has_guests=True))
    actions.send_code_again(guest_post=guest_post, at=NOON)
    actions.send_code_again(guest_post=guest_post, at=NOON)
    assert confirmed(guest_post, code_in_mail())


def test_the_code_of_one_text_opens_no_other():
    topic = TopicFactory(has_guests=True)
    first = written(topic)
    code = code_in_mail()
    other = written(topic, email="andere@example.org")
    if code_in_mail() != code:
        with pytest.raises(Exception, match="stimmt nicht"):
            confirmed(other, code)
    assert first.code_hash != other.code_hash


@pytest.mark.behaviour("F20")
def test_nobody_fills_the_mailbox_of_somebody_else(anonymous_client):
    topic = TopicFactory(has_guests=True)
    answers = [anonymous_client.post(url("guest", topic), sent()) for _time in range(6)]
    assert [answer.status_code for answer in answers] == [302] * 4 + [200] * 2
    assert "mehrere Codes gesendet" in answers[-1].content.decode()
    assert Mail.objects.count() == GuestPost.objects.count() == 4
    again = anonymous_client.post(f"{answers[0].url}neuer-code/", follow=True)
    assert "mehrere Codes gesendet" in again.content.decode()


def test_what_nobody_confirms_goes_after_a_day(anonymous_client):
    guest_post = written(TopicFactory(has_guests=True))
    day = NOON + timedelta(days=1)
    assert actions.forget_guest_posts(at=day - timedelta(seconds=1)) == 0
    assert actions.forget_guest_posts(at=day) == 1
    gone = url("guest_code", guest_post.topic, guest_post.pk)
    assert anonymous_client.get(gone).status_code == 404


def test_a_code_that_is_late_is_refused(anonymous_client):
    guest_post = written(TopicFactory(has_guests=True), at=NOON - timedelta(days=1, seconds=1))
    address = url("guest_code", guest_post.topic, guest_post.pk)
    assert anonymous_client.post(address, {"code": code_in_mail()}).status_code == 409


# -- who has an account, who is looked at ------------------------------------------------------------
def test_who_has_an_account_is_led_to_the_usual_form(client_as, participant):
    topic = TopicFactory(has_guests=True)
    assert client_as(participant).get(url("guest", topic)).url == url("post", topic)


@pytest.mark.parametrize("review", ["first", "all"])
def test_guests_wait_where_the_topic_says_so(review, anonymous_client):
    topic = TopicFactory(has_guests=True, review=review)
    post = confirmed(written(topic))
    assert post.contribution.is_held
    page = page_of(anonymous_client, url("guest_code", topic, GuestPost.objects.get().pk))
    assert "sobald die Moderation ihn gelesen hat" in page
    assert "Sonntags" not in page_of(anonymous_client, topic.get_absolute_url())


def test_the_same_address_is_one_guest():
    topic = TopicFactory(has_guests=True)
    confirmed(written(topic))
    confirmed(written(topic, email=ADDRESS.upper(), at=NOON + timedelta(seconds=1)))
    assert Recipient.objects.count() == 1


def test_refused_form_keeps_what_was_typed(anonymous_client):
    topic = TopicFactory(has_guests=True)
    page = anonymous_client.post(url("guest", topic), sent(email="keine")).content.decode()
    assert "Sonntags fährt nichts." in page
    assert 'value="keine"' in page
    assert 'value="Pendlerin"' in page
