"""Measures as files and as an interface for programs."""

from typing import Any

from measures.models import Measure
from tests.architecture.access.table import STAFF, Row, only, public

IMPORTERS = ("strategy_office", "editor")


def public_measure() -> dict[str, Any]:
    return {"number": Measure.objects.public().filter(merged_into=None).earliest("number").number}


TABLE: dict[str, Row] = {
    "measures:data": public(),
    "measures:table_csv": public(),
    "measures:workbook_public": public(),
    "measures:workbook_internal": only(*STAFF),
    "measures:workbook_template": only(*IMPORTERS),
    "measures:import_file": only(*IMPORTERS),
    "measures:import_accept": only(*IMPORTERS, post=True),
    "api:measures": public(),
    "api:measure": public(where=public_measure),
    "api:openapi": public(),
    "api:catalogue_json": public(),
    "api:catalogue_turtle": public(),
}
