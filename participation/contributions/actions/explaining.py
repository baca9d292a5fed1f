"""Telling authors what moderation decided about their text, why, and how to object."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from participation.contributions.actions.telling import writers
from participation.contributions.house_rules import objection_until
from participation.contributions.links import objection_path
from participation.contributions.models import Moderation, Objection
from smartregion.notices.actions import News, tell

Step = Moderation.Step

HEADLINES = {
    Step.HIDDEN: gettext_lazy("Ihr Beitrag wurde ausgeblendet"),
    Step.SHOWN: gettext_lazy("Ihr Beitrag ist wieder sichtbar"),
    Step.RELEASED: gettext_lazy("Ihr Beitrag ist erschienen"),
    Step.REFUSED: gettext_lazy("Ihr Beitrag wurde nicht freigegeben"),
}


def explain_to_author(moderation: Moderation) -> None:
    """Tell whoever wrote the text once; what they took back themselves they know."""
    if moderation.reason == Moderation.Reason.TAKEN_BACK:
        return
    with override(settings.LANGUAGE_CODE):
        news = _news(moderation)
    tell(recipients=writers(moderation.contribution), news=news, at=moderation.at)


def explain_rejection(objection: Objection, *, decision: str, at: datetime) -> None:
    """Tell the author that their objection changed nothing, and why."""
    moderation = objection.moderation
    with override(settings.LANGUAGE_CODE):
        news = _about(
            key=f"objection:{objection.pk}",
            headline=_("Ihr Einspruch wurde zurückgewiesen"),
            text=decision,
            url=objection_path(moderation),
        )
    tell(recipients=writers(moderation.contribution), news=news, at=at)


def _news(moderation: Moderation) -> News:
    is_against = moderation.step in Moderation.AGAINST
    return _about(
        key=f"moderation:{moderation.pk}",
        headline=str(HEADLINES[Step(moderation.step)]),
        text=_reasons(moderation) if is_against else moderation.explanation,
        url=objection_path(moderation)
        if is_against
        else moderation.contribution.get_absolute_url(),
    )


def _reasons(moderation: Moderation) -> str:
    last_day = date_format(localdate(objection_until(moderation)), "DATE_FORMAT")
    way = _("Wenn Sie nicht einverstanden sind, können Sie bis zum %(day)s Einspruch einlegen.")
    reason = _("Grund: %(reason)s.") % {"reason": moderation.get_reason_display()}
    return "\n".join([reason, moderation.explanation, way % {"day": last_day}])


def _about(*, key: str, headline: str, text: str, url: str) -> News:
    return News(
        key=key,
        group=_("Moderation Ihrer Beiträge"),
        group_url=reverse("contributions:house_rules"),
        headline=headline,
        text=text,
        url=url,
    )
