"""The course of an indicator that everybody may read."""

from collections import defaultdict
from collections.abc import Iterator

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from measures.charts.indicators import course_of, has_course
from measures.models import Indicator
from measures.queries.indicators import IndicatorLine, indicator_lines
from smartregion.reports.queries.exhibits.registry import (
    Look,
    Offer,
    Offers,
    Source,
    as_of,
    draws,
    offers,
)
from smartregion.reports.rendering.exhibits import Shown


def _lines() -> dict[str, IndicatorLine]:
    public = Indicator.objects.visible_to(AnonymousUser()).distinct()
    lines = indicator_lines(public.order_by("measure__number", "pk"))
    return {str(line.pk): line for line in lines if has_course(line)}


@offers(gettext_lazy("Kennzahlen"))
def _from_indicators() -> Iterator[Offers]:
    by_subject: dict[str, list[Offer]] = defaultdict(list)
    for key, line in _lines().items():
        by_subject[line.subject].append(Offer(line.name, {"kind": "indicator", "indicator": key}))
    for subject, listed in by_subject.items():
        yield Offers(subject, listed)


@draws("indicator")
def _indicator(source: Source, look: Look) -> Shown | None:
    line = look.once("indicators", _lines)[source["indicator"]]
    chart = course_of(line)
    base = [line.subject]
    if line.latest:
        base.append(as_of(line.latest.on))
    if line.source:
        base.append(_("Quelle: %(source)s") % {"source": line.source})
    if line.is_example:
        base.append(_("Beispieldaten"))
    return Shown(line.name, chart.table, tuple(base), line.url, chart)
