"""Released reports are read as web pages by everybody."""

from typing import Any

from tests.architecture.access.reports_archive import in_archive
from tests.architecture.access.table import Row, public


def first_chapter() -> dict[str, Any]:
    return {**in_archive(), "key": "summary"}


TABLE: dict[str, Row] = {
    "reports:web_report": public(where=in_archive),
    "reports:web_chapter": public(where=first_chapter),
}
