"""Telling people what their contribution grew into, and how that goes on."""

from datetime import datetime

from django.conf import settings
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import override

from measures.models import Measure, MeasureStateChange, Origin
from participation.contributions.actions.telling import listeners, listeners_to
from participation.contributions.models import Contribution
from smartregion.notices.actions import News, tell


def tell_of_origin(origin: Origin, *, at: datetime) -> int:
    """Tell whoever wrote the contribution, and its followers, that a measure has grown from it."""
    measure, contribution = origin.measure, origin.contribution
    if contribution is None or contribution.is_hidden or not _is_public(measure):
        return 0
    with override(settings.LANGUAGE_CODE):
        said = Truncator(contribution.text).chars(90)
        news = _news(
            measure,
            key=f"origin:{origin.pk}",
            headline=_("Eine Maßnahme ist daraus entstanden: „%(said)s“") % {"said": said},
            text=measure.summary,
        )
    return tell(recipients=listeners(contribution), news=news, at=at)


def tell_of_move(change: MeasureStateChange) -> int:
    """Tell all those from whose contributions a measure grew that it has moved; each person once."""
    measure = change.measure
    if not _is_public(measure):
        return 0
    grown_from = Contribution.objects.filter(
        pk__in=measure.origins.values("contribution"), is_hidden=False
    )
    with override(settings.LANGUAGE_CODE):
        news = _news(
            measure,
            key=f"measure:{change.pk}",
            headline=_("Die Maßnahme steht jetzt auf „%(state)s“")
            % {"state": change.get_new_state_display()},
            text=change.reason
            or _("Sie entstand aus einem Beitrag, den Sie geschrieben haben oder dem Sie folgen."),
        )
    heard = listeners_to(grown_from.select_related("author", "guest"))
    return tell(recipients=heard, news=news, at=change.at)


def _is_public(measure: Measure) -> bool:
    return Measure.objects.public().filter(pk=measure.pk).exists()


def _news(measure: Measure, *, key: str, headline: str, text: str) -> News:
    url = measure.get_absolute_url()
    group = _("Maßnahme %(measure)s") % {"measure": measure}
    return News(key=key, group=group, group_url=url, headline=headline, url=url, text=text)
