"""Files of answers that a worker writes: ordered, watched on the page, fetched, removed."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from participation.surveys import actions
from participation.surveys.exports.files import CONTENT_TYPES, Format, file_name
from participation.surveys.models import SurveyExport
from participation.surveys.queries.exports import ordered_files
from participation.surveys.texts import MAIN_LANGUAGE
from participation.surveys.views.choosing import chosen_in, explains_filters, survey_for_results
from participation.surveys.views.exports import selection_of
from smartregion.accounts.freshness import use_fresh_login
from smartregion.core.access import get_for
from smartregion.core.caching import kept_nowhere
from smartregion.core.confirming import confirmed


@require_POST
@explains_filters
def order(request: HttpRequest, slug: str) -> HttpResponse:
    """Order a file of what the address chooses."""
    survey = survey_for_results(request, slug)
    format_ = request.POST.get("format", "")
    if format_ not in Format.values:
        raise Http404
    chosen = chosen_in(survey, request.GET)
    try:
        actions.order_export(
            selection=selection_of(chosen),
            format_=format_,
            language=get_language() or MAIN_LANGUAGE,
            by=request.user,
            at=timezone.now(),
        )
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    else:
        text = _(
            "Die Datei ist bestellt. Sie können diese Seite verlassen und später wiederkommen."
        )
        messages.success(request, text)
    return redirect(f"{reverse('surveys:exports', args=[slug])}{chosen.mark}#ordered-files")


@require_safe
def file(request: HttpRequest, slug: str, pk: UUID) -> FileResponse:
    """The finished file; each time somebody takes it the password is asked for, and it is noted."""
    export = _export(request, slug, pk)
    if not export.file:
        raise Http404
    use_fresh_login(request)
    actions.note_raw_access(
        survey=export.survey, what=f"export {export.format}, file", by=request.user
    )
    answer = FileResponse(
        export.file.open("rb"),
        as_attachment=True,
        filename=file_name(slug, export.format),
        content_type=CONTENT_TYPES[Format(export.format)],
    )
    answer["X-Content-Type-Options"] = "nosniff"
    return kept_nowhere(answer, is_private=True)


@require_POST
def retry(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """Write a file again that could not be written."""
    export = _export(request, slug, pk)
    actions.retry_export(export=export, by=request.user, at=timezone.now())
    messages.success(request, _("Die Datei wird noch einmal geschrieben."))
    return redirect(f"{reverse('surveys:exports', args=[slug])}#ordered-files")


@require_http_methods(["GET", "POST"])
def delete(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """Remove a file, or stop it being written; asks first."""
    export = _export(request, slug, pk)
    back = f"{reverse('surveys:exports', args=[slug])}#ordered-files"
    return confirmed(
        request,
        lambda: actions.delete_export(export=export, by=request.user),
        heading=_("Bestellte Datei löschen"),
        explanation=_(
            "Die Datei wird entfernt. Ist sie noch nicht fertig, wird sie nicht weiter geschrieben. Die Antworten selbst bleiben."
        ),
        action=_("Löschen"),
        done=_("Die Datei ist gelöscht."),
        danger=True,
        back=back,
    )


def _export(request: HttpRequest, slug: str, pk: UUID) -> SurveyExport:
    survey = survey_for_results(request, slug)
    return get_for(request, None, ordered_files(survey), pk=pk)
