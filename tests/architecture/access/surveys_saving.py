"""Going on later with a code."""

from tests.architecture.access.table import Row, public

TABLE: dict[str, Row] = {"surveys:resume": public()}
