"""What bodies of the county decided about the strategy and its measures."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from measures.models import MeasureStateChange, Prioritisation
from smartregion.reports.briefs import Brief
from smartregion.reports.queries.materials.registry import Content, material
from smartregion.reports.queries.materials.subjects import measures_of, strategy_of
from strategy.models import Resolution, StrategyVersion

# What was decided, with the words for it.
Decided = tuple[Resolution, str]


@material("resolutions")
def _resolutions(brief: Brief, _at: datetime) -> list[Content]:
    """Each once with everything it is about, the oldest first."""
    about: dict[int, list[str]] = {}
    found: dict[int, Resolution] = {}
    for resolution, subject in (*_versions(brief), *_rounds(brief), *_measures(brief)):
        found[resolution.pk] = resolution
        subjects = about.setdefault(resolution.pk, [])
        if subject not in subjects:
            subjects.append(subject)
    ordered = sorted(found.values(), key=lambda each: (each.decided_on, each.pk))
    return [_resolution(each, about[each.pk]) for each in ordered]


def _versions(brief: Brief) -> Iterator[Decided]:
    versions = StrategyVersion.objects.public().filter(strategy=strategy_of(brief))
    for version in (
        versions.select_related("resolution").prefetch_related("referrals").order_by("pk")
    ):
        subject = _("Strategie, Fassung %(label)s") % {"label": version.label}
        yield from ((each, subject) for each in version.referrals.all())
        if version.resolution:
            yield version.resolution, subject


def _rounds(brief: Brief) -> Iterator[Decided]:
    rounds = Prioritisation.objects.public().filter(
        strategy=strategy_of(brief), resolution__isnull=False
    )
    for each in rounds.select_related("resolution"):
        if each.resolution:
            yield each.resolution, _("Priorisierung „%(title)s“") % {"title": each.title}


def _measures(brief: Brief) -> Iterator[Decided]:
    steps = MeasureStateChange.objects.filter(
        measure__in=measures_of(brief).order_by(), resolution__isnull=False
    )
    for step in steps.select_related("measure", "resolution").order_by("measure__number", "at"):
        if step.resolution:
            what = {"number": step.measure.number, "state": step.get_new_state_display()}
            yield step.resolution, _("%(number)s: %(state)s") % what


def _resolution(resolution: Resolution, about: list[str]) -> Content:
    return {
        "body": resolution.body,
        "decided_on": resolution.decided_on,
        "paper_number": resolution.paper_number,
        "result": resolution.get_result_display(),
        "link": resolution.link,
        "about": about,
    }
