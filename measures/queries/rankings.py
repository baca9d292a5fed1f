"""The result of a round: counted from the ballots, or read from its snapshot once it is frozen."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any
from uuid import UUID

from measures.models import Criterion, Measure, Prioritisation, Score
from measures.models.scoring import FEWEST_RATERS, HIGHEST, LOWEST
from measures.queries.voices import Voices, voices_of
from measures.ranking import Place, median, places, weighted
from smartregion.core.snapshots import content_of

# From this distance on raters do not mean the same; on a scale of five it is more than half.
DIVIDED = 3


@dataclass(frozen=True)
class CriterionLine:
    name: str
    question: str
    weight: int
    source: str
    axis: str
    low: str
    middle: str
    high: str

    @property
    def is_from_citizens(self) -> bool:
        return self.source == Criterion.Source.CITIZENS


@dataclass(frozen=True)
class Judgement:
    """What all raters together give a measure for one criterion; nobody's mark bears a name."""

    values: tuple[int, ...]
    median: float

    @property
    def n(self) -> int:
        return len(self.values)

    @property
    def lowest(self) -> int:
        return self.values[0]

    @property
    def highest(self) -> int:
        return self.values[-1]

    @property
    def is_divided(self) -> bool:
        return self.highest - self.lowest >= DIVIDED


@dataclass(frozen=True)
class MeasureResult:
    """A measure in a round; ``judgements`` stand in the order of the criteria that people rate, None without any."""

    measure_id: str
    number: str
    title: str
    field: str
    is_key_project: bool
    raters: int
    judgements: tuple[Judgement | None, ...]
    voices: Voices | None
    score: float | None
    benefit: float | None
    effort: float | None
    place: Place | None

    @property
    def name(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def divided(self) -> int:
        """For how many criteria the raters are far apart."""
        return sum(1 for judged in self.judgements if judged and judged.is_divided)


@dataclass(frozen=True)
class RoundResult:
    """What came out; how it was asked stands beside it."""

    criteria: tuple[CriterionLine, ...]
    measures: tuple[MeasureResult, ...]
    asked: int
    handed_in: int

    @property
    def ranked(self) -> int:
        return sum(1 for measure in self.measures if measure.place)

    @property
    def steady(self) -> int:
        """How many keep their rank however the weights are moved."""
        return sum(1 for measure in self.measures if measure.place and measure.place.is_stable)

    @property
    def unranked(self) -> list[MeasureResult]:
        return [measure for measure in self.measures if not measure.place]

    @property
    def raters_criteria(self) -> list[CriterionLine]:
        return [criterion for criterion in self.criteria if not criterion.is_from_citizens]


def result_of(prioritisation: Prioritisation, *, visible_to: Any) -> RoundResult:
    """What this person may see of the result, best first; without a ranking in the order of the numbers.

    A measure that is not public stays out of what the public sees, also when it was public that day.
    """
    found = _read(prioritisation) if prioritisation.is_frozen else _count(prioritisation)
    visible = Measure.objects.visible_to(visible_to).filter(
        pk__in=[measure.measure_id for measure in found.measures]
    )
    numbers = {str(pk): number for pk, number in visible.values_list("pk", "number")}
    shown = [
        replace(measure, number=numbers[measure.measure_id])
        for measure in found.measures
        if measure.measure_id in numbers
    ]
    if prioritisation.shows_ranking:
        shown.sort(key=_by_rank)
    else:
        shown.sort(key=lambda measure: measure.number)
    return replace(found, measures=tuple(shown))


def round_content(prioritisation: Prioritisation) -> dict[str, Any]:
    """What freezing keeps: criteria, all marks without names, and what was counted from them."""
    return {
        "round": {
            "title": prioritisation.title,
            "slug": prioritisation.slug,
            "strategy": str(prioritisation.strategy),
            "resolution": str(prioritisation.resolution or ""),
        },
        "result": asdict(_count(prioritisation)),
    }


def _by_rank(measure: MeasureResult) -> tuple[bool, int, str]:
    return measure.place is None, measure.place.rank if measure.place else 0, measure.number


# -- counted from the ballots ------------------------------------------------------------------
def _count(prioritisation: Prioritisation) -> RoundResult:
    criteria = list(prioritisation.criteria.all())
    measures = prioritisation.measures.select_related("field__successor").order_by("number")
    marks, raters = _marks(prioritisation)
    voices = voices_of([measure.pk for measure in measures])
    lines = [_line(m, criteria, marks[m.pk], len(raters[m.pk]), voices.get(m.pk)) for m in measures]
    weights = [criterion.weight for criterion in criteria]
    # One person's opinion gives no rank.
    comparable = {
        line.measure_id: _medians(line, criteria) for line in lines if line.raters >= FEWEST_RATERS
    }
    found = places(comparable, weights)
    ballots = prioritisation.ballots
    return RoundResult(
        criteria=tuple(_criterion(criterion) for criterion in criteria),
        measures=tuple(replace(line, place=found.get(line.measure_id)) for line in lines),
        asked=ballots.count(),
        handed_in=ballots.handed_in().count(),
    )


Marks = dict[UUID, dict[int, list[int]]]


def _marks(prioritisation: Prioritisation) -> tuple[Marks, dict[UUID, set[int]]]:
    """By measure: the marks for each criterion, and who gave any."""
    marks: Marks = defaultdict(lambda: defaultdict(list))
    raters: dict[UUID, set[int]] = defaultdict(set)
    scores = Score.objects.counted().filter(criterion__prioritisation=prioritisation)
    rows = scores.values_list("measure", "criterion", "rater", "value")
    for measure, criterion, rater, value in rows.order_by("value", "pk"):
        marks[measure][criterion].append(value)
        raters[measure].add(rater)
    return marks, raters


def _criterion(criterion: Criterion) -> CriterionLine:
    names = CriterionLine.__dataclass_fields__
    return CriterionLine(**{name: getattr(criterion, name) for name in names})


def _line(
    measure: Measure,
    criteria: Sequence[Criterion],
    marks: Mapping[int, list[int]],
    raters: int,
    voices: Voices | None,
) -> MeasureResult:
    line = MeasureResult(
        measure_id=str(measure.pk),
        number=measure.number,
        title=measure.title,
        field=measure.field.today.name,
        is_key_project=measure.is_key_project,
        raters=raters,
        judgements=tuple(
            _judgement(marks.get(criterion.pk, []))
            for criterion in criteria
            if criterion.source == Criterion.Source.RATERS
        ),
        voices=voices,
        score=None,
        benefit=None,
        effort=None,
        place=None,
    )
    medians = _medians(line, criteria)
    effort = weighted(medians, _weights(criteria, "effort"))
    return replace(
        line,
        score=weighted(medians, [criterion.weight for criterion in criteria]) if raters else None,
        benefit=weighted(medians, _weights(criteria, "benefit")),
        # A high mark says that it takes little.
        effort=None if effort is None else round(LOWEST + HIGHEST - effort, 2),
    )


def _judgement(values: list[int]) -> Judgement | None:
    middle = median(values)
    return None if middle is None else Judgement(tuple(values), middle)


def _medians(line: MeasureResult, criteria: Sequence[Criterion]) -> list[float | None]:
    """What counts for each criterion: the median of the raters, or what citizens said."""
    from_citizens = line.voices.points if line.voices else None
    judged = iter(line.judgements)
    return [
        from_citizens if criterion.source == Criterion.Source.CITIZENS else _median(next(judged))
        for criterion in criteria
    ]


def _median(judged: Judgement | None) -> float | None:
    return judged.median if judged else None


def _weights(criteria: Sequence[Criterion], axis: str) -> list[int]:
    """The weights of the criteria of one axis of the portfolio; those of the others are nothing."""
    return [criterion.weight if criterion.axis == axis else 0 for criterion in criteria]


# -- read from a snapshot ----------------------------------------------------------------------
def _read(prioritisation: Prioritisation) -> RoundResult:
    return result_from(content_of(prioritisation.snapshot)["result"])  # type: ignore[arg-type]


def result_from(content: Mapping[str, Any]) -> RoundResult:
    """The result in frozen content."""
    return RoundResult(
        criteria=tuple(CriterionLine(**row) for row in content["criteria"]),
        measures=tuple(_read_measure(row) for row in content["measures"]),
        asked=content["asked"],
        handed_in=content["handed_in"],
    )


def _read_measure(row: dict[str, Any]) -> MeasureResult:
    judgements = tuple(
        Judgement(tuple(one["values"]), one["median"]) if one else None for one in row["judgements"]
    )
    voices = row["voices"] and Voices(
        **(row["voices"] | {"surveys": tuple(row["voices"]["surveys"])})
    )
    place = row["place"] and Place(**row["place"])
    return MeasureResult(**(row | {"judgements": judgements, "voices": voices, "place": place}))
