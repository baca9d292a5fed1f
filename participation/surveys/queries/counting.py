"""All figures of a survey, counted in one pass over its columns."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import numpy as np
from django.utils import timezone
from django.utils.translation import get_language

from participation.surveys.blocks.table import SUSPICIONS, ResponseTable
from participation.surveys.document.asked import Asked, Key, merged
from participation.surveys.document.questionnaire import Option, QQuestion, Type, questionnaire_of
from participation.surveys.kinds import Ranking
from participation.surveys.models import Response, Survey, SurveyVersion
from participation.surveys.queries.asked import versions_of
from participation.surveys.queries.filters import Filter, mask_of
from participation.surveys.queries.table import response_table
from participation.surveys.results import (
    MATRICES,
    NUMBERS,
    Count,
    Noticed,
    QuestionResult,
    RowResult,
    Spread,
    SurveyResults,
    VersionResult,
)
from participation.surveys.statistics.tallies import Counting
from participation.surveys.statistics.weights import Weights
from participation.surveys.tallying import (
    Tally,
    counts_of,
    day_counts,
    number_counts,
    place_result,
    row_result,
    scale_spread,
    spread_of,
)
from participation.surveys.texts import say
from smartregion.core.shelf import Shelf


def count_results(
    survey: Survey, chosen: Filter, *, language: str, weights: Weights | None = None
) -> SurveyResults:
    """All figures of a survey, of those responses that the filter leaves.

    Questions of several versions belong together when code and type are the same; the newest
    wording is shown. The same data, filter and language give the figures that were counted before.
    """
    table, versions = response_table(survey), versions_of(survey)
    if weights is not None:
        return _count(survey, versions, table, chosen, language, weights)
    key = (survey.pk, table.state, len(versions), chosen, language, get_language())
    return _COUNTED.get(key, lambda: _count(survey, versions, table, chosen, language, None))


_COUNTED: Shelf[SurveyResults] = Shelf(size=50)


def _count(
    survey: Survey,
    versions: list[SurveyVersion],
    table: ResponseTable,
    chosen: Filter,
    language: str,
    weights: Weights | None,
) -> SurveyResults:
    counting = Counting(table, mask_of(table, chosen), weights)
    asked = _asked(versions, chosen)
    newest = questionnaire_of(versions[0]) if versions else None
    origins = counting.total(table.origin)
    suspicious, noticed = _suspicions(table, chosen)
    return SurveyResults(
        slug=survey.slug,
        title=say(newest.title if newest else survey.title, language),
        language=language,
        responses=sum(origins.values()),
        examples=origins[Response.Origin.EXAMPLE],
        on_paper=origins[Response.Origin.PAPER],
        imported=origins["imported"],
        **_days(counting.days()),
        versions=_version_results(versions, counting.total(table.version)),
        questions=tuple(
            _question_result(number, each, counting.tally(key, each), language)
            for number, (key, each) in enumerate(asked.items(), 1)
        ),
        suspicious=suspicious,
        noticed=noticed,
        is_adjusted=chosen.unsuspicious,
        filter_query=chosen.to_query(),
        filter_words=tuple(chosen.words(table, language)),
        weighting=weights.title if weights else "",
        state=str(table.state),
        is_at_least=False,
    )


def _asked(versions: list[SurveyVersion], chosen: Filter) -> Mapping[Key, Asked]:
    """The questions of the versions that count, in the order of the newest of them."""
    wanted = [each for each in versions if not chosen.versions or each.number in chosen.versions]
    return merged((each.number, questionnaire_of(each)) for each in wanted)


def _suspicions(table: ResponseTable, chosen: Filter) -> tuple[int, tuple[Noticed, ...]]:
    """In how many responses of those chosen something was noticed, whether they count here or not."""
    every = replace(chosen, unsuspicious=False)
    bits = table.suspicion.values[mask_of(table, every)]
    numbers = {name: int(np.count_nonzero(bits & 1 << n)) for n, name in enumerate(SUSPICIONS)}
    noticed = tuple(Noticed(name, number) for name, number in numbers.items() if number)
    return int(np.count_nonzero(bits)), noticed


def _version_results(
    versions: list[SurveyVersion], responses: Mapping[str, int]
) -> tuple[VersionResult, ...]:
    return tuple(
        VersionResult(
            each.number,
            str(timezone.localdate(each.published_at)),
            responses.get(str(each.number), 0),
        )
        for each in versions
    )


def _days(days: tuple[int, int] | None) -> dict[str, str | None]:
    """The first and the last day on which something came, as in a file."""
    first, last = (date.fromordinal(day).isoformat() for day in days) if days else (None, None)
    return {"first_on": first, "last_on": last}


def _question_result(number: int, asked: Asked, tally: Tally, language: str) -> QuestionResult:
    question, options = asked.question, list(asked.options.values())
    return QuestionResult(
        number=number,
        code=question.code,
        type=str(question.type),
        text=say(question.text, language),
        shown=tally.shown,
        answered=tally.answered,
        counts=_counts(question, tally, options, language),
        rows=_rows(asked, tally, options, language),
        spread=_spread(question, tally, options),
        unit=say(question.limits.unit, language),
        others=tally.others,
        versions=tuple(asked.versions),
        reworded_in=tuple(asked.reworded_in),
    )


def _counts(
    question: QQuestion, tally: Tally, options: list[Option], language: str
) -> tuple[Count, ...]:
    if question.type in (*MATRICES, Type.RANKING):
        return ()
    if question.type in NUMBERS:
        return number_counts(tally.given, tally.base)
    if question.type == Type.DATE:
        return day_counts(tally.given, tally.base)
    return counts_of(options, tally.given, tally.base, language)


def _rows(
    asked: Asked, tally: Tally, options: list[Option], language: str
) -> tuple[RowResult, ...]:
    if asked.question.type == Type.RANKING:
        places = Ranking.places(asked.question)
        return tuple(place_result(option, tally, places, language) for option in options)
    return tuple(row_result(row, tally, options, language) for row in asked.rows.values())


def _spread(question: QQuestion, tally: Tally, options: list[Option]) -> Spread | None:
    if question.type in NUMBERS and question.type not in MATRICES:
        return spread_of(tally.given)
    return scale_spread(options, tally.given) if question.type == Type.SCALE else None
