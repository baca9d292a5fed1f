"""What measures wait for, and what may go wrong with them."""

from datetime import date
from typing import Any

from measures.actions.dependencies import DependencyRow, set_dependencies
from measures.actions.risks import RiskRow, set_risks
from measures.models import Measure
from smartregion.demo import reader
from smartregion.demo.loaders.measures import Stock, version_of
from smartregion.demo.loaders.moments import at_ten

# When the working groups of the second workshops went through their profiles.
NOTED = at_ten(date(2023, 3, 22))


def load_hazards(stock: Stock) -> None:
    """Risks and dependencies as the files name them, by number."""
    measures = {measure.number: measure for measure in Measure.objects.all()}
    for number, rows in reader.read("measure_risks").items():
        measure = measures[number]
        set_risks(rows=[_risk(*row) for row in rows], **_written(measure, stock))
    for number, rows in reader.read("measure_dependencies").items():
        measure = measures[number]
        wanted = [DependencyRow(measures[other], kind, note) for kind, other, note in rows]
        set_dependencies(rows=wanted, **_written(measure, stock))


def _written(measure: Measure, stock: Stock) -> dict[str, Any]:
    version = version_of(measure)
    return {"measure": measure, "by": stock.office, "at": NOTED, "lock_version": version}


def _risk(title: str, probability: int, impact: int, response: str, reach: str = "") -> RiskRow:
    return RiskRow(title, probability, impact, response, is_internal=reach == "internal")
