"""Groups side by side: any question for the groups of another, or for several surveys."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from participation.surveys.crosstabs.axes import Choice, choices_of
from participation.surveys.crosstabs.charts import chart_of_crosstab
from participation.surveys.crosstabs.comparing import Comparison
from participation.surveys.crosstabs.grid import grid_of
from participation.surveys.crosstabs.words import (
    base_sentence,
    difference_sentences,
    suppressed_sentence,
    weighted_sentence,
)
from participation.surveys.forms.crosstabs import USUAL_MINIMUM, ComparisonForm, SurveysForm
from participation.surveys.models import Survey
from participation.surveys.privacy.retention import erased_sentence
from participation.surveys.protection.policy import POLICY
from participation.surveys.queries.comparisons import asked_alike, comparison, survey_comparison
from participation.surveys.queries.weights import weight_choices
from participation.surveys.texts import MAIN_LANGUAGE, say
from participation.surveys.views.choosing import (
    Chosen,
    chosen_in,
    explains_filters,
    note_figures,
    survey_for_results,
)
from participation.surveys.views.crosstabs import filter_context

# So many surveys beside each other can still be read.
MOST_SURVEYS = 5


@require_safe
@explains_filters
def compare(request: HttpRequest, slug: str) -> HttpResponse:
    """One question for the groups of another."""
    chosen = chosen_in(survey_for_results(request, slug), request.GET)
    choices = list(choices_of(chosen.table, chosen.language))
    form = ComparisonForm(
        request.GET if "question" in request.GET or "by" in request.GET else None,
        choices=choices,
        questions=_whole_questions(choices),
        weights=weight_choices(chosen.survey, chosen.table, chosen.language),
    )
    context = {"form": form, **filter_context(chosen)}
    if form.is_valid():
        wanted = form.cleaned_data
        found = _compared(chosen, wanted)
        if chosen.is_about_few or _shows_few(found):
            note_figures(request, chosen, f"{wanted['question']} {wanted['by']}")
        context |= _shown(found)
    return render(request, "surveys/compare.html", context)


def _compared(chosen: Chosen, wanted: dict[str, Any]) -> Comparison:
    return comparison(
        chosen.survey,
        wanted["question"],
        wanted["by"],
        chosen.filter,
        chosen.weights,
        wanted["minimum"],
        table=chosen.table,
        language=chosen.language,
    )


def _shows_few(found: Comparison) -> bool:
    return any(table.columns.shows_fewer_than(POLICY.least_base) for table in found.tables)


def _whole_questions(choices: list[Choice]) -> list[tuple[str, str]]:
    """A matrix is compared as a whole, a small table for each of its rows."""
    whole = {each.name.partition(".")[0]: each.question or each.label for each in choices}
    return list(whole.items())


def _shown(found: Comparison) -> dict[str, Any]:
    first = found.tables[0] if found.tables else None
    return {
        "found": found,
        "weighted": weighted_sentence(first) if first else "",
        "parts": [
            {
                "table": table,
                "heading": table.rows.label.removeprefix(found.label).strip() or table.rows.label,
                "chart": chart_of_crosstab(table, title=_("Nach „%s“") % found.by),
                "grid": grid_of(table, "column"),
                "base": base_sentence(table),
                "suppressed": suppressed_sentence(table),
                "differences": difference_sentences(table),
            }
            for table in found.tables
        ],
    }


@require_safe
def compare_surveys(request: HttpRequest, slug: str) -> HttpResponse:
    """The same question in several surveys: of citizens, municipalities and companies."""
    survey, language = survey_for_results(request, slug), get_language() or MAIN_LANGUAGE
    others = _others(request, survey)
    known = {other.slug: other for other in others}
    picked = [known[each] for each in request.GET.getlist("others")[:MOST_SURVEYS] if each in known]
    surveys = [survey, *picked]
    questions = _questions(surveys, language) if picked else []
    form = SurveysForm(
        request.GET if "others" in request.GET else None,
        surveys=[(other.slug, say(other.title, language)) for other in others],
        questions=questions,
    )
    context = {
        "survey": survey,
        "form": form,
        "has_others": bool(others),
        "questions": questions,
        "picked": picked,
        "erased": erased_sentence(survey.erased_on) if survey.erased_on else "",
    }
    if picked and form.is_valid() and form.cleaned_data["question"]:
        question = form.cleaned_data["question"]
        context |= _shown(survey_comparison(surveys, question, USUAL_MINIMUM, language=language))
    return render(request, "surveys/compare_surveys.html", context)


def _others(request: HttpRequest, survey: Survey) -> list[Survey]:
    """Surveys with answers to compare with; those whose answers are gone cannot be counted anew."""
    visible = Survey.objects.evaluable_by(request.user).published()
    return list(visible.filter(erased_on=None).exclude(pk=survey.pk))


def _questions(surveys: list[Survey], language: str) -> list[tuple[str, str]]:
    return [
        (each.question.code, say(each.question.text, language)) for each in asked_alike(surveys)
    ]
