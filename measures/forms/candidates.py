"""Prioritising several measures at once: which ones, and why."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from measures.actions.many import move_measures
from measures.forms.moving import Reason
from measures.models import Measure
from measures.queries.candidates import Candidate


class PrioritiseForm(forms.Form):
    """The measures that come first, and one reason for all of them."""

    measures = forms.MultipleChoiceField(
        label=_("Maßnahmen"), widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Bitte wählen Sie mindestens eine Maßnahme."),
            "invalid_choice": _("Diese Maßnahme lässt sich gerade nicht priorisieren: %(value)s"),
        },
    )  # fmt: skip
    reason = Reason(required=False)

    def __init__(self, *args: Any, candidates: Sequence[Candidate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ready = {each.measure.number: each for each in candidates if each.is_ready}
        choices: Any = self.fields["measures"]
        choices.choices = [(number, str(each.measure)) for number, each in self.ready.items()]

    @property
    def ticked(self) -> set[str]:
        """The numbers that are ticked, for the page on which they are."""
        return set(self.data.getlist("measures")) if isinstance(self.data, QueryDict) else set()

    @property
    def chosen(self) -> list[Candidate]:
        """The measures that were chosen, in the order of the page."""
        numbers = set(self.cleaned_data["measures"])
        return [each for number, each in self.ready.items() if number in numbers]

    def take(self, *, by: Any, at: datetime) -> int:
        return move_measures(
            measures=[each.measure for each in self.chosen],
            to=Measure.State.PRIORITISED,
            reason=self.cleaned_data["reason"],
            by=by,
            at=at,
        )
