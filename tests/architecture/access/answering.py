"""Answering contributions, several in one go."""

from tests.architecture.access.participation import ANSWERING
from tests.architecture.access.table import Row, only

TABLE: dict[str, Row] = {
    "contributions:chosen": only(*ANSWERING, post=True),
    "contributions:similar": only(*ANSWERING),
    "contributions:together": only(*ANSWERING),
}
