"""Writing without an account: the text waits until the code from a mail is entered."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from participation.contributions.actions import checked_words
from participation.contributions.actions.mailed_codes import KEPT, mail_code, refuse_wrong_code
from participation.contributions.codes import receipt_code
from participation.forums.actions.gates import refuse_unless_allowed
from participation.forums.actions.posts import refuse_unless_answerable, reply_to, write_post
from participation.forums.models import GuestPost, Post, Topic
from smartregion.core.errors import WrongState
from smartregion.core.links import public_url
from smartregion.county.models import County
from smartregion.notices.actions import guest_recipient, write_mail


@transaction.atomic
def write_as_guest(
    *, topic: Topic, name: str, email: str, text: str, at: datetime, reply_to: Post | None = None
) -> GuestPost:
    """Keep what somebody without an account wrote, and mail them the code that lets it appear."""
    refuse_unless_guests_may(topic, reply_to, at)
    guest_post = GuestPost.objects.create(
        topic=topic,
        reply_to=reply_to,
        name=name,
        email=email.lower(),
        text=checked_words(text),
        written_at=at,
        expires_at=at + KEPT,
    )
    _mail_code(guest_post, at)
    return guest_post


@transaction.atomic
def send_code_again(*, guest_post: GuestPost, at: datetime) -> None:
    """Mail a new code; the one before does not hold any more."""
    _refuse_unless_waiting(guest_post, at)
    _mail_code(guest_post, at)


def confirm_guest_post(
    *, guest_post: GuestPost, code: str, at: datetime, is_suspicious: Callable[[], bool]
) -> Post:
    """Let the text appear whose code this is; entered twice, it is still one post.

    Whether it ``is_suspicious`` is asked, and thereby counted, only once the code is right.
    """
    if guest_post.post:
        return guest_post.post
    _refuse_unless_waiting(guest_post, at)
    refuse_wrong_code(guest_post, code)
    return _appear(guest_post, at, is_suspicious())


def refuse_unless_guests_may(topic: Topic, answers: Post | None, at: datetime) -> None:
    """Say why nobody can write here without an account now."""
    if not topic.has_guests:
        raise WrongState(_("In diesem Thema brauchen Sie zum Schreiben ein Konto."))
    refuse_unless_allowed(topic, Topic.Act.REPLY if answers else Topic.Act.POST, at)
    if answers:
        refuse_unless_answerable(answers)


def forget_guest_posts(*, at: datetime) -> int:
    """Remove what nobody confirmed within a day; the contributions that others became stay."""
    gone, _rows = GuestPost.objects.filter(expires_at__lte=at).delete()
    return gone


@transaction.atomic
def _appear(guest_post: GuestPost, at: datetime, is_suspicious: bool) -> Post:
    with override(settings.LANGUAGE_CODE):
        name = _("%(name)s (Gast)") % {"name": guest_post.name}
    said: dict[str, Any] = {
        "text": guest_post.text,
        "author_name": name,
        "guest": guest_recipient(guest_post.email),
        "token": guest_post.pk,
        "is_suspicious": is_suspicious,
        "at": at,
    }
    if guest_post.reply_to:
        post = reply_to(post=guest_post.reply_to, **said)
    else:
        post = write_post(topic=guest_post.topic, **said)
    _mail_receipt(guest_post, post, at)
    # From now on the contribution holds the words, and the recipient the address.
    guest_post.post, guest_post.email, guest_post.text = post, "", ""
    guest_post.save(update_fields=["post", "email", "text"])
    return post


def _refuse_unless_waiting(guest_post: GuestPost, at: datetime) -> None:
    if guest_post.post_id or guest_post.expires_at <= at:
        raise WrongState(_("Dieser Code gilt nicht mehr. Bitte schreiben Sie Ihren Beitrag neu."))


# -- letters -------------------------------------------------------------------------------------
def _mail_code(guest_post: GuestPost, at: datetime) -> None:
    mail_code(guest_post, words=lambda code: _code_letter(guest_post, code), at=at)


def _code_letter(guest_post: GuestPost, code: str) -> tuple[str, str]:
    subject = _("Ihr Code für „%(topic)s“") % {"topic": guest_post.topic.title}
    where = reverse("forums:guest_code", args=[*_address(guest_post.topic), guest_post.pk])
    text = render_to_string(
        "forums/letters/guest_code.txt",
        {
            "code": code,
            "topic": guest_post.topic,
            "url": public_url(where),
            "expires_at": guest_post.expires_at,
            "county": County.objects.first(),
        },
    )
    return subject, text


def _mail_receipt(guest_post: GuestPost, post: Post, at: datetime) -> None:
    with override(settings.LANGUAGE_CODE):
        subject = _("Ihr Beitrag zu „%(topic)s“") % {"topic": post.topic.title}
        text = render_to_string(
            "forums/letters/guest_receipt.txt",
            {
                "code": receipt_code(guest_post.pk),
                "topic": post.topic,
                "is_held": post.contribution.is_held,
                "url": public_url(post.contribution.get_absolute_url()),
                "receipt_url": public_url(reverse("contributions:receipt")),
                "county": County.objects.first(),
            },
        )
    key = f"guest-receipt:{guest_post.pk}"
    write_mail(key=key, to=guest_post.email, subject=subject, text=text, at=at)


def _address(topic: Topic) -> tuple[str, str]:
    return topic.forum.slug, topic.slug
