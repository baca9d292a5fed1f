"""What is removed at night, and what people take along about themselves."""

from smartregion.privacy.actions.exporting import (
    EXPORT,
    delete_account_export,
    forget_exports_of,
    note_account_download,
    order_account_export,
    remove_expired_exports,
    write_account_export,
)
from smartregion.privacy.actions.running import forget_runs, keep_retention

__all__ = [
    "EXPORT",
    "delete_account_export",
    "forget_exports_of",
    "forget_runs",
    "keep_retention",
    "note_account_download",
    "order_account_export",
    "remove_expired_exports",
    "write_account_export",
]
