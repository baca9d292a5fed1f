"""Indicators of measures and of strategic objectives, with all values that count."""

from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from measures.models import Indicator
from measures.models.indicators import IndicatorQuerySet
from measures.queries.indicators import indicator_lines
from smartregion.reports.briefs import Brief
from smartregion.reports.queries.materials.registry import Content, material
from smartregion.reports.queries.materials.subjects import measures_of, version_of
from strategy.models import Element


@material("indicators")
def _indicators(brief: Brief, _at: datetime) -> list[Content]:
    """Those of objectives first, then those of measures by number."""
    of_objectives = Indicator.objects.of_objectives(_objectives(brief))
    lines = [
        *indicator_lines(of_objectives.order_by("objective__number", "pk")),
        *indicator_lines(_of_measures(brief)),
    ]
    return [asdict(line) for line in lines]


def _objectives(brief: Brief) -> list[UUID]:
    version = version_of(brief)
    worded = Q(texts__version=version, kind=Element.Kind.OBJECTIVE)
    return list(Element.objects.filter(worded).values_list("pk", flat=True)) if version else []


def _of_measures(brief: Brief) -> IndicatorQuerySet:
    pursued = measures_of(brief).pursued().order_by()
    return Indicator.objects.filter(measure__in=pursued).order_by("measure__number", "pk")
