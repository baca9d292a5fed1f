"""What an evaluation cycle says: one document, read from the rows while it runs and from its snapshot afterwards.

Every page, comparison and report about a cycle reads this and nothing else, so a later rename of an
office or a field never changes what a closed cycle said. A snapshot carries the version of its shape;
older ones are brought up to date here (``UPGRADES``) and never rewritten.
"""

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from measures.figures import StepCheck, converter
from measures.models import Assessment

SCHEMA_VERSION = 2
State = Assessment.State


@dataclass(frozen=True)
class MilestoneFact:
    """A milestone on the cut-off day; ``expected_on`` is what the report of this cycle said."""

    id: str
    title: str
    due_on: date
    done_on: date | None = None
    expected_on: date | None = None
    waived_reason: str = ""


@dataclass(frozen=True)
class IndicatorFact:
    """An indicator with the last value up to the cut-off day; numbers as in ``models.Indicator``."""

    id: str
    name: str
    kind: str
    unit: str
    direction: str
    scale: list[str] = dataclasses.field(default_factory=list)
    baseline: Decimal | None = None
    target: Decimal | None = None
    target_on: date | None = None
    value: Decimal | None = None
    value_on: date | None = None
    # One of ``attainment.Reach``, as it was on the cut-off day.
    reach: str = ""
    none_because: str = ""
    base_n: int | None = None
    margin: Decimal | None = None


@dataclass(frozen=True)
class YearCost:
    """Planned and actual cost of one year, all kinds together, in euros; actual None: not known."""

    year: int
    planned_eur: Decimal
    actual_eur: Decimal | None = None


@dataclass(frozen=True)
class Place:
    """A municipality that the measure serves."""

    name: str
    is_town: bool
    # One of ``Municipality.Zone``.
    zone: str


@dataclass(frozen=True)
class Row:
    """One measure in a cycle. What was not handed in is empty: no light, no words, no figures of the report."""

    measure_id: str
    number: str
    title: str
    is_key_project: bool
    measure_state: str
    field_position: int
    field_number: str
    field: str
    lead: str
    # One of ``Assessment.State``.
    state: str
    kind: str = ""
    merged_into: str = ""
    # No place: the whole county.
    places: list[Place] = dataclasses.field(default_factory=list)
    light: str = ""
    light_proposed: str = ""
    light_reason: str = ""
    done_since: str = ""
    next_steps: list[str] = dataclasses.field(default_factory=list)
    obstacles: str = ""
    decision_needed: str = ""
    decision_by: str = ""
    waived_reason: str = ""
    reported_on: date | None = None
    carried_over: list[str] = dataclasses.field(default_factory=list)
    checks: list[StepCheck] = dataclasses.field(default_factory=list)
    milestones_done: int = 0
    milestones_total: int = 0
    # None in documents of the first shape, which only counted them.
    milestones: list[MilestoneFact] | None = None
    indicators: list[IndicatorFact] | None = None
    costs: list[YearCost] | None = None

    @property
    def is_missing(self) -> bool:
        return self.state == State.MISSING

    @property
    def is_awaited(self) -> bool:
        return self.state in Assessment.AWAITED

    @property
    def is_reported(self) -> bool:
        return self.state in Assessment.REPORTED


@dataclass(frozen=True)
class CorrectionNote:
    """What was corrected in a closed cycle: each part by its name, as it read and as it reads now."""

    number: int
    measure_id: str
    measure: str
    on: date
    reason: str
    changes: dict[str, list[str]]


@dataclass(frozen=True)
class Head:
    """Which cycle it is."""

    title: str
    slug: str
    strategy: str
    cutoff_on: date
    due_on: date


@dataclass(frozen=True)
class CycleDocument:
    """Everything a cycle says, with the German labels of its day (``labels``: kind → code → word)."""

    cycle: Head
    measures: list[Row]
    labels: dict[str, dict[str, str]] = dataclasses.field(default_factory=dict)
    # Every correction up to this document, and the hash of the snapshot that it takes the place of.
    corrections: list[CorrectionNote] = dataclasses.field(default_factory=list)
    corrects: str = ""

    def row_of(self, measure_id: str) -> Row | None:
        return next((row for row in self.measures if row.measure_id == measure_id), None)


def document_from(content: dict[str, Any], schema_version: int) -> CycleDocument:
    """The document in frozen content. Raises ``KeyError`` for a shape that nobody knows."""
    for version in range(schema_version, SCHEMA_VERSION):
        content = UPGRADES[version](content)
    if schema_version > SCHEMA_VERSION:
        raise KeyError(schema_version)
    return converter.structure(content, CycleDocument)


def content_of_document(document: CycleDocument) -> dict[str, Any]:
    """Ready to be frozen with ``SCHEMA_VERSION``."""
    return converter.unstructure(document)  # type: ignore[no-any-return]


def _second_shape(content: dict[str, Any]) -> dict[str, Any]:
    """Next steps were one text and are a list; what nobody wrote down stays unknown."""
    rows = [row | {"next_steps": _lines(row["next_steps"])} for row in content["measures"]]
    return content | {"measures": rows}


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


# By the version that is brought to the next one.
UPGRADES: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {1: _second_shape}
