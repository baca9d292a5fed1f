"""The foreword of a manuscript, with its picture."""

from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from smartregion.core.caching import kept_nowhere
from smartregion.core.editing import EditConflict, typed_over
from smartregion.core.forms import refusals_on, sent
from smartregion.reports.forms.manuscripts import ForewordForm
from smartregion.reports.models import Manuscript
from smartregion.reports.views.manuscripts import manuscript_for, trail_of


def foreword_edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    manuscript = manuscript_for(request, pk, "reports.write")
    form = ForewordForm(sent(request), request.FILES or None, manuscript=manuscript)
    if form.is_valid():
        with refusals_on(form):
            try:
                form.store(by=request.user, at=timezone.now())
            except EditConflict:
                return _conflict(request, manuscript)
            messages.success(request, _("Das Vorwort ist gespeichert."))
            return redirect(manuscript)
    return render(request, "reports/foreword_form.html", {**trail_of(manuscript), "form": form})


def _conflict(request: HttpRequest, manuscript: Manuscript) -> HttpResponse:
    """Both texts. A picture that was sent along has to be chosen again: browsers keep none."""
    theirs = manuscript_for(request, manuscript.pk)
    form = ForewordForm(typed_over(request, theirs), manuscript=theirs)
    context = {
        **trail_of(theirs),
        "form": form,
        "facts": [(_("Wer das Vorwort zeichnet"), theirs.foreword_by)],
        "texts": [(_("Vorwort"), theirs.foreword)],
        "keep": request.path,
        "has_files": True,
    }
    return render(request, "reports/manuscript_conflict.html", context, status=409)


@require_safe
def foreword_picture(request: HttpRequest, pk: UUID) -> FileResponse:
    """The picture as it will be printed, for those who see reports in work."""
    manuscript = manuscript_for(request, pk)
    if not manuscript.foreword_picture:
        raise Http404
    try:
        file = manuscript.foreword_picture.open("rb")
    except OSError:
        raise Http404 from None
    response = FileResponse(file, content_type="image/jpeg")
    response["X-Content-Type-Options"] = "nosniff"
    return kept_nowhere(response, is_private=True)
