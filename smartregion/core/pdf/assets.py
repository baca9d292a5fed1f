"""The only things the PDF engine may load: our own fonts by name, and data inside the document."""

import logging
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from django.conf import settings

logger = logging.getLogger(__name__)

SCHEME = "asset:"
FONTS = {f"FiraSans-{cut}.woff2" for cut in ("Regular", "Italic", "Medium", "SemiBold")}


class AssetMissing(Exception):
    """A file that belongs to the product is not installed."""


class AssetBlocked(ValueError):
    """The document asked for something it has no business with."""


def asset_path(name: str, *, small: bool = False) -> Path:
    """Where a font lies: among the sources, or where collectstatic has put it.

    The ``small`` ones hold the letters of western languages only; they are what web pages load.
    """
    if name not in FONTS:
        raise AssetBlocked(name)
    folders = [*settings.STATICFILES_DIRS, settings.STATIC_ROOT]
    for folder in folders:
        path = Path(folder) / "vendor" / ("fonts" if small else "kern/fonts") / name
        if path.is_file():
            return path
    raise AssetMissing(name)


def fetcher() -> Any:
    """A fetcher for WeasyPrint that opens neither files nor connections by address."""
    from weasyprint.urls import (  # noqa: PLC0415 - needs Pango
        FatalURLFetchingError,
        URLFetcher,
        URLFetcherResponse,
    )

    class LockedFetcher(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            if url.startswith("data:"):
                return super().fetch(url, headers)
            if not url.startswith(SCHEME):
                logger.warning("The report asked for %r, which is blocked.", url[:200])
                raise AssetBlocked(url[:200])
            try:
                body = asset_path(unquote(url.removeprefix(SCHEME))).read_bytes()
            except (AssetMissing, OSError) as error:
                # A report in the wrong font is not the report: stop. The engine would swallow
                # any other error and go on with a font of the machine.
                raise FatalURLFetchingError(str(error)) from error
            return URLFetcherResponse(url, body, {"Content-Type": "font/woff2"})

    return LockedFetcher(allowed_protocols={"data"}, allow_redirects=False)
