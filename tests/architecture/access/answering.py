"""Answering contributions, several in one go."""

from tests.architecture.access.participation import ANSWERING, topic
from tests.architecture.access.table import Row, only, public

TABLE: dict[str, Row] = {
    "contributions:chosen": only(*ANSWERING, post=True),
    "contributions:similar": only(*ANSWERING),
    "contributions:together": only(*ANSWERING),
    "forums:outcome": public(where=topic),
}
