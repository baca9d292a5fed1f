"""Released figures for everybody: as a page, as a table, as data. No account, no cookie."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from participation.surveys.exports.released import (
    code_book_of_released,
    released_json,
    released_rows,
)
from participation.surveys.models import Publication, Survey
from participation.surveys.privacy.retention import erased_sentence
from participation.surveys.protection.charts import chart_for_all, note_for_all
from participation.surveys.protection.crosstabs import Crossing, Line
from participation.surveys.protection.policy import POLICY
from participation.surveys.protection.tabulating import answer_cell, base_cell
from participation.surveys.queries.releases import (
    crossings_in,
    current_publication,
    results_in,
)
from participation.surveys.results import QuestionResult
from participation.surveys.slots import uses
from participation.surveys.texts import MAIN_LANGUAGE
from smartregion.core.access import get_for
from smartregion.core.csvfile import download
from smartregion.core.numbers import number, share
from smartregion.core.snapshots import content_of

# So long a browser or a proxy may keep it: a withdrawn release is gone within minutes.
KEPT_SECONDS = 300


@login_not_required
@require_safe
def public_results(request: HttpRequest, slug: str) -> HttpResponse:
    """What everybody may see of a survey."""
    survey, publication = _released(request, slug)
    content = content_of(publication.snapshot)
    context = {
        "survey": survey,
        "publication": publication,
        "policy": POLICY,
        "erased": erased_sentence(survey.erased_on) if survey.erased_on else "",
        **figures_context(content),
    }
    used = uses.of([publication.pk], visible_to=request.user)[publication.pk]
    for item in context["questions"]:
        item["uses"] = [use for use in used if use.question == item["result"].code]
    return _kept(request, render(request, "surveys/public_results.html", context))


@login_not_required
@require_safe
def public_results_csv(request: HttpRequest, slug: str) -> HttpResponse:
    """The same figures as one long table; what is protected is empty and says so."""
    survey, publication = _released(request, slug)
    language = get_language() or MAIN_LANGUAGE
    rows = released_rows(content_of(publication.snapshot), language)
    name = _("%(survey)s-ergebnisse.csv") % {"survey": survey.slug}
    return _kept(request, download(name, rows))


@login_not_required
@require_safe
def public_results_json(request: HttpRequest, slug: str) -> HttpResponse:
    """The same figures for programs (docs/publication.md)."""
    _survey, publication = _released(request, slug)
    content = content_of(publication.snapshot)
    data = released_json(content, number=publication.number, at=publication.published_at)
    response = JsonResponse(data, json_dumps_params={"ensure_ascii": False})
    response["Access-Control-Allow-Origin"] = "*"
    return _kept(request, response)


@login_not_required
@require_safe
def public_code_book(request: HttpRequest, slug: str) -> HttpResponse:
    """What the codes in table and data mean."""
    survey, publication = _released(request, slug)
    language = get_language() or MAIN_LANGUAGE
    rows = code_book_of_released(content_of(publication.snapshot), language)
    name = _("%(survey)s-codebuch.csv") % {"survey": survey.slug}
    return _kept(request, download(name, rows))


def _released(request: HttpRequest, slug: str) -> tuple[Survey, Publication]:
    survey = get_for(request, None, Survey.objects.published(), slug=slug)
    publication = current_publication(survey)
    if publication is None:
        raise Http404
    return survey, publication


def _kept(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Everybody gets the same, so it can be kept; but not the page with somebody's name on top."""
    if not request.user.is_authenticated:
        patch_cache_control(response, public=True, max_age=KEPT_SECONDS)
    return response


# -- what page and preview share ---------------------------------------------------------------
def figures_context(
    content: Mapping[str, Any], *, reasons: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """Questions and crossings as the template shows them; with reasons only for the office."""
    results = results_in(content, get_language() or MAIN_LANGUAGE)
    crossings = crossings_in(content, get_language() or MAIN_LANGUAGE)
    words = why(reasons or {})
    is_weighted = bool(results.weighting)
    return {
        "results": results,
        "is_interim": content["is_interim"],
        "mode": content["mode"],
        "versions": [each.number for each in results.versions],
        "questions": [_shown(each, words, is_weighted=is_weighted) for each in results.questions],
        "crossings": [_crossed(each, words) for each in crossings],
    }


def _shown(
    result: QuestionResult, words: Mapping[str, str], *, is_weighted: bool
) -> dict[str, Any]:
    title = _("Antworten auf Frage %d") % result.number
    return {
        "result": result,
        "chart": chart_for_all(result, title=title, is_weighted=is_weighted),
        "note": note_for_all(result),
        "is_small": 0 < result.answered < POLICY.firm_base,
        "hidden": _by_reason(result, words),
    }


def _by_reason(result: QuestionResult, words: Mapping[str, str]) -> dict[str, list[str]]:
    """For each reason what is hidden for it; without reasons there is nothing to tell."""
    found: dict[str, list[str]] = {}
    for label, name in hidden_in(result):
        if name in words:
            found.setdefault(words[name], []).append(label)
    return found


def hidden_in(result: QuestionResult) -> Iterator[tuple[str, str]]:
    """What is hidden of a question: how it is called, and its cell."""
    if result.is_protected:
        yield _("Zahl der Antwortenden"), base_cell(result.code)
    for count in result.counts:
        if count.is_protected:
            yield count.label, answer_cell(result.type, result.code, count.code)
    for row in result.rows:
        if row.is_protected:
            yield _("%s: Zahl der Antwortenden") % row.label, base_cell(result.code, row.code)
        for count in row.counts:
            if count.is_protected:
                name = answer_cell(result.type, result.code, count.code, row.code)
                yield f"{row.label}: {count.label}", name


@dataclass(frozen=True)
class CrossedCell:
    """One cell of a crossing in words: empty for what is protected, then perhaps with the reason."""

    text: str
    why: str = ""


def _crossed(crossing: Crossing, words: Mapping[str, str]) -> dict[str, Any]:
    bases = {line.group: line for line in crossing.bases}
    return {
        "crossing": crossing,
        "lines": [
            {"line": line, "cells": list(_cells(line, bases[line.group], words))}
            for line in crossing.lines
        ],
        "bases": [
            {"line": line, "cells": list(_cells(line, None, words))} for line in crossing.bases
        ],
    }


def _cells(line: Line, bases: Line | None, words: Mapping[str, str]) -> Iterator[CrossedCell]:
    """Counts with their share of the column."""
    counts = (*line.counts, line.base)
    under = (*bases.counts, bases.base) if bases else (None,) * len(counts)
    for name, count, base in zip(line.names, counts, under, strict=True):
        if count is None:
            yield CrossedCell("", words.get(name, ""))
        elif base:
            yield CrossedCell(f"{number(count)} ({share(count, base, 0)})")
        else:
            yield CrossedCell(number(count))


def why(reasons: Mapping[str, str]) -> dict[str, str]:
    """By cell, in plain words, why it is hidden."""
    sentences = {
        "few": _("verborgen, weil es zu wenige Personen sind"),
        "base": _("verborgen, weil weniger als %d Personen geantwortet haben") % POLICY.least_base,
        "neighbour": _("verborgen, damit sich der Wert daneben nicht errechnen lässt"),
        "earlier": _("verborgen, weil eine frühere Veröffentlichung diesen Wert verbirgt"),
    }
    return {name: sentences[reason] for name, reason in reasons.items()}
