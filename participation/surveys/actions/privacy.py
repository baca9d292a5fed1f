"""What the privacy check offers to mend."""

from typing import Any

from django.db import transaction

from participation.surveys.actions.editing import change_survey
from participation.surveys.drafts.compiler import Draft
from participation.surveys.models import Question, Survey
from participation.surveys.privacy.findings import without_hint
from participation.surveys.privacy.text import privacy_texts
from participation.surveys.texts import Texts
from smartregion.core import audit

NAMES_HINT: Texts = {
    "de": "Bitte nennen Sie keine Namen und nichts, woran man Sie oder andere erkennt.",
    "de-easy": "Bitte schreiben Sie keine Namen.",
    "en": "Please do not give any names, nor anything by which you or others could be recognised.",
}


@transaction.atomic
def take_privacy_text(*, survey: Survey, by: Any) -> None:
    """Put the text made of the settings in place of the present one; other languages stay."""
    change_survey(survey=survey, by=by, privacy={**survey.privacy, **privacy_texts(survey)})


@transaction.atomic
def add_names_hint(*, survey: Survey, by: Any) -> int:
    """Ask people to leave out names, at every question for longer text that does not do so yet."""
    questions = without_hint(Draft.of(survey))
    for question in questions:
        question.help = {**question.help, **_hinted(question.help, survey)}
    Question.objects.bulk_update(questions, ["help"])
    codes = [question.code for question in questions]
    audit.record(by=by, verb="add_names_hint", subject=survey, changes={"fields": codes})
    return len(questions)


def _hinted(help_: Texts, survey: Survey) -> dict[str, str]:
    return {
        language: f"{help_.get(language, '')} {hint}".strip()
        for language, hint in NAMES_HINT.items()
        if language == "de" or language in survey.languages
    }
