"""What is kept and when it goes: nothing disappears behind the back of the office."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from participation.surveys import queries
from participation.surveys.privacy.retention import RULES
from participation.surveys.views.editor import MANAGE
from smartregion.core.access import require


@require_safe
def retention(request: HttpRequest) -> HttpResponse:
    """All surveys: what is there, until when, and what went in the last nights."""
    require(request, "participation.read_safeguards")
    labels = {rule.kind: rule.label for rule in RULES}
    context = {
        "kept": queries.kept_rows(),
        "today": timezone.localdate(),
        "removals": [(entry, labels[entry.changes["kind"]]) for entry in queries.latest_removals()],
        "may_edit": request.user.has_perm(MANAGE),
        "sees_results": request.user.has_perm("participation.list_surveys"),
    }
    return render(request, "surveys/retention.html", context)
