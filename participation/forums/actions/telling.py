"""Telling people what became of a whole topic."""

from datetime import datetime

from django.conf import settings
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import override

from participation.contributions.actions.telling import listeners_to
from participation.contributions.models import Contribution
from participation.forums.models import Topic, TopicFollow
from smartregion.core.richtext import plain_text
from smartregion.notices.actions import News, tell

EXCERPT = 300


def tell_of_summary(topic: Topic, *, at: datetime) -> int:
    """Tell everybody who wrote or follows that the topic is concluded; returns to how many.

    Whoever was told of each answer still wants to know how the whole ended.
    """
    wrote = Contribution.objects.filter(post__topic=topic, is_hidden=False).only("pk")
    followers = TopicFollow.objects.filter(topic=topic).select_related("recipient")
    heard = [*listeners_to(wrote), *(follow.recipient for follow in followers)]
    with override(settings.LANGUAGE_CODE):
        news = News(
            key=f"topic-closed:{topic.pk}",
            group=topic.title,
            group_url=topic.get_absolute_url(),
            headline=_("Das Thema ist abgeschlossen: Lesen Sie, was daraus wird"),
            url=topic.get_absolute_url(),
            text=Truncator(plain_text(topic.summary)).chars(EXCERPT),
        )
    return tell(recipients={one.pk: one for one in heard}.values(), news=news, at=at)
