"""What moderation keeps is kept for a time only; the log of its steps stays, without the words."""

from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from participation.contributions.actions.moderating import erase_words
from participation.contributions.models import (
    Contribution,
    Moderation,
    Objection,
    Report,
)

Reason = Moderation.Reason


def erase_expired(*, at: datetime) -> int:
    """Erase hidden texts, reports and objections whose time is over; returns how many texts went."""
    with override(settings.LANGUAGE_CODE):
        words = _("Dieser Text war ausgeblendet und wurde nach Ablauf der Frist gelöscht.")
    expired = list(Contribution.objects.expired(at))
    for contribution in expired:
        erase_words(contribution, words=words, reason=Reason.EXPIRED, at=at)
    _empty_reports_and_objections(at)
    return len(expired)


def _empty_reports_and_objections(at: datetime) -> None:
    """Their decision and its reason stay; what people wrote about others goes."""
    Report.retention.rows_due(Report, at).update(text="", recipient=None)
    Objection.retention.rows_due(Objection, at).update(text="")
