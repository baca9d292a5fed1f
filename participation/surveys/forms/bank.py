"""Keeping questions for other surveys, finding them again, and taking questions over."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from participation.surveys import actions, queries
from participation.surveys.models import BankQuestion, Page, Question, Survey


class BankFilter(forms.Form):
    """By words, topic and type; what does not exist narrows nothing."""

    words = forms.CharField(label=_("Suche"), required=False, max_length=100)
    topic = forms.ChoiceField(label=_("Thema"), required=False)
    kind = forms.ChoiceField(label=_("Art"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        topics = [(topic, topic) for topic in queries.bank_topics()]
        self.fields["topic"].choices = [("", _("alle Themen")), *topics]  # type: ignore[attr-defined]
        self.fields["kind"].choices = [("", _("alle Arten")), *Question.Type.choices]  # type: ignore[attr-defined]

    def found(self) -> Sequence[BankQuestion]:
        self.is_valid()
        return list(queries.kept_questions(**self.cleaned_data))


class BankForm(forms.Form):
    """What is said about a kept question, so that others find it."""

    topic = forms.CharField(
        label=_("Thema"),
        max_length=80,
        help_text=_("Darunter steht die Frage in der Sammlung, zum Beispiel „Mobilität“."),
    )
    note = forms.CharField(
        label=_("Wofür sie sich eignet"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    code = forms.RegexField(
        r"\A[a-zA-Z][a-zA-Z0-9_]{0,19}\Z",
        label=_("Kürzel"),
        help_text=_("Wer die Frage übernimmt, bekommt dieses Kürzel vorgeschlagen."),
        error_messages={
            "invalid": _("Beginnt mit einem Buchstaben; nur Buchstaben, Ziffern und Unterstriche.")
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topic"].widget.attrs["list"] = "topics"
        self.topics = queries.bank_topics()

    def keep(self, *, question: Question, by: Any) -> BankQuestion:
        return actions.keep_in_bank(question=question, by=by, **self.cleaned_data)

    def change(self, *, kept: BankQuestion, by: Any) -> None:
        actions.change_bank_question(kept=kept, by=by, **self.cleaned_data)


class TakeForm(forms.Form):
    """The questions that go into a page, by their numbers in the list."""

    def __init__(
        self,
        *args: Any,
        page: Page,
        offered: Sequence[Question] | Sequence[BankQuestion],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.page = page
        self.offered = {str(each.pk): each for each in offered}

    def clean(self) -> dict[str, Any]:
        """Taken from the sent data: each box stands beside its own question, not in one field."""
        wanted = self.data.getlist("question")  # type: ignore[attr-defined]
        chosen = [self.offered[key] for key in dict.fromkeys(wanted) if key in self.offered]
        if not chosen:
            raise ValidationError(_("Bitte wählen Sie mindestens eine Frage."), code="nothing")
        return {"chosen": chosen}

    def take(self, *, by: Any) -> list[Question]:
        chosen = self.cleaned_data["chosen"]
        if isinstance(chosen[0], BankQuestion):
            return actions.take_from_bank(page=self.page, questions=chosen, by=by)
        return actions.take_questions(page=self.page, questions=chosen, by=by)


class SourceForm(forms.Form):
    """The survey from which questions are taken."""

    source = forms.ModelChoiceField(
        Survey.objects.none(),
        to_field_name="slug",
        label=_("Aus welcher Umfrage?"),
        empty_label=_("Bitte wählen"),
    )

    def __init__(self, *args: Any, survey: Survey, by: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = (
            Survey.objects.evaluable_by(by).exclude(pk=survey.pk).filter(questions__isnull=False)
        )
        self.fields["source"].queryset = others.distinct()  # type: ignore[attr-defined]
