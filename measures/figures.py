"""What a report says about milestones, indicators and costs, as it is kept in ``Assessment.figures`` and ``checks``.

A report holds only what its author entered; everything else is read from the profile on the day it is
needed, so that nothing is told twice. Keys are primary keys as text, as JSON has no others.
"""

from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from cattrs.preconf.json import make_converter
from django.db import models
from django.utils.translation import gettext_lazy as _

converter = make_converter()
converter.register_structure_hook(Decimal, lambda value, _type: Decimal(value))
converter.register_unstructure_hook(Decimal, str)


class Outcome(models.TextChoices):
    """What has become of a step that was promised last time."""

    DONE = "done", _("erledigt")
    PARTLY = "partly", _("teilweise erledigt")
    OPEN = "open", _("noch offen")
    DROPPED = "dropped", _("aufgegeben")


@dataclass(frozen=True)
class MilestoneReport:
    """A milestone that was reached, or when it is expected now; None says nothing new."""

    done_on: date | None = None
    expected_on: date | None = None


@dataclass(frozen=True)
class ValueReport:
    """A value that was observed, of an indicator of this measure; or why there is none."""

    on: date | None = None
    value: Decimal | None = None
    source: str = ""
    none_because: str = ""


@dataclass(frozen=True)
class Figures:
    """By primary key of milestone, indicator and cost line (actual cost in euros)."""

    milestones: dict[str, MilestoneReport] = field(default_factory=dict)
    values: dict[str, ValueReport] = field(default_factory=dict)
    costs: dict[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True)
class StepCheck:
    """A step promised in the last closed cycle, in its own words, and what has become of it; empty: not said."""

    text: str
    outcome: str = ""
    note: str = ""

    @property
    def label(self) -> str:
        return str(Outcome(self.outcome).label) if self.outcome else ""


def figures_of(stored: dict[str, Any]) -> Figures:
    """What ``Assessment.figures`` holds. Raises ``cattrs.BaseValidationError`` when it holds anything else."""
    return converter.structure(stored, Figures)


def stored_figures(figures: Figures) -> dict[str, Any]:
    """Ready for ``Assessment.figures``."""
    return converter.unstructure(figures)  # type: ignore[no-any-return]


def checks_of(stored: list[dict[str, Any]]) -> list[StepCheck]:
    """What ``Assessment.checks`` holds, in the order of the promises."""
    return converter.structure(stored, list[StepCheck])


def stored_checks(checks: list[StepCheck]) -> list[dict[str, Any]]:
    """Ready for ``Assessment.checks``."""
    return [asdict(check) for check in checks]
