"""The one place that talks to WeasyPrint."""

import logging
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from smartregion.core.pdf.assets import AssetMissing, fetcher
from smartregion.core.pdf.defaults import document_class

# They tell every page and every font; nobody reads that.
for talkative in ("weasyprint.progress", "fontTools"):
    logging.getLogger(talkative).setLevel(logging.WARNING)


class EngineMissing(Exception):
    """WeasyPrint cannot work on this machine; the message says what to install."""


@dataclass(frozen=True)
class Engine:
    """Fonts and style sheet, loaded once for all layouts of one document."""

    fonts: Any
    styles: Any
    load: Any

    def layout(self, html: str) -> Any:
        """Break HTML into pages; tagged like the final document, so that both agree."""
        return self._document(html).render(stylesheets=[self.styles], font_config=self.fonts)

    def write(self, html: str, *, variant: str | None) -> tuple[bytes, int]:
        """The PDF and the number of its pages.

        ``variant`` names a standard ("pdf/ua-1", "pdf/a-3a"); None is for what is printed at once.
        """
        document = self._document(html).render(
            stylesheets=[self.styles], font_config=self.fonts, pdf_variant=variant
        )
        with warnings.catch_warnings():
            # WeasyPrint leaves the file of its colour profile open.
            warnings.simplefilter("ignore", ResourceWarning)
            return document.write_pdf(pdf_variant=variant), len(document.pages)

    def _document(self, html: str) -> Any:
        return document_class()(string=html, base_url="asset:", url_fetcher=self.load)


def start_engine(styles: str, context: Mapping[str, Any] | None = None) -> Engine:
    """Load fonts and the style sheet that this template makes. Raises ``EngineMissing``."""
    return engine_for(render_to_string(styles, dict(context or {})), fetcher)


def engine_for(css: str, make_fetcher: Callable[[], Any]) -> Engine:
    """The same for a style sheet as text. Raises ``EngineMissing``."""
    try:
        from weasyprint import CSS  # noqa: PLC0415
        from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415
    except OSError as error:
        # Not ImportError: the module is there, the libraries it opens are not.
        raise EngineMissing(missing_libraries()) from error
    fonts, load = FontConfiguration(), make_fetcher()
    sheet = CSS(string=css, base_url="asset:", font_config=fonts, url_fetcher=load)
    return Engine(fonts=fonts, styles=sheet, load=load)


def missing_libraries() -> str:
    """What to tell whoever looks after the server."""
    return _(
        "Auf diesem Server fehlen Bibliotheken für PDF. Bitte installieren Sie die Pakete "
        "libpango-1.0-0, libpangoft2-1.0-0 und libharfbuzz-subset0."
    )


__all__ = [
    "AssetMissing",
    "Engine",
    "EngineMissing",
    "engine_for",
    "missing_libraries",
    "start_engine",
]
