"""What moderation keeps is kept for a time only; the log of its steps stays, without the words."""

from datetime import datetime

from django.conf import settings
from django.db.models import Exists, Max, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import override

from participation.contributions.actions.moderating import erase_words
from participation.contributions.house_rules import KEPT_FOR
from participation.contributions.models import (
    Contribution,
    ContributionQuerySet,
    Moderation,
    Objection,
    Report,
)

Reason = Moderation.Reason


def erase_expired(*, at: datetime) -> int:
    """Erase hidden texts, reports and objections whose time is over; returns how many texts went."""
    with override(settings.LANGUAGE_CODE):
        words = _("Dieser Text war ausgeblendet und wurde nach Ablauf der Frist gelöscht.")
    expired = list(_expired_texts(at))
    for contribution in expired:
        erase_words(contribution, words=words, reason=Reason.EXPIRED, at=at)
    _empty_reports_and_objections(at)
    return len(expired)


def _expired_texts(at: datetime) -> ContributionQuerySet:
    """Hidden since long, with words still there and nobody waiting for a decision about them."""
    steps = Moderation.objects.filter(contribution=OuterRef("pk"))
    waiting = Objection.objects.filter(
        moderation__contribution=OuterRef("pk"), state=Objection.State.OPEN
    )
    return (
        Contribution.objects.filter(is_hidden=True, is_held=False)
        .annotate(last_step=Max("moderations__at"))
        .filter(~Exists(steps.words_gone()), ~Exists(waiting), last_step__lt=at - KEPT_FOR)
        .order_by("pk")
    )


def _empty_reports_and_objections(at: datetime) -> None:
    """Their decision and its reason stay; what people wrote about others goes."""
    before = at - KEPT_FOR
    written = ~Q(text="")
    Report.objects.filter(written | Q(recipient__isnull=False), handled_at__lt=before).update(
        text="", recipient=None
    )
    Objection.objects.filter(written, decided_at__lt=before).update(text="")
