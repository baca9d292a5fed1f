"""„Was habe ich davon?“: the strategy from the side of those for whom it is made."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from measures.forms.serving import ServingForm
from measures.queries.serving import served


@login_not_required
def serving(request: HttpRequest) -> HttpResponse:
    """Who and where somebody is stands in the address; nothing is kept."""
    form = ServingForm(request.GET or None)
    asked = form.asked if form.is_bound else None
    context = {
        "form": form,
        "asked": asked,
        "chosen": form.chosen if asked else [],
        "served": served(asked) if asked else None,
        # Sent with nothing chosen: then a sentence says what to do.
        "is_empty_question": form.is_bound and not asked and not form.errors,
    }
    return render(request, "measures/serving.html", context)
