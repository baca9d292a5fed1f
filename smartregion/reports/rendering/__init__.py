"""From the frozen content to the PDF. Nothing here asks the database."""

from smartregion.reports.rendering.document import Printed, RenderFailed, Say, Stamp, render_pdf
from smartregion.reports.rendering.engine import EngineMissing

__all__ = ["EngineMissing", "Printed", "RenderFailed", "Say", "Stamp", "render_pdf"]
