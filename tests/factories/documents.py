"""What a cycle says, without a database."""

from datetime import date
from typing import Any
from uuid import uuid4

from measures.documents import CycleDocument, Head, Row


def document_row(number: str = "HF1-M01", **values: Any) -> Row:
    """One measure that was reported and accepted, with nothing hanging on it."""
    said: dict[str, Any] = {
        "measure_id": str(uuid4()),
        "title": "Rufbus",
        "is_key_project": False,
        "measure_state": "running",
        "field_position": 1,
        "field_number": "1",
        "field": "Mobilität",
        "lead": "Fachdienst Mobilität",
        "state": "accepted",
        "light": "green",
        "milestones": [],
        "indicators": [],
        "costs": [],
    }
    return Row(number=number, **(said | values))


def cycle_document(year: int, *rows: Row) -> CycleDocument:
    """A cycle with its cut-off on the last day of a year."""
    day = date(year, 12, 31)
    head = Head(f"Evaluation {year}", str(year), "Strategie", day, day)
    return CycleDocument(head, list(rows))
