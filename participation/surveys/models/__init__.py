"""What the surveys store: the draft, the frozen version, the answers, and what is around them."""

from participation.surveys.models.access import AccessCode
from participation.surveys.models.coding import (
    CodedText,
    CodingDecision,
    CodingStep,
    ReleasedQuote,
    TextCode,
    TextCodeQuerySet,
    lives_on,
)
from participation.surveys.models.columns import AnswerBlock, ColumnStore
from participation.surveys.models.draft import BankQuestion, Page, Question, Quota
from participation.surveys.models.exports import SurveyExport
from participation.surveys.models.imports import SurveyImport
from participation.surveys.models.paper import PaperBatch, PaperSheet
from participation.surveys.models.passages import PassageCount
from participation.surveys.models.pretests import Pretest, PretestAnswers, PretestComment
from participation.surveys.models.publications import Publication
from participation.surveys.models.published import FrozenResults, QuotaCount, SurveyVersion
from participation.surveys.models.responses import Response, ResponseQuerySet, SavedAnswers
from participation.surveys.models.survey import GRACE, Survey, SurveyQuerySet
from participation.surveys.models.weightings import Weighting

__all__ = [
    "GRACE",
    "AccessCode",
    "AnswerBlock",
    "BankQuestion",
    "CodedText",
    "CodingDecision",
    "CodingStep",
    "ColumnStore",
    "FrozenResults",
    "Page",
    "PaperBatch",
    "PaperSheet",
    "PassageCount",
    "Pretest",
    "PretestAnswers",
    "PretestComment",
    "Publication",
    "Question",
    "Quota",
    "QuotaCount",
    "ReleasedQuote",
    "Response",
    "ResponseQuerySet",
    "SavedAnswers",
    "Survey",
    "SurveyExport",
    "SurveyImport",
    "SurveyQuerySet",
    "SurveyVersion",
    "TextCode",
    "TextCodeQuerySet",
    "Weighting",
    "lives_on",
]
