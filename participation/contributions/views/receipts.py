"""Finding one's words again with the code of their receipt, without an account."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from participation.contributions import actions, queries
from participation.contributions.forms import ReceiptForm
from smartregion.core.forms import sent


@login_not_required
@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "POST"])
def receipt(request: HttpRequest) -> HttpResponse:
    """Enter a code; see the state, the answer and what grew from it, hidden or not."""
    form = ReceiptForm(sent(request), request=request, at=timezone.now())
    if not form.is_valid():
        return render(request, "contributions/receipt.html", {"form": form})
    context = {
        "code": form.cleaned_data["code"],
        "page": queries.receipt_page(form.contribution, visible_to=request.user),
    }
    return render(request, "contributions/receipt_found.html", context)


@login_not_required
@never_cache
@sensitive_post_parameters("code")
@require_POST
def receipt_withdraw(request: HttpRequest) -> HttpResponse:
    """Take back with the code what was written without an account, after a second look."""
    now = timezone.now()
    form = ReceiptForm(request.POST, request=request, at=now)
    if not form.is_valid():
        return render(request, "contributions/receipt.html", {"form": form})
    if "sure" not in request.POST:
        context = {"code": form.cleaned_data["code"]}
        return render(request, "contributions/receipt_withdraw.html", context)
    actions.withdraw_with_receipt(contribution=form.contribution, at=now)
    messages.success(request, _("Ihr Beitrag ist zurückgenommen, der Text ist gelöscht."))
    return redirect("contributions:receipt")
