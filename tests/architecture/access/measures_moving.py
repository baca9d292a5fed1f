"""Leading measures through their life, and merging two that are one."""

from typing import Any

from measures.models import Measure
from tests.architecture.access.measures import own_measure
from tests.architecture.access.table import STAFF, Row, only

OFFICE = "strategy_office"


def _in(state: str) -> Measure:
    return Measure.objects.filter(state=state, is_public=True).earliest("number")


def running() -> dict[str, Any]:
    return {"number": _in(Measure.State.RUNNING).number, "to": "deferred"}


def proposed() -> dict[str, Any]:
    return {"number": _in(Measure.State.PROPOSED).number}


def pair() -> dict[str, Any]:
    return {**proposed(), "other": _in(Measure.State.PRIORITISED).number}


def gone() -> dict[str, Any]:
    return {"number": _in(Measure.State.MERGED).number}


TABLE: dict[str, Row] = {
    "measures:measure_move": only(OFFICE, where=own_measure),
    "measures:measure_step": only(OFFICE, where=running),
    "measures:measure_merge": only(OFFICE, where=proposed),
    "measures:measure_merge_into": only(OFFICE, where=pair),
    "measures:board": only(*STAFF),
    "measures:change_many": only("strategy_office", "editor", "administration"),
    "measures:prioritise_many": only(OFFICE),
    "measures:merged_profile": only(*STAFF, where=gone),
}
