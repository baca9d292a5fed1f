"""Measures looked at together."""

from tests.architecture.access.table import Row, public

TABLE: dict[str, Row] = {
    "measures:guideline_matrix": public(),
    "measures:municipality_matrix": public(),
    "measures:serving": public(query="?fuer=family&ort=ziesar"),
}
