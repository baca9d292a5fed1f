"""What may be done with a post now, as its topic says (fills ``contributions.guards``)."""

from datetime import datetime

from django.utils.translation import gettext as _

from participation.contributions.models import Contribution
from participation.forums.actions.gates import objection_to
from participation.forums.models import Post, Topic


def objection_to_change(contribution: Contribution, at: datetime) -> str | None:
    """Words change only while words like these may be added."""
    topic = _topic_of(contribution)
    if topic is None:
        return None
    if topic.review == Topic.Review.ALL and not contribution.is_held:
        return _(
            "In diesem Thema prüft die Moderation jeden Beitrag, bevor er erscheint. Was geprüft "
            "ist, bleibt so stehen; bitte schreiben Sie, was Sie ergänzen möchten, als Antwort."
        )
    act = Topic.Act.REPLY if contribution.reply_to_id else Topic.Act.POST
    return objection_to(topic, act, at)


def objection_to_support(contribution: Contribution, at: datetime) -> str | None:
    topic = _topic_of(contribution)
    return objection_to(topic, Topic.Act.SUPPORT, at) if topic else None


def _topic_of(contribution: Contribution) -> Topic | None:
    found = Post.objects.select_related("topic__forum").filter(pk=contribution.pk).first()
    return found.topic if found else None
