"""Taking the figures of an accepted report into the profile: until then they were only said.

The profile may have changed since the report was written. What is there already is not written again,
and what no longer fits is left out and named, so that a person can look: nothing is written over
except the actual cost of a year, which grows from report to report.
"""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import override

from measures.actions.costs import cost_line_in_words
from measures.actions.indicator_values import enter_value
from measures.actions.milestones import milestone_in_words
from measures.actions.rows import rewriting
from measures.actions.telling import tell_of_milestones
from measures.figures import MilestoneReport, ValueReport, figures_of
from measures.models import Assessment, Indicator, Measure, Milestone
from smartregion.core.days import short_day


def apply_figures(assessment: Assessment, *, by: Any, at: datetime) -> list[str]:
    """Write milestones, values and costs into the profile; a sentence for each that was left out."""
    figures = figures_of(assessment.figures)
    if not (figures.milestones or figures.values or figures.costs):
        return []
    measure = Measure.objects.select_for_update().get(pk=assessment.measure_id)
    left_out = [
        *_reach_milestones(measure, figures.milestones, by, at),
        *_pay_costs(measure, figures.costs, by, at),
        *_enter_values(measure, figures.values, _origin(assessment), by, at),
    ]
    return [f"{measure.number}: {sentence}" for sentence in left_out]


# -- milestones --------------------------------------------------------------------------------
def _reach_milestones(
    measure: Measure, said: dict[str, MilestoneReport], by: Any, at: datetime
) -> list[str]:
    reported = {key: each.done_on for key, each in said.items() if each.done_on}
    steps = {str(step.pk): step for step in measure.milestones.filter(pk__in=reported)}
    left_out = [_gone(_("Ein Meilenstein")) for key in reported if key not in steps]
    fresh = []
    for key, step in steps.items():
        if step.done_on is None and not step.waived_reason:
            step.done_on = reported[key]
            fresh.append(step)
        elif step.done_on != reported[key]:
            left_out.append(_otherwise(step))
    if fresh:
        _write_milestones(measure, fresh, by, at)
    return left_out


def _write_milestones(measure: Measure, fresh: list[Milestone], by: Any, at: datetime) -> None:
    with rewriting(
        "milestones", measure=measure, by=by, at=at, lock_version=measure.lock_version,
        words=milestone_in_words, verb="reach_milestones",
    ):  # fmt: skip
        Milestone.objects.bulk_update(fresh, ["done_on"])
    measure.lock_version += 1
    tell_of_milestones(measure, fresh, at=at)


def _otherwise(step: Milestone) -> str:
    return _("Der Meilenstein „%(title)s“ ist im Steckbrief inzwischen anders vermerkt.") % {
        "title": step.title
    }


# -- costs -------------------------------------------------------------------------------------
def _pay_costs(measure: Measure, said: dict[str, Decimal], by: Any, at: datetime) -> list[str]:
    lines = {str(line.pk): line for line in measure.cost_lines.filter(pk__in=said)}
    changed = [line for key, line in lines.items() if line.actual_eur != said[key]]
    if changed:
        with rewriting(
            "cost_lines", measure=measure, by=by, at=at, lock_version=measure.lock_version,
            words=cost_line_in_words, verb="pay_costs",
        ):  # fmt: skip
            for line in changed:
                line.actual_eur = said[str(line.pk)]
                line.save(update_fields=["actual_eur"])
        measure.lock_version += 1
    return [_gone(_("Eine Kostenzeile")) for key in said if key not in lines]


# -- values ------------------------------------------------------------------------------------
def _enter_values(
    measure: Measure, said: dict[str, ValueReport], origin: str, by: Any, at: datetime
) -> Iterator[str]:
    observed = {key: each for key, each in said.items() if each.value is not None and each.on}
    indicators = {str(row.pk): row for row in measure.indicators.filter(pk__in=observed)}
    for key, report in observed.items():
        indicator = indicators.get(key)
        if indicator is None:
            yield _gone(_("Eine Kennzahl"))
        elif not _is_known(indicator, report):
            yield from _enter(indicator, report, origin, by, at)


def _is_known(indicator: Indicator, report: ValueReport) -> bool:
    current = indicator.entries.current()
    return current.filter(on=report.on, value=report.value).exists()


def _enter(
    indicator: Indicator, report: ValueReport, origin: str, by: Any, at: datetime
) -> Iterator[str]:
    if report.on is None or report.value is None:
        return
    try:
        enter_value(
            indicator=indicator, by=by, at=at, on=report.on, value=report.value,
            source=report.source, note=origin,
        )  # fmt: skip
    except ValidationError as refusal:
        yield f"{indicator.name}: {' '.join(refusal.messages)}"


def _origin(assessment: Assessment) -> str:
    """Where a value comes from, as it stands beside it for good; German as everything that is kept."""
    with override(settings.LANGUAGE_CODE):
        day = short_day(assessment.cycle.cutoff_on)
        return _("Meldung zum Zyklus „%(cycle)s“, Stichtag %(day)s") % {
            "cycle": assessment.cycle.title,
            "day": day,
        }


def _gone(what: str) -> str:
    return _("%(what)s der Meldung steht nicht mehr im Steckbrief.") % {"what": what}
