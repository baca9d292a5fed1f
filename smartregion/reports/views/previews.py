"""Chapters as they will be printed, in a frame: the markup and the style sheet of the report itself.

The sheet stands in a frame of its own (docs/decisions/0008), because the report's style sheet speaks of
bare headings and tables, and ours does, too.
"""

import re
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from smartregion.core.caching import kept_nowhere
from smartregion.core.framing import holds_frame, may_be_framed
from smartregion.core.pdf.assets import FONTS
from smartregion.core.richtext import clean
from smartregion.reports.models import Manuscript
from smartregion.reports.queries.content import design_of
from smartregion.reports.queries.manuscripts import chapter_groups
from smartregion.reports.queries.previews import FOREWORD, preview_of
from smartregion.reports.rendering.press.setting import STYLES
from smartregion.reports.views.manuscripts import manuscript_for, trail_of

# Fonts as the engine of the print knows them; browsers load the same files from their address.
ASSET = re.compile(r"asset:([\w.-]+)")
TYPED = ("title", "introduction", "conclusion")


@require_safe
@holds_frame
def manuscript_preview(request: HttpRequest, pk: UUID) -> HttpResponse:
    """All chapters to leaf through, one at a time."""
    manuscript = manuscript_for(request, pk)
    chapters = _chapters(manuscript)
    keys = [key for key, _title in chapters]
    wanted = request.GET.get("kapitel", "")
    here = wanted if wanted in keys else keys[0] if keys else ""
    place = keys.index(here) if here else 0
    context = {
        **trail_of(manuscript),
        "chapters": chapters,
        "here": here,
        "title": dict(chapters).get(here, ""),
        "before": chapters[place - 1] if place else None,
        "after": chapters[place + 1] if place + 1 < len(chapters) else None,
        "may_write": request.user.has_perm("reports.write") and not manuscript.archived_at,
        "is_foreword": here == FOREWORD,
    }
    return render(request, "reports/manuscript_preview.html", context)


def _chapters(manuscript: Manuscript) -> list[tuple[str, str]]:
    """Key and title of what is in the report, in its order; the foreword first."""
    found = [(FOREWORD, _("Vorwort"))] if manuscript.foreword else []
    for group in chapter_groups(manuscript):
        rows = (row for row in group.rows if row.chapter.is_included)
        found += [(row.chapter.key, f"{row.number} {row.title}".strip()) for row in rows]
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@may_be_framed
def manuscript_sheet(request: HttpRequest, pk: UUID, key: str) -> HttpResponse:
    """One chapter; what is sent along is shown and stored nowhere."""
    manuscript = manuscript_for(request, pk)
    if key != FOREWORD and not manuscript.chapters.filter(key=key).exists():
        raise Http404
    shown = preview_of(manuscript, key, at=timezone.now(), words=_typed(request))
    context = {**trail_of(manuscript), "shown": shown}
    return render(request, "reports/manuscript_sheet.html", context)


def _typed(request: HttpRequest) -> dict[str, str]:
    """Words of a form that was not stored, cleaned as if it were."""
    given = {name: request.POST[name] for name in TYPED if name in request.POST}
    return {name: text if name == "title" else clean(text) for name, text in given.items()}


@require_safe
def sheet_style(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The style sheet of the print in the colours of this manuscript."""
    manuscript = manuscript_for(request, pk)
    printed = render_to_string(STYLES, {"design": design_of(manuscript)})
    style = ASSET.sub(lambda found: static(f"vendor/{FONTS[found[1]]}/{found[1]}"), printed)
    response = HttpResponse(style, content_type="text/css; charset=utf-8")
    return kept_nowhere(response, is_private=True)
