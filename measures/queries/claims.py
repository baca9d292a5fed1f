"""What reports say about milestones, values and costs, in words: claims until a report is accepted."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from measures.figures import Figures, MilestoneReport, ValueReport, figures_of
from measures.models import CostLine, Indicator, Milestone
from measures.queries.indicators import value_said
from smartregion.core.days import short_day
from smartregion.core.numbers import exact_euros


@dataclass(frozen=True)
class _Known:
    """What the keys of the figures mean today."""

    milestones: Mapping[int, Milestone]
    indicators: Mapping[int, Indicator]
    costs: Mapping[int, CostLine]


def claims_of(stored: Iterable[dict[str, Any]]) -> list[list[str]]:
    """For each stored ``figures`` its sentences, in three queries for all of them."""
    reports = [figures_of(each) for each in stored]
    known = _Known(
        milestones=Milestone.objects.in_bulk(_keys(report.milestones for report in reports)),
        indicators=Indicator.objects.in_bulk(_keys(report.values for report in reports)),
        costs=CostLine.objects.in_bulk(_keys(report.costs for report in reports)),
    )
    return [list(_sentences(report, known)) for report in reports]


def _keys(parts: Iterable[Mapping[str, Any]]) -> list[int]:
    return [int(key) for part in parts for key in part]


def _sentences(report: Figures, known: _Known) -> Iterator[str]:
    for key, said in report.milestones.items():
        if step := known.milestones.get(int(key)):
            yield from _milestone(step, said)
    for key, value in report.values.items():
        if indicator := known.indicators.get(int(key)):
            yield from _value(indicator, value)
    for key, amount in report.costs.items():
        if line := known.costs.get(int(key)):
            yield _("%(label)s %(year)s: tatsächlich %(amount)s") % {
                "label": line.label, "year": line.year, "amount": exact_euros(amount),
            }  # fmt: skip


def _milestone(step: Milestone, said: MilestoneReport) -> Iterator[str]:
    if said.done_on:
        yield _("%(title)s: erreicht am %(day)s") % {
            "title": step.title,
            "day": short_day(said.done_on),
        }
    elif said.expected_on:
        yield _("%(title)s: erwartet zum %(day)s, geplant war der %(due)s") % {
            "title": step.title, "day": short_day(said.expected_on), "due": short_day(step.due_on),
        }  # fmt: skip


def _value(indicator: Indicator, said: ValueReport) -> Iterator[str]:
    if said.value is not None and said.on:
        yield _("%(name)s: %(value)s (Stand %(day)s)") % {
            "name": indicator.name,
            "value": value_said(indicator, said.value),
            "day": short_day(said.on),
        }
    elif said.none_because:
        yield _("%(name)s: kein Wert, weil: %(reason)s") % {
            "name": indicator.name, "reason": said.none_because,
        }  # fmt: skip
