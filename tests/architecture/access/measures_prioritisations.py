"""Rounds of prioritisation, and the ballots of their raters."""

from typing import Any

from measures.models import Prioritisation
from tests.architecture.access.table import PEOPLE, Row, only, public

RATERS = ("strategy_office", "editor", "measure_owner", "other_owner", "consultant")
UNSEEN = ["participant", "representative"]  # what is not public is no business of theirs
# For everybody but its rater a ballot does not exist.
NOT_ASKED = [role for role in PEOPLE if role not in RATERS]


def _of(state: str) -> Prioritisation:
    return Prioritisation.objects.filter(state=state).earliest("pk")


def frozen_round() -> dict[str, Any]:
    return {"slug": _of(Prioritisation.State.FROZEN).slug}


def open_round() -> dict[str, Any]:
    return {"slug": _of(Prioritisation.State.OPEN).slug}


def prepared_round() -> dict[str, Any]:
    return {"slug": _of(Prioritisation.State.PREPARED).slug}


def rated_measure() -> dict[str, Any]:
    made = _of(Prioritisation.State.OPEN)
    return {"slug": made.slug, "number": made.measures.earliest("number").number}


TABLE: dict[str, Row] = {
    "measures:prioritisation_list": public(),
    "measures:prioritisation_detail": public(where=frozen_round),
    "measures:prioritisation_csv": public(where=frozen_round),
    "measures:prioritisation_create": only("strategy_office"),
    "measures:prioritisation_edit": only("strategy_office", where=open_round, unseen=UNSEEN),
    "measures:prioritisation_criteria": only(
        "strategy_office", where=prepared_round, unseen=UNSEEN
    ),
    "measures:prioritisation_measures": only(
        "strategy_office", where=prepared_round, unseen=UNSEEN
    ),
    "measures:prioritisation_raters": only("strategy_office", where=open_round, unseen=UNSEEN),
    "measures:prioritisation_open": only("strategy_office", where=prepared_round, unseen=UNSEEN),
    "measures:prioritisation_freeze": only("strategy_office", where=open_round, unseen=UNSEEN),
    # Those who have handed in are among them: they see their sheet, and are told why they rate no more.
    "measures:ballot": only(*RATERS, where=open_round, unseen=NOT_ASKED),
    "measures:ballot_hand_in": only(*RATERS, where=open_round, unseen=NOT_ASKED),
    "measures:rate": only(*RATERS, where=rated_measure, unseen=NOT_ASKED),
}
