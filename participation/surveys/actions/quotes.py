"""Single quotes: released by a person, taken back by a person, gone when the person who wrote goes."""

from collections.abc import Iterable
from datetime import datetime, time
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from participation.contributions.actions import (
    record_contribution,
    said_once,
    take_back_published,
    withdraw_contribution,
)
from participation.contributions.models import Contribution
from participation.surveys.actions.keeping import refuse_erased
from participation.surveys.coding.shortening import NotInOriginal, shortened
from participation.surveys.models import ReleasedQuote, Response, Survey
from participation.surveys.queries.quotes import nameable_municipality
from participation.surveys.texts import MAIN_LANGUAGE
from smartregion.core import audit
from smartregion.core.errors import WrongState
from strategy.models import Element


def shorten_quote(*, said: str, wanted: str) -> str:
    """The quote as it would stand in public, with […] for each gap; refuses what was not written."""
    try:
        quote = shortened(said, wanted).text
    except NotInOriginal as fault:
        raise ValidationError({"text": _not_said(fault.words)}, code="not_said") from None
    if len(quote) > Contribution.MAX_LENGTH:
        raise ValidationError(
            {"text": _("Kürzen Sie auf höchstens %d Zeichen.") % Contribution.MAX_LENGTH},
            code="too_long",
        )
    return quote


def _not_said(words: str) -> str:
    if not words:
        return _("Lassen Sie wenigstens ein Wort stehen.")
    return _(
        "Ein Zitat wird nur gekürzt, nie geändert: „%(words)s“ steht so oder an dieser Stelle nicht im Text."
    ) % {"words": words}


@transaction.atomic
def release_quote(
    *,
    survey: Survey,
    question: str,
    response: UUID,
    text: str,
    elements: Iterable[Element],
    names_municipality: bool,
    token: UUID,
    by: Any,
) -> ReleasedQuote:
    """Make words of one response a contribution like any other; sent twice, it is released once."""
    refuse_erased(survey)
    # Locked, so that taking the answers back waits and then finds the quote.
    rows = Response.objects.filter(pk=response, version__survey=survey)
    found = rows.select_for_update(of=("self",)).select_related("version").first()
    said = found.answers.get(question) if found else None
    if found is None or not isinstance(said, str):
        raise WrongState(_("Dieser Text ist nicht mehr da."))
    quote = shorten_quote(said=said, wanted=text)

    def write() -> ReleasedQuote:
        return _release(survey, question, found, quote, elements, names_municipality, token, by)

    return said_once(write=write, earlier=lambda: ReleasedQuote.objects.filter(token=token).first())


def _release(
    survey: Survey,
    question: str,
    response: Response,
    quote: str,
    elements: Iterable[Element],
    names_municipality: bool,
    token: UUID,
    by: Any,
) -> ReleasedQuote:
    with override(MAIN_LANGUAGE):
        author = _("Aus einer Umfrage")
    contribution = record_contribution(
        channel=Contribution.Channel.SURVEY,
        text=quote,
        author_name=author,
        # The day is all that is known; its first moment stands for it.
        at=timezone.make_aware(datetime.combine(response.submitted_on, time.min)),
        municipality=nameable_municipality(survey, response) if names_municipality else None,
        elements=elements,
        is_example=response.origin == Response.Origin.EXAMPLE,
    )
    released = ReleasedQuote.objects.create(
        contribution=contribution,
        survey=survey,
        question=question,
        response=response,
        released_by=by,
        token=token,
    )
    changes = {"question": question, "contribution": str(contribution.pk)}
    audit.record(by=by, verb="release_quote", subject=survey, changes=changes)
    return released


@transaction.atomic
def take_back_quote(*, quote: ReleasedQuote, explanation: str, by: Any, at: datetime) -> None:
    """Take a quote out of the public eye again, for good: its words are kept nowhere."""
    take_back_published(contribution=quote.contribution, explanation=explanation, by=by, at=at)
    changes = {"question": quote.question, "contribution": str(quote.contribution_id)}
    audit.record(by=by, verb="take_back_quote", subject=quote.survey, changes=changes)


def withdraw_quotes(*, response: Response, at: datetime) -> None:
    """Whoever takes the answers back takes the quotes from them back, too."""
    for quote in response.quotes.select_related("contribution").order_by("pk"):
        withdraw_contribution(contribution=quote.contribution, at=at)
