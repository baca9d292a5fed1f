"""Which responses count, as the address says it: the same on every page, in every file, for everybody."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property, wraps
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from participation.surveys import actions, queries
from participation.surveys.blocks.table import ResponseTable
from participation.surveys.forms.filtering import with_weight
from participation.surveys.models import Survey
from participation.surveys.queries.filters import Filter, UnknownFilter, leaves_few
from participation.surveys.queries.table import response_table
from participation.surveys.queries.weights import NotWeighable, UnknownWeight, weights_for
from participation.surveys.results import SurveyResults
from participation.surveys.statistics.weights import Weights
from participation.surveys.texts import MAIN_LANGUAGE
from smartregion.accounts.freshness import use_fresh_login
from smartregion.core.access import get_for

WEIGHT = "weight"


@dataclass(frozen=True)
class Chosen:
    """What an address asks for, with the answers it is asked of."""

    survey: Survey
    table: ResponseTable
    filter: Filter
    weights: Weights | None

    @property
    def weight(self) -> str:
        return self.weights.code if self.weights else ""

    @property
    def query(self) -> str:
        """Filter and weighting as the words of an address, always in the same order."""
        pairs = parse_qsl(self.filter.to_query(), keep_blank_values=True)
        return urlencode(with_weight(pairs, self.weight))

    @property
    def mark(self) -> str:
        """The same behind an address: with its question mark, or nothing."""
        return f"?{self.query}" if self.query else ""

    @property
    def has_suspicious(self) -> bool:
        """Whether there is anything that can be left out as suspicious."""
        return bool(self.table.suspicion.values.any())

    @property
    def on(self) -> date:
        """The day on which these figures are right: today, or when the answers were removed."""
        return self.survey.erased_on or timezone.localdate()

    @property
    def language(self) -> str:
        return get_language() or MAIN_LANGUAGE

    @cached_property
    def is_about_few(self) -> bool:
        """Whether the filter leaves so few responses that figures are single answers."""
        return leaves_few(self.table, self.filter)

    def results(self) -> SurveyResults:
        return queries.survey_results(
            self.survey, language=self.language, chosen=self.filter, weights=self.weights
        )


def survey_for_results(request: HttpRequest, slug: str) -> Survey:
    """A survey, for those who may see what was answered."""
    visible = Survey.objects.visible_to(request.user)
    return get_for(request, "participation.view_results", visible, slug=slug)


def chosen_in(survey: Survey, given: QueryDict) -> Chosen:
    """What an address asks for. Raises ``UnknownFilter``, ``UnknownWeight`` or ``NotWeighable``."""
    table = response_table(survey)
    code = given.get(WEIGHT, "")
    return Chosen(
        survey=survey,
        table=table,
        filter=Filter.from_query(given, table),
        weights=weights_for(table, survey, code) if code else None,
    )


def note_figures(request: HttpRequest, chosen: Chosen, of: str = "") -> None:
    """Note that figures were seen which are what single people said; ``of`` is what they are about."""
    what = f"figures {of}".strip()
    actions.note_raw_access(survey=chosen.survey, what=what, by=request.user)


def note_figures_file(request: HttpRequest, chosen: Chosen, of: str) -> None:
    """Let such figures be taken along as a file only after a fresh login, and note it."""
    use_fresh_login(request)
    note_figures(request, chosen, f"{of}, file")


View = Callable[..., HttpResponseBase]


def explains_filters(view: View) -> View:
    """For views that read a filter: one that this survey does not know is explained, never left out.

    Figures of everybody under an address that asks for a group would be the worst answer.
    """

    @wraps(view)
    def explaining(request: HttpRequest, slug: str, **more: Any) -> HttpResponseBase:
        try:
            return view(request, slug, **more)
        except UnknownFilter as unknown:
            return _explained(request, slug, unknown, 404)
        except UnknownWeight as unknown:
            sentence = _("Eine Gewichtung „%s“ gibt es nicht.") % str(unknown.args[0])[:60]
            return _explained(request, slug, ValidationError(sentence), 404)
        except NotWeighable as refused:
            return _explained(request, slug, refused, 409)

    return explaining


def _explained(
    request: HttpRequest, slug: str, reason: ValidationError, status: int
) -> HttpResponse:
    context = {"survey": survey_for_results(request, slug), "reason": reason.messages[0]}
    return render(request, "surveys/results_unknown.html", context, status=status)
