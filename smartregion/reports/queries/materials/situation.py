"""The starting position: structure figures, what exists already, what holds, and what was found."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from smartregion.reports.briefs import Brief
from smartregion.reports.queries.materials.registry import Content, material
from smartregion.reports.rendering.languages import LANGUAGE
from strategy.models import ExistingProject
from strategy.queries import FrameEntry, entries_of, fields_of_action
from strategy.queries.situation import Group, Topic, situation_in
from strategy.queries.situation_findings import Found, Square, squares_of


# -- structure data ------------------------------------------------------------------------------
@material("structure")
def _structure(_brief: Brief, _at: datetime) -> list[Content]:
    return [_topic(topic) for topic in situation_in(LANGUAGE).topics if topic.figures]


def _topic(topic: Topic) -> Content:
    return {
        "code": topic.code,
        "title": topic.title,
        "unit": topic.unit,
        "is_summable": topic.characteristic.is_summable,
        "county": _group(topic.county),
        "belt": _group(topic.belt),
        "rural": _group(topic.rural),
        "sources": [{"name": name, "on": on} for name, on in topic.sources],
        "gaps": [town.name for town in topic.gaps],
    }


def _group(group: Group) -> Content:
    return {name: value for name, value in asdict(group).items() if name != "median"}


# -- what exists -----------------------------------------------------------------------------------
@material("projects")
def _projects(_brief: Brief, _at: datetime) -> list[Content]:
    """What runs already, with the fields it belongs to today."""
    home = fields_of_action(language=LANGUAGE).home
    related = ExistingProject.objects.select_related("organisation")
    return [
        {
            "title": each.title,
            "summary": each.summary,
            "organisation": each.organisation.name,
            "state": each.state,
            "state_label": each.get_state_display(),
            "started_in": each.started_in,
            "ended_in": each.ended_in,
            "municipalities": [town.name for town in each.municipalities.all()],
            "fields": sorted(
                {home[one.pk].title for one in each.fields_of_action.all() if one.pk in home}
            ),
        }
        for each in related.prefetch_related("municipalities", "fields_of_action")
    ]


@material("frameworks")
def _frameworks(_brief: Brief, at: datetime) -> list[Content]:
    entries = entries_of(fields_of_action(language=LANGUAGE), on=timezone.localdate(at))
    return [_framework(entry) for entry in entries]


def _framework(entry: FrameEntry) -> Content:
    document = entry.framework
    return {
        "title": document.title,
        "level": document.level,
        "level_label": document.get_level_display(),
        "kind_label": document.get_kind_display(),
        "owner": document.owner,
        "summary": document.summary,
        "validity": entry.validity,
        "standing": entry.standing.value,
        "standing_label": str(entry.standing.label),
        "fields": [str(field) for field in entry.fields],
    }


# -- strengths, weaknesses, opportunities, threats ----------------------------------------------------
@material("findings")
def _findings(brief: Brief, _at: datetime) -> list[Content]:
    """The square of the county first, then those of the fields; empty ones are left out."""
    if brief.version is None:
        return []
    strategy = brief.version.strategy
    squares = squares_of(strategy, visible_to=AnonymousUser(), language=LANGUAGE)
    return [_square(square) for square in squares if square.total]


def _square(square: Square) -> Content:
    return {
        "field": square.name,
        "corners": [
            {
                "kind": corner.kind.value,
                "label": str(corner.plural),
                "sign": corner.sign,
                "findings": _found(corner.findings),
            }
            for corner in square.corners
        ],
    }


def _found(findings: Iterable[Found]) -> list[Content]:
    return [
        {
            "text": each.finding.text,
            "source": each.finding.source,
            "as_of": each.finding.as_of,
            "grown": [link.label for link in each.grown],
        }
        for each in findings
    ]
