"""Another type for a question that is there already."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from participation.surveys import actions
from participation.surveys.drafts.retyping import Retyping, types_beside
from participation.surveys.models import Question


class TypeForm(forms.Form):
    """One of the types that keep the meaning of the question."""

    type = forms.ChoiceField(label=_("Neue Art"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, question: Question, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.question, self.choices = question, self.others(question)
        self.fields["type"].choices = [(each.type, each.label) for each in self.choices]  # type: ignore[attr-defined]
        if len(self.choices) == 1:
            self.fields["type"].initial = self.choices[0].type

    @staticmethod
    def others(question: Question) -> list[Retyping]:
        return [Retyping(question, each) for each in types_beside(question.type)]

    @property
    def chosen(self) -> Retyping:
        wanted = self.cleaned_data["type"]
        return next(each for each in self.choices if each.type == wanted)

    @property
    def label(self) -> str:
        return self.chosen.label

    def save(self, *, by: Any) -> None:
        actions.retype_question(question=self.question, retyping=self.chosen, by=by)
