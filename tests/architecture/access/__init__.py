"""Who may open what: one table per room, URL name → Row. Every address of the product is in one."""

from tests.architecture.access import account
from tests.architecture.access.table import Row

ACCESS: dict[str, Row] = {**account.TABLE}
