"""Writing, answering, moderating and finding contributions."""

from participation.contributions.forms.answering import AnswerForm, QueueFilter
from participation.contributions.forms.moderating import ExplanationForm, HideForm
from participation.contributions.forms.writing import WordsForm

__all__ = ["AnswerForm", "ExplanationForm", "HideForm", "QueueFilter", "WordsForm"]
