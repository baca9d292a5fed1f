"""The PDF: chapters set beside each other in child processes, then bound to one tagged file."""

from smartregion.reports.rendering.press.document import render_pdf

__all__ = ["render_pdf"]
