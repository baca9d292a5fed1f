"""Drafts that were out for comments, and how each comment was weighed (Abwägung)."""

from collections.abc import Iterator
from datetime import datetime

from django.contrib.auth.models import AnonymousUser

from participation.consultations.queries import (
    Row,
    Wanted,
    consulted_versions,
    filtered,
    in_reading_order,
    latest_draft,
    progress_of,
    rows_of,
)
from smartregion.reports.briefs import Brief
from smartregion.reports.queries.materials.registry import Content, material
from smartregion.reports.queries.materials.voices import as_said
from strategy.models import StrategyVersion


@material("consultations")
def _consultations(brief: Brief, _at: datetime) -> list[Content]:
    """The rounds that led to the version of this report, the first one first."""
    if brief.version is None:
        return []
    until = consulted_versions(AnonymousUser()).filter(
        strategy=brief.version.strategy_id, pk__lte=brief.version.pk
    )
    return [one for version in until.order_by("pk") for one in _consultation(version)]


def _consultation(version: StrategyVersion) -> Iterator[Content]:
    draft = latest_draft(version)
    if draft is None:
        return
    keys = in_reading_order(filtered(version, Wanted()), draft)
    progress = progress_of(version)
    yield {
        "label": version.label,
        "opens_on": version.consultation_from,
        "closes_on": version.consultation_until,
        "total": progress.total,
        "open": progress.open,
        "comments": [_comment(row) for row in rows_of(version, keys, draft)],
    }


def _comment(row: Row) -> Content:
    behalf = row.comment.on_behalf_of
    return {
        **as_said(row.said),
        "spot": str(row.spot),
        "quote": row.comment.quote,
        "channel": row.channel,
        "on_behalf_of": behalf.name if behalf else "",
        "is_open": row.is_open,
    }
