"""Everything a report says, collected once from all rooms below, ready to be frozen.

The content holds plain values with the labels of its day, so that a report can be built again
years later from its snapshot alone. It names no persons: neither responsible ones nor authors.
"""

from smartregion.reports.queries.content import LogoMissing, default_title, report_content

__all__ = ["LogoMissing", "default_title", "report_content"]
