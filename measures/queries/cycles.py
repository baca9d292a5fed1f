"""A cycle in short: what was asked, what was reported, and how the lights are distributed."""

from dataclasses import dataclass
from datetime import date, datetime

from measures.documents import Row
from measures.models import Assessment, Cycle
from measures.queries.collecting import collected
from measures.queries.documents import frozen_document, public_part, valid_snapshot
from measures.queries.lights import MISSING, Light, LightCount, distribution, shown_light


@dataclass(frozen=True)
class CycleLine:
    """One measure in a cycle; ``light`` is None while nothing was handed in."""

    measure_id: str
    number: str
    title: str
    is_key_project: bool
    field_position: int
    field_number: str
    field: str
    lead: str
    state: str
    light: Light | None
    done_since: str
    next_steps: str
    obstacles: str
    milestones_done: int
    milestones_total: int

    @property
    def is_missing(self) -> bool:
        return self.state == MISSING

    @property
    def is_awaited(self) -> bool:
        return self.state in Assessment.AWAITED

    @property
    def state_label(self) -> str:
        return str(Assessment.State(self.state).label)


@dataclass(frozen=True)
class FieldDistribution:
    number: str
    name: str
    lights: list[LightCount]


@dataclass(frozen=True)
class CycleSummary:
    title: str
    slug: str
    cutoff_on: date
    due_on: date
    is_closed: bool
    closed_at: datetime | None
    sha256: str
    lines: list[CycleLine]
    lights: list[LightCount]
    fields: list[FieldDistribution]

    @property
    def asked(self) -> int:
        return len(self.lines)

    @property
    def reported(self) -> int:
        return sum(1 for line in self.lines if line.state in Assessment.REPORTED)

    @property
    def missing(self) -> list[CycleLine]:
        return [line for line in self.lines if line.is_missing]

    @property
    def awaited(self) -> list[CycleLine]:
        return [line for line in self.lines if line.is_awaited]

    @property
    def accepted(self) -> list[CycleLine]:
        return [line for line in self.lines if line.state == Assessment.State.ACCEPTED]

    @property
    def waived(self) -> list[CycleLine]:
        return [line for line in self.lines if line.state == Assessment.State.WAIVED]

    @property
    def unaccepted(self) -> list[CycleLine]:
        return [line for line in self.lines if line.state == Assessment.State.SUBMITTED]


def cycle_summary(cycle: Cycle, *, with_internal: bool = False) -> CycleSummary:
    """A cycle as the public sees it, or with the measures that are not public."""
    snapshot = valid_snapshot(cycle)
    document = frozen_document(snapshot) if snapshot else collected(cycle)
    if not with_internal:
        document = public_part(document)
    lines = [_line(row) for row in document.measures]
    return CycleSummary(
        title=cycle.title,
        slug=cycle.slug,
        cutoff_on=cycle.cutoff_on,
        due_on=cycle.due_on,
        is_closed=cycle.is_closed,
        closed_at=cycle.closed_at,
        sha256=snapshot.sha256 if snapshot else "",
        lines=lines,
        lights=distribution(_values(lines)),
        fields=_by_field(lines),
    )


def _line(row: Row) -> CycleLine:
    values = {
        name: getattr(row, name)
        for name in CycleLine.__dataclass_fields__
        if name not in {"light", "next_steps"}
    }
    return CycleLine(
        light=shown_light(row.state, row.light), next_steps="\n".join(row.next_steps), **values
    )


def _by_field(lines: list[CycleLine]) -> list[FieldDistribution]:
    fields: dict[tuple[int, str, str], list[CycleLine]] = {}
    for line in lines:
        place = (line.field_position, line.field_number, line.field)
        fields.setdefault(place, []).append(line)
    return [
        FieldDistribution(number, name, distribution(_values(inside)))
        for (_, number, name), inside in sorted(fields.items())
    ]


def _values(lines: list[CycleLine]) -> list[str]:
    return [line.light.value for line in lines if line.light]
