"""Surveys that feed an indicator: which questions could, and what each release says to it."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.urls import reverse
from django.utils import timezone

from measures.models import Indicator, IndicatorValue, SurveySource
from measures.queries.indicators import value_said
from measures.spoken import margin_said
from measures.surveyed import NotReadable, Part, Reading, part_of, parts_of, read
from participation.models import Publication, Survey
from participation.surveys.queries.releases import current_publications, results_in
from smartregion.core.numbers import number
from smartregion.core.snapshots import content_of


class Standing(StrEnum):
    """What can be done with a release."""

    NEW = "new"
    TAKEN = "taken"
    # The release does not tell the figure, or the survey has released nothing.
    SILENT = "silent"


@dataclass(frozen=True)
class AskedQuestion:
    """A question that can feed an indicator; of several surveys the options of all of them."""

    code: str
    label: str
    # Key and title of each survey in whose release it stands.
    surveys: tuple[tuple[int, str], ...]
    options: tuple[tuple[str, str], ...]
    has_mean: bool
    takes_several: bool


@dataclass(frozen=True)
class Release:
    """What one survey says to an indicator, ready to read; without a release there is only its title."""

    survey: str
    url: str
    standing: Standing
    publication: int | None = None
    number: int = 0
    published_on: date | None = None
    # The day for which the value holds: that of the last answer.
    on: date | None = None
    is_interim: bool = False
    said: str = ""
    # How many answered the question.
    answers: str = ""
    margin: str = ""
    is_weighted: bool = False
    refusal: str = ""

    @property
    def is_new(self) -> bool:
        return self.standing == Standing.NEW


@dataclass(frozen=True)
class Told:
    """The figure of a release, and the day for which it holds."""

    reading: Reading
    on: date
    is_interim: bool


# -- which questions there are -----------------------------------------------------------------
def askable_questions(language: str) -> dict[str, AskedQuestion]:
    """By code, what the newest release of each survey holds and can be read as one number."""
    found: dict[str, list[tuple[Survey, Part]]] = defaultdict(list)
    for publication in current_publications().values():
        for part in parts_of(results_in(content_of(publication.snapshot), language)):
            if part.counts or part.spread:
                found[part.code].append((publication.survey, part))
    return {code: _asked(code, among) for code, among in found.items()}


def _asked(code: str, among: list[tuple[Survey, Part]]) -> AskedQuestion:
    options = {count.code: count.label for _survey, part in among for count in part.counts}
    return AskedQuestion(
        code=code,
        label=among[-1][1].label,
        surveys=tuple((survey.pk, str(survey)) for survey, _part in among),
        options=tuple(options.items()),
        has_mean=any(part.spread for _survey, part in among),
        takes_several=any(part.takes_several for _survey, part in among),
    )


# -- what releases say -------------------------------------------------------------------------
def told_by(publication: Publication, source: SurveySource) -> Told:
    """The figure of a release. Raises ``NotReadable`` with a sentence."""
    content = content_of(publication.snapshot)
    reading = read(content, source.question, source.statistic, source.options)
    days = results_in(content, "de").days
    return Told(
        reading=reading,
        on=days[1] if days else timezone.localdate(publication.published_at),
        is_interim=content["is_interim"],
    )


def releases_for(source: SurveySource, surveys: Iterable[Survey]) -> list[Release]:
    """The newest release of each survey, whether its value is there already or could be taken in."""
    current = current_publications()
    taken = _taken([source.indicator_id])[source.indicator_id]
    lines = [_release(source, survey, current.get(survey.pk), taken) for survey in surveys]
    return sorted(lines, key=lambda line: line.on or date.max)


def _release(
    source: SurveySource, survey: Survey, publication: Publication | None, taken: Collection[int]
) -> Release:
    if publication is None:
        return Release(str(survey), survey.get_absolute_url(), Standing.SILENT)
    known: dict[str, Any] = {
        "survey": str(survey),
        "url": reverse("surveys:public_results", args=[survey.slug]),
        "publication": publication.pk,
        "number": publication.number,
        "published_on": timezone.localdate(publication.published_at),
    }
    try:
        told = told_by(publication, source)
    except NotReadable as refusal:
        return Release(**known, standing=Standing.SILENT, refusal=str(refusal))
    standing = Standing.TAKEN if publication.pk in taken else Standing.NEW
    return Release(**known, standing=standing, **_words(source.indicator, told))


def _words(indicator: Indicator, told: Told) -> dict[str, Any]:
    reading = told.reading
    return {
        "on": told.on,
        "is_interim": told.is_interim,
        "said": value_said(indicator, reading.value),
        "answers": number(reading.base_n),
        "margin": _margin(indicator, reading.margin),
        "is_weighted": reading.is_weighted,
    }


def _margin(indicator: Indicator, margin: Decimal | None) -> str:
    if margin is None:
        return ""
    return margin_said(margin, kind=indicator.kind, unit=indicator.unit)


def question_said(source: SurveySource, language: str) -> tuple[str, list[str]]:
    """The question of a source and the answers that count, in words; their codes where no release has them."""
    surveys = source.surveys.values_list("pk", flat=True)
    current = current_publications()
    for survey in surveys:
        if survey not in current:
            continue
        part = part_of(results_in(content_of(current[survey].snapshot), language), source.question)
        if part:
            labels = {count.code: count.label for count in part.counts}
            return part.label, [labels.get(code, code) for code in source.options]
    return source.question, list(source.options)


# -- what is new -------------------------------------------------------------------------------
def with_news(indicators: Collection[int]) -> set[int]:
    """Indicators for which a release waits that nobody has looked at; no figures are read."""
    sources = SurveySource.objects.filter(indicator__in=indicators).prefetch_related("surveys")
    surveys = {
        source.indicator_id: [each.pk for each in source.surveys.all()] for source in sources
    }
    if not surveys:
        return set()
    newest = dict(
        Publication.objects.filter(withdrawn_at=None).order_by("number").values_list("survey", "pk")
    )
    taken = _taken(surveys)
    return {
        indicator
        for indicator, among in surveys.items()
        if {newest[each] for each in among if each in newest} - taken[indicator]
    }


def _taken(indicators: Collection[int]) -> dict[int, set[int]]:
    """By indicator: the releases from which a value that counts was taken."""
    found: dict[int, set[int]] = defaultdict(set)
    entries = IndicatorValue.objects.current().filter(
        indicator__in=indicators, publication__isnull=False
    )
    for indicator, publication in entries.values_list("indicator", "publication"):
        found[indicator].add(publication)
    return found
