"""Taking contributions along: what is chosen, the files that were ordered, and the files themselves."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from participation.contributions import actions
from participation.contributions.exports import CONTENT_TYPES, Selection, file_name, readme, tables
from participation.contributions.forms import ExportForm, QueueFilter
from participation.contributions.models import ContributionExport
from smartregion.accounts.freshness import use_fresh_login
from smartregion.core.access import get_for, require
from smartregion.core.caching import kept_nowhere
from smartregion.core.confirming import confirmed
from smartregion.core.forms import refusals_on, sent
from smartregion.core.htmx import render_page

EXPORT = "participation.export_contributions"
PERSONAL = "participation.export_personal_data"


@require_http_methods(["GET", "POST"])
def exports(request: HttpRequest) -> HttpResponse:
    """Choose contributions and a format; below, the files that this person ordered."""
    require(request, EXPORT)
    chosen = _filter(request)
    form = ExportForm(sent(request), may_take_personal=request.user.has_perm(PERSONAL))
    if form.is_valid() and chosen.is_valid():
        with refusals_on(form):
            form.order(
                wanted=chosen.cleaned_data,
                language=get_language() or "de",
                by=request.user,
                at=timezone.now(),
            )
            messages.success(
                request,
                _(
                    "Die Datei ist bestellt. Sie können diese Seite verlassen und später wiederkommen."
                ),
            )
            return redirect(f"{request.get_full_path()}#ordered-files")
    context = {"filter": chosen, "form": form, **_found(request, chosen), **_ordered(request)}
    return render_page(request, "contributions/exports.html", context, partial="ordered-files")


def _filter(request: HttpRequest) -> QueueFilter:
    """As in the list of the office; opened without a filter, all contributions are chosen."""
    return QueueFilter(request.GET or {"state": "all"})


def _found(request: HttpRequest, chosen: QueueFilter) -> dict[str, Any]:
    wanted = chosen.cleaned_data if chosen.is_valid() else {}
    return {"n": Selection.of(request.user, wanted, with_personal_data=False).n}


def _ordered(request: HttpRequest) -> dict[str, Any]:
    ordered = list(_mine(request).select_related("job"))
    return {
        "ordered": ordered,
        "is_writing": any(each.job and each.job.is_active for each in ordered),
    }


@require_safe
def export_columns(request: HttpRequest) -> HttpResponse:
    """What stands in the files: each table with its columns."""
    require(request, EXPORT)
    personal = request.user.has_perm(PERSONAL)
    described = list(readme.described(personal=personal))
    parts = [
        (table.name, table.title, [one for one in described if one.table == table.name])
        for table in tables
    ]
    return render(request, "contributions/export_columns.html", {"parts": parts})


@require_safe
def export_file(request: HttpRequest, pk: object) -> FileResponse:
    """The finished file, for the person who ordered it; with personal data the password is asked for each time."""
    export = _export(request, pk)
    if not export.file:
        raise Http404
    if export.with_personal_data:
        require(request, PERSONAL)
        use_fresh_login(request)
    actions.note_contribution_download(export=export, by=request.user)
    answer = FileResponse(
        export.file.open("rb"),
        as_attachment=True,
        filename=file_name(export),
        content_type=CONTENT_TYPES[ContributionExport.Format(export.format)],
    )
    return kept_nowhere(answer, is_private=True)


@require_POST
def export_retry(request: HttpRequest, pk: object) -> HttpResponse:
    """Write a file again that could not be written."""
    export = _export(request, pk)
    actions.retry_contribution_export(export=export, by=request.user, at=timezone.now())
    messages.success(request, _("Die Datei wird noch einmal geschrieben."))
    return redirect(_here())


@require_http_methods(["GET", "POST"])
def export_delete(request: HttpRequest, pk: object) -> HttpResponse:
    """Remove a file, or stop it being written; asks first."""
    export = _export(request, pk)
    return confirmed(
        request,
        lambda: actions.delete_contribution_export(export=export, by=request.user),
        heading=_("Bestellte Datei löschen"),
        explanation=_(
            "Die Datei wird entfernt. Ist sie noch nicht fertig, wird sie nicht weiter geschrieben. Die Beiträge selbst bleiben."
        ),
        action=_("Löschen"),
        done=_("Die Datei ist gelöscht."),
        danger=True,
        back=_here(),
    )


def _mine(request: HttpRequest) -> QuerySet[ContributionExport]:
    return ContributionExport.objects.visible_to(request.user).kept(timezone.localdate())


def _export(request: HttpRequest, pk: object) -> ContributionExport:
    require(request, EXPORT)
    return get_for(request, None, _mine(request), pk=pk)


def _here() -> str:
    return f"{reverse('contributions:exports')}#ordered-files"
