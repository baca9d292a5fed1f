"""Timeline, dependencies and risks of measures."""

from tests.architecture.access.measures import WRITERS, own_measure
from tests.architecture.access.table import Row, only, public

TABLE: dict[str, Row] = {
    "measures:timeline": public(),
    "measures:timeline_pdf": public(),
    "measures:dependency_graph": public(),
    "measures:risk_list": public(),
    "measures:dependencies": only(*WRITERS, where=own_measure),
    "measures:risks": only(*WRITERS, where=own_measure),
}
