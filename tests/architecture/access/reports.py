"""Reports are ordered by those who prepare them and released by the strategy office."""

from tests.architecture.access.table import Row

TABLE: dict[str, Row] = {}
