"""Documents of cycles without a database: what pages, comparisons and reports read."""

from datetime import date
from typing import Any
from uuid import uuid4

from measures.documents import CycleDocument, Head, IndicatorFact, MilestoneFact, Place, Row

CUTOFF = date(2025, 12, 31)
TOWN = Place(name="Werder (Havel)", is_town=True, zone="belt")
VILLAGE = Place(name="Görzke", is_town=False, zone="rural")


def a_row(number: str = "HF1-M01", **values: Any) -> Row:
    """A measure of the field of mobility that reported green."""
    said: dict[str, Any] = {
        "measure_id": str(uuid4()),
        "title": "Rufbus",
        "is_key_project": False,
        "measure_state": "running",
        "field_position": 1,
        "field_number": "HF1",
        "field": "Mobilität",
        "lead": "Fachdienst Mobilität",
        "state": "accepted",
        "light": "green",
        "reported_on": date(2026, 1, 10),
        "milestones": [],
        "indicators": [],
        "costs": [],
    }
    return Row(number=number, **(said | values))


def a_missing_row(number: str = "HF1-M09", **values: Any) -> Row:
    """A measure on which nobody reported."""
    return a_row(number, **({"state": "missing", "light": "", "reported_on": None} | values))


def a_fact(reach: str = "on_way", **values: Any) -> IndicatorFact:
    said: dict[str, Any] = {
        "name": "Fahrten je Monat",
        "kind": "number",
        "unit": "Fahrten",
        "direction": "rising",
    }
    return IndicatorFact(id=str(uuid4()), reach=reach, **(said | values))


def a_step(title: str, due_on: date, **values: Any) -> MilestoneFact:
    return MilestoneFact(id=str(uuid4()), title=title, due_on=due_on, **values)


def a_document(*rows: Row, cutoff_on: date = CUTOFF) -> CycleDocument:
    title = f"Evaluation {cutoff_on:%Y}"
    head = Head(title, f"evaluation-{cutoff_on:%Y}", "Strategie", cutoff_on, cutoff_on)
    return CycleDocument(head, list(rows))


def a_year(year: int, *rows: Row) -> CycleDocument:
    """With its cut-off on the last day of that year."""
    return a_document(*rows, cutoff_on=date(year, 12, 31))
