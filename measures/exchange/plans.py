"""What storing a file would do, or what is wrong with it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from smartregion.core.canonical import canonical_json, sha256_of


@dataclass(frozen=True)
class Fault:
    """What is wrong, and where; line 0 is a whole sheet, no sheet the whole file."""

    sheet: str
    line: int
    column: str
    reason: str


@dataclass(frozen=True)
class FieldPlan:
    """One column of one row: what is stored, and what the file says."""

    heading: str
    old: str
    new: str


@dataclass(frozen=True)
class RowPlan:
    """A row that is new or changed."""

    sheet: str
    line: int
    is_new: bool
    name: str
    fields: list[FieldPlan]


@dataclass(frozen=True)
class MeasurePlan:
    """A measure of the file, with everything that changes about it."""

    number: str
    title: str
    is_new: bool
    is_public: bool
    rows: list[RowPlan]

    @property
    def is_unchanged(self) -> bool:
        return not self.rows


@dataclass
class Plan:
    """What a file says about each measure, in the order of the file."""

    measures: list[MeasurePlan] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    # What was saved and yet deserves a second look, and what was left out.
    notes: list[str] = field(default_factory=list)

    @property
    def new(self) -> list[MeasurePlan]:
        return [measure for measure in self.measures if measure.is_new]

    @property
    def changed(self) -> list[MeasurePlan]:
        return [each for each in self.measures if not (each.is_new or each.is_unchanged)]

    @property
    def unchanged(self) -> list[MeasurePlan]:
        return [measure for measure in self.measures if measure.is_unchanged]

    @property
    def made_public(self) -> list[MeasurePlan]:
        """New measures that everybody could read at once."""
        return [measure for measure in self.new if measure.is_public]

    @property
    def brings_nothing(self) -> bool:
        return not (self.new or self.changed)

    @cached_property
    def fingerprint(self) -> str:
        """Of everything that is shown; it differs as soon as somebody else has written one of these."""
        return sha256_of(canonical_json(list(_said(self.measures))))


def _said(measures: Iterable[MeasurePlan]) -> Iterable[list[object]]:
    for measure in measures:
        for row in measure.rows:
            fields = [[each.heading, each.old, each.new] for each in row.fields]
            yield [measure.number, measure.is_new, row.sheet, row.is_new, row.name, fields]
