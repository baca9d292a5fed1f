"""One's own words: writing without an account, changing, taking back, finding again."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from participation.contributions.models import Contribution
from participation.forums.models import GuestPost, Post, Topic
from tests.architecture.access.table import PEOPLE, Row, only, public, signed_in

CITIZEN = PEOPLE["participant"]


def anything() -> dict[str, Any]:
    """What everybody may read and support: somebody else's post in a topic that is open."""
    return {"pk": _post().pk}


def own() -> dict[str, Any]:
    return {"pk": Contribution.objects.filter(author__email=CITIZEN, is_hidden=False)[0].pk}


def topic() -> dict[str, Any]:
    found = _topic()
    return {"forum": found.forum.slug, "topic": found.slug}


def post() -> dict[str, Any]:
    return {**topic(), "pk": _post().pk}


def unconfirmed() -> dict[str, Any]:
    """Something that waits for its code; nothing of the kind is part of the demo."""
    now = timezone.now()
    found, _is_new = GuestPost.objects.get_or_create(
        topic=_topic(),
        name="Pendlerin",
        email="pendlerin@pm.example",
        defaults={
            "text": "Am Sonntag fährt nichts.",
            "code_hash": "0" * 64,
            "written_at": now,
            "expires_at": now + timedelta(days=1),
        },
    )
    return {**topic(), "pk": found.pk}


def _topic() -> Topic:
    return Topic.objects.open(timezone.now()).filter(has_guests=True).select_related("forum")[0]


def _post() -> Post:
    shown = Post.objects.openings().filter(topic=_topic(), contribution__is_hidden=False)
    return shown.filter(contribution__author__isnull=True).earliest(
        "contribution__written_at", "contribution__text"
    )


TABLE: dict[str, Row] = {
    "contributions:mine": signed_in(),
    "contributions:receipt": public(),
    "contributions:receipt_withdraw": public(post=True),
    "contributions:support": signed_in(where=anything, post=True),
    "contributions:edit": only("participant", where=own),
    "contributions:withdraw": only("participant", where=own),
    "contributions:editions": public(where=anything),
    "forums:guest": public(where=topic),
    "forums:guest_reply": public(where=post),
    "forums:guest_code": public(where=unconfirmed),
    "forums:guest_code_again": public(where=unconfirmed, post=True),
}
