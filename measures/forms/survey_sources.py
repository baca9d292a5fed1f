"""Choosing the question of a survey that feeds an indicator: first the question, then what counts of it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from measures.actions.survey_sources import name_source
from measures.forms.conflicts import Difference, differences
from measures.models import Indicator, SurveySource
from measures.queries.survey_sources import AskedQuestion
from participation.models import Survey

Kind, Statistic = Indicator.Kind, SurveySource.Statistic


class QuestionForm(forms.Form):
    """Which question; stands in the address."""

    frage = forms.ChoiceField(label=_("Frage einer veröffentlichten Umfrage"))

    def __init__(self, *args: Any, questions: dict[str, AskedQuestion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(code, each.label) for code, each in questions.items()]
        self.fields["frage"].choices = [("", _("Bitte wählen")), *choices]  # type: ignore[attr-defined]


class SourceForm(forms.Form):
    """Of a question: in which surveys it is read, and which part of the answers counts."""

    surveys = forms.ModelMultipleChoiceField(
        label=_("Umfragen"), queryset=Survey.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Alle, die diese Frage gleich gestellt haben. Kommt eine Wiederholung hinzu, ergänzen Sie sie hier."),
        error_messages={"required": _("Bitte wählen Sie mindestens eine Umfrage.")},
    )  # fmt: skip
    options = forms.MultipleChoiceField(
        label=_("Antworten, die zählen"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Bitte wählen Sie, welche Antworten zählen.")},
    )  # fmt: skip
    lock_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, indicator: Indicator, question: AskedQuestion,
        source: SurveySource | None, **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.indicator, self.question, self.source = indicator, question, source
        asked_in = [pk for pk, _title in question.surveys]
        surveys = Survey.objects.filter(pk__in=asked_in)
        if source:
            surveys |= Survey.objects.filter(pk__in=source.surveys.values("pk"))
        self.fields["surveys"].queryset = surveys  # type: ignore[attr-defined]
        self._offer_options()
        self.initial = self._stored() | {"lock_version": source.lock_version if source else 0}

    def _offer_options(self) -> None:
        """A mean counts all answers of the scale; then there is nothing to choose."""
        if self.statistic == Statistic.MEAN:
            del self.fields["options"]
            return
        options = self.fields["options"]
        options.choices = self.question.options  # type: ignore[attr-defined]
        options.help_text = (
            _("Hier waren mehrere Antworten möglich; wählen Sie eine davon.")
            if self.question.takes_several
            else _("Ihre Anteile werden zusammengezählt, zum Beispiel „eher zufrieden“ und „sehr zufrieden“.")
        )  # fmt: skip

    @property
    def statistic(self) -> str:
        """A share feeds per cent, a mean a number: the kind of the indicator decides."""
        return Statistic.SHARE if self.indicator.kind == Kind.PERCENT else Statistic.MEAN

    def _stored(self) -> dict[str, Any]:
        source = self.source
        if source is None or source.question != self.question.code:
            return {"surveys": [pk for pk, _title in self.question.surveys]}
        surveys = list(source.surveys.values_list("pk", flat=True))
        return {"surveys": surveys, "options": source.options}

    def clean_options(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["options"]
        if self.question.takes_several and len(chosen) > 1:
            raise ValidationError(
                _("Wo mehrere Antworten möglich sind, lassen sich Anteile nicht addieren. Bitte wählen Sie eine.")
            )  # fmt: skip
        return chosen

    @property
    def proposed(self) -> SurveySource:
        """What would be stored, for looking at its figures before."""
        return SurveySource(
            indicator=self.indicator,
            question=self.question.code,
            options=self.cleaned_data.get("options", []),
            statistic=self.statistic,
        )

    def save(self, *, by: Any) -> SurveySource:
        return name_source(
            indicator=self.indicator,
            surveys=self.cleaned_data["surveys"],
            question=self.question.code,
            options=self.cleaned_data.get("options", []),
            statistic=self.statistic,
            lock_version=self.cleaned_data["lock_version"],
            by=by,
        )

    def differences_to(self, stored: SurveySource) -> list[Difference]:
        """Where what was typed differs from what somebody else has stored in the meantime."""
        said = {
            "surveys": list(stored.surveys.all()),
            "options": stored.options if stored.question == self.question.code else [],
        }
        return differences(self, lambda name: said[name])
