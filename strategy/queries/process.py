"""Where the process stands, seen from a day: its phases, and the milestones of its versions."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from strategy.models import Involvement, ProcessPhase, Strategy, StrategyVersion
from strategy.queries.actors import Voice, voice_of
from strategy.queries.reading import GERMAN
from strategy.queries.versions import current_version

State = StrategyVersion.State


@dataclass(frozen=True)
class Participant:
    """A group that took part in a phase."""

    name: str
    voice: Voice


@dataclass(frozen=True)
class Step:
    """A phase of the process, seen from a day."""

    title: str
    format: str
    result: str
    starts_on: date
    ends_on: date | None
    is_done: bool
    is_current: bool
    participants: tuple[Participant, ...] = ()

    @property
    def is_ahead(self) -> bool:
        return not (self.is_done or self.is_current)


@dataclass(frozen=True)
class Milestone:
    """A consultation or a resolution: what a version adds to the way."""

    version: StrategyVersion
    starts_on: date
    # Only a consultation has a duration.
    ends_on: date | None
    is_done: bool
    is_current: bool

    @property
    def is_consultation(self) -> bool:
        return self.ends_on is not None


@dataclass(frozen=True)
class Station:
    """One stop on the way: a phase or a milestone."""

    starts_on: date
    step: Step | None = None
    milestone: Milestone | None = None


@dataclass(frozen=True)
class Process:
    """The whole way of one strategy, seen from a day."""

    strategy: Strategy
    steps: list[Step]
    milestones: list[Milestone]
    # The version in force, and the one that is on its way and may be read.
    in_force: StrategyVersion | None
    on_its_way: StrategyVersion | None

    @property
    def stations(self) -> list[Station]:
        """Phases and milestones in the order in which they begin."""
        phases = [Station(step.starts_on, step=step) for step in self.steps]
        marks = [Station(mark.starts_on, milestone=mark) for mark in self.milestones]
        return sorted([*phases, *marks], key=lambda station: station.starts_on)

    @property
    def next_step(self) -> Step | None:
        return next((step for step in self.steps if step.is_ahead), None)

    @property
    def open_consultation(self) -> Milestone | None:
        """The window in which everybody may comment on a draft now."""
        marks = (mark for mark in self.milestones if mark.is_consultation and mark.is_current)
        return next((mark for mark in marks if mark.version.state == State.CONSULTATION), None)


def public_strategies() -> QuerySet[Strategy]:
    """Strategies on whose way there is something to see for everybody, the latest first."""
    readable = StrategyVersion.objects.public().filter(strategy=OuterRef("pk"))
    phases = ProcessPhase.objects.filter(strategy=OuterRef("pk"))
    return Strategy.objects.filter(Q(Exists(readable)) | Q(Exists(phases))).order_by(
        "-period_start", "-pk"
    )


def strategy_of_today(strategies: QuerySet[Strategy]) -> Strategy | None:
    """The strategy whose version is read today, else the latest of these."""
    version = current_version()
    return version.strategy if version else strategies.order_by("-period_start", "-pk").first()


def steps_of(strategy: Strategy, *, on: date, language: str) -> list[Step]:
    """The phases in the order in which they begin."""
    return [_step(phase, on, language) for phase in _phases(strategy)]


def process_of(strategy: Strategy, *, on: date, language: str) -> Process:
    """The way of a strategy with all that is known of it, in four queries."""
    by_phase = _involvements_by_phase(strategy)
    versions = list(strategy.versions.public().select_related("strategy", "resolution"))
    return Process(
        strategy=strategy,
        steps=[
            _step(phase, on, language, _participants(by_phase[phase.pk], language))
            for phase in _phases(strategy)
        ],
        milestones=[mark for version in versions for mark in _milestones(version, on)],
        in_force=next((one for one in versions if one.state == State.ADOPTED), None),
        on_its_way=next((one for one in versions if one.is_open), None),
    )


def phases_with_participants(
    strategy: Strategy,
) -> list[tuple[ProcessPhase, list[Participant]]]:
    """For those who keep the phases: each with the groups that took part."""
    by_phase = _involvements_by_phase(strategy)
    return [(phase, _participants(by_phase[phase.pk], GERMAN)) for phase in _phases(strategy)]


def around_now(steps: list[Step], *, most: int) -> list[Step]:
    """A window on a long way: what comes next, what runs, and the last things done before."""
    ahead = sum(step.is_ahead for step in steps)
    end = len(steps) - max(ahead - 1, 0)
    return steps[max(end - most, 0) : max(end, most)]


def _involvements_by_phase(strategy: Strategy) -> dict[int | None, list[Involvement]]:
    by_phase: dict[int | None, list[Involvement]] = defaultdict(list)
    for involvement in strategy.involvements.select_related("group"):
        by_phase[involvement.phase_id].append(involvement)
    return by_phase


def _phases(strategy: Strategy) -> QuerySet[ProcessPhase]:
    return strategy.phases.order_by("starts_on", "pk")


def _step(
    phase: ProcessPhase, on: date, language: str, participants: Iterable[Participant] = ()
) -> Step:
    is_done = phase.ends_on is not None and phase.ends_on < on
    return Step(
        **phase.in_language(language),
        starts_on=phase.starts_on,
        ends_on=phase.ends_on,
        is_done=is_done,
        is_current=phase.starts_on <= on and not is_done,
        participants=tuple(participants),
    )


def _participants(involvements: Iterable[Involvement], language: str) -> list[Participant]:
    """The groups of a phase in their usual order, each with its strongest voice."""
    by_group: dict[int, list[Involvement]] = defaultdict(list)
    for involvement in involvements:
        by_group[involvement.group_id].append(involvement)
    ordered = sorted(by_group.values(), key=lambda rows: (rows[0].group.position, rows[0].group_id))
    return [
        Participant(rows[0].group.in_language(language)["name"], voice)
        for rows in ordered
        if (voice := voice_of(rows))
    ]


def _milestones(version: StrategyVersion, on: date) -> list[Milestone]:
    found = []
    begin, end = version.consultation_from, version.consultation_until
    if begin and end:
        found.append(Milestone(version, begin, end, end < on, begin <= on <= end))
    if version.resolution and version.is_frozen:
        decided_on = version.resolution.decided_on
        found.append(Milestone(version, decided_on, None, decided_on <= on, is_current=False))
    return found
