"""Writing, answering, moderating and finding contributions."""

from participation.contributions.forms.answering import AnswerForm, QueueFilter, TogetherForm
from participation.contributions.forms.exporting import ExportForm
from participation.contributions.forms.moderating import ExplanationForm, HideForm
from participation.contributions.forms.own import EditForm, ReceiptForm
from participation.contributions.forms.writing import WordsForm

__all__ = [
    "AnswerForm",
    "EditForm",
    "ExplanationForm",
    "ExportForm",
    "HideForm",
    "QueueFilter",
    "ReceiptForm",
    "TogetherForm",
    "WordsForm",
]
