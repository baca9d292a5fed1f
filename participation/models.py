"""Django looks for models here; they live in the wings of this room."""

from participation.consultations.models import Comment
from participation.contributions.models import Answer, Contribution
from participation.forums.models import Forum, Post, Topic
from participation.surveys.models import Page, Question, Response, Survey, SurveyVersion

__all__ = [
    "Answer",
    "Comment",
    "Contribution",
    "Forum",
    "Page",
    "Post",
    "Question",
    "Response",
    "Survey",
    "SurveyVersion",
    "Topic",
]
