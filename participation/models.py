"""Django looks for models here; they live in the wings of this room."""

from participation.consultations.models import Comment
from participation.contributions.models import Answer, Contribution
from participation.forums.models import Forum, Post, Topic
from participation.surveys.models import (
    AccessCode,
    BankQuestion,
    FrozenResults,
    Page,
    PaperBatch,
    PaperSheet,
    Pretest,
    PretestAnswers,
    PretestComment,
    Question,
    Quota,
    QuotaCount,
    Response,
    SavedAnswers,
    Survey,
    SurveyVersion,
)

__all__ = [
    "AccessCode",
    "Answer",
    "BankQuestion",
    "Comment",
    "Contribution",
    "Forum",
    "FrozenResults",
    "Page",
    "PaperBatch",
    "PaperSheet",
    "Post",
    "Pretest",
    "PretestAnswers",
    "PretestComment",
    "Question",
    "Quota",
    "QuotaCount",
    "Response",
    "SavedAnswers",
    "Survey",
    "SurveyVersion",
    "Topic",
]
