"""The only things the PDF engine may load: our own fonts by name, and data inside the document."""

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from django.conf import settings

logger = logging.getLogger(__name__)

SCHEME = "asset:"
# Where each font lies below static/vendor.
FONTS = {
    **{
        f"FiraSans-{cut}.woff2": "kern/fonts" for cut in ("Regular", "Italic", "Medium", "SemiBold")
    },
    **{f"NotoSans-{cut}.woff2": "noto" for cut in ("Regular", "Bold")},
    **{
        f"source-serif-4-{letters}-{cut}.woff2": "serif"
        for letters in ("latin", "latin-ext")
        for cut in ("400-normal", "400-italic", "600-normal")
    },
}


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
        path = Path(folder) / "vendor" / ("fonts" if small else FONTS[name]) / name
        if path.is_file():
            return path
    raise AssetMissing(name)


def asset(name: str) -> bytes:
    """A font, unpacked. Raises ``AssetMissing``."""
    # Child processes get their fonts ready made, and no more of the product than they need.
    from smartregion.core.pdf.unpacking import unpacked  # noqa: PLC0415

    try:
        return unpacked(asset_path(name))
    except OSError as error:
        raise AssetMissing(name) from error


def _complain(url: str) -> None:
    logger.warning("The report asked for %r, which is blocked.", url)


def fetcher(
    find: Callable[[str], bytes] = asset, blocked: Callable[[str], None] = _complain
) -> Any:
    """A fetcher for WeasyPrint that opens neither files nor connections by address.

    ``find`` gives a font by its name; ``blocked`` is told what else was asked for.
    """
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
                blocked(url[:200])
                raise AssetBlocked(url[:200])
            try:
                body = find(unquote(url.removeprefix(SCHEME)))
            except AssetBlocked:
                blocked(url[:200])
                raise
            except AssetMissing as error:
                # A report in the wrong font is not the report: stop. The engine would swallow
                # any other error and go on with a font of the machine.
                raise FatalURLFetchingError(str(error)) from error
            return URLFetcherResponse(url, body, {"Content-Type": "font/ttf"})

    return LockedFetcher(allowed_protocols={"data"}, allow_redirects=False)
