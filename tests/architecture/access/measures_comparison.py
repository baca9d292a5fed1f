"""Two closed cycles beside each other."""

from tests.architecture.access.table import Row, public

TABLE: dict[str, Row] = {
    "measures:comparison": public(),
    "measures:comparison_table": public(),
}
