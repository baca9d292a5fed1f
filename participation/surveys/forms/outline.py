"""Moving a question by choosing where it goes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from participation.surveys import actions
from participation.surveys.models import Page, Question


class PageChoice(forms.ModelChoiceField[Page]):
    """Pages by number and title."""

    def label_from_instance(self, page: Page) -> str:
        return f"{page.position}. {page}"


class MoveForm(forms.Form):
    """The page, and the place on it counted from 0; without a place the question comes last."""

    page = PageChoice(
        Page.objects.none(),
        label=_("Auf welche Seite?"),
        widget=forms.RadioSelect,
        empty_label=None,
    )
    place = forms.IntegerField(
        min_value=0, max_value=1000, required=False, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, question: Question, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.question = question
        self.fields["page"].initial = question.page
        pages = self.fields["page"]
        pages.queryset = question.survey.pages.all()  # type: ignore[attr-defined]

    def save(self, *, by: Any) -> None:
        page, place = self.cleaned_data["page"], self.cleaned_data["place"]
        last = page.questions.exclude(pk=self.question.pk).count()
        actions.place_question(
            question=self.question, page=page, place=last if place is None else place, by=by
        )
