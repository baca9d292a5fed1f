"""Files and links of a measure: taken along by everybody as far as they are public, kept by the office."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from measures.actions.files import remove_file
from measures.forms.files import MeasureFileForm, ShowForm
from measures.models import MeasureFile
from measures.queries.files import files_of
from measures.views.access import CHANGE, measure_for
from measures.views.merged import led_on
from participation.contributions.actions.materials import move_material
from participation.contributions.views.materials import desk_rows, served, taken_away
from smartregion.core.access import get_for
from smartregion.core.confirming import confirmed
from smartregion.core.forms import refusals_on, sent


@login_not_required
@require_safe
def file(request: HttpRequest, number: str, pk: UUID) -> HttpResponseBase:
    """The file itself; what is not public does not exist for strangers."""
    measure = measure_for(request, number)
    if answer := led_on(request, measure):
        return answer
    return served(get_for(request, None, files_of(measure, visible_to=request.user), pk=pk))


@require_http_methods(["GET", "POST"])
def files(request: HttpRequest, number: str) -> HttpResponse:
    """What lies beside a measure, and a form for one more file or link."""
    measure = measure_for(request, number, CHANGE)
    form = MeasureFileForm(sent(request), request.FILES or None)
    if form.is_valid():
        with refusals_on(form):
            form.save(measure, by=request.user, at=timezone.now())
            messages.success(request, _("Das Material liegt jetzt bei der Maßnahme."))
            return redirect("measures:files", number)
    rows = desk_rows(
        files_of(measure, visible_to=request.user),
        here=[number],
        move_url="measures:file_move",
        remove_url="measures:file_remove",
        public_url="measures:file_show",
    )
    return render(request, "measures/files.html", {"measure": measure, "form": form, "rows": rows})


@require_POST
def file_move(request: HttpRequest, number: str, pk: UUID) -> HttpResponse:
    moved = _file(request, number, pk)
    direction = "up" if request.POST.get("direction") == "up" else "down"
    move_material(material=moved, among=moved.measure.files, direction=direction, by=request.user)
    return redirect(f"{reverse('measures:files', args=[number])}#material-{pk}")


@require_http_methods(["GET", "POST"])
def file_show(request: HttpRequest, number: str, pk: UUID) -> HttpResponse:
    """Show it to everybody, or to the office alone, after a second look."""
    found = _file(request, number, pk)
    form = ShowForm(sent(request), initial={"is_public": not found.is_public})
    if found.is_public:
        heading, done = _("„%(title)s“ nicht mehr zeigen"), _("Nur noch Mitarbeitende sehen es.")
        explanation = _("Wer die Datei schon geladen hat, behält sie.")
    else:
        heading, done = _("„%(title)s“ veröffentlichen"), _("Jetzt sehen es alle.")
        explanation = _(
            "Es steht dann auf der öffentlichen Seite der Maßnahme. Bitte prüfen Sie, dass keine "
            "Namen und keine vertraulichen Zahlen darin stehen."
        )
    return confirmed(
        request,
        lambda: form.store(found, by=request.user, at=timezone.now()),
        form=form,
        heading=heading % {"title": found.title},
        explanation=explanation,
        action=_("Nicht mehr zeigen") if found.is_public else _("Veröffentlichen"),
        done=done,
        back=reverse("measures:files", args=[number]),
    )


@require_http_methods(["GET", "POST"])
def file_remove(request: HttpRequest, number: str, pk: UUID) -> HttpResponse:
    gone = _file(request, number, pk)
    return taken_away(
        request,
        gone,
        explanation=_("Es steht dann nicht mehr bei der Maßnahme. Eine Datei wird gelöscht."),
        back=reverse("measures:files", args=[number]),
        deed=lambda: remove_file(file=gone, by=request.user, at=timezone.now()),
    )


def _file(request: HttpRequest, number: str, pk: UUID) -> MeasureFile:
    beside = files_of(measure_for(request, number, CHANGE), visible_to=request.user)
    return get_for(request, None, beside, pk=pk)
