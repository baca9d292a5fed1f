"""Short reports are ordered by those who order reports."""

from tests.architecture.access.reports import AUTHORS
from tests.architecture.access.table import Row, only

TABLE: dict[str, Row] = {
    "reports:sheet_order": only(*AUTHORS, where=lambda: {"kind": "cycle"}),
}
