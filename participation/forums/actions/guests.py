"""Writing without an account: the text waits until the code from a mail is entered."""

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from participation.contributions.actions import checked_words
from participation.contributions.codes import receipt_code
from participation.forums.actions.gates import refuse_unless_allowed
from participation.forums.actions.posts import refuse_unless_answerable, reply_to, write_post
from participation.forums.models import GuestPost, Post, Topic
from smartregion.core.codes import keyed
from smartregion.core.errors import WrongState
from smartregion.county.models import County
from smartregion.notices.actions import guest_recipient, write_mail
from smartregion.notices.models import Mail

KEPT = timedelta(hours=24)
# A few slips of the finger; a program would need half a million tries for six digits.
TRIES = 5
# So many mails within an hour go to one address, whoever asks for them.
MAILS = 4
MAIL_KEY = "guest-code:"


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
    _count_try(guest_post)
    if not secrets.compare_digest(guest_post.code_hash, _code_hash(guest_post, code)):
        raise ValidationError({"code": _("Dieser Code stimmt nicht.")}, code="wrong")
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


def _count_try(guest_post: GuestPost) -> None:
    # Counted outside of any transaction that a wrong code would undo, and by the database.
    waiting = GuestPost.objects.filter(pk=guest_post.pk, tries__lt=TRIES)
    if not waiting.update(tries=F("tries") + 1):
        raise ValidationError(
            {
                "code": _(
                    "Das waren zu viele Versuche. Bitte lassen Sie sich einen neuen Code senden."
                )
            },
            code="too_often",
        )


def _code_hash(guest_post: GuestPost, code: str) -> str:
    return keyed(b"guest post code", guest_post.pk.bytes + code.encode()).hex()


# -- letters -------------------------------------------------------------------------------------
def _mail_code(guest_post: GuestPost, at: datetime) -> None:
    _refuse_many_mails(guest_post.email, at)
    code = f"{secrets.randbelow(10**6):06d}"
    guest_post.code_hash, guest_post.tries = _code_hash(guest_post, code), 0
    guest_post.save(update_fields=["code_hash", "tries"])
    with override(settings.LANGUAGE_CODE):
        subject = _("Ihr Code für „%(topic)s“") % {"topic": guest_post.topic.title}
        where = reverse("forums:guest_code", args=[*_address(guest_post.topic), guest_post.pk])
        text = render_to_string(
            "forums/letters/guest_code.txt",
            {
                "code": code,
                "topic": guest_post.topic,
                "url": f"{settings.PUBLIC_URL}{where}",
                "expires_at": guest_post.expires_at,
                "county": County.objects.first(),
            },
        )
    # Each code is a new letter, also the second one within a second: only the newest code holds.
    key = f"{MAIL_KEY}{guest_post.pk}:{secrets.token_hex(8)}"
    write_mail(key=key, to=guest_post.email, subject=subject, text=text, at=at)


def _refuse_many_mails(address: str, at: datetime) -> None:
    lately = Mail.objects.filter(
        to=address, key__startswith=MAIL_KEY, written_at__gt=at - timedelta(hours=1)
    )
    if lately.count() >= MAILS:
        raise ValidationError(
            _(
                "An diese Adresse haben wir gerade schon mehrere Codes gesendet. Bitte sehen Sie "
                "in Ihrem Postfach nach, oder versuchen Sie es in einer Stunde noch einmal."
            ),
            code="many_mails",
        )


def _mail_receipt(guest_post: GuestPost, post: Post, at: datetime) -> None:
    with override(settings.LANGUAGE_CODE):
        subject = _("Ihr Beitrag zu „%(topic)s“") % {"topic": post.topic.title}
        text = render_to_string(
            "forums/letters/guest_receipt.txt",
            {
                "code": receipt_code(guest_post.pk),
                "topic": post.topic,
                "is_held": post.contribution.is_held,
                "url": f"{settings.PUBLIC_URL}{post.contribution.get_absolute_url()}",
                "receipt_url": f"{settings.PUBLIC_URL}{reverse('contributions:receipt')}",
                "county": County.objects.first(),
            },
        )
    key = f"guest-receipt:{guest_post.pk}"
    write_mail(key=key, to=guest_post.email, subject=subject, text=text, at=at)


def _address(topic: Topic) -> tuple[str, str]:
    return topic.forum.slug, topic.slug
