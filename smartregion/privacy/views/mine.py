"""What is stored about oneself: ordered, fetched after the password, gone after some days."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from smartregion.accounts.freshness import use_fresh_login
from smartregion.accounts.views.oneself import signed_in
from smartregion.core.access import get_for, require
from smartregion.core.caching import kept_nowhere
from smartregion.core.confirming import confirmed
from smartregion.core.errors import WrongState
from smartregion.core.htmx import render_page
from smartregion.core.limits import account_may_try
from smartregion.privacy import actions
from smartregion.privacy.models import AccountExport

ORDER = "privacy.order_export"
# Orders of one person within so many seconds; each keeps a worker of the reports busy, and a file for days.
ORDERS, WINDOW = 10, 86_400


@require_http_methods(["GET", "POST"])
def my_data(request: HttpRequest) -> HttpResponse:
    """What one may know and have about oneself; a press of the button orders it."""
    require(request, ORDER)
    if request.method == "POST":
        person, now = signed_in(request), timezone.now()
        if not account_may_try(
            person.pk, what="account_export", times=ORDERS, seconds=WINDOW, at=now
        ):
            raise WrongState(_("Das waren viele Bestellungen. Bitte warten Sie bis morgen."))
        actions.order_account_export(by=person, language=get_language() or "de", at=now)
        messages.success(request, _("Ihre Auskunft ist bestellt. Das dauert meist eine Minute."))
        return redirect(_here())
    ordered = list(_mine(request).select_related("job"))
    context: dict[str, Any] = {
        "ordered": ordered,
        "is_writing": any(each.job and each.job.is_active for each in ordered),
        "days": AccountExport.KEPT_FOR.days,
    }
    return render_page(request, "privacy/my_data.html", context, partial="ordered-files")


@require_safe
def my_data_file(request: HttpRequest, pk: object) -> FileResponse:
    """The finished file, for the person it is about, after they have just signed in again."""
    export = _export(request, pk)
    if not export.file:
        raise Http404
    use_fresh_login(request)
    actions.note_account_download(export=export, by=signed_in(request))
    name = _("auskunft-%(day)s.zip") % {"day": timezone.localdate(export.ordered_at).isoformat()}
    answer = FileResponse(
        export.file.open("rb"), as_attachment=True, filename=name, content_type="application/zip"
    )
    return kept_nowhere(answer, is_private=True)


@require_http_methods(["GET", "POST"])
def my_data_delete(request: HttpRequest, pk: object) -> HttpResponse:
    """Remove the file before its time; asks first."""
    export = _export(request, pk)
    return confirmed(
        request,
        lambda: actions.delete_account_export(export=export, by=signed_in(request)),
        heading=_("Auskunft löschen"),
        explanation=_("Nur diese Datei wird entfernt. Was über Sie gespeichert ist, bleibt."),
        action=_("Löschen"),
        done=_("Die Datei ist gelöscht."),
        danger=True,
        back=_here(),
    )


def _mine(request: HttpRequest) -> QuerySet[AccountExport]:
    return AccountExport.objects.visible_to(request.user).kept(timezone.localdate())


def _export(request: HttpRequest, pk: object) -> AccountExport:
    require(request, ORDER)
    return get_for(request, None, _mine(request), pk=pk)


def _here() -> str:
    return f"{reverse('privacy:my_data')}#ordered-files"
