"""The profile of a measure: where it comes from, who changed what."""

from typing import Any

from measures.models import Origin
from smartregion.accounts.models import User
from tests.architecture.access.measures import WRITERS, own_measure
from tests.architecture.access.table import PEOPLE, STAFF, Row, only


def own_origin() -> dict[str, Any]:
    owner = User.objects.get(email=PEOPLE["measure_owner"])
    origin = Origin.objects.filter(measure__responsible=owner, measure__is_public=True).earliest(
        "measure__number", "pk"
    )
    return {"number": origin.measure.number, "pk": origin.pk}


TABLE: dict[str, Row] = {
    "measures:origin_remove": only(*WRITERS, where=own_origin),
    "measures:history": only(*STAFF, where=own_measure),
}
