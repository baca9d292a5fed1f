"""What the surveys store: the draft, the frozen version, the answers, and what is around them."""

from participation.surveys.models.access import AccessCode
from participation.surveys.models.draft import BankQuestion, Page, Question, Quota
from participation.surveys.models.paper import PaperBatch, PaperSheet
from participation.surveys.models.pretests import Pretest, PretestAnswers, PretestComment
from participation.surveys.models.published import FrozenResults, QuotaCount, SurveyVersion
from participation.surveys.models.responses import Response, ResponseQuerySet, SavedAnswers
from participation.surveys.models.survey import GRACE, Survey, SurveyQuerySet

__all__ = [
    "GRACE",
    "AccessCode",
    "BankQuestion",
    "FrozenResults",
    "Page",
    "PaperBatch",
    "PaperSheet",
    "Pretest",
    "PretestAnswers",
    "PretestComment",
    "Question",
    "Quota",
    "QuotaCount",
    "Response",
    "ResponseQuerySet",
    "SavedAnswers",
    "Survey",
    "SurveyQuerySet",
    "SurveyVersion",
]
