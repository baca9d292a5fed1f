"""The boundaries of municipalities, and maps with them."""

from tests.architecture.access.table import Row, only

KEEPERS = ("administration", "strategy_office")

TABLE: dict[str, Row] = {
    "county:boundary_import": only(*KEEPERS),
    "county:boundary_accept": only(*KEEPERS, post=True, sent={"checked": "damaged"}),
}
