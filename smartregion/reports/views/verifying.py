"""Is this file ours, and unchanged? Anybody may ask; nothing they send is kept."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from smartregion.core.caching import kept_nowhere
from smartregion.core.forms import sent
from smartregion.core.limits import may_try
from smartregion.reports.forms import ChecksumForm, FileForm, Fingerprinting
from smartregion.reports.queries.proofs import proofs_of

# Files to look at, within so many seconds: more than a person has, and no work for a script.
FILES, WINDOW = 30, 600


# No CSRF token: it would need a cookie, and all this does is to say what it knows about a file.
@csrf_exempt
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """Match or no match for an uploaded file, or for a checksum that was typed in."""
    request.upload_handlers = [Fingerprinting(request)]
    file_form = FileForm(sent(request), request.FILES if request.method == "POST" else None)
    typed = request.GET if "pruefsumme" in request.GET and request.method != "POST" else None
    checksum_form = ChecksumForm(typed)
    sha256 = _of_file(request, file_form) or _typed(checksum_form)
    context = {
        "file_form": file_form,
        "checksum_form": checksum_form,
        "sha256": sha256,
        "proofs": proofs_of(sha256, visible_to=request.user) if sha256 else [],
        "sees_all": request.user.has_perm("reports.view_all"),
    }
    page = render(request, "reports/verify.html", context)
    return kept_nowhere(page) if request.method == "POST" else page


def _of_file(request: HttpRequest, form: FileForm) -> str:
    if not form.is_valid():
        return ""
    if not may_try(request, what="verify", times=FILES, seconds=WINDOW, at=timezone.now()):
        form.add_error("file", _("Das waren viele Dateien. Bitte warten Sie zehn Minuten."))
        return ""
    return str(form.cleaned_data["file"].sha256)


def _typed(form: ChecksumForm) -> str:
    return str(form.cleaned_data["pruefsumme"]) if form.is_valid() else ""
