"""Prints one document, says as JSON how long it took and how much memory it needed.

python -m benchmarks.print_report report
python -m benchmarks.print_report bare PAGES
"""

import json
import resource
import sys
import time

import django

django.setup()

from django.utils import timezone  # noqa: E402
from weasyprint import HTML  # noqa: E402

from measures.models import Cycle  # noqa: E402
from participation.surveys.models import Survey  # noqa: E402
from smartregion.accounts.models import User  # noqa: E402
from smartregion.core.snapshots import content_of  # noqa: E402
from smartregion.reports.actions import order_report  # noqa: E402
from smartregion.reports.rendering import Stamp, render_pdf  # noqa: E402
from strategy.models import StrategyVersion  # noqa: E402

PARAGRAPH = "<p>" + "Der Landkreis berichtet über seine Strategie. " * 40 + "</p>"


def print_report() -> int:
    version = StrategyVersion.objects.adopted().get()
    snapshot = order_report(
        title="Abschlussbericht", version=version, cycle=Cycle.objects.closed().get(),
        surveys=Survey.objects.published(), by=User.objects.get(email="stabsstelle@pm.example"), at=timezone.now(),
        override="Messung",
    ).snapshot  # fmt: skip
    stamp = Stamp(sha256=snapshot.sha256, taken_at=snapshot.taken_at.isoformat())
    content = content_of(snapshot)
    return render_pdf(content, stamp=stamp, say=lambda *_progress: None).pages


def print_bare(pages: int) -> int:
    body = "".join(
        f"<section style='break-after: page'><h1>{n}</h1>{PARAGRAPH}</section>"
        for n in range(pages)
    )
    html = f"<html lang=de><title>Text</title><body>{body}</body></html>"
    document = HTML(string=html).render(pdf_variant="pdf/a-3a")
    document.write_pdf(pdf_variant="pdf/a-3a")
    return len(document.pages)


def main() -> None:
    started = time.perf_counter()
    pages = print_report() if sys.argv[1] == "report" else print_bare(int(sys.argv[2]))
    seconds = time.perf_counter() - started
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"pages": pages, "seconds": seconds, "megabytes": megabytes}))


if __name__ == "__main__":
    main()
