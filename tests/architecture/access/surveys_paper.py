"""Paper: the form to print for everybody, piles and sheets for the office."""

from typing import Any

from participation.surveys.models import PaperBatch, PaperSheet
from tests.architecture.access.participation import BUILDERS, survey
from tests.architecture.access.table import Row, only, public

State = PaperSheet.State


def language() -> dict[str, Any]:
    return {**survey(), "language": "de"}


def batch() -> dict[str, Any]:
    """The pile of the demo county; journeys may have opened others."""
    return {**survey(), "batch": PaperBatch.objects.earliest("pk").pk}


def sheet(state: str, **more: str) -> dict[str, Any]:
    found = batch()
    sheets = PaperSheet.objects.filter(batch=found["batch"], state=state, **more)
    return {**found, "number": sheets.first().number}


def different() -> dict[str, Any]:
    return sheet(State.DIFFERENT)


def typed_by_office() -> dict[str, Any]:
    """The strategy office may correct its own first entry, and everybody may delete it."""
    return sheet(State.ONCE, first_by__email="stabsstelle@pm.example")


def typed_by_editor() -> dict[str, Any]:
    """Of this one the strategy office may make the second entry."""
    return sheet(State.ONCE, first_by__email="redaktion@pm.example")


TABLE: dict[str, Row] = {
    "surveys:paper_form": public(where=language),
    "surveys:paper_draft": only(*BUILDERS, where=language),
    "surveys:paper": only(*BUILDERS, where=survey),
    "surveys:paper_batch": only(*BUILDERS, where=batch),
    "surveys:paper_batch_delete": only(*BUILDERS, where=batch),
    "surveys:paper_take_over": only(*BUILDERS, where=batch),
    "surveys:paper_enter": only(*BUILDERS, where=batch),
    "surveys:paper_again": only(*BUILDERS, where=typed_by_editor),
    "surveys:paper_correct": only(*BUILDERS, where=typed_by_office),
    "surveys:paper_settle": only(*BUILDERS, where=different),
    "surveys:paper_sheet_delete": only(*BUILDERS, where=typed_by_office),
}
