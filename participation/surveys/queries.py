"""Reads over several models for pages, charts and reports."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any

from django.db.models import Count as CountRows
from django.db.models import Max, OuterRef, QuerySet, Subquery
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.utils import timezone

from participation.surveys.codes import receipt_hash
from participation.surveys.kinds import Ranking, kind_of, other_key
from participation.surveys.models import Response, ResponseQuerySet, Survey, SurveyVersion
from participation.surveys.piping import words_for
from participation.surveys.questionnaire import (
    Option,
    QQuestion,
    Questionnaire,
    Row,
    Type,
    questionnaire_of,
)
from participation.surveys.results import (
    MATRICES,
    NUMBERS,
    Count,
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
from participation.surveys.texts import MAIN_LANGUAGE, say
from smartregion.core.shelf import Shelf

CHUNK = 2000
# What everybody may see: not about a handful of people.
PUBLIC_BASE = 30
PUBLIC_CELL = 5
PUBLIC_ANSWERS = 3


# -- lists -------------------------------------------------------------------------------------
@dataclass(frozen=True)
class ListedSurvey:
    """A survey as it was published last, so that nobody reads an unfinished draft."""

    survey: Survey
    title: str
    minutes: int
    languages: Sequence[str]
    phase: Survey.Phase
    responses: int = 0
    version: int = 0


def public_surveys(*, at: datetime, language: str | None) -> list[ListedSurvey]:
    """Open surveys first, then planned, then closed ones."""
    order = [Survey.Phase.OPEN, Survey.Phase.PLANNED, Survey.Phase.CLOSED]
    surveys = _with_latest(Survey.objects.published())
    listed = [_listed(survey, at, language) for survey in surveys]
    return sorted(listed, key=lambda each: order.index(each.phase))


def managed_surveys(*, at: datetime, language: str | None) -> list[ListedSurvey]:
    """All surveys with the number of their responses."""
    return [_listed(survey, at, language) for survey in _with_counts(_with_latest(Survey.objects))]


def _with_latest(surveys: Any) -> QuerySet[Survey]:
    latest = SurveyVersion.objects.filter(survey=OuterRef("pk")).order_by("-number")
    return surveys.annotate(  # type: ignore[no-any-return]
        latest_title=Subquery(latest.values("schema__title")[:1]),
        latest_number=Subquery(latest.values("number")[:1]),
    )


def _with_counts(surveys: QuerySet[Survey]) -> QuerySet[Survey]:
    counted = (
        Response.objects.counted()
        .filter(version__survey=OuterRef("pk"))
        .order_by()
        .values("version__survey")
        .annotate(number=CountRows("pk"))
        .values("number")
    )
    return surveys.annotate(response_count=Subquery(counted))


def _listed(survey: Any, at: datetime, language: str | None) -> ListedSurvey:
    return ListedSurvey(
        survey=survey,
        title=say(survey.latest_title or survey.title, language),
        minutes=survey.minutes,
        languages=survey.languages,
        phase=survey.phase(at),
        responses=getattr(survey, "response_count", 0) or 0,
        version=survey.latest_number or 0,
    )


def latest_version(survey: Survey) -> SurveyVersion | None:
    return survey.versions.order_by("-number").first()


def published_versions(slug: str) -> list[SurveyVersion]:
    """The versions of a published survey, newest first, without their documents.

    Asked for at every step of every person, so each process remembers the answer for two seconds;
    whether answers are still taken is asked of the database itself when they are stored.
    """
    return _RECENT.get(slug, lambda: _published_versions(slug))


def _published_versions(slug: str) -> list[SurveyVersion]:
    versions = SurveyVersion.objects.filter(
        survey__slug=slug, survey__in=Survey.objects.published()
    )
    return list(versions.select_related("survey").defer("schema").order_by("-number"))


def forget_published_versions(slug: str) -> None:
    """Whoever changes a survey sees it changed at once."""
    _RECENT.forget(slug)


_RECENT: Shelf[list[SurveyVersion]] = Shelf(size=100, seconds=2)


# -- results -----------------------------------------------------------------------------------
def survey_results(of: Survey | SurveyVersion, *, language: str = MAIN_LANGUAGE) -> SurveyResults:
    """All figures of a survey (or of one version) in one pass over its responses.

    Questions of several versions belong together when code and type are the same; the newest
    wording is shown.
    """
    versions = _versions(of)
    newest_first = [(version, questionnaire_of(version)) for version in versions]
    merged = _merge(newest_first)
    tallies = {key: Tally(asked.question) for key, asked in merged.items()}
    overview = _count(newest_first, tallies)
    survey = of if isinstance(of, Survey) else of.survey
    return SurveyResults(
        slug=survey.slug,
        title=say(newest_first[0][1].title if newest_first else survey.title, language),
        language=language,
        responses=sum(overview.per_version.values()),
        examples=overview.examples,
        first_on=_iso(min(overview.days, default=None)),
        last_on=_iso(max(overview.days, default=None)),
        versions=tuple(_version_result(version, overview) for version in versions),
        questions=tuple(
            _question_result(number, merged[key], tallies[key], language)
            for number, key in enumerate(merged, 1)
        ),
    )


def _versions(of: Survey | SurveyVersion) -> list[SurveyVersion]:
    return list(of.versions.order_by("-number")) if isinstance(of, Survey) else [of]


@dataclass
class _Asked:
    """A question through all versions that asked it: newest wording, all options ever offered."""

    question: QQuestion
    options: dict[str, Option]
    rows: dict[str, Row]
    versions: list[int]
    reworded_in: list[int]


_Key = tuple[str, Type]


def _merge(newest_first: Iterable[tuple[SurveyVersion, Questionnaire]]) -> dict[_Key, _Asked]:
    merged: dict[_Key, _Asked] = {}
    for version, questionnaire in newest_first:
        for question in questionnaire.questions:
            if kind_of(question).keys(question):
                _note(merged, question, version.number)
    return merged


def _note(merged: dict[_Key, _Asked], question: QQuestion, number: int) -> None:
    newest = merged.setdefault((question.code, question.type), _Asked(question, {}, {}, [], []))
    newest.versions.append(number)
    if dict(newest.question.text) != dict(question.text):
        newest.reworded_in.append(number)
    for option in question.options:
        newest.options.setdefault(option.code, option)
    for row in question.rows:
        newest.rows.setdefault(row.code, row)


@dataclass
class _Overview:
    per_version: Counter[int]
    examples: int
    days: set[date]


def _count(
    versions: list[tuple[SurveyVersion, Questionnaire]], tallies: dict[_Key, Tally]
) -> _Overview:
    """Feed all tallies, chunk by chunk, so that memory does not grow with the responses."""
    overview = _Overview(Counter(), 0, set())
    asked = {
        version.pk: [tallies[q.code, q.type] for q in questionnaire.questions if kind_of(q).keys(q)]
        for version, questionnaire in versions
    }
    rows = (
        Response.objects.counted()
        .filter(version__in=asked)
        .values_list("version_id", "origin", "submitted_on", "answers")
    )
    for chunk in _chunks(rows.iterator(chunk_size=CHUNK)):
        _count_chunk(chunk, asked, overview)
    return overview


def _count_chunk(chunk: list[Any], asked: dict[int, list[Tally]], overview: _Overview) -> None:
    by_version: dict[int, list[dict[str, Any]]] = {}
    for version, origin, day, answers in chunk:
        by_version.setdefault(version, []).append(answers)
        overview.examples += origin == Response.Origin.EXAMPLE
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


def _question_result(number: int, asked: _Asked, tally: Tally, language: str) -> QuestionResult:
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
    asked: _Asked, tally: Tally, options: list[Option], language: str
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


# -- free texts --------------------------------------------------------------------------------
def asked_texts(survey: Survey, *, language: str) -> dict[str, str]:
    """The questions of all versions that are answered in own words: code → wording."""
    found = {}
    for version in survey.versions.order_by("number"):
        for question in questionnaire_of(version).questions:
            if question.is_text:
                found[question.code] = say(question.text, language)
            elif other_key(question) in kind_of(question).keys(question):
                found[other_key(question)] = say(question.text, language)
    return found


def free_texts(survey: Survey, code: str) -> QuerySet[Response, str]:
    """What people wrote, by day; within a day in no order that says who came first."""
    responses = Response.objects.counted().filter(version__survey=survey)
    texts = _said(responses, code).order_by("-submitted_on", "pk")
    return texts.values_list("said", flat=True)  # type: ignore[no-any-return]


def _said(responses: ResponseQuerySet, code: str) -> Any:
    """Responses that answer a question, with the answer as text in ``said``."""
    # The demo's SQLite takes the very word "null" for an empty answer; PostgreSQL knows better.
    return (
        responses.annotate(said_json=KeyTransform(code, "answers"))
        .exclude(said_json=None)
        .exclude(said_json__isnull=True)
        .annotate(said=KeyTextTransform(code, "answers"))
    )


# -- access codes ------------------------------------------------------------------------------
@dataclass(frozen=True)
class CodeBatch:
    """One hand-out of codes and how many of it nobody has used yet."""

    name: str
    created_on: date
    left: int


def code_batches(survey: Survey) -> list[CodeBatch]:
    """Batches of which codes are left; who used one, and when, is written nowhere."""
    grouped = survey.access_codes.values_list("batch", "created_on").order_by("created_on", "batch")
    return [CodeBatch(*row) for row in grouped.annotate(left=CountRows("pk"))]


def is_unused(survey: Survey, code_hash: str) -> bool:
    return survey.access_codes.filter(code_hash=code_hash).exists()


# -- one's own answers -------------------------------------------------------------------------
@dataclass(frozen=True)
class OwnAnswer:
    """One question as it was put, and what was answered, line by line as (row, words)."""

    question: str
    lines: list[tuple[str, str]]
    other: str = ""


@dataclass(frozen=True)
class OwnAnswers:
    """What one person said, for this person alone."""

    survey: str
    day: date
    language: str
    answers: list[OwnAnswer]

    def to_json(self) -> dict[str, Any]:
        return {**asdict(self), "day": self.day.isoformat()}


def response_with(code: str) -> Response | None:
    """The response to which a receipt code belongs."""
    found = Response.objects.filter(receipt_hash=receipt_hash(code))
    return found.select_related("version__survey").first()


def own_answers(response: Response, *, language: str | None) -> OwnAnswers:
    questionnaire = questionnaire_of(response.version)
    spoken = questionnaire.language_for(language)
    return OwnAnswers(
        survey=say(questionnaire.title, spoken),
        day=response.submitted_on,
        language=spoken,
        answers=[
            OwnAnswer(
                question=say(question.text, spoken),
                lines=words_for(question, response.answers[question.code], spoken),
                other=response.answers.get(other_key(question)) or "",
            )
            for question in questionnaire.questions
            if question.code in response.answers
        ],
    )


# -- for the start page ------------------------------------------------------------------------
@dataclass(frozen=True)
class Teaser:
    """An interim result that the county decided to show to everybody."""

    slug: str
    url: str
    title: str
    question: str
    answered: int
    counts: tuple[Count, ...]
    is_example: bool


def latest_result_teaser(*, language: str = MAIN_LANGUAGE) -> Teaser | None:
    """The most frequent answers to the question that the newest such survey names for it."""
    surveys = Survey.objects.published().exclude(teaser_code="")
    survey = surveys.annotate(asked=Max("versions__number")).filter(asked__gt=0).first()
    version = latest_version(survey) if survey else None
    if survey is None or version is None:
        return None
    for question in questionnaire_of(version).questions:
        if question.code == survey.teaser_code and question.type in (Type.SINGLE, Type.MULTIPLE):
            return _teaser(survey, version, question, language)
    return None


def _teaser(
    survey: Survey, version: SurveyVersion, question: QQuestion, language: str
) -> Teaser | None:
    responses = Response.objects.counted().filter(version=version)
    given: Counter[str] = Counter()
    answered = 0
    grouped = _said(responses, question.code).order_by().values_list("said")
    for text, times in grouped.annotate(times=CountRows("pk")):
        answered += times
        for code in json.loads(text) if question.type == Type.MULTIPLE else [text]:
            given[code] += times
    if answered < PUBLIC_BASE:
        return None
    counts = counts_of(question.options, given, answered, language)
    frequent = sorted(
        (count for count in counts if count.count >= PUBLIC_CELL),
        key=lambda count: count.count,
        reverse=True,
    )
    return Teaser(
        slug=survey.slug,
        url=survey.get_absolute_url(),
        title=say(survey.title, language),
        question=say(question.text, language),
        answered=answered,
        counts=tuple(frequent[:PUBLIC_ANSWERS]),
        is_example=responses.filter(origin=Response.Origin.EXAMPLE).exists(),
    )
