"""Asking something in the live room."""

from datetime import datetime
from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from participation.contributions.forms import WordsForm
from participation.contributions.spam import Limit, UnhurriedMixin
from participation.events.actions.live import ask_question
from participation.events.models import Event, LiveQuestion
from smartregion.core.forms import TOO_LONG


class QuestionForm(UnhurriedMixin, WordsForm):
    """A question in a sentence or two, with a name for those who want to be called by it."""

    # A hall of 300 people shares one network; forty questions in five minutes nobody could answer.
    limits: ClassVar[tuple[Limit, ...]] = (Limit("live-question", times=40, seconds=300),)

    text = forms.CharField(
        label=_("Ihre Frage"),
        help_text=_(
            "Ihre Frage ist sofort für alle zu lesen. Bitte nennen Sie keine Namen Dritter."
        ),
        max_length=500,
        error_messages={"required": _("Bitte schreiben Sie Ihre Frage."), "max_length": TOO_LONG},
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    name = forms.CharField(
        label=_("Name"),
        required=False,
        max_length=80,
        help_text=_("Ein Vorname oder ein Pseudonym genügt."),
    )
    field_order = ["text", "name", "municipality"]

    def ask(self, event: Event, *, at: datetime) -> LiveQuestion:
        return ask_question(event=event, at=at, **self.cleaned_data)
