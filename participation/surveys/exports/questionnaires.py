"""The questionnaire for other programs, as it was published or, before that, as the draft stands."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from participation.surveys.document.questionnaire import Questionnaire, questionnaire_of
from participation.surveys.drafts.compiler import Draft
from participation.surveys.drafts.drafting import tried_draft
from participation.surveys.models import Survey
from participation.surveys.queries import versions_of
from smartregion.core.media_types import XLSX


@dataclass(frozen=True)
class Form:
    """A format for questionnaires: how its file is called and written."""

    ending: str
    content_type: str
    write: Callable[[Questionnaire], bytes]


def _by(module: str) -> Callable[[Questionnaire], bytes]:
    """A writer that is loaded when it is needed: workbooks and XML bring large libraries."""

    def write(questionnaire: Questionnaire) -> bytes:
        writer = import_module(f"participation.surveys.interchange.{module}")
        written: bytes = writer.write(questionnaire)
        return written

    return write


FORMS = {
    "json": Form("json", "application/json", _by("own")),
    "lss": Form("lss", "application/xml", _by("lss")),
    "xlsform": Form(
        "xlsx",
        XLSX,
        _by("xlsform.writing"),
    ),
}


def questionnaire_to_take(survey: Survey, number: int | None = None) -> Questionnaire:
    """The version with this number, the newest one, or the draft of what was never published."""
    versions = {version.number: version for version in versions_of(survey)}
    if number is not None and number not in versions:
        raise ValidationError(_("Die Fassung %d gibt es nicht.") % number, code="unknown_version")
    if number is None and not versions:
        return tried_draft(Draft.of(survey))
    return questionnaire_of(versions[max(versions) if number is None else number])


def form_name(survey: Survey, form: Form) -> str:
    """How a file of the questionnaire is called."""
    return f"{survey.slug}-fragebogen.{form.ending}"
