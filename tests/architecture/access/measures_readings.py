"""Closed cycles as everybody reads them."""

from tests.architecture.access.measures import closed_cycle
from tests.architecture.access.table import Row, public

TABLE: dict[str, Row] = {
    "measures:dashboard": public(),
    "measures:cycle_council": public(where=closed_cycle),
}
