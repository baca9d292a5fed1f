"""Which guideline is served by which measures: as a picture by field, and measure by measure."""

from dataclasses import dataclass
from typing import Any

from measures.charts.guidelines import guidelines_by_field
from measures.queries.guideline_matrix import GuidelineMatrix
from smartregion.core.charts import Chart
from smartregion.reports.rendering.bases import of_measures
from smartregion.reports.rendering.thawing import thawed

Content = dict[str, Any]


@dataclass(frozen=True)
class Serving:
    """The matrix with its picture."""

    matrix: GuidelineMatrix
    chart: Chart
    base: list[str]


def serving(content: Content) -> Serving | None:
    """None where there are no guidelines or no measures, or where nobody kept them."""
    frozen = content.get("serving")
    if not frozen or not frozen["columns"] or not frozen["fields"]:
        return None
    matrix = thawed(GuidelineMatrix, frozen)
    return Serving(matrix, guidelines_by_field(matrix), of_measures(content, len(matrix.rows)))
