"""The people of a survey, ready to be divided into groups."""

import numpy as np

from participation.surveys.blocks.table import ResponseTable
from participation.surveys.crosstabs.axes import Dividing, place_question
from participation.surveys.statistics.weights import Mask
from participation.surveys.texts import MAIN_LANGUAGE
from smartregion.county.models import Municipality


def dividing(
    table: ResponseTable, *, mask: Mask | None = None, language: str = MAIN_LANGUAGE
) -> Dividing:
    """``mask`` says whom it is about; without it, everybody."""
    everybody: Mask = np.ones(table.n, dtype=np.bool_)
    zones = place_zones() if place_question(table) else {}
    return Dividing(table, everybody if mask is None else mask, language, zones)


def place_zones() -> dict[str, str]:
    """In which zone each municipality of the county lies, by its key."""
    return dict(Municipality.objects.values_list("ags", "zone"))
