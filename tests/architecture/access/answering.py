"""Answering contributions, several in one go."""

from tests.architecture.access.participation import ANSWERING, HOSTS, topic
from tests.architecture.access.table import Row, only, public

TABLE: dict[str, Row] = {
    "contributions:chosen": only(*ANSWERING, post=True),
    "contributions:similar": only(*ANSWERING),
    "contributions:thread": only(*HOSTS),
    "contributions:together": only(*ANSWERING),
    "forums:outcome": public(where=topic),
}
