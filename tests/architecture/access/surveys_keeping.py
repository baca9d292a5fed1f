"""What is kept of surveys, and what is taken out of them."""

from tests.architecture.access.participation import READERS
from tests.architecture.access.table import Row, only

TABLE: dict[str, Row] = {
    "surveys:retention": only(*READERS),
}
