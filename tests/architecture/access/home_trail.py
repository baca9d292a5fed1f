"""Who did what and when."""

from typing import Any

from smartregion.core.models import AuditEntry
from tests.architecture.access.table import Row, only

READERS = ("administration", "strategy_office", "data_protection")


def entry() -> dict[str, Any]:
    return {"pk": AuditEntry.objects.filter(object_type="participation.survey")[0].pk}


TABLE: dict[str, Row] = {
    "home:trail": only(*READERS),
    "home:trail_thing": only(*READERS, where=entry),
    # Without a fresh login the way to the file leads to the password.
    "home:trail_csv": only(*READERS),
    "home:trail_xlsx": only(*READERS),
}
