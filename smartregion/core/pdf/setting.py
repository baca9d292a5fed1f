"""One part of a document, from HTML to pages: what a child process does all day."""

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial

from smartregion.core.pdf.assets import AssetBlocked, AssetMissing, fetcher
from smartregion.core.pdf.cell.mending import mended
from smartregion.core.pdf.engine import Engine, engine_for

# What the engine only remarks upon, but no report may be without.
FATAL = ("Failed to load image", "Failed to render SVG")

Fonts = Mapping[str, bytes]
Blocked = Callable[[str], None]


class PictureBroken(ValueError):
    """A picture of the part cannot be shown."""


def set_part(html: str, css: str, variant: str | None, *, fonts: Fonts, blocked: Blocked) -> bytes:
    """The part as tagged PDF, mended, ready to be bound. Raises ``PictureBroken``."""
    engine = _engine(css, fonts, blocked)
    with _nothing_missing():
        data, _pages = engine.write(html, variant=variant)
    return mended(data)


def count_part(
    html: str, css: str, *, fonts: Fonts, blocked: Blocked
) -> tuple[int, dict[str, int]]:
    """How many pages the part takes, and on which (from 1) each anchor stands."""
    pages = _engine(css, fonts, blocked).layout(html).pages
    anchors = {name: number for number, page in enumerate(pages, 1) for name in page.anchors}
    return len(pages), anchors


_engines: dict[str, Engine] = {}


def _engine(css: str, fonts: Fonts, blocked: Blocked) -> Engine:
    """Fonts and style sheet of a document are loaded once for all its parts."""
    if css not in _engines:
        _engines.clear()
        _engines[css] = engine_for(css, partial(fetcher, partial(_font, fonts), blocked))
    return _engines[css]


def _font(fonts: Fonts, name: str) -> bytes:
    if name not in fonts:
        raise AssetBlocked(name)
    if not fonts[name]:
        raise AssetMissing(name)
    return fonts[name]


@contextmanager
def _nothing_missing() -> Iterator[None]:
    """Notice pictures that the engine leaves out with no more than a line in the log."""
    listener = _Listener()
    log = logging.getLogger("weasyprint")
    log.addHandler(listener)
    try:
        yield
    finally:
        log.removeHandler(listener)
    if listener.heard:
        raise PictureBroken(listener.heard[0])


class _Listener(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        said = record.getMessage()
        if said.startswith(FATAL):
            self.heard.append(said[:300])
