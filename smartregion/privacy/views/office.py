"""What is kept for how long, what the last night did, and the papers made of both."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from smartregion.core.access import require
from smartregion.core.media_types import DOCX
from smartregion.privacy.paper import Paper, paper_docx, paper_markdown, paper_pdf
from smartregion.privacy.papers import PaperKind, paper_of
from smartregion.privacy.queries import kinds, latest_nights, rule_lines

VIEW = "privacy.view_retention"
FORMATS: dict[str, tuple[str, Callable[[Paper], bytes | str]]] = {
    "pdf": ("application/pdf", paper_pdf),
    "docx": (DOCX, paper_docx),
    "md": ("text/markdown; charset=utf-8", paper_markdown),
}
# So many nights are shown.
NIGHTS = 14


@require_safe
def retention(request: HttpRequest) -> HttpResponse:
    """All rules with what is due now, the last nights, and the papers."""
    require(request, VIEW)
    context = {
        "kinds": kinds(rule_lines(at=timezone.now())),
        "nights": latest_nights(NIGHTS),
        "papers": PaperKind.choices,
    }
    return render(request, "privacy/retention.html", context)


@require_safe
def paper(request: HttpRequest, kind: str) -> HttpResponse:
    """A paper as a page, to be read and printed."""
    require(request, VIEW)
    context = {
        "paper": paper_of(_kind(kind), at=timezone.now()),
        "kind": kind,
        "endings": _endings(),
    }
    return render(request, "privacy/paper.html", context)


@require_safe
def paper_file(request: HttpRequest, kind: str, ending: str) -> HttpResponse:
    """The same to take along."""
    require(request, VIEW)
    if ending not in FORMATS:
        raise Http404
    content_type, write = FORMATS[ending]
    written = write(paper_of(_kind(kind), at=timezone.now()))
    answer = HttpResponse(written, content_type=content_type)
    answer["Content-Disposition"] = f'attachment; filename="{kind}.{ending}"'
    return answer


def _kind(kind: str) -> PaperKind:
    try:
        return PaperKind(kind)
    except ValueError as error:
        raise Http404 from error


def _endings() -> list[tuple[str, str]]:
    return [("pdf", _("PDF")), ("docx", _("Word (.docx)")), ("md", _("Markdown (.md)"))]
