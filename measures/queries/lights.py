"""Traffic lights as they are shown: with a word, and honest about what was not reported."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from measures.models import Assessment, Cycle
from measures.queries.corrections import after_correction, with_corrected_light

MISSING = Assessment.State.MISSING
ORDER = (*Assessment.Light, MISSING)


@dataclass(frozen=True)
class Light:
    """A colour of the traffic light, or that nothing was reported."""

    value: str
    label: str


@dataclass(frozen=True)
class LightCount:
    light: Light
    count: int


def light(value: str) -> Light:
    """The light with its word in the language of the moment."""
    kind = MISSING if value == MISSING else Assessment.Light(value)
    return Light(value=kind.value, label=str(kind.label))


def light_of(assessment: Assessment) -> Light | None:
    """What an assessment says; None while it is still being written."""
    return shown_light(assessment.state, assessment.light)


def shown_light(state: str, value: str) -> Light | None:
    """What a report in this state shows: its light, or that nothing was reported."""
    if state == MISSING:
        return light(MISSING)
    return light(value) if state in Assessment.REPORTED else None


def latest_lights(measures: Collection[UUID]) -> dict[UUID, Light]:
    """What each of these measures shows since the latest closed cycle; one never asked is absent."""
    assessments = Assessment.objects.filter(
        measure__in=measures, cycle__in=Cycle.objects.latest_closed()
    )
    rows = with_corrected_light(assessments).values_list(
        "measure", "state", "light", "corrected_light"
    )
    read = {measure: shown_light(*after_correction(*said)) for measure, *said in rows}
    return {measure: shown for measure, shown in read.items() if shown}


def distribution(values: Iterable[str]) -> list[LightCount]:
    """How often each light was shown, in a fixed order; a distribution, never an average."""
    counted = Counter(values)
    return [LightCount(light(value), counted[value]) for value in ORDER]
