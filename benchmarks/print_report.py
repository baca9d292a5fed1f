"""Prints one document, says as JSON how long it took and how much memory it needed.

python -m benchmarks.print_report WHAT [PAGES]
"""

import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import django

django.setup()

import pikepdf  # noqa: E402
from django.utils import timezone  # noqa: E402

from benchmarks.large_report import changed, grown  # noqa: E402
from measures.models import Cycle  # noqa: E402
from participation.forums.models import Forum  # noqa: E402
from participation.surveys.models import Survey  # noqa: E402
from smartregion.core.canonical import canonical_json  # noqa: E402
from smartregion.core.pdf.kept import Kept  # noqa: E402
from smartregion.reports.briefs import Brief  # noqa: E402
from smartregion.reports.queries import report_content  # noqa: E402
from smartregion.reports.rendering import Book, render_pdf  # noqa: E402
from strategy.models import StrategyVersion  # noqa: E402

PARAGRAPH = "<p>" + "Der Landkreis berichtet über seine Strategie. " * 40 + "</p>"
Setting = Callable[[], int]


def large() -> Book:
    """200 pages with 60 figures and 120 profiles."""
    return grown(_content(), profiles=120, charts=60)


def short() -> Book:
    """40 pages without profiles."""
    return grown(_content(), profiles=0, charts=10)


def _content() -> dict[str, object]:
    brief = Brief(
        kind="final",
        title="Abschlussbericht",
        version=StrategyVersion.objects.adopted().get(),
        cycle=Cycle.objects.closed().latest("cutoff_on"),
        surveys=list(Survey.objects.published()),
        forums=list(Forum.objects.filter(is_public=True)),
    )
    frozen = canonical_json(report_content(brief, at=timezone.now()))
    content: dict[str, object] = json.loads(frozen)
    return content


# -- what is measured --------------------------------------------------------------------------
def ours(book: Book) -> Setting:
    return lambda: _pages(book, Kept(None))


def one_chapter_changed(book: Book) -> Setting:
    """Everything else is kept from the edition before."""
    kept = Kept(Path(tempfile.mkdtemp()))
    _pages(book, kept)
    later = changed(book)
    return lambda: _pages(later, kept)


def by_typst(book: Book) -> Setting:
    from benchmarks.typesetters import typst_pages  # noqa: PLC0415 - a browser and Typst, for tests only

    return lambda: _count(typst_pages(book))


def by_chromium(book: Book) -> Setting:
    from benchmarks.typesetters import chromium_pages  # noqa: PLC0415

    return lambda: _count(chromium_pages(book))


def bare(pages: int) -> Setting:
    """The floor: as many pages of nothing but text, by the same engine in one process."""
    return lambda: _bare(pages)


def _bare(pages: int) -> int:
    from weasyprint import HTML  # noqa: PLC0415 - so that only this one pays for it

    body = "".join(
        f"<section style='break-after: page'><h1>{n}</h1>{PARAGRAPH}</section>"
        for n in range(pages)
    )
    html = f"<html lang=de><title>Text</title><body>{body}</body></html>"
    document = HTML(string=html).render(pdf_variant="pdf/a-3a")
    document.write_pdf(pdf_variant="pdf/a-3a")
    return len(document.pages)


def _pages(book: Book, kept: Kept) -> int:
    return render_pdf(book, say=lambda *_progress: None, kept=kept).pages or 0


def _count(data: bytes) -> int:
    with pikepdf.open(BytesIO(data)) as pdf:
        return len(pdf.pages)


# -- measuring ---------------------------------------------------------------------------------
SETTINGS: dict[str, Callable[[], Setting]] = {
    "large": lambda: ours(large()),
    "short": lambda: ours(short()),
    "changed": lambda: one_chapter_changed(large()),
    "typst": lambda: by_typst(large()),
    "chromium": lambda: by_chromium(large()),
    "bare": lambda: bare(int(sys.argv[2])),
}


def megabytes() -> float:
    """This process at its peak, and twice the largest of its children: two work at once."""
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return (own + 2 * child) / 1024


def main() -> None:
    run = SETTINGS[sys.argv[1]]()
    started = time.perf_counter()
    pages = run()
    seconds = time.perf_counter() - started
    print(json.dumps({"pages": pages, "seconds": seconds, "megabytes": megabytes()}))


if __name__ == "__main__":
    main()
