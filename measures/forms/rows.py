"""Rows that hang on a measure: some empty ones at the end, so adding needs no script.

A kind of rows is a form for one row and a formset that names the relation, its columns and its
action; ``views.rows.edit_rows`` and ``measures/rows_form.html`` do the rest:

    class RiskForm(RowForm):
        pk = StoredKey()
        title = forms.CharField(label=_("Risiko"), max_length=200)

    class RiskRows(rows_of(RiskForm)):
        relation, heading = "risks", _("Risiken")
        columns = ("pk", "title")

        def save(self, *, by, at, lock_version): ...   # one call of the action set_risks
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.formsets import BaseFormSet

from measures.actions.rows import lines_of
from measures.forms.conflicts import Difference
from measures.models import Measure

# How many rows can be added at once; "Speichern und weitere Zeilen" brings as many again.
EXTRA = 3


class StoredKey(forms.IntegerField):
    """Which stored row a row of the page is; empty for a new one."""

    def __init__(self) -> None:
        super().__init__(required=False, widget=forms.HiddenInput)


class RowForm(forms.Form):
    """One row. It knows its measure and today.

    A choice without an empty line needs an ``initial``: only a row that differs from it counts as
    filled in.
    """

    def __init__(self, *args: Any, measure: Measure, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.measure, self.on = measure, on


class Rows(BaseFormSet):  # type: ignore[type-arg]
    """Rows of one measure, saved together under its optimistic lock."""

    relation: str
    heading: Any
    # One or two sentences above the rows.
    lead: Any = ""
    # Fields of the model that stand in the row under the same name.
    columns: tuple[str, ...] = ()
    # A stored row in one line, for the page on which two versions stand beside each other.
    words: Callable[[Any], str] = staticmethod(str)

    def __init__(self, *args: Any, measure: Measure, on: date, **kwargs: Any) -> None:
        self.measure, self.on = measure, on
        kwargs |= {"initial": self.stored(), "form_kwargs": {"measure": measure, "on": on}}
        super().__init__(*args, **kwargs)

    def stored(self) -> list[dict[str, Any]]:
        """What the rows say now, in the order in which they are shown."""
        rows = getattr(self.measure, self.relation).all()
        return list((rows if rows.ordered else rows.order_by("pk")).values(*self.columns))

    def filled(self) -> Iterator[dict[str, Any]]:
        """The rows that were filled in and not marked for removal."""
        for form in self.forms:
            values = form.cleaned_data
            if values and not values.get("DELETE"):
                yield values

    def save(self, *, by: Any, at: datetime, lock_version: int) -> None:
        """Give the filled rows to the action of their kind."""
        raise NotImplementedError

    def warnings(self) -> list[str]:
        """What was saved and yet deserves a second look, in sentences."""
        return []

    def add_error(self, _field: None, error: ValidationError) -> None:
        """Put a refusal above the rows, as ``refusals_on`` does with a form."""
        self.non_form_errors().extend(error.messages)

    def differences_to(self, stored: Measure) -> list[Difference]:
        """What somebody else has stored; what was typed still stands in the rows."""
        lines = lines_of(stored, self.relation, type(self).words)
        return [Difference(str(self.heading), "", "\n".join(lines))]


def rows_of(form: type[RowForm], *, extra: int = EXTRA, can_delete: bool = True) -> Any:
    """The formset from which the rows of one kind are derived."""
    return forms.formset_factory(
        form, formset=Rows, extra=extra, can_delete=can_delete, can_delete_extra=False
    )
