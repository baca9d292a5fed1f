"""The order of texts among their siblings."""

from typing import Any

from django.db import transaction

from smartregion.core import audit
from smartregion.core.rows import moved
from strategy.actions.texts import hold_editable, name_elements
from strategy.models import ElementText
from strategy.queries import siblings_of


@transaction.atomic
def move_text(*, text: ElementText, up: bool, by: Any) -> None:
    """Let a text change places with its neighbour; at the end of the row nothing happens."""
    hold_editable(text.version)
    row = _row_of(text)
    _take(text, row, row.index(text) + (-1 if up else 1), by)


@transaction.atomic
def place_text(*, text: ElementText, place: int, by: Any) -> None:
    """Put a text at a place among its siblings, counted from 0; behind the last one it stays last."""
    hold_editable(text.version)
    row = _row_of(text)
    _take(text, row, min(place, len(row) - 1), by)


def _row_of(text: ElementText) -> list[ElementText]:
    return list(siblings_of(text).select_for_update(of=("self",)).order_by("position", "pk"))


def _take(text: ElementText, row: list[ElementText], there: int, by: Any) -> None:
    here = row.index(text)
    if moved(row, here, there):
        deal_places(row)
        audit.record(by=by, verb="move_text", subject=text, changes={"from": here, "to": there})


def deal_places(row: list[ElementText]) -> None:
    """Give the texts the places they have together, in this order."""
    # Positions may have gaps or twins (copied or imported texts), so the whole row is dealt anew.
    places = sorted({text.position for text in row})
    if len(places) < len(row):
        places = list(range(places[0], places[0] + len(row)))
    for text, position in zip(row, places, strict=True):
        text.position = position
    ElementText.objects.bulk_update(row, ["position"])
    name_elements(row)
