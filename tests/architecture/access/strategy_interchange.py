"""Files and checksums are for everybody who may read the version; taking one in is for those who begin versions."""

from tests.architecture.access.strategy import adopted
from tests.architecture.access.table import Row, only, public

TABLE: dict[str, Row] = {
    "strategy:verify": public(where=adopted),
    "strategy:version_export": public(where=adopted),
    "strategy:version_import": only("strategy_office", "editor"),
}
