"""Measures: their public profiles with the assessment of the reported cycle, and what connects them."""

from dataclasses import asdict
from datetime import date, datetime

from django.contrib.auth.models import AnonymousUser

from measures.models import Cycle
from measures.queries import MeasureProfile
from measures.queries.dependencies import dependency_graph
from measures.queries.guideline_matrix import guideline_matrix
from measures.queries.profiles import public_profiles
from measures.queries.timeline import timeline_of
from smartregion.reports.briefs import Brief
from smartregion.reports.queries.materials.registry import Content, material
from smartregion.reports.queries.materials.subjects import measures_of


@material("measures")
def _measures(brief: Brief, _at: datetime) -> list[Content]:
    cutoff = _cutoff(brief.cycle)
    return [_measure(each, cutoff) for each in public_profiles(measures_of(brief))]


def _cutoff(cycle: Cycle | None) -> date | None:
    return cycle.cutoff_on if cycle else None


def _measure(profile: MeasureProfile, cutoff: date | None) -> Content:
    """A profile with the assessment of the reported cycle only: later ones are not its matter."""
    content = asdict(profile)
    told = [one for one in content.pop("assessments") if cutoff and one["cutoff_on"] == cutoff]
    content["latest"] = told[0] if told else None
    # Figures of surveys that show them to nobody today stay inside the office.
    content["evidence"] = [line for line in content["evidence"] if line["is_public"]]
    del content["state_changes"], content["card"]["light"]
    return content


@material("timeline")
def _timeline(brief: Brief, _at: datetime) -> list[Content]:
    """Fields of action with their measures on the time axis."""
    return [asdict(field) for field in timeline_of(measures_of(brief))]


@material("dependencies")
def _dependencies(brief: Brief, _at: datetime) -> Content:
    """What waits for what, among the measures that everybody may read."""
    return asdict(dependency_graph(measures_of(brief), visible_to=AnonymousUser()))


@material("serving")
def _serving(brief: Brief, _at: datetime) -> Content:
    """Guidelines beside the measures that are pursued, with the level at which each serves them."""
    pursued = measures_of(brief).pursued()
    return asdict(guideline_matrix(pursued, visible_to=AnonymousUser()))
