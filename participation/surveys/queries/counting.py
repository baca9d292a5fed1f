"""All figures of a survey, counted in one pass over its responses."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from django.db.models import Count as CountRows
from django.utils import timezone

from participation.surveys.document.questionnaire import (
    Option,
    QQuestion,
    Questionnaire,
    Type,
    questionnaire_of,
)
from participation.surveys.kinds import Ranking, kind_of
from participation.surveys.models import Response, Survey, SurveyVersion
from participation.surveys.queries.asked import Asked, Key, merged, versions_of
from participation.surveys.results import (
    MATRICES,
    NUMBERS,
    Count,
    Noticed,
    QuestionResult,
    RowResult,
    Spread,
    SurveyResults,
    Tally,
    VersionResult,
    counts_of,
    day_counts,
    number_counts,
    place_result,
    row_result,
    scale_spread,
    spread_of,
)
from participation.surveys.suspicions import Suspicion
from participation.surveys.texts import MAIN_LANGUAGE, say

CHUNK = 2000


def count_results(
    of: Survey | SurveyVersion, *, language: str = MAIN_LANGUAGE, unsuspicious: bool = False
) -> SurveyResults:
    """All figures of a survey (or of one version) in one pass over its responses.

    Questions of several versions belong together when code and type are the same; the newest
    wording is shown. ``unsuspicious`` leaves out responses that may not come from a person.
    """
    versions = versions_of(of)
    newest_first = [(version, questionnaire_of(version)) for version in versions]
    asked = merged(newest_first)
    tallies = {key: Tally(each.question) for key, each in asked.items()}
    overview = _count(newest_first, tallies, unsuspicious=unsuspicious)
    survey = of if isinstance(of, Survey) else of.survey
    reasons = _suspicions(versions)
    return SurveyResults(
        slug=survey.slug,
        title=say(newest_first[0][1].title if newest_first else survey.title, language),
        language=language,
        responses=sum(overview.per_version.values()),
        examples=overview.examples,
        on_paper=overview.on_paper,
        first_on=_iso(min(overview.days, default=None)),
        last_on=_iso(max(overview.days, default=None)),
        versions=tuple(_version_result(version, overview) for version in versions),
        questions=tuple(
            _question_result(number, asked[key], tallies[key], language)
            for number, key in enumerate(asked, 1)
        ),
        suspicious=sum(reasons.values()),
        noticed=_noticed(reasons),
        is_adjusted=unsuspicious,
    )


def _suspicions(versions: list[SurveyVersion]) -> Counter[tuple[str, ...]]:
    """How many responses there are with which suspicions; there are few such sets."""
    found = Response.objects.filter(version__in=versions).exclude(suspicions=[]).order_by()
    counted = found.values_list("suspicions").annotate(number=CountRows("pk"))
    return Counter({tuple(reasons): number for reasons, number in counted})


def _noticed(reasons: Counter[tuple[str, ...]]) -> tuple[Noticed, ...]:
    numbers = {
        suspicion: sum(number for each, number in reasons.items() if suspicion in each)
        for suspicion in Suspicion.values
    }
    return tuple(Noticed(suspicion, number) for suspicion, number in numbers.items() if number)


@dataclass
class _Overview:
    per_version: Counter[int]
    examples: int
    on_paper: int
    days: set[date]


def _count(
    versions: list[tuple[SurveyVersion, Questionnaire]],
    tallies: dict[Key, Tally],
    *,
    unsuspicious: bool,
) -> _Overview:
    """Feed all tallies, chunk by chunk, so that memory does not grow with the responses."""
    overview = _Overview(Counter(), 0, 0, set())
    asked = {
        version.pk: [tallies[q.code, q.type] for q in questionnaire.questions if kind_of(q).keys(q)]
        for version, questionnaire in versions
    }
    responses = Response.objects.filter(version__in=asked)
    if unsuspicious:
        responses = responses.unsuspicious()
    rows = responses.values_list("version_id", "origin", "submitted_on", "answers")
    for chunk in _chunks(rows.iterator(chunk_size=CHUNK)):
        _count_chunk(chunk, asked, overview)
    return overview


def _count_chunk(chunk: list[Any], asked: dict[int, list[Tally]], overview: _Overview) -> None:
    by_version: dict[int, list[dict[str, Any]]] = {}
    for version, origin, day, answers in chunk:
        by_version.setdefault(version, []).append(answers)
        overview.examples += origin == Response.Origin.EXAMPLE
        overview.on_paper += origin == Response.Origin.PAPER
        overview.days.add(day)
    for version, responses in by_version.items():
        overview.per_version[version] += len(responses)
        for tally in asked[version]:
            tally.add(responses)


def _chunks(rows: Iterator[Any]) -> Iterator[list[Any]]:
    while chunk := list(islice(rows, CHUNK)):
        yield chunk


def _version_result(version: SurveyVersion, overview: _Overview) -> VersionResult:
    published_on = timezone.localdate(version.published_at)
    return VersionResult(version.number, str(published_on), overview.per_version[version.pk])


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
        return number_counts(tally.given, tally.answered)
    if question.type == Type.DATE:
        return day_counts(tally.given, tally.answered)
    return counts_of(options, tally.given, tally.answered, language)


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


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
