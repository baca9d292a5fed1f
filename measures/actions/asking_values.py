"""Asking for the values of indicators whose day has come: once for each day that had one due."""

from datetime import date, datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from measures.models import Measure
from measures.queries.indicators import IndicatorLine, indicators_of
from measures.timeliness import last_wanted_on
from smartregion.core.days import short_day
from smartregion.notices.actions import News, recipient_of, tell

# What rests, is only proposed or is done owes no further values.
AT_WORK = (Measure.State.APPROVED, Measure.State.RUNNING)


def ask_for_values(*, at: datetime) -> int:
    """Tell the responsible person of each value that is wanted and not there.

    Who does not answer is asked again after another interval and not before; several days that were
    missed are one question. Returns how many notices were new.
    """
    today = timezone.localdate(at)
    measures = Measure.objects.filter(state__in=AT_WORK, responsible__is_active=True)
    by_pk = {measure.pk: measure for measure in measures.select_related("responsible")}
    with override(settings.LANGUAGE_CODE):
        return sum(
            tell(
                recipients=[recipient_of(by_pk[pk].responsible)],
                news=_news(by_pk[pk], line, today),
                at=at,
            )
            for pk, lines in indicators_of(list(by_pk)).items()
            for line in lines
            if line.is_wanted(today)
        )


def _news(measure: Measure, line: IndicatorLine, today: date) -> News:
    due = last_wanted_on(line.interval, line.wanted_on, on=today)
    return News(
        key=f"value:{line.pk}:{due or 'first'}",
        group=_("Maßnahme %(measure)s") % {"measure": measure},
        group_url=measure.get_absolute_url(),
        headline=_("Neuer Wert erbeten: %(indicator)s") % {"indicator": line.name},
        url=reverse("measures:value_enter", args=[line.pk]),
        text=_why(line, due),
    )


def _why(line: IndicatorLine, due: date | None) -> str:
    if due is None:
        return _("Für diese Kennzahl ist noch kein Wert eingetragen.")
    wanted = _("Es fehlt der Wert zum %(day)s.") % {"day": short_day(due)}
    if line.latest is None:
        return wanted
    known = {"value": line.latest.said, "day": short_day(line.latest.on)}
    return wanted + " " + _("Der letzte ist vom %(day)s: %(value)s.") % known
