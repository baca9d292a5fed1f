"""One measure on the sheet of a rater: a mark for each criterion, with a reason if they like."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from measures.actions.ballots import Mark, rate_measure
from measures.models import Ballot, Criterion, Measure
from measures.models.scoring import HIGHEST, LOWEST
from measures.queries.scoring import rated_by_people

MARKS = range(LOWEST, HIGHEST + 1)
MIDDLE = (LOWEST + HIGHEST) // 2
PLEASE_CHOOSE = _("Bitte wählen Sie eine Zahl von 1 bis 5.")


@dataclass(frozen=True)
class Question:
    """A criterion with its two fields, as the page shows them."""

    criterion: Criterion
    mark: BoundField
    reason: BoundField

    @property
    def has_reason(self) -> bool:
        """Whether the field for a reason stands open: there is one, or something is wrong with it."""
        return bool(self.reason.value() or self.reason.errors)


class RatingForm(forms.Form):
    """A mark for every criterion of the round."""

    def __init__(self, *args: Any, ballot: Ballot, measure: Measure, **kwargs: Any) -> None:
        self.ballot, self.measure = ballot, measure
        self.criteria = rated_by_people(ballot.prioritisation)
        kwargs["initial"] = dict(_stored(ballot, measure))
        super().__init__(*args, **kwargs)
        for criterion in self.criteria:
            self.fields[f"mark_{criterion.pk}"] = _mark_field(criterion)
            self.fields[f"reason_{criterion.pk}"] = forms.CharField(
                label=_("Begründung"), max_length=300, required=False
            )

    @property
    def questions(self) -> Iterator[Question]:
        for criterion in self.criteria:
            yield Question(criterion, self[f"mark_{criterion.pk}"], self[f"reason_{criterion.pk}"])

    def save(self, *, at: datetime) -> None:
        values = self.cleaned_data
        marks = {
            criterion: Mark(values[f"mark_{criterion.pk}"], values[f"reason_{criterion.pk}"])
            for criterion in self.criteria
        }
        rate_measure(ballot=self.ballot, measure=self.measure, marks=marks, at=at)


def _stored(ballot: Ballot, measure: Measure) -> Iterator[tuple[str, Any]]:
    for score in ballot.scores.filter(measure=measure):
        yield f"mark_{score.criterion_id}", score.value
        yield f"reason_{score.criterion_id}", score.reason


def _mark_field(criterion: Criterion) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=criterion.name,
        help_text=_hint(criterion),
        coerce=int,
        choices=[(mark, str(mark)) for mark in MARKS],
        widget=forms.RadioSelect,
        error_messages={"required": PLEASE_CHOOSE, "invalid_choice": PLEASE_CHOOSE},
    )


def _hint(criterion: Criterion) -> str:
    """The question, and below it what the marks mean that have words."""
    words = {LOWEST: criterion.low, MIDDLE: criterion.middle, HIGHEST: criterion.high}
    said = "; ".join(f"{mark} = {meaning}" for mark, meaning in words.items() if meaning)
    lines = [(line,) for line in (criterion.question, said) if line]
    return format_html_join(mark_safe("<br>"), "{}", lines)
