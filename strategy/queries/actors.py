"""Which group had a voice, when and how far; and which one nobody has heard yet."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import Exists, OuterRef, Prefetch

from smartregion.county.models import Organisation
from strategy.models import ActorGroup, Involvement, ProcessPhase, Strategy

Level = Involvement.Level
# From the weakest to the strongest way of taking part.
STRENGTH = {level: strength for strength, level in enumerate(Level)}


@dataclass(frozen=True)
class Voice:
    """How far somebody took part, on one or several occasions."""

    level: Involvement.Level
    occasions: int
    # Who came twice is counted twice, so these are attendances and not persons.
    attendances: int
    # On how many occasions nobody counted; unknown is never taken for none.
    uncounted: int
    last_on: date

    @property
    def was_heard(self) -> bool:
        """To be told something is not yet a voice."""
        return self.level != Level.INFORMED

    @property
    def is_counted(self) -> bool:
        return self.uncounted < self.occasions


@dataclass(frozen=True)
class Occasion:
    """One date of one format, with everybody who took part in it."""

    on: date
    format: str
    phase: ProcessPhase | None
    involvements: list[Involvement]


@dataclass(frozen=True)
class GroupCoverage:
    """One group: who belongs to it, and what voice it had in each phase."""

    group: ActorGroup
    name: str
    description: str
    organisations: list[Organisation]
    voice: Voice | None
    # In the order of the columns; None where the group took no part.
    cells: list[Voice | None]
    involvements: list[Involvement]


@dataclass(frozen=True)
class Column:
    """A phase of the process; None for what happened outside of all phases."""

    phase: ProcessPhase | None
    title: str


@dataclass(frozen=True)
class Coverage:
    """Groups against phases: who had a voice when, and how far."""

    columns: list[Column]
    groups: list[GroupCoverage]
    # Titles of phases that have begun, and for which nobody is entered.
    without_anybody: list[str]

    @property
    def silent(self) -> list[GroupCoverage]:
        """Groups that took no part at all."""
        return [group for group in self.groups if group.voice is None]

    @property
    def told(self) -> list[GroupCoverage]:
        """Groups that were told, and asked nothing."""
        return [group for group in self.groups if group.voice and not group.voice.was_heard]

    @property
    def heard(self) -> list[GroupCoverage]:
        return [group for group in self.groups if group.voice and group.voice.was_heard]

    @property
    def unheard_first(self) -> list[GroupCoverage]:
        return [*self.silent, *self.told, *self.heard]

    @property
    def rows(self) -> list[tuple[GroupCoverage, list[tuple[Column, Voice | None]]]]:
        """The matrix: each group with its columns."""
        return [
            (group, list(zip(self.columns, group.cells, strict=True)))
            for group in self.unheard_first
        ]


def voice_of(involvements: Sequence[Involvement]) -> Voice | None:
    """The strongest voice among these, and how many came."""
    if not involvements:
        return None
    numbers = [one.people for one in involvements]
    return Voice(
        level=max((Level(one.level) for one in involvements), key=STRENGTH.__getitem__),
        occasions=len(involvements),
        attendances=sum(number for number in numbers if number is not None),
        uncounted=numbers.count(None),
        last_on=max(one.on for one in involvements),
    )


def coverage_of(strategy: Strategy | None, *, on: date, language: str) -> Coverage:
    """All groups of the county and their part in one strategy, in four queries."""
    involvements = involvements_of(strategy) if strategy else []
    by_group: dict[int, list[Involvement]] = defaultdict(list)
    for involvement in involvements:
        by_group[involvement.group_id].append(involvement)
    phases = list(strategy.phases.order_by("starts_on", "pk")) if strategy else []
    columns = _columns(phases, involvements, language)
    used = {column.phase for column in columns}
    return Coverage(
        columns=columns,
        groups=[_group(group, by_group[group.pk], columns, language) for group in actor_groups()],
        without_anybody=[
            phase.in_language(language)["title"]
            for phase in phases
            if phase.starts_on <= on and phase not in used
        ],
    )


def actor_groups() -> Iterable[ActorGroup]:
    """All groups with the organisations that still exist, and whether they ever took part."""
    active = Organisation.objects.filter(ended_on__isnull=True)
    took_part = Exists(Involvement.objects.filter(group=OuterRef("pk")))
    groups = ActorGroup.objects.annotate(is_involved=took_part)
    return groups.prefetch_related(Prefetch("organisations", queryset=active))


def involvements_of(strategy: Strategy) -> list[Involvement]:
    """Who took part, the latest first."""
    return list(strategy.involvements.select_related("group", "organisation", "phase"))


def occasions_in(phase: ProcessPhase) -> list[Occasion]:
    """Who took part in one phase, by date and format."""
    return occasions_of(phase.involvements.select_related("group", "organisation", "phase"))


def occasions_of(involvements: Iterable[Involvement]) -> list[Occasion]:
    """The same by date and format, the latest first."""
    ordered = sorted(involvements, key=lambda one: (one.on, one.format, -one.pk), reverse=True)
    return [
        Occasion(on, format_, rows[0].phase, rows)
        for (on, format_), found in groupby(ordered, key=lambda one: (one.on, one.format))
        if (rows := list(found))
    ]


def _columns(
    phases: Iterable[ProcessPhase], involvements: Iterable[Involvement], language: str
) -> list[Column]:
    """The phases in which somebody took part, and last what belongs to none."""
    used = {one.phase_id for one in involvements}
    columns = [
        Column(phase, phase.in_language(language)["title"]) for phase in phases if phase.pk in used
    ]
    return [*columns, Column(None, "")] if None in used else columns


def _group(
    group: ActorGroup, involvements: list[Involvement], columns: list[Column], language: str
) -> GroupCoverage:
    by_phase: dict[int | None, list[Involvement]] = defaultdict(list)
    for involvement in involvements:
        by_phase[involvement.phase_id].append(involvement)
    phases = [column.phase.pk if column.phase else None for column in columns]
    return GroupCoverage(
        group=group,
        **group.in_language(language),
        organisations=list(group.organisations.all()),
        voice=voice_of(involvements),
        cells=[voice_of(by_phase[phase]) for phase in phases],
        involvements=involvements,
    )
