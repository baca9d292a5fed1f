"""The fixed moment around which all made-up things happen."""

from datetime import UTC, date, datetime

DAY = date(2026, 6, 15)
NOON = datetime(2026, 6, 15, 10, tzinfo=UTC)
