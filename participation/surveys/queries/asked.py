"""The questions of a survey through all its versions."""

from participation.surveys.document.asked import Asked, merged
from participation.surveys.document.questionnaire import questionnaire_of
from participation.surveys.models import Survey, SurveyVersion


def versions_of(of: Survey | SurveyVersion) -> list[SurveyVersion]:
    """All versions, the newest first; or the one."""
    return list(of.versions.order_by("-number")) if isinstance(of, Survey) else [of]


def asked_questions(of: Survey | SurveyVersion) -> list[Asked]:
    """Everything that was asked, in the order of the newest version."""
    versions = versions_of(of)
    return list(merged((each.number, questionnaire_of(each)) for each in versions).values())
