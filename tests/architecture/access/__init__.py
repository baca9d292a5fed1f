"""Who may open what: one table per room, URL name → Row. Every address of the product is in one."""

from tests.architecture.access import account, home, measures, participation, reports, strategy
from tests.architecture.access.table import Row

ACCESS: dict[str, Row] = {
    **home.TABLE,
    **account.TABLE,
    **strategy.TABLE,
    **participation.TABLE,
    **measures.TABLE,
    **reports.TABLE,
}
