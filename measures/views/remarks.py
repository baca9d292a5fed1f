"""What colleagues note about a measure; nobody else reads it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from measures.actions.remarks import take_back_remark
from measures.forms.remarks import RemarkForm
from measures.models import Measure, Remark
from measures.views.merged import led_on
from smartregion.core.access import get_for, require
from smartregion.core.confirming import confirmed
from smartregion.core.forms import refusals_on, sent


@require_http_methods(["GET", "POST"])
def remarks(request: HttpRequest, number: str) -> HttpResponse:
    """All remarks in the order in which they were written, and a form for one more.

    Those on a measure that has gone into another one stay readable; it takes no further ones.
    """
    measure = _measure(request, number)
    if request.method == "POST" and (answer := led_on(request, measure)):
        return answer
    form = RemarkForm(sent(request))
    if form.is_valid():
        with refusals_on(form):
            written = form.save(measure=measure, by=request.user, at=timezone.now())
            messages.success(request, _("Die Notiz ist gespeichert."))
            return redirect(f"{request.path}#notiz-{written.pk}")
    context = {
        "measure": measure,
        "remarks": measure.remarks.select_related("by"),
        "form": form,
    }
    return render(request, "measures/remarks.html", context)


@require_http_methods(["GET", "POST"])
def remark_take_back(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Only for whoever wrote it."""
    measure = _measure(request, number)
    remark = get_for(
        request, None, Remark.objects.select_related("measure"), measure=measure, pk=pk
    )
    if remark.by_id != request.user.pk:
        raise PermissionDenied
    return confirmed(
        request,
        lambda: take_back_remark(remark=remark, by=request.user, at=timezone.now()),
        heading=_("Notiz zurücknehmen"),
        explanation=_(
            "Der Text wird gelöscht. Dass hier eine Notiz von Ihnen stand, bleibt zu sehen."
        ),
        action=_("Zurücknehmen"),
        done=_("Die Notiz ist zurückgenommen."),
        danger=True,
        back=reverse("measures:remarks", args=[number]),
    )


def _measure(request: HttpRequest, number: str) -> Measure:
    require(request, "measures.view_internal")
    visible = Measure.objects.visible_to(request.user).select_related("responsible")
    return get_for(request, None, visible, number=number)
