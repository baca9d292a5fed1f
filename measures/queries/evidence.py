"""Figures beside measures, with what they rest on and whether they are still the newest."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from measures.models import Evidence, Measure
from participation.models import Publication, Survey
from participation.surveys.queries.releases import current_publications, results_in
from participation.surveys.queries.table import data_states
from participation.surveys.results import QuestionResult, SurveyResults
from smartregion.core.snapshots import content_of

# So many answers of a question are told in a line of a report.
MOST_FREQUENT = 3


@dataclass(frozen=True)
class EvidenceLine:
    """One figure; ``outdated`` is a sentence, or "" while it is the newest there is."""

    pk: int
    survey: str
    url: str
    question: str
    note: str
    answered: int
    published_on: date
    filter: str
    weighting: str
    # The most frequent answers with their shares in per cent; those that are hidden are not there.
    answers: tuple[tuple[str, float], ...]
    outdated: str
    may_renew: bool
    # Whether the survey shows released results to everybody today.
    is_public: bool
    is_example: bool


@dataclass(frozen=True)
class ReleasedQuestion:
    """A question that can be placed beside a measure."""

    publication: Publication
    code: str
    label: str

    @property
    def key(self) -> str:
        return f"{self.publication.pk}:{self.code}"


def released_questions(language: str) -> list[ReleasedQuestion]:
    """What the newest release of each survey holds, survey after survey."""
    return [
        ReleasedQuestion(publication, question.code, f"{results.title}: {question.text}")
        for publication in current_publications().values()
        for results in (results_in(content_of(publication.snapshot), language),)
        for question in results.questions
    ]


def evidence_of(
    measures: Iterable[Measure], language: str
) -> dict[Any, list[tuple[EvidenceLine, QuestionResult]]]:
    """By measure, with what is needed to draw it; the same number of queries for many measures.

    Of a release that was withdrawn nobody sees figures any more, only that there were some.
    """
    rows = Evidence.objects.filter(measure__in=[each.pk for each in measures])
    evidence = list(rows.select_related("publication__snapshot", "publication__survey"))
    if not evidence:
        return {}
    current = current_publications()
    now = data_states({each.publication.survey for each in evidence})
    found: dict[Any, list[tuple[EvidenceLine, QuestionResult]]] = {}
    for each in evidence:
        results = results_in(content_of(each.publication.snapshot), language)
        if question := results.question(each.question):
            newest = current.get(each.publication.survey_id)
            if each.publication.withdrawn_at:
                question = replace(question, answered=0, counts=(), rows=(), spread=None)
            why = _outdated(each.publication, newest, str(now[each.publication.survey_id]))
            line = _line(each, results, question, why, newest)
            found.setdefault(each.measure_id, []).append((line, question))
    return found


def _outdated(publication: Publication, newest: Publication | None, state: str) -> str:
    if publication.withdrawn_at:
        return _("Die Veröffentlichung wurde zurückgezogen.")
    if newest and newest.pk != publication.pk:
        return _("Es gibt eine neuere Veröffentlichung.")
    counted = results_in(content_of(publication.snapshot), "de").state
    survey: Survey = publication.survey
    if survey.erased_on is None and counted and counted != state:
        return _("Seitdem sind Antworten hinzugekommen oder zurückgenommen worden.")
    return ""


def _line(
    evidence: Evidence,
    results: SurveyResults,
    question: QuestionResult,
    outdated: str,
    newest: Publication | None,
) -> EvidenceLine:
    publication = evidence.publication
    return EvidenceLine(
        pk=evidence.pk,
        survey=results.title,
        url=reverse("surveys:public_results", args=[results.slug]),
        question=question.text,
        note=evidence.note,
        answered=question.answered,
        published_on=timezone.localdate(publication.published_at),
        filter="; ".join(results.filter_words),
        weighting=results.weighting,
        answers=tuple(_most_frequent(question)),
        outdated=outdated,
        is_public=newest is not None,
        may_renew=newest is not None and newest.pk != publication.pk,
        is_example=results.is_example,
    )


def _most_frequent(question: QuestionResult) -> Iterator[tuple[str, float]]:
    shares = [(count.label, count.share) for count in question.counts if count.share]
    for label, share in sorted(shares, key=lambda each: -each[1])[:MOST_FREQUENT]:
        yield label, share * 100
