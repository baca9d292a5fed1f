"""Single quotes: looked at, shortened, released, taken back."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from participation.surveys import actions, queries
from participation.surveys.coding.hints import hints_in
from participation.surveys.forms.coding import QuoteForm, TakeBackForm
from participation.surveys.models import ReleasedQuote, Response, Survey
from participation.surveys.views.choosing import explains_filters, survey_for_results
from participation.surveys.views.coding_desk import RELEASE, Desk, desk_for, text_from
from smartregion.core.access import get_for
from smartregion.core.confirming import confirmed
from smartregion.core.forms import refusals_on, sent


@require_http_methods(["GET", "POST"])
@explains_filters
def quote_release(request: HttpRequest, slug: str, code: str, text: Any) -> HttpResponse:
    """Shorten a text, see it as everybody will, and release it."""
    get_for(request, RELEASE, Survey.objects.visible_to(request.user), slug=slug)
    desk = desk_for(request, slug, code)
    found = text_from(desk, text)
    actions.note_raw_access(survey=desk.survey, what=f"texts {desk.key}", by=request.user)
    response = Response.objects.select_related("version").get(pk=found.response)
    form = QuoteForm(
        sent(request),
        said=found.said,
        municipality=queries.nameable_municipality(desk.survey, response),
        is_draft="preview" in request.POST,
    )
    preview = ""
    if form.is_valid():
        with refusals_on(form):
            preview = form.quote()
        if form.is_valid() and "preview" not in request.POST:
            with refusals_on(form):
                quote = form.release(
                    survey=desk.survey, question=code, response=found.response, by=request.user
                )
                messages.success(request, _("Das Zitat ist öffentlich."))
                return redirect(quote.contribution)
    return render(request, "surveys/quote_release.html", _context(desk, found, form, preview))


def _context(desk: Desk, found: Any, form: QuoteForm, preview: str) -> dict[str, object]:
    quotes = queries.quotes_of(desk.survey).filter(question=desk.key, response=found.response)
    return {
        "desk": desk,
        "survey": desk.survey,
        "text": found,
        "form": form,
        "preview": preview,
        "hints": hints_in(preview or _as_it_would_be(form) or found.said),
        "earlier": quotes,
    }


def _as_it_would_be(form: QuoteForm) -> str:
    try:
        return actions.shorten_quote(said=form.said, wanted=form.data.get("text", ""))
    except ValidationError:
        return ""


@require_http_methods(["GET", "POST"])
def quote_take_back(request: HttpRequest, slug: str, quote: int) -> HttpResponse:
    """Take a quote out of the public eye; its place and what grew from it stay."""
    survey = survey_for_results(request, slug)
    mine = ReleasedQuote.objects.filter(survey=survey).select_related("contribution", "survey")
    found = get_for(request, RELEASE, mine, pk=quote)
    back_url = reverse("surveys:coding_list", args=[slug])
    form = TakeBackForm(sent(request))
    return confirmed(
        request,
        lambda: form.save(found, by=request.user, at=timezone.now()),
        heading=_("Freigabe zurücknehmen"),
        explanation=_(
            "Lesende sehen an der Stelle des Zitats einen neutralen Hinweis. Der Wortlaut wird gelöscht; was daraus entstanden ist, bleibt verbunden."
        ),
        points_heading=_("Zitat"),
        points=[found.contribution.text],
        action=_("Zurücknehmen"),
        done=_("Das Zitat ist nicht mehr öffentlich."),
        danger=True,
        back=back_url,
        form=form,
    )
