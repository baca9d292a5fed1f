"""Rounds of prioritisation that are finished and shown to everybody."""

from dataclasses import asdict
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from measures.models import Prioritisation
from measures.queries.rankings import result_of
from smartregion.reports.briefs import Brief
from smartregion.reports.queries.materials.registry import Content, material
from smartregion.reports.queries.materials.subjects import strategy_of


@material("priorities")
def _rounds(brief: Brief, _at: datetime) -> list[Content]:
    """The newest first."""
    rounds = Prioritisation.objects.public().filter(strategy=strategy_of(brief))
    return [_round(each) for each in rounds.select_related("resolution", "snapshot")]


def _round(prioritisation: Prioritisation) -> Content:
    ended = prioritisation.frozen_at
    return {
        "title": prioritisation.title,
        "resolution": str(prioritisation.resolution or ""),
        "ended_on": timezone.localdate(ended) if ended else None,
        "shows_ranking": prioritisation.shows_ranking,
        "is_example": prioritisation.is_example,
        "result": asdict(result_of(prioritisation, visible_to=AnonymousUser())),
    }
