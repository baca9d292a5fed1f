"""What the profiles say beyond their proposal: filled in by the office after the topic workshops."""

from datetime import date

from measures.actions import add_origin, change_measure
from measures.models import Measure, Origin
from smartregion.demo import reader
from smartregion.demo.loaders.measures import Stock
from smartregion.demo.loaders.moments import at_ten
from smartregion.demo.reader import Record
from strategy.models import Finding

# Between the second round of workshops and the day on which most measures were worked out.
FILLED_IN = at_ten(date(2023, 3, 20))
# As they are called in the file and in the model.
PLAIN = {
    "duty": "duty",
    "priority": "priority",
    "approach": "approach",
    "appraisal": "appraisal",
    "contact_point": "contact_point",
    "contact_email": "contact_email",
    "fte": "fte",
    "planned_precision": "planned_precision",
    "no_indicator": "no_indicator_reason",
}


def load_profiles(stock: Stock) -> None:
    """Complete the profiles of the key projects; those of others keep their gaps."""
    measures = {measure.number: measure for measure in Measure.objects.all()}
    for number, record in reader.read("measure_profiles").items():
        measure = measures[number]
        change_measure(
            measure=measure,
            objectives=[stock.elements[slug] for slug in record.get("objectives", [])],
            audiences=record["situations"],
            lock_version=measure.lock_version,
            by=stock.office,
            at=FILLED_IN,
            **{name: record[key] for key, name in PLAIN.items() if key in record},
        )
        _name_origins(measure, record, stock)


def _name_origins(measure: Measure, record: Record, stock: Stock) -> None:
    """What the analysis found, and what municipalities asked for."""
    for beginning in record.get("findings", []):
        add_origin(
            measure=measure,
            kind=Origin.Kind.FINDING,
            finding=Finding.objects.get(text__startswith=beginning),
            by=stock.office,
            at=FILLED_IN,
        )
    for slug, note in record.get("towns", []):
        add_origin(
            measure=measure,
            kind=Origin.Kind.MUNICIPALITY,
            municipality=stock.municipalities[slug],
            note=note,
            by=stock.office,
            at=FILLED_IN,
        )
