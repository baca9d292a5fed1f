"""From the frozen content to the PDF. Nothing here asks the database."""

from smartregion.core.pdf import EngineMissing
from smartregion.reports.rendering.document import Printed, RenderFailed, Say, Stamp, render_pdf

__all__ = ["EngineMissing", "Printed", "RenderFailed", "Say", "Stamp", "render_pdf"]
