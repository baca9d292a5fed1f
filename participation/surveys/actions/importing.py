"""A questionnaire from a file becomes a draft, with the report of what could not come along."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from participation.surveys.actions.editing import RICH, free_survey_slug
from participation.surveys.checks.estimate import estimated
from participation.surveys.document.questionnaire import Questionnaire, Type, to_json
from participation.surveys.drafts.compiler import GIVEN, SCALES, Draft
from participation.surveys.interchange.losses import Imported
from participation.surveys.models import Page, Question, Quota, Survey, SurveyImport
from smartregion.core import audit
from smartregion.core.richtext import clean
from smartregion.county.models import Municipality

LONGEST_NAME = 255


@transaction.atomic
def import_survey(
    *,
    imported: Imported,
    file_name: str,
    format: SurveyImport.Format,  # noqa: A002 - the name of the field
    by: Any,
    at: datetime,
    opens_at: datetime,
    closes_at: datetime,
) -> Survey:
    """Begin a draft with everything a file brought; its window is a proposal like any other."""
    survey = _survey(imported.questionnaire, opens_at, closes_at)
    _pages(survey, to_json(imported.questionnaire))
    if not survey.minutes:
        survey.minutes = max(estimated(Draft.of(survey)).minutes, 1)
        survey.save(update_fields=["minutes"])
    SurveyImport.objects.create(
        survey=survey,
        format=format,
        file_name=file_name[-LONGEST_NAME:],
        report=[loss.to_json() for loss in imported.losses],
        columns=dict(imported.columns),
        values={column: dict(codes) for column, codes in imported.values.items()},
        imported_at=at,
        imported_by=by,
    )
    changes = {"file": file_name[-LONGEST_NAME:], "losses": len(imported.losses)}
    audit.record(by=by, verb="import_survey", subject=survey, changes=changes)
    return survey


def _survey(questionnaire: Questionnaire, opens_at: datetime, closes_at: datetime) -> Survey:
    rich = {
        name: {language: clean(text) for language, text in getattr(questionnaire, name).items()}
        for name in RICH
    }
    return Survey.objects.create(
        slug=free_survey_slug(questionnaire.slug),
        title=dict(questionnaire.title),
        languages=list(questionnaire.languages),
        minutes=questionnaire.minutes,
        opens_at=opens_at,
        closes_at=closes_at,
        **rich,
    )


def _pages(survey: Survey, document: Mapping[str, Any]) -> None:
    """Pages, questions and quotas as rows of the draft, from the document as plain JSON."""
    pages = [
        Page(survey=survey, position=position, title=page["title"], condition=page.get("condition"))
        for position, page in enumerate(document["pages"], 1)
    ]
    Page.objects.bulk_create(pages)
    places = _places(document)
    Question.objects.bulk_create(
        _question(page, position, question, places)
        for page, written in zip(pages, document["pages"], strict=True)
        for position, question in enumerate(written["questions"], 1)
    )
    Quota.objects.bulk_create(
        Quota(survey=survey, **{"text": {}, "limit": 0, **quota})
        for quota in document.get("quotas", ())
    )


def _places(document: Mapping[str, Any]) -> set[str]:
    """The municipalities that a question about them gets by itself."""
    kinds = {question["type"] for page in document["pages"] for question in page["questions"]}
    if Type.MUNICIPALITY not in kinds:
        return set()
    return set(Municipality.objects.values_list("ags", flat=True))


def _question(page: Page, position: int, document: Mapping[str, Any], places: set[str]) -> Question:
    return Question(
        survey=page.survey,
        page=page,
        position=position,
        code=document["code"],
        type=document["type"],
        text=document.get("text", {}),
        help=document.get("help", {}),
        is_required=document.get("is_required", False),
        options=_options(document, places),
        rows=[{"label": {}, **row} for row in document.get("rows", ())],
        limits=_limits(document),
        condition=document.get("condition"),
        is_shuffled=document.get("is_shuffled", False),
        formula=document.get("formula", {}),
    )


def _limits(document: Mapping[str, Any]) -> dict[str, Any]:
    """Bounds that were set; whole numbers are the rule."""
    limits: dict[str, Any] = dict(document.get("limits", {}))
    if not limits.get("decimals"):
        limits.pop("decimals", None)
    return limits


def _options(document: Mapping[str, Any], places: set[str]) -> list[dict[str, Any]]:
    """The options that are no given ones; on a scale, "outside of it" is a value, too."""
    kind = document["type"]
    if kind in GIVEN and kind != Type.MUNICIPALITY:
        return []
    lines = [{"label": {}, **option} for option in document.get("options", ())]
    if kind in SCALES:
        return [{"value": None, **line} for line in lines]
    without_value = [{k: v for k, v in line.items() if k != "value"} for line in lines]
    return [line for line in without_value if line["code"] not in places]
