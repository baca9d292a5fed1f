"""What people read when their words have been sent."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from participation.contributions import drafts
from participation.contributions.codes import receipt_code
from participation.contributions.models import Contribution


def thanked(
    request: HttpRequest,
    contribution: Contribution,
    token: UUID,
    *,
    published: str,
    held: str,
    where: Any,
) -> HttpResponse:
    """Say whether it can be read already, give the code that finds it again, and lead there."""
    drafts.forget(request)
    code = _("Ihr Beleg-Code: %(code)s") % {"code": receipt_code(token)}
    if contribution.is_held:
        messages.info(request, f"{held} {code}")
        return redirect("contributions:mine")
    messages.success(request, f"{published} {code}")
    return redirect(where)
