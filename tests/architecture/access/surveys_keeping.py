"""What is promised and kept of surveys, and what is taken out of them."""

from tests.architecture.access.participation import BUILDERS, READERS, survey
from tests.architecture.access.table import Row, only

TABLE: dict[str, Row] = {
    "surveys:retention": only(*READERS),
    "surveys:privacy": only(*BUILDERS, where=survey),
    "surveys:privacy_text": only(*BUILDERS, where=survey),
    "surveys:responses_csv": only(*READERS, where=survey),
    "surveys:code_book": only(*READERS, where=survey),
    "surveys:code_book_csv": only(*READERS, where=survey),
}
