"""Notices: one's own, what somebody follows, leaving, and the outbox of the administration."""

from typing import Any

from participation.forums.models import Post, Topic
from smartregion.accounts.models import User
from smartregion.notices.actions import recipient_of
from smartregion.notices.models import Mail
from tests.architecture.access.table import PEOPLE, Row, only, public, signed_in
from tests.factories.dates import NOON


def letter_link() -> dict[str, Any]:
    return {"key": recipient_of(User.objects.get(email=PEOPLE["participant"])).key}


def stuck() -> dict[str, Any]:
    """A letter that the mail server refused; the demo county has none."""
    mail, _is_new = Mail.objects.get_or_create(
        key="access",
        defaults={
            "to": "falsch@example.org",
            "subject": "Neues",
            "text": "Guten Tag",
            "state": Mail.State.FAILED,
            "written_at": NOON,
            "not_before": NOON,
        },
    )
    return {"pk": mail.pk}


def post() -> dict[str, Any]:
    return {"pk": Post.objects.filter(contribution__is_hidden=False).first().pk}


def topic() -> dict[str, Any]:
    found = Topic.objects.public().select_related("forum").first()
    return {"forum": found.forum.slug, "topic": found.slug}


TABLE: dict[str, Row] = {
    "notices:notice_list": signed_in(),
    "notices:read": signed_in(post=True),
    "notices:following": signed_in(),
    "notices:preferences": signed_in(),
    "notices:unsubscribe": public(where=letter_link),
    "notices:outbox": only("administration"),
    "accounts:close_account": signed_in(),
    "contributions:follow": signed_in(where=post),
    "forums:follow": signed_in(where=topic),
    "notices:send_again": only("administration", where=stuck),
}
