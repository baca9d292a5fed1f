"""Designs are kept by those who write manuscripts."""

from typing import Any

from smartregion.reports.models import Design
from tests.architecture.access.reports import AUTHORS
from tests.architecture.access.table import Row, only


def design() -> dict[str, Any]:
    design, _created = Design.objects.get_or_create(name="Kreisfarben")
    return {"pk": design.pk}


TABLE: dict[str, Row] = {
    "reports:design_list": only(*AUTHORS),
    "reports:design_create": only(*AUTHORS),
    "reports:design_edit": only(*AUTHORS, where=design),
    "reports:design_delete": only(*AUTHORS, where=design),
}
