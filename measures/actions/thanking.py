"""Telling those who reported that their report was accepted: news, so it comes as often as they chose."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from measures.models import Assessment
from smartregion.notices.actions import News, recipient_of, tell


def tell_of_acceptance(report: Assessment, *, by: Any, at: datetime) -> int:
    """Tell its author and the person responsible, but nobody what they did themselves."""
    people = {report.submitted_by, report.measure.responsible} - {by}
    recipients = [recipient_of(one) for one in people if one and one.is_active]
    return tell(recipients=recipients, news=_news(report), at=at)


def _news(report: Assessment) -> News:
    measure = report.measure
    with override(settings.LANGUAGE_CODE):
        return News(
            # A report that is given back and handed in again is accepted again.
            key=f"report-accepted:{report.pk}:{report.lock_version}",
            group=_("Maßnahme %(measure)s") % {"measure": measure},
            group_url=measure.get_absolute_url(),
            headline=_("Ihr Sachstand ist abgenommen: %(cycle)s") % {"cycle": report.cycle},
            url=reverse("measures:personal_report", args=[report.key]),
        )
