"""The strategy: its frame, its phases and its wording."""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils import timezone

from smartregion.reports.briefs import Brief
from smartregion.reports.queries.materials.registry import Content, material
from smartregion.reports.queries.materials.subjects import version_of
from smartregion.reports.rendering.languages import LANGUAGE
from strategy.models import StrategyVersion
from strategy.queries import Passage, reading_of


@material("strategy")
def _frame(brief: Brief, _at: datetime) -> Content | None:
    version = version_of(brief)
    return _strategy(version) if version else None


@material("phases")
def _way(brief: Brief, at: datetime) -> list[Content]:
    return _phases(brief.version, timezone.localdate(at)) if brief.version else []


@material("reading")
def _wording(brief: Brief, _at: datetime) -> Content | None:
    return _reading(brief.version) if brief.version else None


def _strategy(version: StrategyVersion) -> Content:
    resolution = version.resolution
    return {
        "title": version.strategy.title,
        "period_start": version.strategy.period_start,
        "period_end": version.strategy.period_end,
        "label": version.label,
        "state": version.state,
        "state_label": version.get_state_display(),
        "effective_from": version.effective_from,
        "sha256": version.content_sha256,
        "resolution": resolution
        and {
            "body": resolution.body,
            "decided_on": resolution.decided_on,
            "paper_number": resolution.paper_number,
            "result": resolution.get_result_display(),
        },
    }


def _phases(version: StrategyVersion, on: date) -> list[Content]:
    return [
        {
            **phase.in_language(LANGUAGE),
            "starts_on": phase.starts_on,
            "ends_on": phase.ends_on,
            "is_done": phase.ends_on is not None and phase.ends_on < on,
        }
        for phase in version.strategy.phases.all()
    ]


def _reading(version: StrategyVersion) -> Content:
    reading = reading_of(version, language=LANGUAGE)
    return {
        "opening": _passages(reading.opening),
        "vision": _passages(reading.vision),
        "guidelines": _passages(reading.guidelines),
        "fields": _passages(reading.fields),
        "closing": _passages(reading.closing),
    }


def _passages(passages: Iterable[Passage]) -> list[Content]:
    return [
        {
            "name": passage.text.element.name,
            "kind": passage.kind,
            "number": passage.number,
            "title": passage.title,
            "summary": passage.summary,
            "body": passage.body,
            "parts": _passages(passage.parts),
            # The guidelines that an objective supports, and the fields that went into a field.
            "supports": [f"{each.number} {each.title}".strip() for each in passage.supports],
            "merged_from": [element.name for element in passage.lineage.merged_from],
        }
        for passage in passages
    ]
